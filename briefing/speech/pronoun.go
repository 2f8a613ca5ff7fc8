package speech

import (
	"slices"
	"strings"

	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// pronoun finds whom a pronoun means that is the subject of a cue, or nobody where two may be meant.
func (r *state) pronoun(i int, norm string, c cue) voice {
	switch norm {
	case "he", "she":
		if v := r.someone(i, c); v.name != "" {
			return v
		}
		return r.antecedent(i, norm == "she", c)
	case "they":
		if v := r.ownSubject(i, norm, c); v.name != "" {
			return v
		}
		return r.several(i, c)
	case "it":
		if v := r.ownSubject(i, norm, c); v.name != "" {
			return v
		}
		return r.thing(i, c)
	}
	return voice{}
}

// reach is how many sentences back a pronoun may look. Of pronoun subjects of speech in newspaper text
// hardly any look further than a few sentences.
const reach = 8

// continuations are verbs with which the one who spoke last goes on.
var continuations = lex.Words("en/continuation-verbs")

// goesOn says that a cue is of one who has just spoken: "he added".
func (r *state) goesOn(i int, c cue) bool {
	return continuations.Has(r.Doc.Sentences[i].Tokens[c.at].Norm)
}

// several finds whom a "they" means: the last speakers, or the people whom the sentences before are about.
func (r *state) several(i int, c cue) voice {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if v := r.voices[j]; v.plural {
			if r.twoGroups(j) && !r.goesOn(i, c) {
				return voice{}
			}
			return v.inherited(j)
		}
	}
	return r.manyBefore(i)
}

// thing finds the body that an "it" means: of the nearest sentence that has one, the only one.
func (r *state) thing(i int, c cue) voice {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		v := r.voices[j]
		if v.name != "" && (v.person != nil || v.plural || r.single(v)) {
			v = voice{}
		}
		other, several := r.otherBody(j, &v)
		switch {
		case several:
			return voice{} // two may be meant
		case v.name != "" && (other == nil || r.goesOn(i, c)):
			return v.inherited(j)
		case v.name != "":
			return voice{}
		case other != nil && j >= i-1:
			return voice{name: other.name, key: other.key, intro: j}
		}
	}
	return voice{}
}

// otherBody gives the body that sentence j names besides its speaker v, or nil; several says that there are more.
func (r *state) otherBody(j int, v *voice) (other *body, several bool) {
	for k := range r.bodies {
		b := &r.bodies[k]
		own := v.name != "" && (b.key == v.key || names.SameName(b.key, v.key))
		if b.sentence != j || own || other != nil && b.key == other.key {
			continue
		}
		if other != nil {
			return nil, true
		}
		other = b
	}
	return other, (other != nil || v.name != "") && r.unknownBody(j, v)
}

// unknownBody says that sentence j names a thing of no known kind, besides its speaker v and outside its prepositions,
// which may be a body too: "The Odrin Bank and Nordal Steel signed".
func (r *state) unknownBody(j int, v *voice) bool {
	s := &r.Doc.Sentences[j]
	for k := range s.Names {
		if n := &s.Names[k]; n.Kind == text.Other && !strings.Contains(v.name, n.Text) && strings.Contains(n.Text, " ") &&
			!r.hangs(s, n) && !possessor(s.Tokens, n.End) && !quotedAt(s.Tokens, n.Start) {
			return true
		}
	}
	return false
}

// ownSubject gives the body that the sentence of a later "it" (or those whom a "they") begins with: "The
// ministry sent a letter in which it said …".
func (r *state) ownSubject(i int, norm string, c cue) voice {
	s := &r.Doc.Sentences[i]
	if c.pro < 3 || !coreVerbs.Has(s.Tokens[c.at].Norm) || !s.Tokens[c.pro-1].Word {
		return voice{}
	}
	p := clause.NounPart(s.Tokens, clause.Head(s.Tokens, clause.Subject(s.Tokens, c.pro)))
	if p.Empty() {
		return voice{}
	}
	last := &s.Tokens[p.To-1]
	if last.Is(text.Role) || last.Is(text.PeopleNoun) != (norm == "they") {
		return voice{}
	}
	v := r.voiceOfPhrase(i, cue{at: c.at, who: p, pro: -1, weight: 3})
	if v.person != nil {
		return voice{}
	}
	return v
}

// someone gives whom the sentence before i is about, where that is one person of a role and no name:
// "A second pilot disagreed."
func (r *state) someone(i int, c cue) voice {
	if i == 0 {
		return voice{}
	}
	s := &r.Doc.Sentences[i-1]
	p := clause.NounPart(s.Tokens, clause.Head(s.Tokens, clause.Subject(s.Tokens, len(s.Tokens))))
	if p.Empty() || !s.Tokens[p.To-1].Is(text.Role) || s.Tokens[p.To-1].Is(text.PeopleNoun|text.BodyNoun) ||
		!text.HasWord("a an another one", s.Tokens[p.From].Norm) {
		return voice{}
	}
	for k := range s.Names {
		if n := &s.Names[k]; n.Kind == text.Person {
			return voice{}
		}
	}
	name := r.Doc.Article.Text[s.Tokens[p.From].Start():s.Tokens[p.To-1].End()]
	return voice{name: name, key: r.Keys.NameKey(name), intro: i - 1}
}

// single says that a voice is one person known by role only.
func (r *state) single(v voice) bool {
	t := text.Tokens(v.name)
	for k := range t {
		if k > 0 && t[k].Is(text.Preposition) {
			t = t[:k]
			break
		}
	}
	n := len(t)
	return text.At(t, n-1).Is(text.Role) && !t[n-1].Is(text.PeopleNoun|text.BodyNoun)
}

// twoGroups says that sentence j tells of two groups either of whom a "they" may mean: its subject has both, or the one
// does something to the other.
func (r *state) twoGroups(j int) bool {
	s := &r.Doc.Sentences[j]
	if len(s.Events) > 0 && groups(s.Tokens[:s.Events[0].Verb]) > 1 {
		return true
	}
	return slices.ContainsFunc(s.Events, func(e text.Event) bool {
		return groups(s.Tokens[e.Who.From:e.Who.To]) > 0 && groups(s.Tokens[e.Whom.From:e.Whom.To]) > 0
	})
}

// groups counts the groups of people in tokens, outside quotations.
func groups(tokens []text.Token) int {
	n := 0
	for k := range tokens {
		t := &tokens[k]
		if t.Is(text.PeopleNoun) && !t.Quoted() && !possessor(tokens, t.End()) && !text.At(tokens, k+1).Is(text.PeopleNoun) {
			n++
		}
	}
	return n
}

// manyBefore gives the people that the sentence before i is about: "The soldiers lined up".
func (r *state) manyBefore(i int) voice {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		s := &r.Doc.Sentences[j]
		p := clause.Head(s.Tokens, clause.Subject(s.Tokens, len(s.Tokens)))
		if p.Empty() || !s.Tokens[p.To-1].Is(text.PeopleNoun) {
			continue
		}
		if r.twoGroups(j) {
			break
		}
		name := r.Doc.Article.Text[s.Tokens[p.From].Start():s.Tokens[p.To-1].End()]
		return voice{name: name, key: r.Keys.NameKey(name), intro: j, plural: true}
	}
	return voice{}
}
