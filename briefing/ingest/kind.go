package ingest

import (
	"embed"
	"math"
	"slices"
	"strings"
	"unicode"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

// What kind of page an article is, is a choice among all kinds. Each has signs of its own: what its
// title, its address and its first and last lines call it, and how it is written. A fitted model weighs
// them, and the likeliest kind is taken.

// How titles, addresses and lines call a kind of page.
var (
	kindTitles    = lex.Phrases("mul/page-kinds")
	kindLines     = lex.Phrases("mul/page-kind-lines")
	kindAddresses = lex.Phrases("markup/address-kinds")
)

// manners are how a page of each kind is written: the kind with the names of its measures, which all lie
// between 0 and 1.
var manners = []struct {
	kind  briefing.Kind
	names []string
}{
	{briefing.KindReport, nil},
	{briefing.KindLive, []string{"times"}},
	{briefing.KindRoundUp, []string{"sections", "title lists", "second person"}},
	{briefing.KindOpinion, []string{"first person"}},
	{briefing.KindExplainer, []string{"questions"}},
	{briefing.KindList, []string{"short lines", "numbered"}},
	{briefing.KindAdvice, []string{"second person"}},
	{briefing.KindGallery, []string{"captions", "brief"}},
	{briefing.KindPreview, []string{"coming"}},
	{briefing.KindObituary, []string{"died"}},
	{briefing.KindNotice, []string{"brief"}},
}

// kindSigns are the signs that every kind has: that it is this kind at all, and where it is called so.
var kindSigns = []string{"", ": title", ": address", ": lines"}

// kindFeatures are the signs of all kinds.
var kindFeatures = func() rank.Features {
	var out rank.Features
	for _, m := range manners {
		for _, s := range kindSigns {
			out = append(out, string(m.kind)+s)
		}
		for _, n := range m.names {
			out = append(out, string(m.kind)+": "+n)
		}
	}
	return out
}()

//go:embed weights/kind.json
var kindWeights embed.FS

// kindModel scores the kinds of an article; the greatest is taken. It was fitted by
//
//	go run ./cmd/fit kind DATA
var kindModel = rank.Embed(kindWeights, "weights/kind.json", kindFeatures)

// articleKind is the kind of an article that holds some of a page's lines. address is empty for an item of a
// page of several, which is not what the page's address says.
func articleKind(title, address string, lines []line) briefing.Kind {
	m := kindModel.Model()
	best, top := briefing.KindReport, math.Inf(-1)
	for i, x := range kindVectors(title, address, lines) {
		if s := m.Score(x); s > top {
			best, top = manners[i].kind, s
		}
	}
	return best
}

// kindVectors are the features of each kind, in the order of manners.
func kindVectors(title, address string, lines []line) [][]float64 {
	called := calledBy(title, address, lines)
	written := writtenIn(title, lines)
	out := make([][]float64, len(manners))
	at := 0
	for i, m := range manners {
		x := make([]float64, len(kindFeatures))
		x[at] = 1
		for k, c := range called {
			x[at+1+k] = truth(c[string(m.kind)])
		}
		at += len(kindSigns)
		for _, n := range m.names {
			x[at] = written[n]
			at++
		}
		out[i] = x
	}
	return out
}

// calledBy says what kinds a title, an address, and the first and last lines call a page.
func calledBy(title, address string, lines []line) [3]map[string]bool {
	called := [3]map[string]bool{{}, {}, {}}
	calls(called[0], kindTitles, text.Fold(title))
	calls(called[1], kindAddresses, addressPath(address))
	for i := range lines {
		if s := lines[i].text; (i < kindTop || i >= len(lines)-kindBottom) && len(s) <= kindLineBytes {
			calls(called[2], kindLines, text.Fold(s))
		}
	}
	return called
}

// calls lists what a table's phrases call a folded line.
func calls(out map[string]bool, t *lex.PhraseTable, s string) {
	if s == "" {
		return
	}
	for p := range t.Matches(s, countWords(s)) {
		out[p.Why] = true
	}
}

// addressPath is an address's path as the table of kinds wants it.
func addressPath(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	_, path, ok := strings.Cut(rest, "/")
	if !ok || path == "" {
		return ""
	}
	path, _, _ = strings.Cut(path, "?")
	return "/" + strings.ToLower(strings.Trim(path, "/")) + "/"
}

// How many lines at a page's top and bottom may say what kind of page it is, and the longest that does.
const kindTop, kindBottom, kindLineBytes = 10, 3, 400

// mannerBytes is how much of a text is looked at for how it is written.
const mannerBytes = 4000

// writtenIn measures how an article is written.
func writtenIn(title string, lines []line) map[string]float64 {
	var n struct{ lines, short, numbered, questions, captions, stamps, all int }
	var body strings.Builder
	words := 0
	for i := range lines {
		l := &lines[i]
		n.all++
		switch {
		case l.why == whyCaption:
			n.captions++
			continue
		case l.why == whyStamp, l.why == "" && l.mark() == stamp:
			n.stamps++
			continue
		case l.why != "":
			continue
		}
		n.lines++
		count := strings.Count(l.text, " ") + 1
		words += count
		if count < 10 && !endsStop(l.text) {
			n.short++
			if strings.HasSuffix(l.text, "?") {
				n.questions++
			}
		}
		if numbered.MatchString(l.text) {
			n.numbered++
		}
		if body.Len() < mannerBytes {
			body.WriteString(l.text[:cutAt(l.text, mannerBytes)])
			body.WriteByte('\n')
		}
	}
	out := voiceOf(text.Fold(body.String()))
	out["title lists"] = listing(title)
	out["times"] = capped(n.stamps, 5)
	out["short lines"] = share(n.short, n.lines)
	out["numbered"] = capped(n.numbered, 5)
	out["questions"] = capped(n.questions, 3)
	out["captions"] = share(n.captions, n.all)
	out["brief"] = 1 / (1 + float64(words)/100)
	out["sections"] = capped(len(sectionsOf(lines, title)), 8)
	return out
}

func capped(n, most int) float64 { return float64(min(n, most)) / float64(most) }

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// Words by which a manner of writing shows.
var (
	ownWords    = lex.Words("en/first-person-pronouns")
	futureWords = lex.Words("en/future-auxiliaries")
)

// leadBytes is how much of a text is its lead.
const leadBytes = 700

// voice counts the sentences that speak in a person or a tense.
type voice struct {
	first, second, coming float64
}

// voiceOf measures in which person and tense a text speaks, outside of quotations: shares of its sentences.
// The text is folded.
func voiceOf(s string) map[string]float64 {
	var all, in voice
	sentences, died, at := 0, 0, 0
	quoted := false
	for f := range strings.FieldsSeq(s) {
		at += len(f) + 1
		opens := f[0] == '"'
		quoted = quoted || opens
		w := strings.TrimFunc(f, func(r rune) bool { return !unicode.IsLetter(r) })
		if !quoted {
			in.hear(w)
		}
		if at <= leadBytes && (w == "died" || w == "dies" || w == "death") {
			died++
		}
		if quoted && strings.Contains(f[1:], "\"") || quoted && !opens && f[0] == '"' {
			quoted = false
		}
		if endsStop(f) || strings.ContainsAny(f[len(f)-1:], "?!") {
			all.first, all.second, all.coming = all.first+in.first, all.second+in.second, all.coming+in.coming
			in = voice{}
			sentences++
		}
	}
	n := float64(max(sentences, 1))
	return map[string]float64{
		"first person": all.first / n, "second person": all.second / n, "coming": all.coming / n, "died": capped(died, 2),
	}
}

// hear takes a word of a sentence in.
func (v *voice) hear(w string) {
	switch {
	case w == "i" || w == "i'm" || ownWords.Has(w):
		v.first = 1
	case w == "you" || w == "your" || w == "you're":
		v.second = 1
	case futureWords.Has(w):
		v.coming = 1
	}
}

// KindCandidates reads a page for fitting: the kinds with what speaks for each.
func KindCandidates(p Page) (kinds []briefing.Kind, features [][]float64, err error) {
	d, err := open(p)
	if err != nil {
		return nil, nil, err
	}
	nameOutlet(d)
	tidyTitle(d)
	clean(d)
	for _, m := range manners {
		kinds = append(kinds, m.kind)
	}
	return kinds, kindVectors(d.title, d.url, d.lines), nil
}

// KindFeatures names the features of KindCandidates.
func KindFeatures() rank.Features { return slices.Clone(kindFeatures) }
