package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/text"
)

// forSlots is for what part of an event is asked for: who did it, to whom or what it was done, how many there were. A
// sentence answers that tells of that event and fills the part with something new.
var forSlots = []feature{
	{"slot-who", of((*view).slotFilled, who)},
	{"slot-who-other", of((*view).slotFilledByOther, who)},
	{"slot-what", of((*view).slotFilled, what)},
	{"slot-what-other", of((*view).slotFilledByOther, what)},
	{"slot-taken", of((*view).slotTaken, who, what)},
	{"slot-count", of((*view).slotCounted, howMany, howMuch)},
	{"slot-undone", of((*view).slotUndone, who, what, howMany, howMuch, when, where)},
}

// slot is which part of an event a question asks for.
type slot int

// The parts of an event.
const (
	noSlot slot = iota
	doerSlot
	doneSlot // whom or what it is done to
)

// readSlot finds which part of the event the question asks for: the doer in "who sank the ferry", the other in "who was
// fined" and "what did the court ban".
func (r *reading) readSlot(words []text.Token) {
	at := asked(words)
	if at < 0 || r.kind != who && r.kind != what || len(r.verbs) == 0 {
		return
	}
	for at++; at < len(words) && slices.ContainsFunc(r.focus, func(f text.Token) bool { return f.Start() == words[at].Start() }); at++ {
	}
	r.slot = doerSlot
	if at < len(words) && auxiliaries.Has(words[at].Norm) {
		next := at + 1
		switch n := norm(words, at); {
		case next >= len(words):
			r.slot = noSlot
		case strings.HasPrefix(n, "d") || !words[next].Conjugates(): // "did she buy", "has the court banned"
			r.slot = doneSlot
		case (n == "was" || n == "were" || n == "is" || n == "are") && words[next].Can(text.ParticipleForm):
			r.slot = doneSlot
		}
	}
}

// tellsAsked is how surely the event is the one that the question asks about: its verb is one of the question's, or near.
func (x *view) tellsAsked(e *text.Event) float64 {
	if m := x.marks[e.Verb]; m >= 0 && slices.Contains(x.r.verbs, m) {
		return 1
	}
	best := 0.0
	if t := &x.s.Tokens[e.Verb]; t.Meaning >= 0 {
		soft := x.r.nearTo(t.Lexeme)
		for _, k := range x.r.verbs {
			if soft[k] >= kinSure {
				best = max(best, soft[k])
			}
		}
	}
	return best
}

// parts gives the asked part of an event and the other one.
func (r *reading) parts(e *text.Event) (asked, other text.Range) {
	if r.slot == doneSlot {
		return e.Whom, e.Who
	}
	return e.Who, e.Whom
}

// fills is how surely a part of an event holds a thing of the asked type, or of a new one where no type is asked.
func (x *view) fills(part text.Range) float64 {
	best := 0.0
	for _, t := range x.list {
		if part.Has(t.first) || part.Has(t.last) {
			best = max(best, t.sure)
		}
	}
	if x.r.want != anything || best > 0 {
		return best
	}
	for i := part.From; i < part.To; i++ {
		if t := &x.s.Tokens[i]; t.Word && !t.Stop && x.marks[i] < 0 {
			return newSure
		}
	}
	return 0
}

// newSure is how surely a new word fills a part of an event where no type is asked for.
const newSure = 0.7

// slotBy is the best of a measure over the events that are asked about, as surely as they are.
func (x *view) slotBy(measure func(*text.Event) float64) float64 {
	if len(x.r.verbs) == 0 {
		return 0
	}
	best := 0.0
	for i := range x.s.Events {
		e := &x.s.Events[i]
		if sure := x.tellsAsked(e); sure > 0 {
			best = max(best, sure*measure(e))
		}
	}
	return best
}

// slotFilled is how surely the asked part of the event is told.
func (x *view) slotFilled() float64 {
	return x.slotBy(func(e *text.Event) float64 {
		if x.r.slot == noSlot {
			return 0
		}
		part, _ := x.r.parts(e)
		return x.fills(part)
	})
}

// slotFilledByOther is slotFilled where the other part is what the question names.
func (x *view) slotFilledByOther() float64 {
	return x.slotBy(func(e *text.Event) float64 {
		part, other := x.r.parts(e)
		if x.r.slot == noSlot || other.Empty() {
			return 0
		}
		for i := other.From; i < other.To; i++ {
			if m := x.marks[i]; m >= 0 && !slices.Contains(x.r.verbs, m) {
				return x.fills(part)
			}
		}
		return 0
	})
}

// slotTaken is how surely the event is told and the asked part of it holds what the question itself names.
func (x *view) slotTaken() float64 {
	return x.slotBy(func(e *text.Event) float64 {
		part, _ := x.r.parts(e)
		if x.r.slot == noSlot || x.fills(part) > 0 {
			return 0
		}
		for i := part.From; i < part.To; i++ {
			if x.marks[i] >= 0 {
				return 1
			}
		}
		return 0
	})
}

// slotCounted is how surely those to whom it happened, or who did it, are counted as they are asked for.
func (x *view) slotCounted() float64 {
	return x.slotBy(func(e *text.Event) float64 {
		if e.Count < 0 {
			return 0
		}
		return x.r.counts(x.s, x.s.Numbers[e.Count], x.full)
	})
}

// slotUndone is how surely what is asked about did not happen, or is only planned where it is asked as done.
func (x *view) slotUndone() float64 {
	return x.slotBy(func(e *text.Event) float64 {
		return when1(e.Negated || e.Modality != text.Actual && x.r.gone())
	})
}
