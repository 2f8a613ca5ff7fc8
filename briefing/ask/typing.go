package ask

import (
	"briefbot/briefing/text"
)

// typing is whether the asked type of thing stands in a candidate, and not in the question.
var typing = []feature{
	{"typed", func(x *view) float64 { return x.asType() }},
	{"typed-near", (*view).typedNear},
	{"typed-headed", func(x *view) float64 { return x.asType() * x.r.share(x.headed) }},
	{"untyped", func(x *view) float64 { return when1(x.wantsType() && x.typed < typedSure) }},
	{"untyped-who", func(x *view) float64 { return x.missing(who) }},
	{"untyped-when", func(x *view) float64 { return x.missing(when) }},
	{"untyped-number", func(x *view) float64 { return max(x.missing(howMany), x.missing(howMuch)) }},
	{"typed-beside", (*view).typedBeside},
	{"has-name", func(x *view) float64 { return x.newNames(func(text.Name) bool { return true }) }},
	{"has-person", func(x *view) float64 { return x.newNames(func(n text.Name) bool { return n.Kind == text.Person }) }},
	{"has-place", func(x *view) float64 { return x.newNames(func(n text.Name) bool { return n.Kind == text.Place }) }},
	{"has-number", func(x *view) float64 { return min(1, float64(len(x.s.Numbers))/2) }},
	{"has-time", func(x *view) float64 { return when1(len(x.s.Times) > 0) }},
	{"new-words", (*view).newWords},
	{"defines", func(x *view) float64 { return when1((x.r.kind == definition || x.r.kind == who) && x.r.defined(x.s)) }},
	{"called", (*view).calledHere},
}

// asType is how surely a thing of the asked type is here; a half where no type is asked.
func (x *view) asType() float64 {
	switch {
	case x.r.kind == definition:
		return when1(x.r.defined(x.s))
	case x.r.want == anything && x.r.class == nil:
		return 0.5
	case x.r.want == anything:
		return max(x.typed, unlisted)
	}
	return x.typed
}

// wantsType reports whether an answer holds a thing of a type that can be known.
func (x *view) wantsType() bool {
	return x.r.strict() || x.r.kind == where || x.r.kind == why || x.r.class != nil
}

// missing is 1 for a question of a kind whose answer is not here.
func (x *view) missing(k kind) float64 { return when1(x.r.kind == k && x.typed < typedSure) }

// typedNear is the share of the question that stands within a few words of a thing of the asked type.
func (x *view) typedNear() float64 {
	best := 0.0
	for _, t := range x.list {
		best = max(best, t.sure*x.r.around(x.marks, t))
	}
	return best
}

// typedBeside is how surely only a sentence beside it holds the asked type.
func (x *view) typedBeside() float64 {
	best := 0.0
	for _, k := range []int{-1, 1} {
		if h := x.p.typedAt(x.i + k); h != nil {
			best = max(best, h.typed)
		}
	}
	return max(0, best-x.typed)
}

// newWords is how much it tells beyond the question: 1 from twelve words on.
func (x *view) newWords() float64 {
	n := x.count(func(i int, t *text.Token) bool {
		return t.Word && !t.Stop && x.marks[i] < 0 && !questionStopwords.Has(t.Norm)
	})
	return min(1, float64(n)/12)
}

// calledHere reports whether a name is asked for and given by a verb of naming.
func (x *view) calledHere() float64 {
	if x.r.want != aName && !x.r.named {
		return 0
	}
	return cue(namingVerbs)(x)
}
