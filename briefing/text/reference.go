package text

import (
	"slices"
	"strings"
)

// reach is how many sentences back a pronoun or a role may look. Of pronoun subjects of speech in
// newspaper text hardly any look further than a few sentences.
const reach = 8

// touch notes what sentence i mentions, after its own speaker was worked out.
func (r *reading) touch(i int, v *voice) {
	s := &r.doc.Sentences[i]
	begin := afterDateline(s.Tokens)
	for k := range s.Names {
		n := &s.Names[k]
		if begin > 0 && n.Start < s.Tokens[begin-1].Start {
			continue // the agency speaks of others
		}
		switch n.Kind {
		case Person:
			if p := r.personOf(n.Key); p != nil {
				p.last, p.seen = i, i
				if r.office != "" && i-r.officeAt <= 2 && p.first == i && len(p.roles) == 0 && (k == 0 || p == v.person) {
					p.roles, r.office = append(p.roles, r.office), ""
				}
			}
		case Organization:
			if v.named && strings.Contains(v.name, n.Text) {
				continue // the speaker's own name, which is longer
			}
			words := strings.Fields(Fold(n.Text))
			r.bodies = append(r.bodies, body{name: n.Text, key: n.Key, words: words, sentence: i})
		}
	}
	if v.person != nil {
		v.person.last = i
	}
}

// pronoun finds whom a pronoun means: the last speaker whom it fits, or the person whom the last
// sentences are about.
func (r *reading) pronoun(i int, norm string, c cue) voice {
	switch norm {
	case "he", "she":
		v := r.someone(i, c)
		if v.name != "" && v.person == nil {
			return v
		}
		if v := r.officer(i, c); v.name != "" {
			return v
		}
		if p := r.antecedent(i, norm == "she", c); p != nil {
			if !p.female && !p.male {
				p.female, p.male = norm == "she", norm == "he" // as the article has it from here on
			}
			return voice{name: p.name, key: p.key, intro: p.seen, person: p}
		}
		for j := i - 1; j >= 0 && j >= i-2; j-- {
			if w := r.voices[j]; w.name != "" && w.person == nil && !w.plural && r.single(w) {
				return w.inherited(j)
			}
		}
	case "they", "it":
		if v := r.ownSubject(i, norm, c); v.name != "" {
			return v
		}
		for j := i - 1; j >= 0 && j >= i-3; j-- {
			v := r.voices[j]
			if v.name == "" || v.person != nil && norm == "it" {
				continue
			}
			if norm == "they" && !v.plural {
				continue
			}
			return v.inherited(j)
		}
		if norm == "they" {
			return r.manyBefore(i)
		}
		if norm == "it" {
			for k := len(r.bodies) - 1; k >= 0 && r.bodies[k].sentence >= i-1; k-- {
				return voice{name: r.bodies[k].name, key: r.bodies[k].key, intro: r.bodies[k].sentence}
			}
		}
	}
	return voice{}
}

// ownSubject gives the body that the sentence of a later "it" (or those whom a "they") begins with: "The
// ministry sent a letter in which it said …".
func (r *reading) ownSubject(i int, norm string, c cue) voice {
	s := &r.doc.Sentences[i]
	if c.pro < 3 || c.final || !coreVerbs.Has(s.Tokens[c.at].Norm) || s.Tokens[c.pro-1].Quoted() || !s.Tokens[c.pro-1].Word {
		return voice{}
	}
	p := nounPart(s.Tokens, head(s.Tokens, subject(s.Tokens, c.pro)))
	if p.empty() {
		return voice{}
	}
	last := &s.Tokens[p.b-1]
	if last.Is(Role) && !last.Is(PeopleNoun) || last.Is(PeopleNoun) != (norm == "they") {
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
func (r *reading) someone(i int, c cue) voice {
	if i == 0 || c.pro > 3 && r.doc.Sentences[i].Tokens[c.pro-1].Word {
		return voice{}
	}
	s := &r.doc.Sentences[i-1]
	p := nounPart(s.Tokens, head(s.Tokens, subject(s.Tokens, len(s.Tokens))))
	if p.empty() || !s.Tokens[p.b-1].Is(Role) || s.Tokens[p.b-1].Is(PeopleNoun|BodyNoun) || !hasWord("a an another one", s.Tokens[p.a].Norm) {
		return voice{}
	}
	for k := range s.Names {
		if n := &s.Names[k]; n.Kind == Person && !quotedAt(s.Tokens, n.Start) {
			return voice{}
		}
	}
	name := r.doc.Article.Text[s.Tokens[p.a].Start:s.Tokens[p.b-1].End]
	return voice{name: name, key: r.an.NameKey(name), intro: i - 1}
}

// officer gives the one person known by role only who spoke in the sentence before, where nobody is
// named since: "The mayor's lawyer said … He added …".
func (r *reading) officer(i int, c cue) voice {
	if i == 0 || c.pro > 3 && r.doc.Sentences[i].Tokens[c.pro-1].Word {
		return voice{}
	}
	v, s := r.voices[i-1], &r.doc.Sentences[i-1]
	if v.name == "" || v.person != nil || v.plural || !v.named || !v.core || s.Paragraph != r.doc.Sentences[i].Paragraph || !r.single(v) {
		return voice{}
	}
	for k := range s.Names {
		if n := &s.Names[k]; n.Kind == Person && !quotedAt(s.Tokens, n.Start) && !possessor(s.Tokens, n.End) {
			return voice{} // perhaps he is meant
		}
	}
	return v.inherited(i - 1)
}

// single says that a voice is one person known by role only.
func (r *reading) single(v voice) bool {
	t := Tokens(v.name)
	for k := range t {
		if k > 0 && t[k].Is(Preposition) {
			t = t[:k]
			break
		}
	}
	n := len(t)
	return n > 0 && t[n-1].Is(Role) && !t[n-1].Is(PeopleNoun|BodyNoun)
}

// manyBefore gives the people that the sentence before i is about: "The soldiers lined up".
func (r *reading) manyBefore(i int) voice {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		s := &r.doc.Sentences[j]
		p := head(s.Tokens, subject(s.Tokens, len(s.Tokens)))
		if p.empty() || !s.Tokens[p.b-1].Is(PeopleNoun) {
			continue
		}
		name := r.doc.Article.Text[s.Tokens[p.a].Start:s.Tokens[p.b-1].End]
		return voice{name: name, key: r.an.NameKey(name), intro: j, plural: true}
	}
	return voice{}
}

// fits says that p may be a she (or a he).
func fits(p *person, she bool) bool {
	if she {
		return !p.male
	}
	return !p.female
}

// antecedent finds the person whom a he or she means: one named before it in the same clause, else the
// last speaker who fits, else whom the sentences before are about. Somebody whose sex is known to fit
// goes before one of whom it is not known.
func (r *reading) antecedent(i int, she bool, c cue) *person {
	s := &r.doc.Sentences[i]
	// In "Before he spoke, Brun said" the name comes later; in "Brun won, and she said" earlier.
	if c.pro > 0 && !c.final {
		for k := range s.Names {
			n := &s.Names[k]
			if n.Kind != Person || n.Start >= s.Tokens[c.pro].Start || quotedAt(s.Tokens, n.Start) || possessor(s.Tokens, n.End) {
				continue
			}
			if k == 0 || !s.Tokens[c.pro-1].Quoted() && s.Tokens[c.pro-1].Text != "," {
				if p := r.personOf(n.Key); p != nil && fits(p, she) && c.pro > 0 && c.at < len(s.Tokens)-3 {
					return p
				}
			}
		}
	}
	var unsure *person
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		if p := r.voices[j].person; p != nil && fits(p, she) {
			if she && p.female || !she && p.male || j >= i-2 {
				return p
			}
			if unsure == nil {
				unsure = p
			}
		}
		b := &r.doc.Sentences[j]
		for k := range b.Names {
			n := &b.Names[k]
			if n.Kind != Person || quotedAt(b.Tokens, n.Start) {
				continue
			}
			p := r.personOf(n.Key)
			if p == nil || !fits(p, she) {
				continue
			}
			if she && p.female || !she && p.male {
				return p
			}
			if unsure == nil {
				unsure = p
			}
			break
		}
	}
	return unsure
}

// byRole finds whom "the governor", "the Kenyan governor" or "the ministry" means. Where the phrase
// tells which, the role must have told the same, unless the article has only one of that role.
//
// What hangs on the phrase ("the head of the mission") must be told of the person, too.
func (r *reading) byRole(i int, phrase, tail []Token) voice {
	head := ""
	var which, of []string
	for k := range tail {
		if t := &tail[k]; t.Word && !t.Stop {
			of = append(of, t.Norm)
		}
	}
	for k := range phrase {
		t := &phrase[k]
		if !t.Word || t.Is(Adverb|Determiner) {
			continue
		}
		if head != "" {
			which = append(which, head)
		}
		head = t.Norm
	}
	if head == "" || !phrase[len(phrase)-1].Is(Role|BodyNoun) {
		return voice{}
	}
	var best, matched *person
	holders := 0
	for _, p := range r.people {
		if p.last < 0 || p.last > i || !phrase[len(phrase)-1].Is(Role) {
			continue // "the ministry" is not its spokesman
		}
		holds, tells := false, false
		for _, office := range p.roles {
			f := strings.Fields(office)
			if !slices.Contains(f, head) || possessed(f, head) || len(of) > 0 && !slices.ContainsFunc(of, func(w string) bool { return slices.Contains(f, w) }) {
				continue
			}
			holds = true
			tells = tells || slices.ContainsFunc(which, func(w string) bool { return slices.Contains(f, w) })
		}
		if !holds {
			continue
		}
		holders++
		if best == nil || p.last > best.last {
			best = p
		}
		if tells && (matched == nil || p.last > matched.last) {
			matched = p
		}
	}
	if matched != nil {
		best = matched
	} else if len(which) > 0 && holders > 1 {
		best = nil
	}
	if best != nil {
		return voice{name: best.name, key: best.key, intro: best.seen, person: best}
	}
	for k := len(r.bodies) - 1; k >= 0; k-- {
		if b := &r.bodies[k]; b.sentence < i && len(b.words) > 1 && b.words[len(b.words)-1] == head && len(of) == 0 && allIn(which, b.words) {
			return voice{name: b.name, key: b.key, intro: b.sentence}
		}
	}
	return voice{}
}

// possessed says that head stands in a role only as its owner: "the president's adviser".
func possessed(words []string, head string) bool {
	for i, w := range words {
		if w == head {
			return i+2 < len(words) && words[i+1] == "to"
		}
	}
	return false
}

// allIn says that a body's words hold all the words that tell which is meant, in one form or another.
func allIn(which, words []string) bool {
	for _, w := range which {
		if !slices.ContainsFunc(words, func(x string) bool { return x == w || len(x) > 3 && len(w) > 3 && x[:4] == w[:4] }) {
			return false
		}
	}
	return true
}
