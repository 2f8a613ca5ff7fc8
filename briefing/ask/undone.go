package ask

import "briefbot/briefing/text"

// related are those of the three best candidates that hold, with what stands around them, nearly as much of the question
// as the best: a number in the news of something else is none of the asked.
func related(all []candidate) []candidate {
	held := func(c *candidate) float64 { return c.f("headed") }
	var out []candidate
	for i := range all[:min(3, len(all))] {
		if held(&all[i]) >= relatedShare*held(&all[0]) {
			out = append(out, all[i])
		}
	}
	return out
}

// relatedShare is the share of what the best holds that a related candidate must hold.
const relatedShare = 0.6

// undoneBy is how surely none of some candidates tells of what is asked who did it or why it was done.
func (r *reading) undoneBy(best []candidate) float64 {
	miss := 0.0
	switch {
	case r.kind == who && r.verb >= 0 && !lightVerbs.Has(r.terms[r.verb].Words[0]):
		miss = whoMiss
		for _, c := range best {
			held := when1(c.f("event") > 0)
			miss = min(miss, whoMiss-max(held, verbBeside*r.heldNear(c, r.verb))*min(1, c.f("typed")/likelyPerson))
		}
	case r.kind == howMany && len(best) > 0:
		c := best[0]
		for _, x := range best {
			if x.f("typed") >= 0.6 {
				c = x
				break
			}
		}
		miss = listedMiss * when1(r.listed(c))
		if r.act >= 0 && miss == 0 {
			miss = countMiss
			for _, x := range best {
				miss = min(miss, countMiss*(1-r.heldNear(x, r.act)))
			}
		}
	case r.kind == why && r.act >= 0:
		miss = 1
		for _, c := range best {
			miss = min(miss, 1-r.heldNear(c, r.act))
		}
	}
	return miss
}

// listed reports whether the best candidate for a number only gives one of several places or things together: of the
// 38 trucks for Brana, Kostel and Arvik nobody knows how many reached Kostel.
func (b *bag) listed(c candidate) bool {
	any, alone := false, false
	for k := max(0, c.Sentence-2); k <= min(c.Sentence+1, len(c.Doc.Sentences)-1); k++ {
		s := &c.Doc.Sentences[k]
		for i, n := range s.Names {
			if n.Kind == text.Person || !b.names(n.Text) {
				continue
			}
			any = true
			in := i > 0 && b.enumerated(s, s.Names[i-1], n) || i+1 < len(s.Names) && b.enumerated(s, n, s.Names[i+1])
			alone = alone || !in
		}
	}
	return any && !alone && c.f("headed-names") > 0
}

// enumerated reports whether only a comma or "and" stands between two names of which the question names one.
func (b *bag) enumerated(s *text.Sentence, one, two text.Name) bool {
	if b.names(one.Text) && b.names(two.Text) {
		return false
	}
	_, last := tokensOf(s, one.Span)
	first, _ := tokensOf(s, two.Span)
	if last < 0 || first <= last+1 {
		return false
	}
	for i := last + 1; i < first; i++ {
		if n := s.Tokens[i].Text; n != "," && n != "and" && n != "or" {
			return false
		}
	}
	return true
}

// countMiss is the sign of a number of whose things nobody tells what the question says of them.
const countMiss = 0.8

// listedMiss is the sign of a number that is of several together: its sentence looks like an answer in all else.
const listedMiss = 1.3

// whoMiss is the sign of a "who did" for which nobody is told to have done it.
const whoMiss = 1.0

// lightVerbs are stems of verbs that a noun tells as well: whoever received an award is its honoree.
var lightVerbs = stemsIn("en/light-verbs")

// likelyPerson is how sure it is that a name of no known kind is somebody's.
const likelyPerson = 0.6

// verbBeside is what is left of a verb that stands beside the sentence which names a person.
const verbBeside = 0.3

// heldNear reports as 1 whether a candidate, a sentence beside it or its title holds a term or a word for it.
func (b *bag) heldNear(c candidate, term int) float64 {
	found := make([]float64, len(b.terms))
	for k := max(0, c.Sentence-1); k <= min(c.Sentence+1, len(c.Doc.Sentences)-1); k++ {
		b.hold(&c.Doc.Sentences[k], found, 1)
	}
	b.hold(&c.Doc.Title, found, 1)
	return when1(found[term] > 0)
}
