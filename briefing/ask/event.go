package ask

import (
	"slices"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// askedEvent is an event of a question: its verb's term, and the terms of who does it and to whom.
type askedEvent struct {
	verb       int
	doer, done []int
	actual     bool // it is asked about as a fact
}

// readEvents finds the events of the sentence that asks.
func (r *reading) readEvents(words []text.Token) {
	for i := range r.sentence.Events {
		e := &r.sentence.Events[i]
		verb := &r.sentence.Tokens[e.Verb]
		terms := r.termsIn(text.Range{From: e.Verb, To: e.Verb + 1}, true)
		if len(terms) == 0 || questionStopwords.Has(verb.Norm) || len(words) > 0 && verb.Start() < words[0].Start() {
			continue
		}
		r.events = append(r.events, askedEvent{
			verb: terms[0], doer: r.termsIn(e.Who, false), done: r.termsIn(e.Whom, false),
			actual: e.Modality == text.Actual && !r.coming(),
		})
	}
}

// termsIn are the terms that stand in a run of the question, those of the asked noun only where they are wanted.
func (r *reading) termsIn(in text.Range, focal bool) (out []int) {
	for i := in.From; i < in.To; i++ {
		at := r.sentence.Tokens[i].Start()
		k := slices.IndexFunc(r.terms, func(t index.Term) bool { return t.Span.Start <= at && at < t.Span.End })
		if k >= 0 && (focal || !r.focal[k]) && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// comesNear is how near in meaning the verb of an event comes to that of an asked one: 1 for the same.
func (x *view) comesNear(e *text.Event, a *askedEvent) float64 {
	if x.marks[e.Verb] == a.verb {
		return 1
	}
	return max(0, x.r.nearTo(x.s.Tokens[e.Verb].Lexeme)[a.verb])
}

// told finds the event of the sentence that comes nearest to an asked one, by its verb and by who stands with it; nil
// where it tells no event.
func (x *view) told(a *askedEvent) (near float64, told *text.Event) {
	best := 0.0
	for i := range x.s.Events {
		e := &x.s.Events[i]
		v := x.comesNear(e, a)
		if w := v * (0.5 + x.parties(e, a)); w > best {
			best, near, told = w, v, e
		}
	}
	return near, told
}

// parties is the share of the mass of who does an asked event and to whom that stands with an event; a half where the
// question tells neither. A pronoun that does it stands for half of each.
func (x *view) parties(e *text.Event, a *askedEvent) float64 {
	sum, mass := 0.0, 0.0
	for _, t := range slices.Concat(a.doer, a.done) {
		mass += x.r.rarity[t]
		switch {
		case x.inRun(e.Who, t) || x.inRun(e.Whom, t):
			sum += x.r.rarity[t]
		case !e.Who.Empty() && x.s.Tokens[e.Who.From].Is(text.Pronoun):
			sum += x.r.rarity[t] / 2
		}
	}
	if mass == 0 {
		return 0.5
	}
	return sum / mass
}

// inRun reports whether a run of the sentence holds a term.
func (x *view) inRun(in text.Range, term int) bool {
	return !in.Empty() && slices.Contains(x.marks[in.From:in.To], term)
}

// eventNear is how near the sentence comes to the verb of the asked event; a half where none is asked about.
func (x *view) eventNear() float64 {
	if len(x.r.events) == 0 {
		return 0.5
	}
	near, _ := x.told(&x.r.events[0])
	return near
}

// eventToCome is 1 where what the question asks about as a fact is only planned or supposed.
func (x *view) eventToCome() float64 {
	if len(x.r.events) == 0 || !x.r.events[0].actual {
		return 0
	}
	near, e := x.told(&x.r.events[0])
	return when1(near >= likelyEvent && e.Modality != text.Actual)
}

// partiesTurned is 1 where one whom the question names as the doer has it done to him, or the other way round.
func (x *view) partiesTurned() float64 {
	for i := range x.r.events {
		a := &x.r.events[i]
		near, e := x.told(a)
		if near >= sureEvent && (x.onlyIn(e.Whom, e.Who, a.doer) || x.onlyIn(e.Who, e.Whom, a.done)) {
			return 1
		}
	}
	return 0
}

// onlyIn reports whether a name among some terms stands in one run of the sentence, and none in the other.
func (x *view) onlyIn(one, other text.Range, terms []int) bool {
	in := func(run text.Range) bool {
		return slices.ContainsFunc(terms, func(t int) bool { return x.r.terms[t].Name && x.inRun(run, t) })
	}
	return in(one) && !in(other)
}

// eventTyped is how surely a thing of the asked type stands with a verb that comes near the asked one, or behind it; a
// half where no event is asked about.
func (x *view) eventTyped() float64 {
	if len(x.r.events) == 0 {
		return 0.5
	}
	best := 0.0
	for _, t := range x.list {
		for i := range x.s.Events {
			e := &x.s.Events[i]
			sure := t.sure * x.comesNear(e, &x.r.events[0])
			switch verb := int(e.Verb); {
			case overlaps(e.Who, t) || overlaps(e.Whom, t):
				best = max(best, sure)
			case verb < t.first && t.first <= verb+eventReach:
				best = max(best, eventBehind*sure)
			}
		}
	}
	return best
}

// overlaps reports whether a run and a thing share a token.
func overlaps(in text.Range, t thing) bool { return int(in.From) <= t.last && t.first < int(in.To) }

const (
	likelyEvent = 0.6 // how near a verb must come to tell the asked event
	sureEvent   = 0.7
	eventReach  = 8   // how many words behind a verb a thing may stand with it
	eventBehind = 0.7 // what is left then
)
