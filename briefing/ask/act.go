package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// kinTerm is the term of the noun in "who is the nephew of X", for nouns that are no role, or -1: whoever it is, the
// sentence must say so.
func (r *reading) kinTerm(words []text.Token) int {
	if r.kind != who || len(words) < 5 || !asking.Has(words[0].Norm) || words[2].Norm != "the" {
		return -1
	}
	switch words[1].Norm {
	case "is", "was", "were", "are":
	default:
		return -1
	}
	for i := 3; i+1 < len(words); i++ {
		if next := words[i+1].Norm; next == "of" || next == "to" || next == "for" {
			for _, m := range r.byStem[words[i].Stem] {
				if r.terms[m.term].Words[0] == words[i].Stem && !r.terms[m.term].Name {
					return m.term
				}
			}
			return -1
		}
	}
	return -1
}

// readAct finds what somebody is taken to have done in "why did X do" and "when was the house sold".
func (r *reading) readAct(words []text.Token) {
	r.act = -1
	at := asked(words)
	if r.kind == howMany && at >= 0 {
		r.act = r.countedAct(words, at+1)
		return
	}
	if at < 0 || r.kind != why && r.kind != when && r.kind != where || !auxiliaries.Has(norm(words, at+1)) {
		return
	}
	i, named := at+2, false
	for i < len(words) && (articles.Has(words[i].Norm) || words[i].Text != words[i].Norm || words[i].Norm == "s" || words[i].Norm == "'s") {
		named = named || words[i].Text != words[i].Norm
		i++
	}
	for ; i < len(words) && !prepositions.Has(words[i].Norm); i++ {
		if named || strings.HasSuffix(words[i].Norm, "ed") {
			for _, m := range r.byStem[words[i].Stem] {
				if r.terms[m.term].Words[0] == words[i].Stem && !r.terms[m.term].Name {
					r.act = m.term
				}
			}
			return
		}
	}
}

// countedAct finds what is told of the counted: "survived" in "how many people survived the crash".
func (b *bag) countedAct(words []text.Token, from int) int {
	asks := false // "does X own"
	for i := from; i < len(words); i++ {
		t := &words[i]
		asks = asks || t.Norm == "do" || t.Norm == "does" || t.Norm == "did"
		if prepositions.Has(t.Norm) && i > from+1 {
			return -1
		}
		for _, m := range b.byStem[t.Stem] {
			if x := &b.terms[m.term]; x.Words[0] == t.Stem && !x.Name && !b.focal[m.term] &&
				(strings.HasSuffix(t.Norm, "ed") || asks && i == len(words)-1) {
				return m.term
			}
		}
	}
	return -1
}

// addAboard adds what "how many people were on the Petrel" means without saying it: who was on board of her.
func (r *reading) addAboard(words []text.Token) {
	for i := range r.terms {
		if t := &r.terms[i]; !t.Name && slices.Contains(aboard.Words, t.Words[0]) {
			r.aboard = true
			for k, w := range aboard.Words {
				if t.Match(w) == 0 {
					t.Words, t.Weights = append(t.Words, w), append(t.Weights, aboard.Weights[k])
				}
			}
			return
		}
	}
	for i := 1; i+1 < len(words); i++ {
		if words[i].Norm != "on" || !auxiliaries.Has(words[i-1].Norm) {
			continue
		}
		named := slices.ContainsFunc(r.terms, func(t index.Term) bool { return t.Name && t.Span.Start > words[i].Start() })
		if slices.ContainsFunc(r.terms, func(t index.Term) bool {
			return !t.Name && !(named && t.Span.Start > words[i].Start()) &&
				!slices.ContainsFunc(r.focus, func(f text.Token) bool { return f.Stem == t.Words[0] })
		}) || slices.ContainsFunc(words[i+1:], func(t text.Token) bool { return prepositions.Has(t.Norm) }) {
			return
		}
		t := aboard
		r.aboard = true
		t.Span, t.Weight = words[i].Span(), 1
		r.terms, r.words = append(r.terms, t), append(r.words, nil)
		return
	}
}

// aboard is the term for being on board.
var aboard = index.Term{
	Words:   []string{text.Stem("board"), text.Stem("aboard"), text.Stem("carrying"), text.Stem("carried")},
	Weights: []float64{1, 1, 0.8, 0.8},
}
