package ask

// vetoed reports whether to tell the best candidate would be a wrong answer (promise 3) whatever a model thinks of it:
// it is about somebody or something else than the question names, or gives another's words for those that are asked
// for (promise 2).
func (r *reading) vetoed(all []candidate) bool {
	best := &all[0]
	switch {
	case r.otherSide(best.sentence()) > 0: // the losses of the other side
		return true
	case best.f("other-place") >= otherCountry: // a namesake, or the people of another country
		return true
	case len(r.role) > 0: // "who is the mayor of X"
		return most(all[:min(roleFirst, len(all))], "role") == 0
	case len(r.sayer) > 0 && len(r.matter) > 0: // "what did X say about Y"
		return most(all, "speaker-matter") < spokenLeast
	case r.kind == howMany: // how many of one, where only the sum of several is told
		return r.listed(*best)
	case r.kind == why: // it only tells again what is asked about
		v := &verdict{r, all, best}
		return v.reason() == 0 && best.f("own") > repeatsQuestion
	}
	return false
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
