package text

import (
	"slices"
	"strings"

	"briefbot/briefing/lex"
)

// meet takes up the persons whom the article names in full, then gives every short mention the key
// of the person it means.
func (r *nameReader) meet() {
	r.bySurname = map[string][]*person{}
	r.alone = map[string]bool{}
	for i := range r.doc.Sentences {
		for _, n := range r.doc.Sentences[i].Names {
			if (n.Kind == Other || n.Kind == Person) && strings.IndexByte(n.Key, ' ') < 0 {
				r.alone[n.Key] = true
			}
		}
	}
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		at := 0
		for k := range s.Names {
			n := &s.Names[k]
			r.introduce(n, i)
			for at < len(s.Tokens) && s.Tokens[at].Start < n.End {
				s.Tokens[at].setNamed(s.Tokens[at].Start >= n.Start)
				at++
			}
		}
	}
	for i := range r.doc.Sentences {
		names := r.doc.Sentences[i].Names
		for k := range names {
			if names[k].Kind == Other && speaks(r.doc.Sentences[i].Tokens, names[k].Start, names[k].End) {
				names[k].Kind = Person // "Orlin said", with no more of him
			}
			r.resolve(&names[k], i)
		}
	}
	for k := range r.doc.Title.Names {
		r.resolve(&r.doc.Title.Names[k], 0)
	}
}

// speaks says that the name from start to end is followed by a verb that only persons and bodies have,
// and is its subject ("a driver from Pelm said"); single names of bodies are in the gazetteer or in capitals.
func speaks(tokens []Token, start, end int) bool {
	for k := range tokens {
		if k > 0 && tokens[k].Start == start && tokens[k-1].Is(Preposition) {
			return false
		}
		if tokens[k].Start >= end {
			return tokens[k].Norm == "said" || tokens[k].Norm == "says" || tokens[k].Norm == "told" || tokens[k].Norm == "added"
		}
	}
	return false
}

// introduce takes up the person whom a full name names, once.
func (r *nameReader) introduce(n *Name, sentence int) {
	if n.Kind != Person && n.Kind != Other || n.Key == "" {
		return
	}
	_, surname, full := cutLast(n.Key)
	if !full {
		return
	}
	if n.Kind == Other && !r.person(n) {
		return
	}
	n.Kind = Person
	for _, p := range r.bySurname[surname] {
		if p.key == n.Key {
			r.learn(p, n)
			return
		}
	}
	p := &person{name: n.Text, key: n.Key, surname: surname, first: sentence, full: sentence, last: -1, seen: -1}
	first, _, _ := strings.Cut(Fold(n.Text), " ")
	if c := listed(first); c.Has(FemaleName) != c.Has(MaleName) {
		p.female, p.male = c.Has(FemaleName), c.Has(MaleName)
	}
	r.people = append(r.people, p)
	r.bySurname[surname] = append(r.bySurname[surname], p)
	r.learn(p, n)
}

// person says that a name of unknown kind is a person's by what the article does with it: it gives
// a role, or uses the last word of the name alone.
func (r *nameReader) person(n *Name) bool {
	words := strings.Fields(n.Text)
	_, surname, _ := cutLast(n.Key)
	return len(words) >= 2 && len(words) <= 4 && (n.Role != "" || r.alone[surname])
}

// spellOut gives the whole word for the short forms of titles, and parts possessive endings.
var spellOut = strings.NewReplacer("sen. ", "senator ", "rep. ", "representative ", "gov. ", "governor ", "gen. ", "general ",
	"col. ", "colonel ", "dr. ", "doctor ", "prof. ", "professor ", "sgt. ", "sergeant ", "lt. ", "lieutenant ", "'s ", " ")

// learn notes the role and sex that a mention shows.
func (r *nameReader) learn(p *person, n *Name) {
	if n.Role == "" {
		return
	}
	f := spellOut.Replace(Fold(n.Role) + " ")
	if !slices.Contains(p.roles, f) {
		p.roles = append(p.roles, f)
	}
	if !p.female && !p.male {
		switch {
		case isMale(f):
			p.male = true
		case isFemale(f):
			p.female = true
		}
	}
}

var (
	maleTitles   = lex.Words("en/male-titles")
	femaleTitles = lex.Words("en/female-titles")
)

// isFemale says that a folded role has the title, the office or the kin of a woman in it.
func isFemale(role string) bool { return hasAny(role, femaleTitles) }

// isMale says that a folded role has those of a man in it.
func isMale(role string) bool { return hasAny(role, maleTitles) }

// hasAny says that a folded role has a word of a list, with or without a point.
func hasAny(role string, list *lex.Set) bool {
	for w := range strings.FieldsSeq(role) {
		if list.Has(strings.TrimSuffix(w, ".")) {
			return true
		}
	}
	return false
}

// cutLast parts the last word of a key from the rest.
func cutLast(key string) (rest, last string, ok bool) {
	i := strings.LastIndexByte(key, ' ')
	if i < 0 {
		return "", key, false
	}
	return key[:i], key[i+1:], true
}

// resolve gives a mention by surname (or by a spelling of the full name that differs a little) the
// key of the person introduced.
func (r *nameReader) resolve(n *Name, sentence int) {
	if n.Kind != Person && n.Kind != Other {
		return
	}
	if p := r.find(n, sentence); p != nil {
		n.Key, n.Kind = p.key, Person
		r.learn(p, n)
		return
	}
	if n.Kind == Person && n.Key != "" {
		// Named with a title only: "Mr Brandt". He is a person of one name until more is said.
		_, surname, full := cutLast(n.Key)
		if full {
			return
		}
		p := &person{name: n.Text, key: n.Key, surname: surname, first: sentence, full: sentence, last: -1, seen: -1}
		r.people = append(r.people, p)
		r.bySurname[surname] = append(r.bySurname[surname], p)
		r.learn(p, n)
	}
}

// find gives the person whom a mention means, or nil.
func (r *nameReader) find(n *Name, sentence int) *person {
	_, surname, full := cutLast(n.Key)
	all := r.bySurname[surname]
	if full {
		for _, p := range all {
			if p.key == n.Key {
				return p
			}
		}
	}
	if len(all) == 0 && len(surname) >= 5 {
		for _, p := range r.people {
			if near(p.surname, surname) {
				all = append(all, p)
			}
		}
	}
	switch {
	case full:
		for _, p := range all {
			if strings.IndexByte(p.key, ' ') > 0 && (SameName(p.key, n.Key) || initialsMatch(p.key, n.Key)) {
				return p
			}
		}
		return nil
	case len(all) == 0:
		return r.byGivenName(n.Key)
	}
	return latest(all, n, sentence)
}

// byGivenName finds who is meant by a given name alone ("Elon"), where the article has only one of that name.
func (r *nameReader) byGivenName(key string) *person {
	var only *person
	for _, p := range r.people {
		if given, _, ok := cutLast(p.key); ok && given == key {
			if only != nil {
				return nil
			}
			only = p
		}
	}
	return only
}

// latest gives the one of several persons of one surname who was introduced last before a mention, and
// whose sex its title does not deny.
func latest(all []*person, n *Name, sentence int) *person {
	role := Fold(n.Role)
	female, male := isFemale(role), isMale(role)
	var best *person
	for _, p := range all {
		if female && p.male || male && p.female {
			continue
		}
		if best == nil || p.first <= sentence && p.first > best.first && best.first > sentence {
			best = p
		}
	}
	return best
}

// initialsMatch says that two full keys with one surname differ only in how much of the given names
// they write: "j smith", "john smith", "john paul smith".
func initialsMatch(a, b string) bool {
	ga, sa, _ := cutLast(a)
	gb, sb, _ := cutLast(b)
	if sa != sb || ga == "" || gb == "" {
		return false
	}
	if len(ga) == 1 || len(gb) == 1 {
		return ga[0] == gb[0]
	}
	fa, _, _ := strings.Cut(ga, " ")
	fb, _, _ := strings.Cut(gb, " ")
	return fa == fb
}

// family says that a mention by surname may mean another of that name as well as p: both are introduced
// in one sentence, or next to each other.
func (r *nameReader) family(p *person, n *Name) bool {
	if strings.Contains(n.Text, " ") || n.Role != "" {
		return false
	}
	for _, q := range r.bySurname[p.surname] {
		if q != p && q.key != p.key && strings.Contains(q.key, " ") && Fold(n.Text) != strings.Fields(Fold(p.name))[0] &&
			max(q.first-p.first, p.first-q.first) <= 1 {
			return true
		}
	}
	return false
}

// personOf gives the person with a key, or nil.
func (r *nameReader) personOf(key string) *person {
	_, surname, _ := cutLast(key)
	for _, p := range r.bySurname[surname] {
		if p.key == key {
			return p
		}
	}
	for _, p := range r.people {
		if p.key == key {
			return p
		}
	}
	return nil
}
