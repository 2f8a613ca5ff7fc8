package ask

import (
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// excluding maps the stem of a word to the stems of those that it excludes: what is told of the summer is no answer
// about the winter.
var excluding = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, line := range lex.Words("en/contrast-sets").All() {
		set := stemsOfWords(line)
		for _, a := range set {
			if out[a] == nil {
				out[a] = map[string]bool{}
			}
			for _, b := range set {
				if a != b {
					out[a][b] = true
				}
			}
		}
	}
	return out
})

// contrasted reports whether a sentence holds a word that excludes one of the question, and not that one itself.
func (r *reading) contrasted(s *text.Sentence) bool {
	for i := range r.terms {
		t := &r.terms[i]
		other := excluding()[t.Words[0]]
		if other == nil || t.Name || t.Weight < toldWeight {
			continue
		}
		held, against := false, false
		for k := range s.Tokens {
			x := &s.Tokens[k]
			held = held || t.Match(x.Stem) > 0
			against = against || other[x.Stem] && x.Text == x.Norm
		}
		if against && !held {
			return true
		}
	}
	return r.turnedAgainst(s)
}

// turnedAgainst reports whether a question asks for a name's side and a sentence is only against it: who scored "for
// Spain" did not do it "against Spain".
func (r *reading) turnedAgainst(s *text.Sentence) bool {
	for i := 1; i < len(r.sentence.Tokens); i++ {
		t := &r.sentence.Tokens[i]
		if r.sentence.Tokens[i-1].Norm != "for" || !r.isName(*t) {
			continue
		}
		against := false
		for k := 1; k < len(s.Tokens); k++ {
			if !r.sameName(&s.Tokens[k], t.Stem) {
				continue
			}
			if s.Tokens[k-1].Norm != "against" {
				return false
			}
			against = true
		}
		if against {
			return true
		}
	}
	return false
}
