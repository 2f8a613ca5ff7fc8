package ask

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// premiseFirst is how many of the best candidates may contradict a question.
const premiseFirst = 10

// deniedFirst is how many of them are searched for a denial, which may be very short ("Nobody was killed.").
const deniedFirst = 40

// contradiction finds the sentences by which the corpus clearly contradicts what a question takes for
// granted: the question asks why, when or where somebody did a thing, or how many suffered it, and
// the sentence has him refuse it, or says that it was not.
func (r *reading) contradiction(all []candidate) []candidate {
	if !r.takesForGranted() {
		return nil
	}
	if r.kind == when && r.coming() && has(r.sentence.Tokens, "again") {
		return nil // what is to be so again is not so now, and the question knows
	}
	for _, t := range r.sentence.Tokens {
		// "Which state" asks for a name and takes nothing for granted.
		if t.Norm == "which" {
			return nil
		}
	}
	if claim.SaysNo(&r.sentence) {
		return r.overturned(all)
	}
	for _, f := range []func([]candidate) []candidate{r.reversed, r.otherFigure} {
		if against := f(all); against != nil {
			return against
		}
	}
	first := all[:min(premiseFirst, len(all))]
	if slices.ContainsFunc(first, r.affirms) || !r.hasName() && r.counted(all) {
		return nil
	}
	for _, c := range all[:min(deniedFirst, len(all))] {
		s := &c.Doc.Sentences[c.Sentence]
		if s.Heading {
			continue
		}
		if r.undone(c) && !r.stale(c, all) {
			return []candidate{c}
		}
	}
	if r.kind == howMany {
		return nil
	}
	return r.overturned(all)
}

// takesForGranted reports whether a question is of a kind that takes something for granted. Who did a thing, and what
// somebody said, is asked of what may not be.
func (r *reading) takesForGranted() bool {
	switch r.kind {
	case why, when, where, howMany:
		return true
	case happened: // "what happened after X rejected Y"
		return len(r.presumptions()) > 0
	}
	return r.kind == what && asked(lastSentence(r.sentence)) >= 0 // "Staff finally relieved?" asks whether it is so
}

// counted reports whether a sentence tells how many suffered what the question counts. That nobody suffered it
// is of another thing then, unless the question names which: "on the ferry" may be any ferry of the corpus.
// It protects the promise that no answer is given rather than a wrong one.
func (r *reading) counted(all []candidate) bool {
	term := r.tollTerm()
	return r.kind == howMany && slices.ContainsFunc(all[:min(deniedFirst, len(all))], func(c candidate) bool {
		toll, ok := r.tollOf(c.sentence(), term)
		return ok && toll.Value > 0 && c.f("headed") >= nearlyAll
	})
}

// affirms reports whether a candidate holds all that the question takes for granted and denies nothing: in
// the outlet's own voice, or in the words of somebody whom the question names. What another claims
// of him may be denied.
func (b *bag) affirms(c candidate) bool {
	s := &c.Doc.Sentences[c.Sentence]
	if c.f("own") < affirmShare || c.f("own-words") < affirmShare || claim.SaysNo(s) {
		return false
	}
	return s.Speaker == "" || s.Stance != briefing.Claimed && !s.Heading &&
		slices.ContainsFunc(keyStems(s.SpeakerKey), func(w string) bool { return len(b.byStem[w]) > 0 })
}

// affirmShare is the share of a question's mass that a sentence holds which affirms it.
const affirmShare = 0.85

// undone reports whether a sentence denies a word of what the question takes for granted ("Nobody was
// killed", "had not been charged", "has made no deal") where it, its neighbours and headings hold
// nearly all of the rest.
func (r *reading) undone(c candidate) bool {
	if r.kind == howMany && (r.want != aNumber || r.tellsHowMany(c)) {
		return false
	}
	// The denial must be of the very same thing: the sentence itself or its page's title names it.
	if len(r.terms) < 2 || max(c.f("own-names"), c.f("title-names")) < nearlyAll || c.f("headed") < nearlyAll {
		return false
	}
	s := c.sentence()
	return claim.Denies(s, func(k int) bool { return r.granted(c.view.marks[k]) && !lightVerbs.Has(s.Tokens[k].Stem) })
}

// tellsHowMany reports whether a candidate gives the number that is asked for: of a toll, the number of those to whom that
// happened.
func (r *reading) tellsHowMany(c candidate) bool {
	if term := r.tollTerm(); term >= 0 {
		_, ok := r.tollOf(c.sentence(), term)
		return ok
	}
	return c.f("typed") >= 0.6
}

// granted reports whether a term is what the question takes for done: its act, or else a verb of it.
func (r *reading) granted(term int) bool {
	if r.act >= 0 || term < 0 || r.kind == howMany {
		return term == r.act && term >= 0
	}
	return slices.ContainsFunc(r.sentence.Events, func(e text.Event) bool {
		return r.terms[term].Span.Start == r.sentence.Tokens[e.Verb].Start()
	})
}

// nearlyAll is the share of a question that must stand at a denial for it to be one of this question's matter.
const nearlyAll = 0.65

// hasName reports whether the question names somebody or something.
func (b *bag) hasName() bool {
	for i := range b.terms {
		if b.terms[i].Name {
			return true
		}
	}
	return false
}
