package text

import "strings"

// voiceOfPhrase names the speaker that a phrase means.
func (r *reading) voiceOfPhrase(i int, c cue) voice {
	s := &r.doc.Sentences[i]
	p := c.who
	from, to := s.Tokens[p.a].Start, s.Tokens[p.b-1].End
	headEnd := p.b // the head of the phrase ends at its first preposition
	for k := p.a + 1; k < p.b; k++ {
		if s.Tokens[k].Is(Preposition) && !isCapital(s.Tokens[k].Text) && !s.Tokens[k-1].Is(BodyNoun) && !partOf(s.Tokens, k) && !bodyOf(s.Tokens, p, k) {
			headEnd = k
			break
		}
	}
	head := s.Tokens[headEnd-1].End
	var first *Name
	for k := range s.Names {
		n := &s.Names[k]
		if n.Start < from || n.End > to {
			continue
		}
		if first == nil {
			first = n
		}
		if n.Start >= head || n.Kind != Person && (n.Kind != Other || n.End != head || n.Start != from) || possessor(s.Tokens, n.End) {
			continue
		}
		if n.End < head {
			rest := after(s.Tokens[p.a:headEnd], n.End)
			if last := &s.Tokens[headEnd-1]; last.Named() || last.Is(Role|PeopleNoun|BodyNoun|Utterance|Title) {
				continue // "Brun spokesman Peter Orlin", "the Brun campaign"
			}
			if c.weight < 3 || !small(rest) {
				return voice{} // "Brun held a lead, …"
			}
		}
		if q := r.personOf(n.Key); q != nil && n.Kind == Person {
			return voice{name: q.name, key: q.key, named: true, intro: i, person: q}
		}
		return voice{name: n.Text, key: n.Key, named: true, intro: i}
	}
	for k := p.a + 1; k < headEnd && !s.Tokens[headEnd-1].Is(Role|PeopleNoun|BodyNoun|Utterance|Title); k++ {
		if t := &s.Tokens[k]; (s.Tokens[k-1].Named() || s.Tokens[k-1].Is(PeopleNoun|Role|BodyNoun|Utterance)) && !isCapital(t.Text) && strings.HasSuffix(t.Norm, "ed") && len(t.Norm) > 4 {
			p.b, headEnd = k, k // "Russia poured cold water on …"
			to = s.Tokens[k-1].End
			break
		}
	}
	whole := strings.TrimSpace(r.doc.Article.Text[from:to])
	last := &s.Tokens[headEnd-1]
	isRole := last.Named() || last.Is(Role|PeopleNoun|BodyNoun|Utterance|Title) ||
		speakerLike(s.Tokens, phrase{p.a, headEnd}) && !owned(s.Tokens[p.a:headEnd]) && c.weight >= 3 // not "Odrin's siege"
	at := s.Tokens[c.at].Norm
	anybody := plainSay.Has(at) || at == "according" || at == "in" || coreVerbs.Has(at) && (clause(s.Tokens, c.at) || besideQuotation(s.Tokens, c.at))
	if q := nounPart(s.Tokens, phrase{p.a, headEnd}); q.b < headEnd && !plainSay.Has(at) && at != "according" && at != "in" && !(q.b == headEnd-1 && coreVerbs.Has(at) && clause(s.Tokens, c.at)) {
		if !strings.HasSuffix(s.Tokens[q.b].Norm, "ing") || q.b+1 == headEnd {
			return voice{} // "The figures include"
		}
		p, headEnd, to = q, q.b, s.Tokens[q.b-1].End // "a union representing bakers"
		whole, last = strings.TrimSpace(r.doc.Article.Text[from:to]), &s.Tokens[q.b-1]
		isRole = true
	}
	if !isRole && !(anybody && len(whole) > 3) || verbless(s.Tokens[p.a:headEnd]) {
		return voice{}
	}
	// "the governor": somebody whom the article has introduced with that role.
	det := s.Tokens[p.a].Norm
	if (first == nil || det == "the" && first.Kind != Person) && last.Is(Role) && (det == "the" || det == "that" || det == "this" || det == "his" || det == "her" || det == "its" || s.Tokens[p.a].Is(Role)) || first == nil && last.Is(BodyNoun) {
		if v := r.byRole(i, s.Tokens[p.a:headEnd], s.Tokens[headEnd:max(headEnd, p.b)]); v.name != "" {
			return v
		}
	}
	if last.Is(Utterance) && p.a+1 < headEnd && s.Tokens[p.a+1].Norm == "most" {
		return voice{} // "the most telling statement came from Moscow": it is spoken about
	}
	if det == "the" && first != nil {
		whole = strings.TrimSpace(r.doc.Article.Text[s.Tokens[p.a].End:to])
	}
	v := voice{name: whole, key: r.an.NameKey(whole), named: true, intro: i, plural: last.Is(PeopleNoun) && !last.Is(Role)}
	if last.Is(Role) && first != nil || last.Is(Role) && det != "the" {
		r.office, r.officeAt = last.Norm, i
	}
	if last.Is(BodyNoun) || first != nil {
		words := make([]string, 0, 4)
		for k := p.a; k < headEnd; k++ {
			if s.Tokens[k].Word && !s.Tokens[k].Stop {
				words = append(words, s.Tokens[k].Norm)
			}
		}
		if first != nil {
			r.bodies = append(r.bodies, body{name: v.name, key: v.key, words: words, sentence: i})
		}
	}
	return v
}

// bodyOf says that the "of" at token k stands within a name that tells more of the person behind it:
// "Friends of Odrin leader Ana Brun".
func bodyOf(tokens []Token, p phrase, k int) bool {
	if tokens[k].Norm != "of" || k+2 >= p.b || !tokens[k-1].Named() || !tokens[k+1].Named() || !tokens[p.b-1].Named() {
		return false
	}
	for i := k + 2; i < p.b; i++ {
		if tokens[i].Is(Role) && !isCapital(tokens[i].Text) {
			return true
		}
	}
	return false
}

// owned says that a phrase has a possessive ending in it.
func owned(tokens []Token) bool {
	for k := range tokens {
		if tokens[k].Norm == "'s" || tokens[k].Text == "’" {
			return true
		}
	}
	return false
}

// possessor says that a possessive ending stands at the byte offset end.
func possessor(tokens []Token, end int) bool {
	for k := range tokens {
		if tokens[k].Start >= end {
			return tokens[k].Start == end && (tokens[k].Norm == "'s" || tokens[k].Text == "’" || tokens[k].Text == "'")
		}
	}
	return false
}

// after gives the tokens that begin at a byte offset or behind it.
func after(tokens []Token, offset int) []Token {
	for k := range tokens {
		if tokens[k].Start >= offset {
			return tokens[k:]
		}
	}
	return nil
}

// small says that tokens hold no word that could be a verb with its object: only words like
// "himself" and "also".
func small(tokens []Token) bool {
	for k := range tokens {
		if tokens[k].Word && !tokens[k].Is(Adverb|Pronoun|Auxiliary) {
			return false
		}
	}
	return true
}

// verbless says that a phrase cannot be a subject: a determiner stands in the middle of it with no
// preposition before, as behind a verb ("Credit scores use the data"), or it is a number alone.
func verbless(tokens []Token) bool {
	nouns := false
	for k := range tokens {
		t := &tokens[k]
		if k > 0 && t.Is(Determiner) && t.Stop && tokens[k-1].Word && !tokens[k-1].Is(Preposition|Determiner|Conjunction|NumberWord) && !isCapital(t.Text) {
			return true
		}
		nouns = nouns || t.Word && !t.Is(Determiner|Preposition|NumberWord|Adverb) && (t.Text[0] < '0' || t.Text[0] > '9')
	}
	return !nouns && len(tokens) > 0 && !tokens[0].Is(Determiner|NumberWord)
}
