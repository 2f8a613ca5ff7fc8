package speech

import "briefbot/briefing/text"

// undecided marks the subjects "he" and "she" of sentence i that may mean one of two whom the sentences before name,
// where the sentence itself tells of nobody who fits: "Police said he had been drunk."
func (r *state) undecided(i int) {
	tokens := r.Doc.Sentences[i].Tokens
	for k := range tokens {
		t := &tokens[k]
		if t.Quoted() {
			continue
		}
		if someRole(t) && !t.Is(text.PeopleNoun) {
			return
		}
		if t.Norm != "he" && t.Norm != "she" {
			continue
		}
		t.SetUndecided(r.oneOfTwo(i, t.Norm == "she", cue{at: k, pro: k}))
		return
	}
}

// oneOfTwo says that two people of the nearest sentence with one who fits may be meant by the pronoun of sentence i.
func (r *state) oneOfTwo(i int, she bool, c cue) bool {
	if v := &r.voices[i]; v.person != nil && fits(v.person, she) {
		return false
	}
	for j := i; j >= 0 && j >= i-reach; j-- {
		m := r.candidates(j, i, she, c)
		switch {
		case m.empty() && !m.two:
			continue
		case j == i:
			return false
		case m.two || m.office.name == "" && (m.only() == nil || m.unnamed):
			return true
		}
		return len(m.strong) > 0 && r.rival(j, i, m.strong[0], she, c)
	}
	return false
}
