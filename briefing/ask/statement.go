package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// sayerWord is one word of the phrase that names whose words are asked for: "the mayor of Zhelny".
type sayerWord struct {
	stem  string
	name  bool
	place bool // it stands after "of" or before "'s": it tells where or whose, not who
}

var (
	// officials speak for the country, company or body that their role names.
	officials = stemsIn("en/official-roles")
	// announcing verbs tell that somebody spoke, and stating ones what he said.
	announcing = stemsIn("en/announcing-verbs")
	stating    = stemsIn("en/stating-verbs")
	// silences say that nothing was said.
	silences = wordSet("declined", "didn't", "n't", "not", "refused")
)

// readSayer takes the words that name a speaker apart.
func (r *reading) readSayer(words []text.Token) {
	place := false
	for i, t := range words {
		switch {
		case t.Norm == "of" || t.Norm == "for" || t.Norm == "in" || t.Norm == "at" || t.Norm == "from":
			place = true
		case len(r.byStem[t.Stem]) > 0:
			owner := strings.HasPrefix(norm(words, i+1), "'") || norm(words, i+1) == "s"
			r.sayer = append(r.sayer, sayerWord{t.Stem, r.isName(t), place || owner})
		}
	}
}

// people is what the candidates' articles tell of those whom they name.
type people struct {
	bodies   map[string]bool     // stems of names that "its director" or "for the company" shows to be no persons
	roles    map[string][]string // by key: the stems of all roles
	surnames map[string]bool     // last stems of keys that name persons
}

// acquaint gathers the people of the candidates' articles.
func acquaint(all []index.Hit) people {
	known := people{bodies: map[string]bool{}, roles: map[string][]string{}, surnames: map[string]bool{}}
	seen := map[*text.Document]bool{}
	for _, c := range all {
		if seen[c.Doc] {
			continue
		}
		seen[c.Doc] = true
		for i := range c.Doc.Sentences {
			s := &c.Doc.Sentences[i]
			for _, n := range s.Names {
				if n.Key == "" || n.Kind != text.Person && n.Kind != text.Other {
					continue
				}
				if n.Kind == text.Person {
					stems := keyStems(n.Key)
					known.surnames[stems[len(stems)-1]] = true
				}
				known.roles[n.Key] = append(known.roles[n.Key], phraseStems(n.Role)...)
				known.roles[n.Key] = append(known.roles[n.Key], phraseStems(apposition(c.Doc.Article.Text, s, n.Span))...)
				for _, w := range ofTheCompany(c.Doc, i, n) {
					known.roles[n.Key] = append(known.roles[n.Key], w)
					known.bodies[w] = true
				}
				role, body := owned(c.Doc, i, n)
				known.roles[n.Key] = append(known.roles[n.Key], role...)
				if body != "" {
					known.bodies[body] = true
				}
			}
		}
	}
	return known
}

// owned gives, for "Its managing director, Ivo Kastner", the stems of the role and of what it belongs to, the first
// name of the sentence before; and that name's last stem.
func owned(d *text.Document, i int, n text.Name) (role []string, body string) {
	s := &d.Sentences[i]
	first, _ := tokensOf(s, n.Span)
	if first < 2 || first > longestRole || i == 0 || !owners.Has(s.Tokens[0].Norm) {
		return nil, ""
	}
	for _, t := range s.Tokens[1:first] {
		if t.Word && t.Text != t.Norm {
			return nil, ""
		}
	}
	role = phraseStems(d.Article.Text[s.Tokens[1].Start():s.Tokens[first-1].End()])
	thing := s.Tokens[0].Norm == "its" || s.Tokens[0].Norm == "their"
	for _, o := range d.Sentences[i-1].Names {
		if (thing || o.Kind != text.Person) && o.Key != "" {
			key := keyStems(o.Key)
			if thing {
				body = key[len(key)-1]
			}
			return append(append(role, key...), phraseStems(o.Text)...), body
		}
	}
	return role, ""
}

// ofTheCompany gives, for "Carla Mirov, a spokeswoman for the company", the stems of the name that the sentences before
// told of last, in the outlet's or its own voice.
func ofTheCompany(d *text.Document, i int, n text.Name) []string {
	role := n.Role + " " + apposition(d.Article.Text, &d.Sentences[i], n.Span)
	tokens := text.Tokens(role)
	generic := slices.ContainsFunc(tokens, func(t text.Token) bool { return bodyNouns.Has(t.Norm) })
	for k, t := range tokens {
		if !generic || t.Word && t.Text != t.Norm || bodyNouns.Has(t.Norm) && (k == 0 || tokens[k-1].Norm != "the") {
			return nil
		}
	}
	for k := i - 1; generic && k >= 0 && k >= i-ownerReach; k-- {
		for _, o := range d.Sentences[k].Names {
			if o.Kind != text.Person && o.Kind != text.Place && o.Kind != text.Group && o.Key != "" {
				return fullName(d, o)
			}
		}
	}
	return nil
}

// fullName gives the stems of a name and of the longer ones of an article that begin like it: "Halden" is Halden Gas.
func fullName(d *text.Document, o text.Name) []string {
	out := append(slices.Clone(keyStems(o.Key)), phraseStems(o.Text)...)
	for i := range d.Sentences {
		for _, n := range d.Sentences[i].Names {
			if strings.HasPrefix(n.Text, o.Text+" ") {
				out = append(out, phraseStems(n.Text)...)
			}
		}
	}
	return out
}

// bodyNouns stand for the company or body that was named before.
var bodyNouns = lex.Words("en/company-nouns")

// owners open a sentence that tells of somebody by whose or what he is.
var owners = wordSet("her", "his", "its", "their")

// longestRole is how many tokens a role behind a name may have.
const longestRole = 9

// apposition is the phrase between the comma behind a name and the next one: "the director of St Anne's".
func apposition(full string, s *text.Sentence, name text.Span) string {
	_, last := tokensOf(s, name)
	if last < 0 || last+2 >= len(s.Tokens) || s.Tokens[last+1].Text != "," {
		return ""
	}
	for k := last + 2; k < len(s.Tokens) && k <= last+2+longestRole; k++ {
		switch s.Tokens[k].Text {
		case ",", ".", "”", "\"":
			return full[s.Tokens[last+2].Start():s.Tokens[k].Start()]
		}
	}
	return ""
}

// phraseStems are a phrase's stems, with those of the countries that it names by people or capital.
func phraseStems(phrase string) []string {
	var out []string
	for _, t := range text.Tokens(phrase) {
		if t.Word {
			out = append(append(out, t.Stem), index.CountryStems(&t)...)
		}
	}
	return out
}

// saidBy is how surely a sentence is a statement of the one whose words are asked for, or of somebody
// who speaks for him: the Kremlin's spokesman for the Kremlin.
func (r *reading) saidBy(d *text.Document, at int, known people) float64 {
	s := &d.Sentences[at]
	if s.Speaker == "" {
		return r.does(s)
	}
	key := keyStems(s.SpeakerKey)
	own := append(phraseStems(s.Speaker), key...)
	have := append(slices.Clone(own), known.roles[s.SpeakerKey]...)
	holds := func(in []string, w string) bool {
		return slices.ContainsFunc(in, func(h string) bool { return r.same(h, w) })
	}
	head := -1
	for i, w := range r.sayer {
		if !w.place {
			head = i
		}
	}
	if head < 0 {
		head = len(r.sayer) - 1
	}
	if !r.sayer[head].name {
		sure := 1.0
		for _, w := range r.sayer {
			switch {
			case holds(have, w.stem):
			case w.place && r.localTo(d, at, w.stem):
				sure = 0.8
			default:
				return 0
			}
		}
		return sure
	}
	switch w := r.sayer[head].stem; {
	case holds(key, w):
		// Another first name is another person.
		if head > 0 && r.sayer[head-1].name && !r.sayer[head-1].place && len(key) > 1 &&
			r.same(key[len(key)-1], w) && !holds(have, r.sayer[head-1].stem) {
			return 0
		}
		return 1
	case slices.Contains(own, text.Stem("former")) || slices.Contains(own, "ex"):
		return 0 // a former minister speaks for himself
	case (!known.surnames[w] || known.bodies[w]) && holds(have, w) && slices.ContainsFunc(have, officials.Has):
		return 0.9
	}
	return 0
}

// localTo reports whether a place or thing stands at a statement, so that its speaker is likely of there where his
// role names no other: "said Mayor Orlov" in the news of Karun. Its sentence, the one before, or the title names it,
// and the article gives the speaker no place of his own.
func (b *bag) localTo(d *text.Document, at int, stem string) bool {
	s := &d.Sentences[at]
	for i := range d.Sentences {
		q := &d.Sentences[i]
		for _, n := range q.Names {
			if n.Key != s.SpeakerKey || n.Key == "" {
				continue
			}
			role := n.Role + " " + apposition(d.Article.Text, q, n.Span)
			for _, t := range text.Tokens(role) {
				if t.Word && !t.Stop && t.Text != t.Norm && !officials.Has(t.Stem) && !b.same(t.Stem, stem) {
					return false
				}
			}
		}
	}
	found := make([]float64, len(b.terms))
	b.hold(s, found, 1)
	if at > 0 {
		b.hold(&d.Sentences[at-1], found, 1)
	}
	b.hold(&d.Title, found, 1)
	for _, m := range b.byStem[stem] {
		if found[m.term] > 0 {
			return true
		}
	}
	return false
}

// does reports, in a sentence in the outlet's voice, whether the asked one states something there by a
// verb: "Halden rejected the offer".
func (r *reading) does(s *text.Sentence) float64 {
	at := -1
	for i := range s.Tokens {
		t := &s.Tokens[i]
		for _, w := range r.sayer {
			if !w.place && r.sameName(t, w.stem) {
				at = i
			}
		}
		if at >= 0 && i > at && i <= at+4 && stating.Has(t.Stem) {
			return 0.7
		}
	}
	return 0
}

// announces reports whether a sentence only tells that somebody spoke: "He addressed the matter".
func announces(d *text.Document, s *text.Sentence) bool {
	if strings.ContainsAny(d.Article.Text[s.Start:s.End], "\"“”«»„") {
		return false
	}
	found := false
	for i := range s.Tokens {
		if stating.Has(s.Tokens[i].Stem) {
			return false
		}
		found = found || announcing.Has(s.Tokens[i].Stem)
	}
	return found
}

// silent reports whether a sentence tells what somebody did not say.
func silent(s *text.Sentence) bool {
	for i := range s.Tokens {
		if silences.Has(s.Tokens[i].Norm) {
			for k := i + 1; k < len(s.Tokens) && k <= i+3; k++ {
				if speech.Has(s.Tokens[k].Stem) {
					return true
				}
			}
		}
	}
	return false
}
