package ask

import (
	"slices"

	"briefbot/briefing/text"
)

// relating is who does what to whom: whether an event of the sentence is the one that is asked about. The words of a
// question may all stand in a sentence that tells of something else.
var relating = []feature{
	{"event", func(x *sight) float64 { return x.told().verb }},
	{"event-held", func(x *sight) float64 { return x.told().held }},
	{"event-typed", func(x *sight) float64 { return x.told().typed }},
	{"event-other", func(x *sight) float64 { return x.told().other }},
	{"event-doer", of(func(x *sight) float64 { return x.told().doer }, who)},
	{"event-done", of(func(x *sight) float64 { return x.told().done }, who)},
}

// match of an event with the question's.
type eventMatch struct {
	verb  float64 // its verb is a word of the question
	held  float64 // the share of the question that it and its two sides hold
	typed float64 // a thing of the asked type is one of its sides
	other float64 // somebody else than whom the question names does it
	doer  float64 // a new name does it
	done  float64 // it is done to a new name
}

// told matches the events of the sentence; the values are the best of all.
func (x *sight) told() eventMatch {
	if x.events != nil {
		return *x.events
	}
	var out eventMatch
	for i := range x.s.Events {
		m := x.eventAt(&x.s.Events[i])
		out.verb, out.held, out.typed = max(out.verb, m.verb), max(out.held, m.held), max(out.typed, m.typed)
		out.other, out.doer, out.done = max(out.other, m.other), max(out.doer, m.doer), max(out.done, m.done)
	}
	x.events = &out
	return out
}

func (x *sight) eventAt(e *text.Event) eventMatch {
	var m eventMatch
	v := x.marks[e.Verb]
	if v < 0 || x.r.terms[v].Name {
		return m
	}
	m.verb = 1
	var seen []int
	within := func(k int) bool { return e.Who.Has(k) || e.Whom.Has(k) || k == int(e.Verb) }
	sum := 0.0
	for k, t := range x.marks {
		if t >= 0 && within(k) && !slices.Contains(seen, t) {
			seen = append(seen, t)
			sum += x.r.rarity[t]
		}
	}
	if x.r.mass > 0 {
		m.held = sum / x.r.mass
	}
	for _, t := range x.list {
		if within(t.first) {
			m.typed = max(m.typed, t.sure)
		}
	}
	asked, named := false, false
	for _, n := range x.s.Names {
		first, _ := tokensOf(x.s, n.Span)
		if first < 0 {
			continue
		}
		own := x.r.names(n.Text)
		if e.Who.Has(first) {
			named = true
			asked = asked || own
		}
		if own || n.Kind == text.Place {
			continue
		}
		if e.Who.Has(first) {
			m.doer = 1
		}
		if e.Whom.Has(first) {
			m.done = 1
		}
	}
	m.other = when1(named && !asked && x.r.hasName())
	return m
}

// hasName reports whether the question names somebody or something.
func (b *bag) hasName() bool {
	for i := range b.terms {
		if b.terms[i].Name {
			return true
		}
	}
	return false
}
