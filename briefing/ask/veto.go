package ask

import (
	"slices"

	"briefbot/briefing/text"
)

// vetoed reports whether to tell the best candidate would be a wrong answer (promise 3) whatever a model thinks of it:
// it is about somebody or something else than the question names, or gives another's words for those that are asked
// for (promise 2).
func (r *reading) vetoed(all []candidate) bool {
	best := &all[0]
	switch {
	case figuresOnly(lastSentence(r.sentence)) && len(r.question.Context) == 0: // "10 or 12?" of nothing
		return true
	case r.loserOrWinner(best.sentence()) > 0: // the losses of the other side
		return true
	case r.tellsOther(best): // the hurt for the killed, what was done on another day or in another place
		return true
	case best.f("other-place") >= otherCountry: // a namesake, or the people of another country
		return true
	case r.kind == yesNo && (r.elseDone(best) || r.anothers(best)): // it tells nothing of what is asked whether it was done
		return true
	case r.employer(best): // "the finance chief of Brevik Foods" is nobody of another house (promise 2)
		return true
	case len(r.role) > 0: // "who is the mayor of X"
		return most(all[:min(roleFirst, len(all))], "role") == 0
	case len(r.sayer) > 0 && len(r.matter) > 0: // "what did X say about Y"
		return most(all, "speaker-matter") < spokenLeast
	case r.kind == howMany: // how many of one, where only the sum of several is told
		return r.listed(*best)
	case r.kind == why: // it only tells again what is asked about
		v := &decision{r, all, best}
		return v.reason() == 0 && best.f("own") > repeatsQuestion
	}
	return false
}

// countsOther reports whether a candidate counts only what belongs to what the question asks to be counted: 10,000
// customer records are no count of customers (promise 3).
func (r *reading) countsOther(c *candidate) bool {
	s := c.sentence()
	if c.view.otherKind() {
		return true
	}
	if r.kind != howMany || r.want != aNumber || len(r.focus) == 0 || len(s.Numbers) == 0 {
		return false
	}
	head := r.focus[len(r.focus)-1].Stem
	return !slices.ContainsFunc(s.Numbers, func(n text.Number) bool { return !r.countsPart(s, n, head) })
}

// countsPart reports whether an asked noun stands between a number and the noun that it counts.
func (r *reading) countsPart(s *text.Sentence, n text.Number, asked string) bool {
	_, last := tokensOf(s, n.Span)
	for i := last + 1; i < len(s.Tokens) && i <= last+nounReach && n.Noun != ""; i++ {
		switch {
		case s.Tokens[i].Stem == n.Noun:
			return false
		case r.same(s.Tokens[i].Stem, asked):
			return true
		}
	}
	return false
}

// employer reports whether the question gives somebody's employer, ship or country that the page of a candidate does not
// name.
func (r *reading) employer(c *candidate) bool {
	for _, n := range r.sentence.Names {
		first, _ := tokensOf(&r.sentence, n.Span)
		at := first - 1
		if articles.Has(norm(r.sentence.Tokens, at)) {
			at--
		}
		if at < 1 || norm(r.sentence.Tokens, at) != "of" || !r.somebody(at-1) {
			continue
		}
		for i, t := range r.terms {
			if t.Name && t.Span.Start >= n.Start && t.Span.End <= n.End && c.view.p.whole()[i] == 0 {
				return true
			}
		}
	}
	return false
}

// elseDone reports whether the page of a candidate holds nothing of what is asked of whom the question names first: "Did
// the mayor of Karun win gold?" is not answered by what else she did.
func (r *reading) elseDone(c *candidate) bool {
	if len(r.sentence.Names) == 0 {
		return false
	}
	any, found := false, c.view.p.whole()
	for i, t := range r.terms {
		if t.Span.Start < r.sentence.Names[0].End || t.Weight < toldWeight {
			continue
		}
		if found[i] > 0 {
			return false
		}
		any = true
	}
	return any
}

// anothers reports whether a candidate tells of another person only than the one of whom the question asks: that Pell has
// not resigned says nothing of Lind.
func (r *reading) anothers(c *candidate) bool {
	asked := slices.ContainsFunc(r.sentence.Names, func(n text.Name) bool { return n.Kind == text.Person })
	if !asked || r.part(r.topic, c.view.found) > 0 {
		return false
	}
	return slices.ContainsFunc(c.sentence().Names, func(n text.Name) bool { return n.Kind == text.Person && !r.names(n.Text) })
}

// somebody reports whether the word of the question at i is a person's role or the end of a person's name.
func (r *reading) somebody(i int) bool {
	t := &r.sentence.Tokens[i]
	return personNouns.Has(t.Stem) || slices.ContainsFunc(r.sentence.Names, func(n text.Name) bool {
		return n.Kind == text.Person && n.End == t.End()
	})
}

const (
	roleFirst       = 20   // how many candidates are looked through for the asked role
	spokenLeast     = 0.3  // of the asked matter, that X must be found to have spoken about
	repeatsQuestion = 0.75 // of the question, that a sentence holds which only repeats it
)

// most is the greatest value of a feature among candidates.
func most(all []candidate, name string) float64 {
	best := 0.0
	for i := range all {
		best = max(best, all[i].f(name))
	}
	return best
}
