package ask

import (
	"slices"

	"briefbot/briefing/claim"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// reversed finds a sentence that tells that the other did to the one what the question takes for granted that the one did
// to the other, where none tells the latter.
func (r *reading) reversed(all []candidate) []candidate {
	var against []candidate
	for _, c := range all[:min(deniedFirst, len(all))] {
		s := c.sentence()
		if s.Heading || c.f("asks") > 0 || c.f("headed-names") < presumedNames {
			continue
		}
		switch claim.Order(s, &r.sentence) {
		case 1:
			return nil
		case -1:
			if against == nil && c.f("headed") >= nearlyAll {
				against = []candidate{c}
			}
		}
	}
	return against
}

// otherFigure finds a sentence about the very same thing that gives another figure of what the question gives one of:
// "400 million" for "why did the tower cost 900 million". It finds none where any sentence gives the question's own.
func (r *reading) otherFigure(all []candidate) []candidate {
	if r.kind == howMany || len(r.sentence.Numbers) != 1 {
		return nil
	}
	asked := r.sentence.Numbers[0]
	if asked.Unit == "" && asked.Noun == "" || r.ofTime(asked.Span) {
		return nil
	}
	term := slices.IndexFunc(r.terms, func(t index.Term) bool { return t.Span.Start < asked.End && asked.Start < t.Span.End })
	var against []candidate
	for _, c := range all[:min(deniedFirst, len(all))] {
		s := c.sentence()
		same, other := ofSameKind(s, asked)
		switch {
		case same:
			return nil
		case other && against == nil && !s.Heading && c.f("asks") == 0 && r.sameMatter(c, term):
			against = []candidate{c}
		}
	}
	return against
}

// ofTime reports whether a span of the question is a time.
func (r *reading) ofTime(at text.Span) bool {
	return slices.ContainsFunc(r.sentence.Times, func(t text.Time) bool { return t.Start < at.End && at.Start < t.End })
}

// ofSameKind reports whether a sentence gives a number of the same things or unit: the same one, and only others.
func ofSameKind(s *text.Sentence, asked text.Number) (same, other bool) {
	for _, n := range s.Numbers {
		if n.Unit != asked.Unit || n.Currency != asked.Currency || n.Noun != asked.Noun {
			continue
		}
		if n.Value == asked.Value || n.Bound != "" || asked.Bound != "" {
			return true, false
		}
		other = true
	}
	return false, other
}

// sameMatter reports whether a candidate is about the very same thing as the question, one term aside: it names it, and
// holds nearly all of the rest with what stands beside it.
func (r *reading) sameMatter(c candidate, aside int) bool {
	x := c.view
	around, own := slices.Clone(x.headed), x.found
	if c.f("opens-pronoun") > 0 { // "It has 52 floors"
		own = around
		for i, f := range x.wide {
			around[i] = max(around[i], f)
		}
	}
	return r.nameShare(around) == 1 && r.restShare(around, aside) >= sameMatter && r.restShare(own, aside) >= presumedOwn
}

// sameMatter is the share of a question that must stand at a sentence which gives another figure.
const sameMatter = 0.85
