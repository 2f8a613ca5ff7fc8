package ask

import (
	"slices"
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// forReasons is for why: whether a candidate, with the sentences beside it, tells a reason, and whether it is the reason
// of what is asked about. A reason stands in the same sentence as what came of it, or in the one beside it ("The move
// comes after …", "That is why …").
var forReasons = slices.Concat(bySort("reason", newsOf), bySort("reason-of", newsOfAsked), bySort("reason-by", newsOfTopic), []feature{
	{"reason-leans", of((*view).reasonLeans, why)},
	{"reason-of-next", of((*view).reasonOfNext, why)},
})

// reasonSorts are the sorts of cues.
var reasonSorts = []string{"cause", "purpose", "result", "time", "as", "over"}

// reasonSure is how surely a cue of a sort opens a reason at all.
func reasonSure(sort string) float64 {
	switch sort {
	case "cause":
		return 1
	case "result":
		return 0.8
	case "purpose":
		return 0.5
	}
	return 0.3
}

// bySort makes a feature of each sort of cues by a measure of what they open.
func bySort(name string, measure func(*view, cause) float64) []feature {
	var out []feature
	for _, sort := range reasonSorts {
		out = append(out, feature{name + " " + sort, of(func(x *view) float64 { return x.reason(sort, measure) }, why)})
	}
	return out
}

// reasonCue is a way to open a reason.
type reasonCue struct {
	words []string
	sort  string // cause, purpose, result or loose
	after bool   // the reason stands behind it
}

// reasonCues are the cues by their first word, the longest first.
var reasonCues = sync.OnceValue(func() map[string][]reasonCue {
	out := map[string][]reasonCue{}
	rows := lex.Table("en/reason-cues", 3)
	for i := len(rows) - 1; i >= 0; i-- { // of two that begin alike the longer is sorted later
		c := reasonCue{strings.Fields(rows[i].Cells[0]), rows[i].Cells[2], rows[i].Cells[1] == "behind"}
		out[c.words[0]] = append(out[c.words[0]], c)
	}
	return out
})

// purpose is what "to" with a verb tells.
var purpose = reasonCue{words: []string{"to"}, sort: "purpose", after: true}

// cueAt gives the cue that opens a reason at a place, if one does.
func cueAt(tokens []text.Token, at int) (reasonCue, bool) {
	for _, c := range reasonCues()[tokens[at].Norm] {
		if follow(tokens, at, c.words) {
			return c, true
		}
	}
	if tokens[at].Norm == "to" && at+1 < len(tokens) && tokens[at+1].Can(text.PlainForm) && tokens[at+1].Text == tokens[at+1].Norm {
		return purpose, true
	}
	return reasonCue{}, false
}

// follow reports whether words stand at a place.
func follow(tokens []text.Token, at int, words []string) bool {
	for k, w := range words {
		if norm(tokens, at+k) != w {
			return false
		}
	}
	return true
}

// cause is a reason in a sentence: the runs of tokens that tell it and what came of it.
type cause struct {
	sort         string
	at           int
	reason, main text.Range
}

// causes are the reasons that a sentence tells.
func causes(s *text.Sentence) []cause {
	var out []cause
	for i := 0; i < len(s.Tokens); i++ {
		c, ok := cueAt(s.Tokens, i)
		if !ok {
			continue
		}
		end := i + len(c.words)
		x := cause{sort: c.sort, at: i, reason: rangeOf(end, len(s.Tokens)), main: rangeOf(0, i)}
		switch {
		case !c.after:
			x.reason, x.main = x.main, x.reason
		case i <= openingReach: // "After the vote, …": what came of it follows the comma
			if k := commaFrom(s.Tokens, end); k > 0 {
				x.reason, x.main = rangeOf(end, k), rangeOf(k, len(s.Tokens))
			}
		}
		out = append(out, x)
		i = end - 1
	}
	return out
}

// openingReach is how many tokens may stand before a cue that opens its sentence.
const openingReach = 1

func rangeOf(from, to int) text.Range { return text.Range{From: int16(from), To: int16(to)} }

// commaFrom is the place of the first comma from a place on, or -1.
func commaFrom(tokens []text.Token, from int) int {
	for i := from; i < len(tokens); i++ {
		if tokens[i].Text == "," {
			return i
		}
	}
	return -1
}

// reason is how well a sentence tells a reason of a sort, by a measure of each.
func (x *view) reason(sort string, measure func(*view, cause) float64) float64 {
	best := 0.0
	for _, c := range x.p.causesAt(x.i) {
		if c.sort == sort {
			best = max(best, measure(x, c))
		}
	}
	return best
}

// newsOf is how much a reason tells that the question does not hold: 1 from four words on.
func newsOf(x *view, c cause) float64 {
	n := 0
	for i := c.reason.From; i < c.reason.To; i++ {
		if t := &x.s.Tokens[i]; t.Word && !t.Stop && x.marks[i] < 0 {
			n++
		}
	}
	return min(1, float64(n)/4)
}

// newsOfAsked is newsOf a reason whose main clause holds what is asked about.
func newsOfAsked(x *view, c cause) float64 { return newsOf(x, c) * x.r.event(x.holds(c.main)) }

// newsOfTopic is newsOf a reason whose main clause names whom the question is about.
func newsOfTopic(x *view, c cause) float64 {
	return newsOf(x, c) * x.r.part(x.r.topic, x.holds(c.main))
}

// holds gives what a run of the sentence's words holds of the question, or comes near to.
func (x *view) holds(run text.Range) []float64 {
	held := make([]float64, len(x.r.terms))
	for i := run.From; i < run.To; i++ {
		if m := x.marks[i]; m >= 0 {
			held[m] = 1
		}
		t := &x.s.Tokens[i]
		if t.Word && !t.Stop && t.Meaning >= 0 && t.Text == t.Norm {
			for k, n := range x.r.nearTo(t.Lexeme) {
				if n >= kinSure {
					held[k] = max(held[k], n)
				}
			}
		}
	}
	return held
}

// event is the share of what is asked about that is found: of the words that are no names.
func (r *reading) event(found []float64) float64 {
	for _, in := range r.comment {
		if in {
			return r.part(r.comment, found)
		}
	}
	return r.aboutShare(found)
}

// eventIn is how well sentence i of the page holds what is asked about; 0 where there is none.
func (x *view) eventIn(i int) float64 {
	h, g := x.p.sentence(i), x.p.senseAt(i)
	if h == nil || g == nil {
		return 0
	}
	found := append([]float64(nil), h.found...)
	for t, n := range g.soft {
		if n >= kinSure {
			found[t] = max(found[t], n)
		}
	}
	return x.r.event(found)
}

// leaningReach is within how many tokens of its opening a sentence that leans on the one before it tells its reason.
const leaningReach = 8

// reasonLeans is how well the sentence before tells what is asked about where this one gives its reason: "The move
// comes after …", "It did so because …", "The reason: …".
func (x *view) reasonLeans() float64 {
	open := x.norm(0)
	leans := x.s.Dangling || backward.Has(open) || open == "the" && anaphoric.Has(x.norm(1))
	for _, c := range x.p.causesAt(x.i) {
		if c.at <= leaningReach && (c.sort == "cause" || c.sort == "purpose" || c.sort == "result") && (leans || x.norm(1) == "reason") {
			return x.eventIn(x.i - 1)
		}
	}
	return 0
}

// anaphoric are the nouns that take up what was told before: "the move".
var anaphoric = lex.Words("en/anaphoric-nouns")

// reasonOfNext is how well the next sentence tells what is asked about where it opens as what came of this one: "So …".
func (x *view) reasonOfNext() float64 {
	next := x.beside(1)
	opens := next != nil && norm(next.Tokens, 0) == "so"
	for _, c := range x.p.causesAt(x.i + 1) {
		opens = opens || c.sort == "result" && c.at <= 1
	}
	if !opens {
		return 0
	}
	return x.eventIn(x.i + 1)
}
