package ask

import (
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// refusals are words that turn what follows into something that did not happen.
var refusals = lex.Words("en/refusal-verbs")

// forgone are words before a plan that was given up: "willing to give up its ambition of joining".
var forgone = lex.Words("en/forgoing-verbs")

// nones are words that say that there was none of what follows, or that what follows was not.
var nones = lex.Words("en/none-words")

// premiseFirst is how many of the best candidates may contradict a question.
const premiseFirst = 10

// deniedFirst is how many of them are searched for a denial, which may be very short ("Nobody was killed.").
const deniedFirst = 40

// contradiction finds the sentences by which the corpus clearly contradicts what a question takes for
// granted: the question asks why, when or where somebody did a thing, or how many suffered it, and
// the sentence has him refuse it, or says that it was not.
func (r *reading) contradiction(all []candidate) []candidate {
	if r.kind != why && r.kind != when && r.kind != where && r.kind != howMany {
		return nil
	}
	if r.kind == when && r.coming() && has(r.sentence.Tokens, "again") {
		return nil // what is to be so again is not so now, and the question knows
	}
	for _, t := range r.sentence.Tokens {
		// "Which state" asks for a name and takes no deed for granted.
		if t.Norm == "which" {
			return nil
		}
		if refusals.Has(t.Norm) || negations.Has(t.Norm) {
			return r.overturned(all)
		}
	}
	first := all[:min(premiseFirst, len(all))]
	if slices.ContainsFunc(first, r.affirms) || !r.hasName() && r.counted(all) {
		return nil
	}
	for i, c := range all[:min(deniedFirst, len(all))] {
		s := &c.Doc.Sentences[c.Sentence]
		if s.Heading {
			continue
		}
		if i < premiseFirst && r.kind != howMany && (r.turned(s, refusals) || r.turned(s, forgone)) || r.undone(c) {
			return []candidate{c}
		}
	}
	if r.kind == howMany {
		return nil
	}
	return r.overturned(all)
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
	if c.f("own") < affirmShare || c.f("own-words") < affirmShare || negated(s) || b.turned(s, forgone) {
		return false
	}
	return s.Speaker == "" || s.Stance != briefing.Claimed && !s.Heading &&
		slices.ContainsFunc(keyStems(s.SpeakerKey), func(w string) bool { return len(b.byStem[w]) > 0 })
}

// affirmShare is the share of a question's mass that a sentence holds which affirms it.
const affirmShare = 0.85

// turned reports whether a sentence has the question's first name do the opposite of the question's
// matter: every word of the matter must follow a word of refusal that follows the name.
func (b *bag) turned(s *text.Sentence, verbs wordList) bool {
	found := make([]float64, len(b.terms))
	marks := b.mark(s, found)
	subject := -1
	for i := range b.terms {
		if b.terms[i].Name {
			subject = i
			break
		}
	}
	if subject < 0 {
		return false
	}
	common := 0
	for i := range b.terms {
		if !b.terms[i].Name {
			common++
		}
	}
	named := false
	for at := range s.Tokens {
		if marks[at] == subject {
			named = true
		}
		if !named || !verbs.Has(s.Tokens[at].Norm) {
			continue
		}
		matter, held := 0, 0
		for i := range b.terms {
			if i == subject || common >= 2 && b.terms[i].Name {
				continue
			}
			matter++
			for k := at + 1; k < len(marks) && k <= at+10; k++ {
				if marks[k] == i {
					held++
					break
				}
			}
		}
		if matter >= 2 && held == matter {
			return true
		}
	}
	return false
}

// undone reports whether a sentence denies a word of what the question takes for granted ("Nobody was
// killed", "had not been charged", "has made no deal") where it, its neighbours and headings hold
// nearly all of the rest.
func (r *reading) undone(c candidate) bool {
	if r.kind == howMany && (r.want != aNumber || c.f("typed") >= 0.6) {
		return false // it tells how many
	}
	// The denial must be of the very same thing: the sentence itself or its page's title names it.
	if len(r.terms) < 2 || max(c.f("own-names"), c.f("title-names")) < nearlyAll || c.f("headed") < nearlyAll {
		return false
	}
	s, marks := c.sentence(), c.sight.marks
	for at := range s.Tokens {
		if !nones.Has(s.Tokens[at].Norm) || at > 0 && s.Tokens[at-1].Text == "," {
			continue // "with federal loans, not private ones" denies nothing
		}
		k := r.denied(s, marks, at)
		if k < 0 || lightVerbs.Has(s.Tokens[k].Stem) || hasAny(s.Tokens[at:k], supposing) {
			continue // "no child should sleep", "never give up" deny nothing that was
		}
		if i := marks[k]; !r.terms[i].Name && !r.focal[i] && !slices.Contains(r.dateTerms, i) && (r.act < 0 || i == r.act) {
			return true
		}
	}
	return false
}

// denied is the word of the question that the negation at a place denies, or -1.
func (r *reading) denied(s *text.Sentence, marks []int, at int) int {
	k := at + 1
	for k < len(marks) && k <= at+negationReach && (marks[k] < 0 && linking.Has(s.Tokens[k].Norm) || marks[k] >= 0 && r.focal[marks[k]]) {
		k++
	}
	if k == len(marks) || marks[k] < 0 {
		return -1
	}
	return k
}

// linking are words that may stand between a negation and what it denies.
var linking = lex.Words("en/denial-links")

// nearlyAll is the share of a question that must stand at a denial for it to be one of this question's matter.
const nearlyAll = 0.65

// negationReach is how many words behind a negation are denied by it.
const negationReach = 4

// hasName reports whether the question names somebody or something.
func (b *bag) hasName() bool {
	for i := range b.terms {
		if b.terms[i].Name {
			return true
		}
	}
	return false
}
