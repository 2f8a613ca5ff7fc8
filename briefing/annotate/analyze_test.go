package annotate_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// check holds a document to what its types promise.
func check(t interface{ Fatalf(string, ...any) }, d *text.Document) {
	s := d.Article.Text
	within := func(what string, x text.Span, in briefing.Sentence) {
		if x.Start < in.Start || x.End > in.End || x.Start >= x.End {
			t.Fatalf("%s %v outside sentence %d-%d of %q", what, x, in.Start, in.End, s)
		}
	}
	paragraph := 0
	for i, x := range d.Sentences {
		if x.Paragraph < paragraph || x.Paragraph != strings.Count(s[:x.Start], "\n") {
			t.Fatalf("paragraph %d at sentence %d of %q", x.Paragraph, i, s)
		}
		paragraph = x.Paragraph
		for _, n := range x.Tokens {
			within("token", n.Span(), x.Sentence)
		}
		last := x.Start
		for _, n := range x.Names {
			within("name", n.Span, x.Sentence)
			if n.Start < last || n.Text != s[n.Start:n.End] || n.Kind == 0 {
				t.Fatalf("name %+v of %q", n, s)
			}
			last = n.End
		}
		for _, n := range x.Numbers {
			within("number", n.Span, x.Sentence)
		}
		for _, n := range x.Times {
			within("time", n.Span, x.Sentence)
			if n.To.Before(n.From) || n.From.IsZero() != n.To.IsZero() {
				t.Fatalf("time %+v of %q", n, s)
			}
		}
		checkSpans(t, d, &x)
		if (x.Speaker == "") != (x.Stance == "") {
			t.Fatalf("speaker %q with stance %q in %q", x.Speaker, x.Stance, s)
		}
		if x.Introduced < -1 || x.Introduced >= len(d.Sentences) || x.Introduced >= 0 && (x.SpeakerNamed || x.Speaker == "") {
			t.Fatalf("sentence %d introduced by %d in %q", i, x.Introduced, s)
		}
	}
}

// checkSpans holds the events and the speech of a sentence to what their types promise.
func checkSpans(t interface{ Fatalf(string, ...any) }, d *text.Document, x *text.Sentence) {
	s := d.Article.Text
	for _, e := range x.Events {
		for _, r := range []text.Range{e.Who, e.Whom, {From: e.Verb, To: e.Verb + 1}} {
			if r.From < 0 || r.From > r.To || int(r.To) > len(x.Tokens) || int(e.Count) >= len(x.Numbers) {
				t.Fatalf("event %+v of %q", e, s)
			}
		}
	}
	for k, u := range x.Speech {
		if int(u.Voice) >= len(d.Voices) || u.Cue < -1 || int(u.Cue) >= len(x.Tokens) || int(u.Who.To) > len(x.Tokens) ||
			u.Who.From > u.Who.To ||
			k == 0 && x.Speaker != "" && d.Voices[u.Voice].Key != x.SpeakerKey {
			t.Fatalf("speech %+v of %q", u, s)
		}
	}
}

func TestAnalyzeKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := mixture(t)
		check(t, dated(s))
		annotate.New(annotate.Options{Aliases: []string{s}}).AnalyzeQuestion(s, someDay)
	})
}

func FuzzAnalyze(f *testing.F) {
	f.Add("Mr. Marr said: “We go.”\n“And stay,” he added — according to Ana Brun.")
	f.Add("- ’s said\n\"' said he, who")
	f.Add("often called a ruin, the bridge that was struck fell, killing 3")
	f.Fuzz(func(t *testing.T, s string) {
		check(t, dated(s))
		annotate.New(annotate.Options{Aliases: []string{s}}).AnalyzeQuestion(s, someDay)
	})
}

const paper = `Mayor of Odrin opens new bridge
ODRIN, Kenya — Mayor Peter Orlin opened the new bridge on Monday, two years after floods killed at least 12 people in the valley.
“We have waited long for this day,” Orlin said. “Nobody will have to swim to school again.”
The bridge cost $3.5 million, according to the Transport Ministry, which paid for most of it. Ana Brun, the head of the bakers' union,
	said the toll would ruin small shops.
She told the Odrin Post that more than 200 traders had signed a letter of protest. The mayor rejected the criticism.
“The toll is lower than the ferry,” he said.
`

func TestAnalyzeIsDeterministicAndConcurrent(t *testing.T) {
	an := annotate.New(annotate.Options{})
	a := briefing.Article{Title: "Mayor of Odrin opens new bridge", Text: paper}
	want := an.Analyze(a)
	var wg sync.WaitGroup
	docs := make([]*text.Document, 8)
	for i := range docs {
		wg.Go(func() { docs[i] = an.Analyze(a) })
	}
	wg.Wait()
	for _, d := range docs {
		if diff := cmp.Diff(want, d, cmpopts.IgnoreUnexported(text.Token{}, text.Lexeme{})); diff != "" {
			t.Fatal(diff)
		}
	}
}

// The speed of reading, and what a sentence that was read keeps in memory besides its article:
//
//	go test ./briefing/annotate -run xxx -bench Analyze -cpu 1
func BenchmarkAnalyze(b *testing.B) {
	an := annotate.New(annotate.Options{})
	a := briefing.Article{Text: strings.Repeat(paper, 8), Published: briefing.PubTime{Time: someDay}}
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	var kept [64]*text.Document
	sentences, before := 0, heap()
	for i := range kept {
		kept[i] = an.Analyze(a)
		sentences += len(kept[i].Sentences)
	}
	memory := (float64(heap()) - float64(before)) / float64(sentences)
	runtime.KeepAlive(kept)
	for b.Loop() {
		an.Analyze(a)
	}
	b.ReportMetric(memory, "B/sentence")
}

// heap gives the bytes in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// someDay is a Wednesday.
var someDay = time.Date(2031, 4, 16, 9, 30, 0, 0, time.UTC)

// mixture draws texts that look like the outside's: words, marks, abbreviations, lines.
func mixture(t *rapid.T) string {
	pieces := rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{" ", " ", " ", "\n", ". ", "? ", ", ", "“", "”", "\"", "'", "’s ", "…", " ... ", "Mr. ", "U.S. ",
			"Ana Brun ", "said ", "he ", "the mayor ", "often ", "was ", "not ", "killed ", "will ", "five ", "that ", "and ",
			"according to ", "told ", "on Friday ", "March 3 ", "2,500 ", "$4bn ", "more than ", "dozens of ", "— ", "(", ")", "who ",
			"Odrin’s ",
			"-", "。", "한국 ", "中文", "é"}),
		rapid.StringMatching(`[A-Za-z]{1,8} `),
		rapid.String(),
	)).Draw(t, "pieces")
	return strings.Join(pieces, "")
}

func TestDangling(t *testing.T) {
	for s, want := range map[string]bool{
		"He left.":                                true,
		"The group has 30 members.":               true,
		"That number is wrong.":                   true,
		"However, Ana Brun stayed.":               true,
		"Ana Brun stayed.":                        false,
		"It is clear that Odrin won.":             false,
		"It burned.":                              true,
		"This week the market opens.":             false,
		"The minister of finance resigned.":       false,
		"On Monday, she left.":                    true,
		"When Ana Brun came, she saw the flood.":  false,
		"The incident in the harbour killed two.": true,
		"The bridge was old, they said.":          true,
		"The bridge was old, Ana Brun said.":      false,
	} {
		if got := analyze(s).Sentences[0].Dangling; got != want {
			t.Errorf("%q dangles: %v, want %v", s, got, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	d := analyze("Mayor opens bridge\nPeter Orlin opened the bridge on Monday. It rained.\n" +
		"What comes next\nThe council votes in May.\nA line at the end")
	var got []string
	for _, s := range d.Sentences {
		got = append(got, fmt.Sprint(s.Heading))
	}
	if want := "true false false true false false"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func analyze(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s})
}

func dated(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s, Published: briefing.PubTime{Time: someDay}})
}
