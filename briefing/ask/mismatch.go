package ask

import (
	"slices"
	"strings"
	"sync"
	"time"

	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// mismatches are the signs that the best candidate tells of another thing than the question: of another measure, day,
// place or figure.
var mismatches = []sign{
	{"other fate", func(v *decision) float64 { return v.best.view.otherFate() }},
	{"other counted", func(v *decision) float64 { return v.best.view.otherCounted() }},
	{"other measure", func(v *decision) float64 { return v.best.view.otherMeasure() }},
	{"other figure", func(v *decision) float64 { return v.best.view.otherFigure() }},
	{"other day", func(v *decision) float64 { return v.best.view.otherDay() }},
	{"elsewhere", func(v *decision) float64 { return v.best.view.elsewhere() }},
	{"a name in no page", func(v *decision) float64 { return v.r.strangers() }},
	{"no type beside", func(v *decision) float64 { return v.best.view.noTypeBeside() }},
	{"focus nowhere", func(v *decision) float64 { return v.best.view.focusNowhere() }},
	{"no hour", func(v *decision) float64 { return v.best.view.noTimeOf("time", 12*time.Hour) }},
	{"no date", func(v *decision) float64 {
		return max(v.best.view.noTimeOf("day", longestDay), v.best.view.noTimeOf("date", longestDay))
	}},
	{"no sum", func(v *decision) float64 { return v.best.view.noSum() }},
	{"event nowhere", func(v *decision) float64 { return v.best.view.verbNowhere() }},
}

// tellsOther reports whether a candidate surely tells of another thing than the question.
func (r *reading) tellsOther(c *candidate) bool {
	x := c.view
	return max(x.elsewhere(), r.strangers()) >= 1 || r.asksOfDay() && x.otherDay() >= 1 || x.otherKind()
}

// ofAskedKind are the candidates without the first ones that count or measure another thing than the question, where one
// of the next ones gives the figure that is asked for: who was killed is no answer to who was hurt (promise 3).
func ofAskedKind(all []candidate) []candidate {
	best := &all[0]
	if !best.view.otherKind() {
		return all
	}
	right := slices.IndexFunc(all[:min(maxPoints, len(all))], func(c candidate) bool {
		return c.view.ofKind() && (c.Doc == best.Doc || c.f("headed") >= best.f("headed"))
	})
	return all[max(right, 0):]
}

// asksOfDay reports whether a question itself, and not what is told before it, names one day; a week has many.
func (r *reading) asksOfDay() bool {
	words := lastSentence(r.sentence)
	return slices.ContainsFunc(r.sentence.Times, func(t text.Time) bool {
		return len(words) > 0 && t.Start >= words[0].Start() && !t.From.IsZero() && t.To.Sub(t.From) <= oneDay
	})
}

// oneDay is the longest that a day of the calendar lasts: 25 hours where the clocks go back.
const oneDay = 25 * time.Hour

// otherKind reports whether all that a sentence counts or measures is of another kind than what is asked for.
func (x *view) otherKind() bool { return max(x.otherFate(), x.otherMeasure()) >= 1 }

// ofKind reports whether a sentence counts or measures what is asked for.
func (x *view) ofKind() bool {
	if _, fate := x.r.fate(); fate != "" {
		return slices.ContainsFunc(claim.Tolls(x.s), func(p claim.People) bool { return p.Fate == fate })
	}
	return !x.otherKind() && x.typed >= ofKindSure
}

// ofKindSure is how surely a sentence holds the asked type of a thing that measures it.
const ofKindSure = 0.9

// fate is the term of a question that tells what happened to the people whom it counts, and what that was: "killed"; -1
// where it counts none.
func (r *reading) fate() (term int, what string) {
	if r.kind != howMany || r.want != aNumber {
		return -1, ""
	}
	for i, t := range r.terms {
		if f := claim.FateOf(t.Words[0]); f != "" && !t.Name && (tolling.Has(t.Words[0]) || f == detained) && t.Words[0] != anyHarm {
			return i, f
		}
	}
	return -1, ""
}

// detained is the claim.People.Fate of who is arrested, of whom nobody speaks as of a toll.
const detained = "held"

// anyHarm is the stem of the word that asks for the dead and the hurt alike.
var anyHarm = text.Stem("casualty")

// otherFate is 1 where a question counts people by what happened to them and a sentence counts only those to whom something
// else did, or tells nothing of it: the killed are not the hurt.
func (x *view) otherFate() float64 {
	term, fate := x.r.fate()
	if term < 0 {
		return 0
	}
	other := false
	for _, p := range claim.Tolls(x.s) {
		if p.Fate == fate {
			return 0
		}
		other = true
	}
	if x.any(func(_ int, t *text.Token) bool { return claim.FateOf(t.Stem) == fate }) > 0 {
		return 0.5 * when1(other)
	}
	return when1(other || len(x.s.Numbers) > 0 && x.found[term] == 0)
}

// otherCounted is 1 where the question counts some of the people, of whom neither the sentence nor what stands around it
// tells, and the sentence counts people of any kind: "six people" is no number of children.
func (x *view) otherCounted() float64 {
	term, _ := x.r.fate()
	if term < 0 || len(x.r.focus) == 0 || x.r.asksPeople() {
		return 0
	}
	for i, focal := range x.r.focal {
		if focal && x.headed[i] > 0 && i != term {
			return 0
		}
	}
	return when1(slices.ContainsFunc(claim.Tolls(x.s), func(p claim.People) bool {
		return p.Count.Noun == "" || everyone.Has(p.Count.Noun)
	}))
}

// dimensions gives the dimension of which a word tells: "height" for "tall".
var dimensions = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, row := range lex.Table("en/dimensions", 2) {
		for _, w := range strings.Fields(row.Cells[1]) {
			out[w] = row.Cells[0]
		}
	}
	return out
})

// moneyRoles are stems of what a sum of money is.
var moneyRoles = lex.Words("en/money-roles")

// otherMeasure is 1 where a sentence gives only measures of another dimension, or sums of another purpose, than those that
// are asked for: a length is no width, a price no fine.
func (x *view) otherMeasure() float64 {
	if x.r.kind != howMany && x.r.kind != howMuch && x.r.want != aSum {
		return 0
	}
	for i := range x.r.sentence.Tokens {
		if d := dimensions()[x.r.sentence.Tokens[i].Norm]; d != "" && x.r.kind == howMany && x.r.want == aNumber {
			return x.otherDimension(d)
		}
	}
	return x.otherSum()
}

// otherDimension is 1 where each measure of a sentence is said to be of another dimension.
func (x *view) otherDimension(asked string) float64 {
	other := false
	for _, n := range x.s.Numbers {
		if n.Unit == "" || n.Unit == "%" || n.Currency != "" {
			continue
		}
		first, last := tokensOf(x.s, n.Span)
		d := dimensions()[x.norm(last+1)]
		if d == "" && x.norm(last+1) == "in" {
			d = dimensions()[x.norm(last+2)]
		}
		if d == "" && (x.norm(first-1) == "of" || x.norm(first-1) == "is") {
			d = dimensions()[x.norm(first-2)]
		}
		if d == "" || d == asked {
			return 0
		}
		other = true
	}
	return when1(other)
}

// otherSum is 1 where the question asks for a sum by what it is, and a sentence with a sum tells of others only.
func (x *view) otherSum() float64 {
	if !slices.ContainsFunc(x.s.Numbers, func(n text.Number) bool { return n.Currency != "" || coins.Has(n.Noun) }) {
		return 0
	}
	asked := false
	for i := range x.r.terms {
		if moneyRoles.Has(x.r.terms[i].Words[0]) {
			asked = true
			if x.found[i] > 0 {
				return 0
			}
		}
	}
	return when1(asked && x.any(func(_ int, t *text.Token) bool { return moneyRoles.Has(t.Stem) }) > 0)
}

// otherFigure is 1 where the question gives the number of something, and a sentence another number of the same, without
// that one.
func (x *view) otherFigure() float64 {
	for _, q := range x.r.sentence.Numbers {
		if q.Unit == "" && q.Noun == "" {
			continue
		}
		other := false
		for _, n := range x.s.Numbers {
			if n.Value == q.Value {
				other = false
				break
			}
			other = other || n.Unit == q.Unit && (q.Unit != "" && n.Bound == "" || n.Noun != "" && n.Noun == q.Noun)
		}
		if other {
			return 1
		}
	}
	return 0
}

// longestDay is the longest time that a question may name for another one to be another day.
const longestDay = 8 * 24 * time.Hour

// otherDay is 1 where the question names a day, and the sentence tells of other days only. When somebody spoke is no day of
// what is told.
func (x *view) otherDay() float64 {
	if x.r.kind == happened || x.r.kind == keywords || x.r.newest {
		return 0
	}
	asked := false
	for _, q := range x.r.sentence.Times {
		asked = asked || !q.From.IsZero() && q.To.Sub(q.From) <= longestDay
	}
	if !asked || x.r.aboutTime(x.d, x.s) > 0 {
		return 0
	}
	other := false
	for _, t := range x.s.Times {
		switch {
		case t.From.IsZero() || spokenAt(x.s, t.Span):
		case t.To.Sub(t.From) > longestDay:
			return 0 // it may lie in there
		default:
			other = true
		}
	}
	return when1(other)
}

// elsewhere is 1 where the question puts something in a place that the page of a candidate does not name, and the
// sentence or its title puts it in another one.
func (x *view) elsewhere() float64 {
	for _, n := range x.r.sentence.Names {
		first, _ := tokensOf(&x.r.sentence, n.Span)
		if n.Kind == text.Person || !located(&x.r.sentence, first) || names.IsCountry(n.Text) || x.onPage(n) {
			continue
		}
		for _, s := range []*text.Sentence{x.s, &x.d.Title} {
			for _, o := range s.Names {
				if first, _ := tokensOf(s, o.Span); o.Kind != text.Person && located(s, first) && !names.IsCountry(o.Text) {
					return 1
				}
			}
		}
		return 0.5
	}
	return 0
}

// located reports whether the token at i stands behind a preposition of place.
func located(s *text.Sentence, i int) bool {
	before := norm(s.Tokens, i-1)
	if before == "the" {
		before = norm(s.Tokens, i-2)
	}
	return localities.Has(before)
}

var localities = lex.Few{"in", "at", "near", "off", "outside"}

// onPage reports whether the page of a candidate holds a word of a name of the question.
func (x *view) onPage(n text.Name) bool {
	any := false
	for i, t := range x.r.terms {
		if t.Name && t.Span.Start >= n.Start && t.Span.End <= n.End {
			any = true
			if x.p.whole()[i] > 0 {
				return true
			}
		}
	}
	return !any
}

// strangers is 1 where the question names somebody or something, in its own sentence, that no article names.
func (r *reading) strangers() float64 {
	for i, t := range r.terms {
		if t.Name && r.unknown[i] && !t.Corrected && t.Weight >= toldWeight {
			return 1
		}
	}
	return 0
}

// verbNowhere is 1 where who did something is asked, and nothing at a candidate tells of such an event.
func (x *view) verbNowhere() float64 {
	return when1(x.r.kind == who && x.r.verb >= 0 && x.headed[max(0, x.r.verb)] == 0)
}

// noTypeBeside is how surely neither the sentence nor the one before or after it holds a thing of the asked type.
func (x *view) noTypeBeside() float64 {
	if !x.wantsType() {
		return 0
	}
	best := x.typed
	for _, k := range []int{-1, 1} {
		if h := x.p.typedAt(x.i + k); h != nil {
			best = max(best, h.typed)
		}
	}
	return 1 - best
}

// focusNowhere is 1 where nothing at a candidate tells of the kind of thing that is asked for: no "prison" for "which prison".
func (x *view) focusNowhere() float64 {
	if len(x.r.focus) == 0 || x.r.asksPeople() || x.r.kind == definition || x.r.kind == when || x.r.kind == why {
		return 0
	}
	head := x.r.focus[len(x.r.focus)-1].Stem
	for _, m := range x.r.byStem[head] {
		return when1(x.headed[m.term] == 0)
	}
	return 0
}

// around gives the sentence with those before and after it.
func (x *view) around() []text.Sentence {
	return x.d.Sentences[max(0, x.i-1):min(len(x.d.Sentences), x.i+2)]
}

// noTimeOf is 1 where a question asks for "what time" or "what day", and no time as short as that stands at a candidate.
func (x *view) noTimeOf(noun string, longest time.Duration) float64 {
	if !has(x.r.focus, noun) {
		return 0
	}
	for _, s := range x.around() {
		if slices.ContainsFunc(s.Times, func(t text.Time) bool { return !t.From.IsZero() && t.To.Sub(t.From) <= longest }) {
			return 0
		}
	}
	return 1
}

// noSum is 1 where a question asks for money and no sum stands at a candidate.
func (x *view) noSum() float64 {
	if x.r.want != aSum || x.r.comparing() || x.r.kind == howMuch && !x.r.paying {
		return 0
	}
	for _, s := range x.around() {
		if slices.ContainsFunc(s.Numbers, func(n text.Number) bool { return n.Currency != "" || n.Unit == "%" || coins.Has(n.Noun) }) {
			return 0
		}
	}
	return 1
}
