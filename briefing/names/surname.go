package names

import (
	"slices"
	"strings"

	"briefbot/briefing/text"
)

// A surname alone means the person of that name whom the article tells of: the one whom it has called by the
// surname alone before another of that name came in. Where it has not, or where the other was named last, it may
// mean either, and is nobody's (promise 2: the right one or none).

// bare tells how persons of one surname were mentioned so far.
type bare struct {
	person   *Person // the one who was named last, and where
	sentence int
}

// outweighs is how many more times than another of his surname an article names the one whom it is about.
const outweighs = 3

// namedLast is how many sentences back the last mention of another of a surname leaves open who is meant.
const namedLast = 2

// ofSurname gives the one of several persons of one surname whom a mention by surname means, or nil where its title
// denies all; one is false where two may be meant.
func (r *Reader) ofSurname(all []*Person, n *text.Name, sentence int) (p *Person, one bool) {
	fit := fitting(all, n.Role)
	if len(fit) == 0 {
		return nil, true
	}
	var met []*Person
	for _, p := range fit {
		if p.First <= sentence && p.called() && !slices.ContainsFunc(met, p.perhaps) {
			met = append(met, p)
		}
	}
	switch {
	case len(met) == 0, r.Small[text.Fold(n.Text)]: // a word, which any run of capitals may end with
		return fit[0], true
	case len(met) == 1:
		return met[0], true
	}
	if p := byRole(met, n.Role); p != nil {
		return p, true
	}
	main := met[0]
	last := r.bare[main.Surname]
	recent := last.person != nil && last.person != main && sentence-last.sentence <= namedLast
	if recent && main.mentions < last.person.mentions+outweighs {
		return nil, false
	}
	return main, main.Short >= 0 && main.Short < met[1].First || main.before(met[1].First) >= mainMentions
}

// mainMentions is how many sentences name somebody before another of his surname comes in, where the surname is his.
const mainMentions = 2

// before gives how many of the first sentences that name somebody stand before a sentence.
func (p *Person) before(sentence int) int {
	n := 0
	for _, at := range p.firsts {
		if at < sentence {
			n++
		}
	}
	return n
}

// fitting gives those persons whose sex a mention's role does not deny.
func fitting(all []*Person, role string) []*Person {
	role = text.Fold(role)
	female, male := IsFemale(role), IsMale(role)
	var fit []*Person
	for _, p := range all {
		if !(female && p.Male || male && p.Female) {
			fit = append(fit, p)
		}
	}
	return fit
}

// called says that somebody is known by a given name too, and not from a headline alone: "DNI Brun" is not.
func (p *Person) called() bool {
	first, _, two := strings.Cut(p.Name, " ")
	return two && strings.Contains(p.Key, " ") && !p.Headline && (len(first) < 3 || first != strings.ToUpper(first))
}

// perhaps says that two persons of one surname may be one by their given names: "Dan" and "Daniel", "Kaja" and "PM
// Kaja".
func (p *Person) perhaps(q *Person) bool {
	if plainName(p.Name) == plainName(q.Name) {
		return false // told apart by the article
	}
	a, b := strings.Fields(p.Key), strings.Fields(q.Key)
	for _, x := range a[:len(a)-1] {
		for _, y := range b[:len(b)-1] {
			if strings.HasPrefix(x, y) || strings.HasPrefix(y, x) || near(x, y) {
				return true
			}
		}
	}
	return false
}

// mentioned notes that a mention means a person.
func (r *Reader) mentioned(p *Person, n *text.Name, sentence int) {
	if p.Short < 0 && !strings.Contains(n.Text, " ") {
		p.Short = sentence
	}
	if p.mentions++; len(p.firsts) < mainMentions && (len(p.firsts) == 0 || p.firsts[len(p.firsts)-1] < sentence) {
		p.firsts = append(p.firsts, sentence)
	}
	r.bare[p.Surname] = bare{p, sentence}
}

// OneOfTwo says that a key is that of a surname which may mean one of two.
func OneOfTwo(key string) bool { return strings.HasPrefix(key, unknownMark+" ") }

// undecide marks the tokens of a name that may mean one of two.
func undecide(tokens []text.Token, of text.Span) {
	for k := range tokens {
		if t := &tokens[k]; t.Start() >= of.Start && t.End() <= of.End {
			t.SetUndecided(true)
		}
	}
}
