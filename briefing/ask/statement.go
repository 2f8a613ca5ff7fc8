package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// sayerWord is one word of the phrase that names whose words are asked for: "the mayor of Zhelny".
type sayerWord struct {
	stem  string
	name  bool
	place bool // it stands after "of" or before "'s": it tells where or whose, not who
}

// Shares of "What did X say about Y?".
const (
	shortStatement   = 8   // the words from which on a statement may tell of a matter that stands beside it
	ownWeight        = 5.1 // of the words of the speaker's own name, which his statement need not hold
	matterShare      = 0.5 // of Y's mass that a statement, its neighbours or headings must hold
	spokenShare      = 0.6 // by how much a sentence must be X's
	statedConfidence = 0.6 // least confidence in a statement of X's that holds Y
	unsaidConfidence = 0.3 // greatest confidence where X says nothing about Y
)

var (
	// officials speak for the country, company or body that their role names.
	officials = stems("president premier minister ministry chancellor king queen prince spokesman spokeswoman spokesperson secretary official officials government " +
		"ambassador envoy negotiator delegation adviser aide chief head leader director chairman chairwoman chair chairperson manager executive ceo founder owner commander general colonel " +
		"army military navy staff command council governor mayor deputy senator lawmaker parliament agency representative coach captain authority administration cabinet operator")
	// announcing verbs tell that somebody spoke, and stating ones what he said.
	announcing = stems("address addressed speak spoke speaking comment commented discuss discussed brief briefed talk talked appear appeared meet met")
	stating    = stems("say said says tell told claim announce ask demand declare call think believe warn promise state reply respond vow urge accuse deny suggest explain propose confirm " +
		"describe insist add note stress argue pledge offer reject rejected dismiss dismissed acknowledge admit hope expect want agree predict estimate threaten criticize criticise praise thank welcome express")
	// silences say that nothing was said.
	silences = set("declined refused not n't didn't")
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

// statements keeps of ranked candidates what the asked speaker says about the asked matter, best first.
func (r *reading) statements(all []candidate) []candidate {
	known := acquaint(all)
	var out []candidate
	for _, c := range all {
		s := &c.Doc.Sentences[c.Sentence]
		if s.Heading || announces(c.Doc, s) {
			continue
		}
		spoken := r.saidBy(c, known)
		if spoken < spokenShare {
			continue
		}
		own, near := r.matterOf(c)
		if near < matterShare || own == 0 && length(s) < shortStatement {
			continue // "Halden denied it before lunch" tells nothing of it
		}
		c.vector[fSpeaker], c.vector[fMatter], c.vector[fAbout] = spoken, own, near
		c.rank += 2*own + 2*near + 4*(spoken-1) + ownWeight*r.unnamed(s)
		if silent(s) {
			c.rank -= 2
		}
		out = append(out, c)
	}
	byRank(out)
	return out
}

// people is what the candidates' articles tell of those whom they name.
type people struct {
	bodies   map[string]bool     // stems of names that "its director" or "for the company" shows to be no persons
	roles    map[string][]string // by key: the stems of all roles
	surnames map[string]bool     // last stems of keys that name persons
}

// acquaint gathers the people of the candidates' articles.
func acquaint(all []candidate) people {
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
					stems := index.KeyStems(n.Key)
					known.surnames[stems[len(stems)-1]] = true
				}
				known.roles[n.Key] = append(append(known.roles[n.Key], phraseStems(n.Role)...), phraseStems(apposition(c.Doc.Article.Text, s, n.Span))...)
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
	if first < 2 || first > longestRole || i == 0 || !owners[s.Tokens[0].Norm] {
		return nil, ""
	}
	for _, t := range s.Tokens[1:first] {
		if t.Word && t.Text != t.Norm {
			return nil, ""
		}
	}
	role = phraseStems(d.Article.Text[s.Tokens[1].Start:s.Tokens[first-1].End])
	thing := s.Tokens[0].Norm == "its" || s.Tokens[0].Norm == "their"
	for _, o := range d.Sentences[i-1].Names {
		if (thing || o.Kind != text.Person) && o.Key != "" {
			key := index.KeyStems(o.Key)
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
	generic := slices.ContainsFunc(tokens, func(t text.Token) bool { return bodyNouns[t.Norm] })
	for k, t := range tokens {
		if !generic || t.Word && t.Text != t.Norm || bodyNouns[t.Norm] && (k == 0 || tokens[k-1].Norm != "the") {
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
	out := append(index.KeyStems(o.Key), phraseStems(o.Text)...)
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
var bodyNouns = set("company firm agency operator union club ministry organisation organization group airline bank charity association")

// owners open a sentence that tells of somebody by whose or what he is.
var owners = set("its their her his")

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
			return full[s.Tokens[last+2].Start:s.Tokens[k].Start]
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
func (r *reading) saidBy(c candidate, known people) float64 {
	s := &c.Doc.Sentences[c.Sentence]
	if s.Speaker == "" {
		return r.does(s)
	}
	key := index.KeyStems(s.SpeakerKey)
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
			case w.place && r.localTo(c, w.stem):
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
		if head > 0 && r.sayer[head-1].name && !r.sayer[head-1].place && len(key) > 1 && r.same(key[len(key)-1], w) && !holds(have, r.sayer[head-1].stem) {
			return 0
		}
		return 1
	case slices.Contains(own, text.Stem("former")) || slices.Contains(own, "ex"):
		return 0 // a former minister speaks for himself
	case (!known.surnames[w] || known.bodies[w]) && holds(have, w) && slices.ContainsFunc(have, func(h string) bool { return officials[h] }):
		return 0.9
	}
	return 0
}

// localTo reports whether a place or thing stands at a statement, so that its speaker is likely of there where his
// role names no other: "said Mayor Orlov" in the news of Karun. Its sentence, the one before, or the title names it,
// and the article gives the speaker no place of his own.
func (r *reading) localTo(c candidate, stem string) bool {
	s := &c.Doc.Sentences[c.Sentence]
	for i := range c.Doc.Sentences {
		q := &c.Doc.Sentences[i]
		for _, n := range q.Names {
			if n.Key != s.SpeakerKey || n.Key == "" {
				continue
			}
			role := n.Role + " " + apposition(c.Doc.Article.Text, q, n.Span)
			for _, t := range text.Tokens(role) {
				if t.Word && !t.Stop && t.Text != t.Norm && !officials[t.Stem] && !r.same(t.Stem, stem) {
					return false
				}
			}
		}
	}
	found := make([]float64, len(r.terms))
	r.hold(s, found, 1)
	if c.Sentence > 0 {
		r.hold(&c.Doc.Sentences[c.Sentence-1], found, 1)
	}
	r.hold(&c.Doc.Title, found, 1)
	for _, m := range r.byStem[stem] {
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
		if at >= 0 && i > at && i <= at+4 && stating[t.Stem] {
			return 0.7
		}
	}
	return 0
}

// matterOf gives the shares of the asked matter that a candidate holds itself, and that it holds
// together with its neighbours, heading and title; both 1 where no matter is asked.
func (r *reading) matterOf(c candidate) (own, near float64) {
	d := c.Doc
	found := make([]float64, len(r.terms))
	share := func() float64 {
		sum, mass := 0.0, 0.0
		for i, f := range found {
			if r.matter[i] {
				sum += f * r.rarity[i]
				mass += r.rarity[i]
			}
		}
		if mass == 0 {
			return 1
		}
		return sum / mass
	}
	r.hold(&d.Sentences[c.Sentence], found, 1)
	for _, i := range r.dateTerms {
		found[i] = max(found[i], c.vector[fTime])
	}
	r.shorten(c, found)
	own = share()
	for k := max(0, c.Sentence-2); k <= min(c.Sentence+2, len(d.Sentences)-1); k++ {
		weight := besideWeight
		if k < c.Sentence-1 || k > c.Sentence+1 {
			weight = distantWeight
		}
		if q := &d.Sentences[k]; k <= c.Sentence || q.Speaker == "" || q.SpeakerKey == d.Sentences[c.Sentence].SpeakerKey {
			r.hold(q, found, weight) // what another says next is not his matter
		}
	}
	if k := heading(d, c.Sentence); k >= 0 {
		r.hold(&d.Sentences[k], found, besideWeight)
	}
	r.hold(&d.Title, found, besideWeight)
	return own, share()
}

// shorten notes the word before a noun that a candidate holds where its article has used both together before: "the
// door" is the bow door.
func (r *reading) shorten(c candidate, found []float64) {
	for i := 0; i+1 < len(r.terms); i++ {
		if !r.matter[i] || !r.matter[i+1] || found[i] > 0 || found[i+1] == 0 || r.terms[i+1].Span.Start-r.terms[i].Span.End > 1 {
			continue
		}
		for k := 0; k < c.Sentence && found[i] == 0; k++ {
			tokens := c.Doc.Sentences[k].Tokens
			for at := 1; at < len(tokens); at++ {
				if r.terms[i+1].Match(tokens[at].Stem) > 0 && r.terms[i].Match(tokens[at-1].Stem) > 0 {
					found[i] = besideWeight
				}
			}
		}
	}
}

// unnamed is the share of the question's mass that lies in the speaker's name and that a statement of
// his need not hold.
func (r *reading) unnamed(s *text.Sentence) float64 {
	if r.mass == 0 {
		return 0
	}
	found := make([]float64, len(r.terms))
	r.hold(s, found, 1)
	sum := 0.0
	for i, f := range found {
		if r.sayers[i] {
			sum += (1 - f) * r.rarity[i]
		}
	}
	return sum / r.mass
}

// announces reports whether a sentence only tells that somebody spoke: "He addressed the matter".
func announces(d *text.Document, s *text.Sentence) bool {
	if strings.ContainsAny(d.Article.Text[s.Start:s.End], "\"“”«»„") {
		return false
	}
	found := false
	for i := range s.Tokens {
		if stating[s.Tokens[i].Stem] {
			return false
		}
		found = found || announcing[s.Tokens[i].Stem]
	}
	return found
}

// silent reports whether a sentence tells what somebody did not say.
func silent(s *text.Sentence) bool {
	for i := range s.Tokens {
		if silences[s.Tokens[i].Norm] {
			for k := i + 1; k < len(s.Tokens) && k <= i+3; k++ {
				if speech[s.Tokens[k].Stem] {
					return true
				}
			}
		}
	}
	return false
}
