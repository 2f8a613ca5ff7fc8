package index

import (
	"briefbot/briefing/newstest"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

var analyzer = annotate.New(annotate.Options{})

// page is an invented article, published on a day of May 2031.
func page(id string, day int, title, body string) *text.Document {
	a := briefing.Article{ID: briefing.ArticleID(id), Origin: id, Title: title, Text: body}
	if day > 0 {
		a.Published = briefing.PubTime{Time: time.Date(2031, 5, day, 9, 0, 0, 0, time.UTC)}
	}
	a.Revision = briefing.RevisionOf(a.Title, a.Text)
	return annotate.New(annotate.Options{}).Analyze(a)
}

var papers = []*text.Document{
	page("harbour", 3, "Storm closes the harbour of Velmora", "The storm tore two cranes from the quay on Monday.\nHarbour master Ilse Brandt said the port would stay shut until Thursday.\nFerries were sent to Ostrand instead."),
	page("budget", 9, "Council passes the budget", "The council of Velmora passed its budget on Friday.\nTreasurer Pavlo Tarasenkovych called it \"a modest plan\".\nTwo members abstained."),
	page("museum", 12, "Museum shows stolen paintings", "A museum in Ostrand shows forty paintings that were stolen in 1974.\nThe paintings were found in a cellar last year."),
	page("old", 0, "Notes", "Velmora was founded by salt traders."),
}

func filled(docs ...*text.Document) *Index {
	ix := New(analyzer)
	ix.Add(docs...)
	return ix
}

// search gives the texts that a query finds.
func search(t *testing.T, ix *Index, q question) []string {
	t.Helper()
	passages, err := ix.search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range passages {
		out = append(out, ix.Document(p.Article).Article.Text[p.Start:p.End])
	}
	return out
}

func TestSearchFindsTheRightSentenceFirst(t *testing.T) {
	ix := filled(papers...)
	for _, c := range []struct{ name, query, want string }{
		{"own words", "cranes torn by the storm", "The storm tore two cranes from the quay on Monday."},
		{"inflected words", "abstaining member", "Two members abstained."},
		{"the neighbour's and the title's words", "harbour ferries", "Ferries were sent to Ostrand instead."},
		{"a mistyped word", "stolen paintngs museum", "A museum in Ostrand shows forty paintings that were stolen in 1974."},
		{"another transliteration", "Pavlo Tarasenkovich", "Treasurer Pavlo Tarasenkovych called it \"a modest plan\"."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := search(t, ix, question{Text: c.query})
			if len(got) == 0 || got[0] != c.want {
				t.Errorf("%q finds %q first, want %q", c.query, got, c.want)
			}
		})
	}
}

func TestSearchFindsNothing(t *testing.T) {
	for _, q := range []string{"", "the of and", "zzyzx", "?!", "\x00\xff"} {
		if got := search(t, filled(papers...), question{Text: q}); len(got) != 0 {
			t.Errorf("%q finds %q, want nothing", q, got)
		}
	}
	if got := search(t, New(analyzer), question{Text: "storm"}); len(got) != 0 {
		t.Errorf("an empty index finds %q", got)
	}
}

func TestSearchKeepsToItsWindow(t *testing.T) {
	ix := filled(papers...)
	may := func(d int) time.Time { return time.Date(2031, 5, d, 0, 0, 0, 0, time.UTC) }
	got := search(t, ix, question{Text: "Velmora", Window: briefing.Window{From: may(8), To: may(10)}})
	want := map[string]bool{"The council of Velmora passed its budget on Friday.": true, "Treasurer Pavlo Tarasenkovych called it \"a modest plan\".": true, "Velmora was founded by salt traders.": true}
	for _, g := range got {
		if !want[g] {
			t.Errorf("%q is outside the window", g)
		}
	}
	if len(got) != len(want) {
		t.Errorf("found %q, want what is in the window and what has no date", got)
	}
}

func TestWithinGivesTheNewestFirst(t *testing.T) {
	ix := filled(papers...)
	ix.Remove("budget")
	day := func(d int) time.Time { return time.Date(2031, 5, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		window   briefing.Window
		articles []briefing.ArticleID
		want     []string
	}{
		{briefing.Window{From: day(1), To: day(30)}, nil, []string{"museum", "harbour"}}, // an undated one is of no day
		{briefing.Window{From: day(3), To: day(4)}, nil, []string{"harbour"}},
		{briefing.Window{From: day(4), To: day(12)}, nil, nil},
		{briefing.Window{From: day(1), To: day(30)}, []briefing.ArticleID{"harbour", "budget"}, []string{"harbour"}},
	} {
		var got []string
		for _, d := range ix.Within(c.window, c.articles) {
			got = append(got, string(d.Article.ID))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("within %v of %v (-want +got):\n%s", c.window, c.articles, diff)
		}
	}
}

func TestRecentArticlesStandFirst(t *testing.T) {
	ix := filled(page("a", 1, "", "A bridge fell in Ostrand."), page("b", 28, "", "A bridge fell in Ostrand."))
	terms := ix.Terms(analyzer.AnalyzeQuestion("bridge in Ostrand", time.Time{}))
	for _, c := range []struct {
		day  int
		want briefing.ArticleID
	}{{2, "a"}, {29, "b"}} {
		hits, err := ix.Find(context.Background(), Request{Terms: terms, Recent: time.Date(2031, 5, c.day, 0, 0, 0, 0, time.UTC)})
		if err != nil || len(hits) != 2 || hits[0].Doc.Article.ID != c.want {
			t.Errorf("asked on May %d: %v, %v; want %s first", c.day, hits, err, c.want)
		}
	}
}

func TestANewRevisionTakesTheOldOnesPlace(t *testing.T) {
	ix := filled(papers...)
	ix.Add(page("museum", 12, "Museum shows paintings", "The museum closed its doors."))
	if got := search(t, ix, question{Text: "stolen cellar"}); len(got) != 0 {
		t.Errorf("the old revision is still found: %q", got)
	}
	if got := search(t, ix, question{Text: "museum doors"}); len(got) != 1 {
		t.Errorf("the new revision is found as %q", got)
	}
	ix.Remove("museum", "unknown")
	if got := search(t, ix, question{Text: "museum doors"}); len(got) != 0 || ix.Document("museum") != nil || ix.Len() != 3 {
		t.Errorf("the removed article is still there: %q", got)
	}
}

func TestTheOrderOfAddingDoesNotMatter(t *testing.T) {
	words := []string{"storm", "harbour", "budget", "council", "bridge", "Ostrand", "Velmora", "ferry", "paint", "salt"}
	rapid.Check(t, func(t *rapid.T) {
		var docs []*text.Document
		for i := range rapid.IntRange(1, 12).Draw(t, "docs") {
			body := ""
			for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(t, "words") {
				body += w + " "
			}
			docs = append(docs, page(fmt.Sprint("p", i), i%5, "", body+"."))
		}
		query := rapid.SampledFrom(words).Draw(t, "first") + " " + rapid.SampledFrom(words).Draw(t, "second")
		find := func(ix *Index) []passage {
			p, err := ix.search(context.Background(), question{Text: query, Limit: 5})
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		want := find(filled(docs...))
		// The same articles in another order, after others came and went and some came twice.
		ix := New(analyzer)
		for i := range 40 {
			ix.Add(page(fmt.Sprint("gone", i), 1, "", "Storm budget bridge nonsense."))
		}
		for _, i := range rand.New(rand.NewPCG(uint64(len(docs)), 7)).Perm(len(docs)) {
			ix.Add(docs[i], docs[i])
		}
		for i := range 40 {
			ix.Remove(briefing.ArticleID(fmt.Sprint("gone", i)))
		}
		if d := cmp.Diff(want, find(ix)); d != "" {
			t.Fatalf("query %q: (-fresh +lived)\n%s", query, d)
		}
	})
}

func TestReadersMaySearchWhileAWriterWrites(t *testing.T) {
	ix := filled(papers...)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				if got, err := ix.search(context.Background(), question{Text: "storm cranes"}); err != nil || len(got) == 0 {
					t.Errorf("search beside a writer: %v, %v", got, err)
				}
			}
		})
	}
	for i := range 50 {
		ix.Add(page(fmt.Sprint(i), 4, "", "Another storm."))
		ix.Remove(briefing.ArticleID(fmt.Sprint(i - 3)))
	}
	wg.Wait()
}

func TestACancelledSearchEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := filled(papers...).search(ctx, question{Text: "storm"}); err == nil {
		t.Error("a cancelled search gave no error")
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"missle", "missile", 1, 1}, {"form", "from", 1, 1}, {"same", "same", 2, 0}, {"cat", "dog", 2, 3}, {"", "ab", 2, 2}, {"kitten", "sitting", 2, 3},
	} {
		if got := edits(c.a, c.b, c.limit); got != c.want {
			t.Errorf("edits(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching(`[a-d]{0,9}`).Draw(t, "a"), rapid.StringMatching(`[a-d]{0,9}`).Draw(t, "b")
		if x, y := edits(a, b, 3), edits(b, a, 3); x != y || (x == 0) != (a == b) {
			t.Fatalf("edits(%q, %q) is %d one way and %d the other", a, b, x, y)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	ix := New(analyzer)
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 3000)
	for i := range words {
		words[i] = fmt.Sprintf("w%sx", string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+i/676)))
	}
	for i := range 500 {
		body := ""
		for range 60 {
			for range 20 {
				body += words[int(float64(len(words))*r.Float64()*r.Float64())] + " "
			}
			body += ".\n"
		}
		ix.Add(page(fmt.Sprint(i), 1+i%28, "", body))
	}
	terms := ix.Terms(analyzer.AnalyzeQuestion(words[3]+" "+words[40]+" "+words[500]+" "+words[2000], time.Time{}))
	for b.Loop() {
		if _, err := ix.Find(context.Background(), Request{Terms: terms, Limit: 200}); err != nil {
			b.Fatal(err)
		}
	}
}

// An index that was searched, added to and taken from gives what one gives that was made for the same documents.
func TestFindAfterChanges(t *testing.T) {
	all := newstest.Articles(newstest.Options{Seed: 3, Articles: 150, Days: 2})
	var docs []*text.Document
	for _, a := range all {
		docs = append(docs, analyzer.Analyze(a.Article))
	}
	questions := newstest.Questions(3, all, 12)
	rapid.Check(t, func(t *rapid.T) {
		ix, held := New(analyzer), []*text.Document{}
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			for _, d := range docs[:rapid.IntRange(0, len(docs)).Draw(t, "added")] {
				if !slices.Contains(held, d) {
					held = append(held, d)
					ix.Add(d)
				}
			}
			n := rapid.IntRange(0, len(held)).Draw(t, "removed")
			for _, d := range held[:n] {
				ix.Remove(d.Article.ID)
			}
			held = held[n:]
			fresh := New(analyzer)
			fresh.Add(held...)
			q := rapid.SampledFrom(questions).Draw(t, "question")
			r := Request{Terms: fresh.Terms(analyzer.AnalyzeQuestion(q, time.Time{})), Limit: 15}
			if rapid.Bool().Draw(t, "window") {
				r.Window = briefing.Window{From: newstest.Start.Add(12 * time.Hour), To: newstest.Start.Add(30 * time.Hour)}
			}
			got, err := ix.Find(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			want, err := fresh.Find(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(hitsOf(want), hitsOf(got)); diff != "" {
				t.Fatalf("%q finds other passages:\n%s", q, diff)
			}
		}
	})
}

// hitsOf are hits as text: article, sentence and score.
func hitsOf(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprintf("%s %d %.6f %.5f", h.Doc.Article.ID, h.Sentence, h.Score, h.Article))
	}
	return out
}
