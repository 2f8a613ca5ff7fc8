package names

import (
	"slices"
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Meet takes up the persons whom the article names in full, then gives every short mention the key
// of the person it means.
func (r *Reader) Meet() {
	r.BySurname = map[string][]*Person{}
	r.alone = map[string]bool{}
	r.bare = map[string]bare{}
	r.namesakes()
	for i := range r.Doc.Sentences {
		for _, n := range r.Doc.Sentences[i].Names {
			if n.Kind == text.Other || n.Kind == text.Person {
				r.alone[n.Key] = true
			}
		}
	}
	for i := range r.Doc.Sentences {
		s := &r.Doc.Sentences[i]
		for k := range s.Names {
			r.introduce(&s.Names[k], i)
		}
	}
	for i := range r.Doc.Sentences {
		names, tokens := r.Doc.Sentences[i].Names, r.Doc.Sentences[i].Tokens
		for k := range names {
			if names[k].Kind == text.Other && speaks(tokens, names[k].Start, names[k].End) {
				names[k].Kind = text.Person // "Orlin said", with no more of him
			}
			if r.resolve(&names[k], i); OneOfTwo(names[k].Key) {
				undecide(tokens, names[k].Span)
			}
		}
	}
	for k := range r.Doc.Title.Names {
		r.resolve(&r.Doc.Title.Names[k], 0)
	}
}

// speaks says that the name from start to end is followed by a verb that only persons and bodies have,
// and is its subject ("a driver from Pelm said"); single names of bodies are in the gazetteer or in capitals.
func speaks(tokens []text.Token, start, end int) bool {
	for k := range tokens {
		if k > 0 && tokens[k].Start() == start && tokens[k-1].Is(text.Preposition) {
			return false
		}
		if tokens[k].Start() >= end {
			return tokens[k].Norm == "said" || tokens[k].Norm == "says" || tokens[k].Norm == "told" || tokens[k].Norm == "added"
		}
	}
	return false
}

// introduce takes up the person whom a full name names, once.
func (r *Reader) introduce(n *text.Name, sentence int) {
	if n.Kind != text.Person && n.Kind != text.Other || n.Key == "" {
		return
	}
	surname, full := surnameOf(n.Key)
	if !full {
		return
	}
	if n.Kind == text.Other && !r.person(n) {
		return
	}
	doubtful := n.Kind == text.Other && text.TitleCase(r.Doc.Sentences[sentence].Tokens)
	n.Kind = text.Person
	for _, p := range r.BySurname[surname] {
		if p.Key == n.Key {
			r.learn(p, n)
			p.Headline = p.Headline && doubtful
			return
		}
	}
	p := &Person{
		Headline: doubtful, Name: n.Text, Key: n.Key, Surname: surname, First: sentence, Full: sentence, Last: -1, Seen: -1, Short: -1,
	}
	first, _, _ := strings.Cut(text.Fold(n.Text), " ")
	if c := text.Listed(first); c.Has(text.FemaleName) != c.Has(text.MaleName) {
		p.Female, p.Male = c.Has(text.FemaleName), c.Has(text.MaleName)
	}
	r.People = append(r.People, p)
	r.BySurname[surname] = append(r.BySurname[surname], p)
	r.learn(p, n)
}

// person says that a name of unknown kind is a person's by what the article does with it: it gives
// a role, or uses the last word of the name alone.
func (r *Reader) person(n *text.Name) bool {
	words := strings.Fields(n.Text)
	_, surname, _ := cutLast(n.Key)
	return len(words) >= 2 && len(words) <= 4 && r.alone[surname]
}

// shortTitles are the short forms of titles, with the whole words.
var shortTitles = sync.OnceValue(func() map[string]string { return lex.Pairs("en/title-abbreviations") })

// spelledOut folds a role, with whole words for the short forms of titles and without possessive endings.
func spelledOut(role string) string {
	words := strings.Fields(text.Fold(role))
	for i, w := range words {
		w = strings.TrimSuffix(w, "'s")
		if long := shortTitles()[strings.TrimSuffix(w, ".")]; long != "" {
			w = long
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}

// learn notes the role and sex that a mention shows.
func (r *Reader) learn(p *Person, n *text.Name) {
	if n.Role == "" {
		return
	}
	f := spelledOut(n.Role)
	if !slices.Contains(p.Roles, f) {
		p.Roles = append(p.Roles, f)
	}
	if !p.Female && !p.Male {
		switch {
		case IsMale(f):
			p.Male = true
		case IsFemale(f):
			p.Female = true
		}
	}
}

var (
	maleTitles   = lex.Words("en/male-titles")
	femaleTitles = lex.Words("en/female-titles")
)

// IsFemale says that a folded role has the title, the office or the kin of a woman in it.
func IsFemale(role string) bool { return hasAny(role, femaleTitles) }

// IsMale says that a folded role has those of a man in it.
func IsMale(role string) bool { return hasAny(role, maleTitles) }

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

// surnameOf gives the last word of a key, and whether a given name stands before it: "von der leien" is a
// surname alone.
func surnameOf(key string) (surname string, full bool) {
	rest, surname, _ := cutLast(key)
	for w := range strings.FieldsSeq(rest) {
		if !text.Listed(w).Has(text.SurnameParticle) {
			return surname, true
		}
	}
	return surname, false
}

// resolve gives a mention by surname (or by a spelling of the full name that differs a little) the
// key of the person introduced.
func (r *Reader) resolve(n *text.Name, sentence int) {
	if n.Kind != text.Person && n.Kind != text.Other {
		return
	}
	p, one := r.find(n, sentence)
	if !one {
		n.Key, n.Kind = unknownMark+" "+n.Key, text.Person
		return
	}
	if p != nil {
		n.Key, n.Kind = p.Key, text.Person
		r.learn(p, n)
		r.mentioned(p, n, sentence)
		return
	}
	if n.Kind == text.Person && n.Key != "" {
		// Named with a title only: "Mr Brandt". He is a person of one name until more is said.
		surname, full := surnameOf(n.Key)
		if full {
			return
		}
		p := &Person{Name: n.Text, Key: n.Key, Surname: surname, First: sentence, Full: sentence, Last: -1, Seen: -1, Short: -1}
		r.People = append(r.People, p)
		r.BySurname[surname] = append(r.BySurname[surname], p)
		r.learn(p, n)
	}
}

// find gives the person whom a mention means, or nil; one is false where two may be meant.
func (r *Reader) find(n *text.Name, sentence int) (p *Person, one bool) {
	surname, full := surnameOf(n.Key)
	all := r.BySurname[surname]
	if full {
		for _, p := range all {
			if p.Key == n.Key {
				return p, true
			}
		}
	}
	if len(all) == 0 && len(surname) >= 5 {
		for _, p := range r.People {
			if near(p.Surname, surname) {
				all = append(all, p)
			}
		}
	}
	switch {
	case full:
		for _, p := range all {
			if strings.IndexByte(p.Key, ' ') > 0 && (SameName(p.Key, n.Key) || initialsMatch(p.Key, n.Key)) {
				return p, true
			}
		}
		return nil, true
	case len(all) == 0:
		return r.byGivenName(n.Key), true
	}
	return r.ofSurname(all, n, sentence)
}

// byRole gives the only one of several persons of one name whose roles share a word with a mention's, or nil.
func byRole(all []*Person, role string) *Person {
	var one *Person
	for _, p := range all {
		if shares(role, p.Roles) {
			if one != nil {
				return nil
			}
			one = p
		}
	}
	return one
}

// byGivenName finds who is meant by a given name alone ("Elon"), where the article has only one of that name.
func (r *Reader) byGivenName(key string) *Person {
	var only *Person
	for _, p := range r.People {
		first, _, _ := strings.Cut(p.Key, " ")
		if given, _, ok := cutLast(p.Key); ok && (given == key || first == key) {
			if only != nil {
				return nil
			}
			only = p
		}
	}
	return only
}

// initialsMatch says that two full keys with one surname differ only in how much of the given names
// they write: "j smith", "john smith", "john paul smith".
func initialsMatch(a, b string) bool {
	ga, sa, _ := cutLast(a)
	gb, sb, _ := cutLast(b)
	if sa != sb {
		return false
	}
	if len(ga) == 1 || len(gb) == 1 {
		return ga[0] == gb[0]
	}
	fa, _, _ := strings.Cut(ga, " ")
	fb, _, _ := strings.Cut(gb, " ")
	return fa == fb
}

// PersonOf gives the person with a key, or nil.
func (r *Reader) PersonOf(key string) *Person {
	_, surname, _ := cutLast(key)
	for _, p := range r.BySurname[surname] {
		if p.Key == key {
			return p
		}
	}
	return nil
}
