package speech

import (
	"strings"

	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// A phraseReading is the state while the phrase of a cue's subject is read: whom it means.
type phraseReading struct {
	r     *state
	i     int // the sentence
	s     *text.Sentence
	c     *cue
	p     clause.Phrase
	head  int        // the token at which the head of the phrase ends: before its first preposition
	first *text.Name // the first name in it
	voice voice
}

// A phraseSieve reads one way in which a phrase names a speaker.
type phraseSieve struct {
	name     string
	examples []string
	read     func(p *phraseReading) verdict
}

// phraseSieves read the phrase of a cue's subject.
var phraseSieves = []phraseSieve{jointSieve, personSieve, trimSieve, officeSieve, descriptionSieve}

// voiceOfPhrase names the speaker that the phrase of a cue means.
func (r *state) voiceOfPhrase(i int, c cue) voice {
	s := &r.Doc.Sentences[i]
	p := phraseReading{r: r, i: i, s: s, c: &c, p: c.who, head: c.who.To}
	for k := p.p.From + 1; k < p.p.To; k++ {
		if s.Tokens[k].Is(text.Preposition) && !text.IsCapital(s.Tokens[k].Text) && !s.Tokens[k-1].Is(text.BodyNoun) &&
			!clause.PartOf(s.Tokens, k) {
			p.head = k
			break
		}
	}
	if in := p.names(); len(in) > 0 {
		p.first = in[0]
	}
	for k := range phraseSieves {
		switch phraseSieves[k].read(&p) {
		case found:
			return p.voice
		case refuse:
			return voice{}
		}
	}
	return voice{}
}

// names gives the names in the phrase.
func (p *phraseReading) names() []*text.Name {
	var in []*text.Name
	from, to := p.s.Tokens[p.p.From].Start(), p.s.Tokens[p.p.To-1].End()
	for k := range p.s.Names {
		if n := &p.s.Names[k]; n.Start >= from && n.End <= to {
			in = append(in, n)
		}
	}
	return in
}

// headTokens are the tokens of the head of the phrase.
func (p *phraseReading) headTokens() []text.Token { return p.s.Tokens[p.p.From:p.head] }

// last is the last token of the head.
func (p *phraseReading) last() *text.Token { return &p.s.Tokens[p.head-1] }

// text gives the tokens from a to b as they are written.
func (p *phraseReading) text(a, b int) string {
	return strings.TrimSpace(p.r.Doc.Article.Text[p.s.Tokens[a].Start():p.s.Tokens[b-1].End()])
}

// noun says that a token is one that speakers are called by.
func noun(t *text.Token) bool {
	return t.Named() || t.Is(text.Role|text.PeopleNoun|text.BodyNoun|text.Utterance|text.Title)
}

// owned says that a phrase has a possessive ending in it.
func owned(tokens []text.Token) bool {
	for k := range tokens {
		if tokens[k].Norm == "'s" || tokens[k].Text == "’" {
			return true
		}
	}
	return false
}

// possessor says that a possessive ending stands at the byte offset end.
func possessor(tokens []text.Token, end int) bool {
	for k := range tokens {
		if tokens[k].Start() >= end {
			return (tokens[k].Norm == "'s" || tokens[k].Text == "'")
		}
	}
	return false
}

// after gives the tokens that begin at a byte offset or behind it.
func after(tokens []text.Token, offset int) []text.Token {
	for k := range tokens {
		if tokens[k].Start() >= offset {
			return tokens[k:]
		}
	}
	return nil
}

// small says that tokens hold no word that could be a verb with its object: only words like
// "himself" and "also".
func small(tokens []text.Token) bool {
	for k := range tokens {
		if tokens[k].Word && !tokens[k].Is(text.Adverb|text.Pronoun|text.Auxiliary) {
			return false
		}
	}
	return true
}

// verbless says that a phrase cannot be a subject: a determiner stands in the middle of it with no
// preposition before, as behind a verb ("Credit scores use the data"), or it is a number alone.
func verbless(tokens []text.Token) bool {
	nouns := false
	for k := range tokens {
		t := &tokens[k]
		if k > 0 && t.Is(text.Determiner) && t.Stop && tokens[k-1].Word &&
			!tokens[k-1].Is(text.Preposition|text.Determiner|text.Conjunction|text.NumberWord) &&
			!text.IsCapital(t.Text) {
			return true
		}
		nouns = nouns || (t.Text[0] < '0' ||
			t.Text[0] > '9')
	}
	return !nouns && len(tokens) > 0 && !tokens[0].Is(text.Determiner|text.NumberWord)
}
