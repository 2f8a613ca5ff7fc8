package speech

import (
	"slices"
	"strings"

	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// fits says that p may be a she (or a he).
func fits(p *names.Person, she bool) bool {
	if she {
		return !p.Male
	}
	return !p.Female
}

// candidates are those whom a he or she may mean in one sentence.
type candidates struct {
	strong, weak []*names.Person // speakers and subjects; others
	oblique      []*names.Person // others that hang on a preposition or own something: "Brun said of Orlin …"
	office       voice           // a speaker who is known by role only
	unknown      bool            // somebody stands there who may be a person
	two          bool            // a surname stands there that may mean one of two, or nobody but one of a role whom the text has not named
	unnamed      bool            // he is the subject there
}

// antecedent finds whom a he or she means: the only one who fits in the nearest sentence where anybody
// fits. Whose sex is known to be the other does not fit. Where two may be meant it is nobody, unless the
// verb says that the last speaker goes on ("he added"). Who is neither the subject nor a speaker there is
// meant only where no other fits in the sentences before.
func (r *state) antecedent(i int, she bool, c cue) voice {
	var late *names.Person
	lateAt := i
	for j := i; j >= 0 && j >= i-reach; j-- {
		m := r.candidates(j, i, she, c)
		p := m.only()
		switch {
		case m.two && !r.goesOn(i, c):
			return voice{}
		case m.empty():
			continue
		case m.office.name != "":
			if late != nil || len(m.strong)+len(m.weak)+len(m.oblique) > 0 && !r.goesOn(i, c) {
				return voice{}
			}
			return m.office.inherited(j)
		case p == nil || m.unknown:
			if late == nil && len(m.strong) > 0 && r.keepsOn(i, j, &m, c) {
				return r.meant(m.strong[0], j, she)
			}
			return voice{}
		case late != nil && late != p:
			return voice{}
		case len(m.strong) > 0:
			if r.rival(j, i, p, she, c) {
				return voice{}
			}
			return r.meant(p, j, she)
		}
		late, lateAt = p, j
	}
	if late == nil {
		return voice{}
	}
	return r.meant(late, lateAt, she)
}

// keepsOn says that the speaker of sentence j is the one who goes on in the cue of sentence i: by its verb
// ("he added"), or because nobody else is more there than a name behind a preposition.
func (r *state) keepsOn(i, j int, m *candidates, c cue) bool {
	if r.goesOn(i, c) {
		return true
	}
	if m.unknown || len(m.weak) > 0 || !r.voices[j].core || !coreVerbs.Has(r.Doc.Sentences[i].Tokens[c.at].Norm) {
		return false
	}
	for _, p := range m.strong {
		if p != m.strong[0] {
			return false
		}
	}
	return true
}

// rivalReach is how many sentences before the nearest one a rival of its subject is looked for.
const rivalReach = 2

// outweighs is by how many sentences more an article has told of somebody than of his rival when it is about him.
const outweighs = 2

// rival says that another than p, whom sentence j is about, may be meant in sentence i: he fits, and the sentences
// before j are about him, or he speaks there. Who speaks in j goes on, unless he takes turns with the other.
func (r *state) rival(j, i int, p *names.Person, she bool, c cue) bool {
	if r.goesOn(i, c) {
		return false
	}
	if r.voices[j].person == p {
		return r.marks[i].in > 0 && r.marks[j].in > 0 && j > 0 && r.talk(j-1, i, p, she, c)
	}
	for k := j - 1; k >= 0 && k >= j-rivalReach; k-- {
		m := r.candidates(k, i, she, c)
		for _, q := range m.strong {
			if q != p && !q.Headline && r.told[p] < r.told[q]+outweighs {
				return true
			}
		}
		if m.unnamed && r.told[p] < 1+outweighs {
			return true
		}
		if len(m.strong) > 0 {
			return false // both sentences are about p
		}
	}
	return false
}

// talk says that sentence k brings p and another together, whose turns may follow.
func (r *state) talk(k, i int, p *names.Person, she bool, c cue) bool {
	m := r.candidates(k, i, she, c)
	return slices.Contains(m.strong, p) && slices.ContainsFunc(m.strong, func(q *names.Person) bool { return q != p })
}

// otherSex says that a folded role is a man's where she is meant, or a woman's.
func otherSex(role string, she bool) bool {
	if she {
		return names.IsMale(role)
	}
	return names.IsFemale(role)
}

// meant makes the voice of a person who is meant by he or she and named in sentence j.
func (r *state) meant(p *names.Person, j int, she bool) voice {
	p.Female, p.Male = she, !she // as the article has it from here on
	return voice{name: p.Name, key: p.Key, intro: max(p.Seen, 0), person: p}
}

// empty says that nobody can be meant.
func (m *candidates) empty() bool {
	return len(m.strong)+len(m.weak)+len(m.oblique) == 0 && m.office.name == ""
}

// only gives the one person who can be meant, or nil.
func (m *candidates) only() *names.Person {
	var one *names.Person
	for _, all := range [][]*names.Person{m.strong, m.weak, m.oblique} {
		for _, p := range all {
			if one != nil && one != p {
				return nil
			}
			one = p
		}
	}
	return one
}

// candidates gives who may be meant in sentence j by the pronoun of a cue of sentence i.
func (r *state) candidates(j, i int, she bool, c cue) candidates {
	var m candidates
	s := &r.Doc.Sentences[j]
	limit := s.End
	if j == i {
		limit = s.Tokens[c.pro].Start()
	} else {
		m.speaker(r, &r.voices[j], she)
	}
	for k := range s.Names {
		n := &s.Names[k]
		if n.Start >= limit || quotedAt(s.Tokens, n.Start) {
			continue
		}
		switch p := r.PersonOf(n.Key); {
		case names.OneOfTwo(n.Key):
			m.two = true
		case n.Kind == text.Other:
			perhaps := r.perhapsPerson(s.Tokens, n)
			m.unknown, m.unnamed = m.unknown || perhaps, m.unnamed || perhaps && r.leads(s, n)
		case n.Kind != text.Person || p == nil || !fits(p, she) || m.office.named && possessor(s.Tokens, n.End):
		default:
			m.place(r, s, n, p, j < i || !c.final)
		}
	}
	if j < i && r.stranger(j, she) {
		m.unknown, m.two = true, m.two || m.empty()
	}
	return m
}

// stranger says that sentence j is about one person of a role whom the article does not name there: "A driver
// met Orlin", "Orlin's brother left". Whoever else stands there may not be meant.
func (r *state) stranger(j int, she bool) bool {
	s := &r.Doc.Sentences[j]
	if len(s.Events) == 0 || r.voices[j].name != "" {
		return false
	}
	who := s.Events[0].Who
	if s.Events[0].Passive {
		who = s.Events[0].Whom
	}
	p := clause.NounPart(s.Tokens, clause.Head(s.Tokens, clause.Phrase{From: int(who.From), To: int(who.To)}))
	if k := int(who.From) + 1; k < int(who.To) && someRole(&s.Tokens[k]) && possessor(s.Tokens, s.Tokens[k].End()) {
		p = clause.Phrase{From: k - 1, To: k + 1} // "The woman's joy"
	}
	if p.Empty() || text.At(s.Tokens, p.To).Text == "," {
		return false
	}
	last := &s.Tokens[p.To-1]
	if !someRole(last) || last.Is(text.PeopleNoun) || text.IsCapital(last.Text) || otherSex(last.Norm, she) {
		return false
	}
	o := officeOf(s.Tokens[p.From:p.To], nil)
	return r.holder(j, &o) == nil
}

// unnamedPeople are whom a text tells of without a name and a role.
var unnamedPeople = lex.Few{"man", "woman", "boy", "girl", "teenager"}

// someRole says that a noun means one person.
func someRole(t *text.Token) bool { return t.Is(text.Role) || unnamedPeople.Has(t.Norm) }

// place takes up somebody who fits by how his name stands in the sentence; leading says that a subject counts there.
func (m *candidates) place(r *state, s *text.Sentence, n *text.Name, p *names.Person, leading bool) {
	switch {
	case leading && r.leads(s, n):
		m.strong = append(m.strong, p)
	case possessor(s.Tokens, n.End) || r.hangs(s, n):
		m.oblique = append(m.oblique, p)
	default:
		m.weak = append(m.weak, p)
	}
}

// speaker takes up who speaks in a sentence.
func (m *candidates) speaker(r *state, v *voice, she bool) {
	switch {
	case v.person != nil:
		if fits(v.person, she) {
			m.strong = append(m.strong, v.person)
		}
	case !v.plural && r.single(*v) && !otherSex(text.Fold(v.name), she):
		m.office = *v
	}
}

// perhapsPerson says that a name whose kind the article does not show is written as persons' names are:
// two or three words with nothing of a place, a body or a thing beside them.
func (r *state) perhapsPerson(tokens []text.Token, n *text.Name) bool {
	words := 0
	for k := range tokens {
		t := &tokens[k]
		if t.End() < n.Start {
			continue
		}
		if t.Start() >= n.End {
			break
		}
		if t.End() == n.Start || t.Start() < n.Start {
			continue
		}
		if t.Is(text.BodyNoun|text.PlaceNoun|text.Demonym|text.Stopword|text.Month|text.Weekday|text.NumberWord) || r.Small[t.Norm] ||
			firmNouns.Has(t.Norm) {
			return false
		}
		if words > 0 || !t.Is(text.Role|text.Title) {
			words++ // "Cyclist Finn Lund"
		}
	}
	return words == 2 && strings.ToUpper(n.Text) != n.Text && !precededByThe(tokens, n.Start)
}

// firmNouns are common nouns in the names of firms and things.
var firmNouns = lex.Words("en/firm-nouns")

// precededByThe says that an article stands before the name at a byte offset: "the Brun Plan".
func precededByThe(tokens []text.Token, start int) bool {
	for k := 1; k < len(tokens); k++ {
		if tokens[k].Start() == start {
			return tokens[k-1].Is(text.Determiner)
		}
	}
	return false
}

// hangs says that a name hangs on a preposition that names no doer: "of Orlin", "with Mayor Orlin".
func (r *state) hangs(s *text.Sentence, n *text.Name) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Start() < n.Start {
			continue
		}
		for k--; k >= 0 && (s.Tokens[k].Is(text.Title|text.Role|text.Determiner|text.Abbreviation) ||
			text.IsCapital(s.Tokens[k].Text)); k-- {
		}
		return k >= 0 && s.Tokens[k].Is(text.Preposition)
	}
	return false
}

// leads says that a name is the subject of its sentence, or a part of it: it stands before the first
// verb, hangs on no preposition and owns nothing.
func (r *state) leads(s *text.Sentence, n *text.Name) bool {
	if possessor(s.Tokens, n.End) {
		return false
	}
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Start() >= n.Start {
			return k == 0 || !r.underPreposition(s, k)
		}
		if k == 0 && subjects.Has(t.Norm) {
			return false // "He beat Orlin"
		}
		past := t.Can(text.PastForm) && !t.Can(text.PlainForm) && k > 0 && !s.Tokens[k-1].Is(text.Determiner|text.Preposition)
		if !t.Quoted() && (past || clause.Finite(s.Tokens, k)) {
			return false
		}
	}
	return false
}

// subjects are pronouns that a name behind them is an object of.
var subjects = lex.Few{"he", "she", "they", "it"}

// underPreposition says that a title or a role stands between a preposition and the name at token k.
func (r *state) underPreposition(s *text.Sentence, k int) bool {
	for k--; k >= 0 && s.Tokens[k].Is(text.Title|text.Role|text.Determiner|text.Abbreviation); k-- {
	}
	return k >= 0 && s.Tokens[k].Is(text.Preposition)
}
