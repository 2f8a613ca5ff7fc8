package text

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// A voice is who speaks, as far as it was worked out.
type voice struct {
	name   string
	key    string
	named  bool // by the sentence itself
	intro  int
	person *person
	plural bool
	stance briefing.Stance
	label  bool // named by a label before a colon, as in a transcript
	signed bool // named by a signature behind the quotation
	core   bool // by a verb that says that words were said
}

// speakers fills who said each sentence: first what the sentences tell themselves, in reading order,
// then what quotations inherit from the sentences around them.
func (r *reading) speakers() {
	n := len(r.doc.Sentences)
	voices := make([]voice, n)
	r.heard = make([][]heard, n)
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		m := &r.marks[i]
		s.Quoted = m.in > m.out
		if !s.Heading || len(s.Tokens) > 4 {
			voices[i] = r.voiceOf(i, voices)
		}
		switch before := i > 0 && r.doc.Sentences[i-1].Paragraph == s.Paragraph; {
		case before && voices[i-1].label && !voices[i].label:
			v := voices[i-1] // a transcript: the label stands for the whole paragraph
			v.intro, v.named = introduced(v, i-1), false
			voices[i] = v
		case i > 0 && voices[i].name == "" && voices[i-1].core && endsWith(&r.doc.Sentences[i-1], ":"):
			v := voices[i-1]
			v.intro, v.named = introduced(v, i-1), false
			voices[i] = v
		case voices[i].name == "" && m.in > m.out:
			if !r.tagged(i) && !r.another(i) {
				voices[i] = r.inherit(i, voices)
			}
		}
		r.touch(i, &voices[i])
	}
	for i := n - 1; i >= 0; i-- { // “One. Two,” she said.
		if voices[i].name == "" && r.marks[i].in > r.marks[i].out && i+1 < n && (r.sameQuotation(i, i+1) || voices[i+1].signed || r.tag(i+1)) {
			v := voices[i+1]
			if v.name != "" {
				v.intro = introduced(v, i+1)
				v.named = false
				voices[i] = v
			}
		}
	}
	r.posts(voices)
	for i := range voices {
		v := &voices[i]
		r.speech(i, v)
		if v.name == "" {
			continue
		}
		s := &r.doc.Sentences[i]
		s.Speaker, s.SpeakerKey, s.Stance, s.SpeakerNamed, s.Introduced = v.name, v.key, v.stance, v.named, -1
		if !v.named && v.intro != i {
			s.Introduced = v.intro
		}
	}
}

// posts gives the words of an embedded post to the one who signs below: "— Ana Brun (@brun) May 5".
func (r *reading) posts(voices []voice) {
	for j := 1; j < len(voices); j++ {
		s := &r.doc.Sentences[j]
		if !voices[j].signed || !strings.Contains(r.doc.Article.Text[s.Start:s.End], "(@") {
			continue
		}
		for i := j - 1; i >= 0 && r.doc.Sentences[i].Paragraph == r.doc.Sentences[j-1].Paragraph && voices[i].name == "" && !r.doc.Sentences[i].Heading; i-- {
			voices[i] = voices[j]
			voices[i].intro, voices[i].named = j, false
		}
	}
}

// endsWith says that the last token of s is mark.
func endsWith(s *Sentence, mark string) bool {
	n := len(s.Tokens)
	return n > 0 && s.Tokens[n-1].Text == mark
}

// introduced is the sentence that names v, which sentence i was given.
func introduced(v voice, sentence int) int {
	if v.named {
		return sentence
	}
	return v.intro
}

// sameQuotation says that sentence j goes on with the quotation of i, or directly after it.
func (r *reading) sameQuotation(i, j int) bool {
	a, b := &r.doc.Sentences[i], &r.doc.Sentences[j]
	if a.Paragraph != b.Paragraph {
		return false
	}
	return r.marks[i].ends && r.marks[j].open || r.marks[j].in > 0 && len(b.Tokens) > 0 && b.Tokens[0].Quoted()
}

// inherit gives a sentence that is all quotation the speaker of the one before it.
func (r *reading) inherit(i int, voices []voice) voice {
	open := r.marks[i].open // the quotation of i is open from the end of j to here
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		before := &r.doc.Sentences[j]
		same := before.Paragraph == r.doc.Sentences[i].Paragraph
		goesOn := open || j == i-1 && r.marks[j].ends
		colon := endsWith(before, ":")
		v := voices[j]
		if v.signed {
			return voice{} // the next quotation is another's
		}
		if v.name == "" {
			if j == i-1 && (colon || same && r.marks[j].in == 0) {
				v = r.subjectOf(j)
			}
			if v.name == "" {
				if same && r.marks[j].in > 0 {
					open = open && r.marks[j].open
					continue
				}
				return voice{}
			}
		}
		if same || goesOn || colon || r.marks[j].in > 0 && j == i-1 {
			if !same && !goesOn && !colon && r.nextSpeaks(i) {
				return voice{}
			}
			v.intro = introduced(v, j)
			v.named = false
			return v
		}
		return voice{}
	}
	return voice{}
}

// another says that sentence i begins outside its quotation with a name that is the subject of a verb
// of its own: "Odrin Press, which prints it, has the word as “…”". The words are not those of who spoke before.
func (r *reading) another(i int) bool {
	s := &r.doc.Sentences[i]
	if len(s.Names) == 0 || len(s.Tokens) == 0 || s.Tokens[0].Quoted() || opening(s.Tokens[0].Text) || s.Names[0].Start > s.Tokens[0].Start {
		return false
	}
	for k := range s.Tokens {
		if t := &s.Tokens[k]; t.Quoted() || opening(t.Text) {
			return k > 3
		}
	}
	return false
}

// nextSpeaks says that the quotation of sentence i is given its speaker by what follows it.
func (r *reading) nextSpeaks(i int) bool {
	return i+1 < len(r.doc.Sentences) && r.sameQuotation(i, i+1) && len(cuesIn(r.doc.Sentences[i+1].Tokens)) > 0
}

// tagged says that a quotation that begins in sentence i is given its speaker where it ends: “One.
// Two. Three,” she said.
func (r *reading) tagged(i int) bool {
	if r.marks[i].open {
		return false
	}
	for ; i+1 < len(r.doc.Sentences) && r.marks[i].ends && r.sameQuotation(i, i+1); i++ {
		if r.marks[i+1].out > 0 && len(cuesIn(r.doc.Sentences[i+1].Tokens)) > 0 {
			return true
		}
	}
	return r.tag(i + 1)
}

// tag says that sentence i is nothing but the speaker of the quotation before it: Mrs. Brun asked.
func (r *reading) tag(i int) bool {
	if i <= 0 || i >= len(r.doc.Sentences) {
		return false
	}
	t := r.doc.Sentences[i].Tokens
	if len(t) > 7 || r.marks[i].in > 0 || r.marks[i-1].ends || r.marks[i-1].in == 0 || r.doc.Sentences[i].Paragraph != r.doc.Sentences[i-1].Paragraph {
		return false
	}
	cues := cuesIn(t)
	return len(cues) == 1 && coreVerbs.Has(t[cues[0].at].Norm) && cues[0].at >= len(t)-2
}

// subjectOf gives the sentence's first person outside quotations as a voice.
func (r *reading) subjectOf(i int) voice {
	s := &r.doc.Sentences[i]
	for k := range s.Names {
		n := &s.Names[k]
		if n.Kind == Person && !quotedAt(s.Tokens, n.Start) {
			if p := r.personOf(n.Key); p != nil {
				return voice{name: p.name, key: p.key, intro: i, person: p, stance: briefing.Said}
			}
		}
	}
	return voice{}
}

// quotedAt says that the token at a byte offset is inside quotation marks.
func quotedAt(tokens []Token, start int) bool {
	for k := range tokens {
		if tokens[k].Start >= start {
			return tokens[k].Quoted()
		}
	}
	return false
}

// personOf gives the person with a key, or nil.
func (r *reading) personOf(key string) *person {
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

// voiceOf chooses among the cues of sentence i.
func (r *reading) voiceOf(i int, voices []voice) voice {
	s := &r.doc.Sentences[i]
	if v := r.label(i); v.name != "" {
		return v
	}
	var best voice
	var first *person
	score := -1.0
	for _, c := range cuesIn(s.Tokens) {
		v := r.resolveCue(i, c, voices)
		switch {
		case c.pro >= 0 && first != nil && c.final == (s.Tokens[c.at].Norm == "according") && heShe(s.Tokens[c.pro].Norm) && fits(first, s.Tokens[c.pro].Norm == "she"):
			v = voice{name: first.name, key: first.key, named: true, intro: i, person: first} // "Brun said …, she said"
		case c.pro < 0 && v.named && v.person != nil && first == nil && coreVerbs.Has(s.Tokens[c.at].Norm):
			first = v.person
		}
		if v.name == "" || c.aside(s.Tokens) {
			continue
		}
		r.heard[i] = append(r.heard[i], heard{c, v})
		if w := c.rank(s.Tokens); w > score {
			score, best = w, v
			best.stance = c.stance
			at := &s.Tokens[c.at]
			best.signed, best.core = !at.Word, coreVerbs.Has(at.Norm)
		}
	}
	if best.name == "" {
		return r.colonVoice(i)
	}
	return best
}

// heShe says that a pronoun means one person.
func heShe(norm string) bool { return norm == "he" || norm == "she" }

// colonVoice reads "Brun was brief: “No.”": the subject of what stands before a colon and a
// quotation says it.
func (r *reading) colonVoice(i int) voice {
	s := &r.doc.Sentences[i]
	for k := 2; k+1 < len(s.Tokens); k++ {
		if s.Tokens[k].Quoted() {
			break
		}
		if s.Tokens[k].Text == ":" && opening(s.Tokens[k+1].Text) {
			p := phraseLeft(s.Tokens, k) // "From the report: “…”", "It did not surprise Ana Brun: “…”"
			v := voice{}
			if !p.empty() {
				v = r.voiceOfPhrase(i, cue{at: k, who: p, pro: -1, weight: 3}, nil)
			}
			if v.person == nil && !s.Tokens[k-1].Is(Utterance) {
				p = nounPart(s.Tokens, head(s.Tokens, subject(s.Tokens, k)))
				if p.empty() || s.Tokens[p.a].Is(Adverb) || !s.Tokens[p.b-1].Is(Role|PeopleNoun|BodyNoun|Utterance) && !r.speaking(s, p) {
					return voice{}
				}
				v = r.voiceOfPhrase(i, cue{at: k, who: p, pro: -1, weight: 3}, nil)
			}
			v.stance = briefing.Said
			return v
		}
	}
	return voice{}
}

// rank is the weight of a cue in its sentence: the main clause goes before what hangs on it.
func (c *cue) rank(tokens []Token) float64 {
	w := c.weight
	begin := c.who.a
	if c.pro >= 0 {
		begin = c.pro
	}
	switch {
	case c.final:
		w++
	case begin == afterDateline(tokens):
		w += .9
	case begin > 0 && tokens[begin-1].Quoted(), c.at >= len(tokens)-4, inserted(tokens, begin, c.at):
		w++ // “…,” she said. The bridge, she said, is …
	case begin > 0 && tokens[begin-1].Is(Conjunction) && tokens[begin-1].Norm != "and" && tokens[begin-1].Norm != "but":
		w -= .7
	}
	if tokens[c.at].Norm != "according" {
		w -= .02 * float64(begin)
	}
	return w
}

// aside says that a cue only tells within a clause what somebody there thought, did or wanted: "because
// they believed the lie", "when it unveiled new looks". The sentence is not theirs.
func (c *cue) aside(tokens []Token) bool {
	t := &tokens[c.at]
	if coreVerbs.Has(t.Norm) || t.Norm == "according" || c.final {
		return false
	}
	begin := c.who.a
	if c.pro >= 0 {
		begin = c.pro
	}
	return begin > 0 && asides.Has(tokens[begin-1].Norm) && c.pro >= 0
}

// asides open such clauses.
var asides = lex.Words("en/aside-conjunctions")

// speaking says that the last name in a phrase is a person's or a body's.
func (r *reading) speaking(s *Sentence, p phrase) bool {
	for k := len(s.Names) - 1; k >= 0; k-- {
		if n := &s.Names[k]; n.End <= s.Tokens[p.b-1].End && n.Start >= s.Tokens[p.a].Start {
			return n.Kind == Person || n.Kind == Organization
		}
	}
	return false
}

// inserted says that the words from a to the verb at b stand between commas.
func inserted(tokens []Token, a, b int) bool {
	return a > 0 && b+1 < len(tokens) && (tokens[a-1].Text == "," || tokens[a-1].Quoted()) && tokens[b+1].Text == ","
}

// label reads "Brun: I never saw it": a name and a colon before words.
func (r *reading) label(i int) voice {
	s := &r.doc.Sentences[i]
	for k := 1; k < 5 && k+2 < len(s.Tokens) && !s.Tokens[0].Is(Preposition); k++ { // "Poll: …", "The Odrin Post: …"
		if t := &s.Tokens[k]; t.Text == ":" && s.Tokens[k-1].Is(Utterance) && s.Tokens[k-1].Norm != "update" && s.Tokens[k-1].Norm != "video" {
			name := r.doc.Article.Text[s.Start:s.Tokens[k-1].End]
			return voice{name: name, key: r.an.NameKey(name), named: true, intro: i, stance: briefing.Said}
		}
	}
	if len(s.Names) == 0 || len(s.Tokens) < 4 || s.Names[0].Kind == Place || s.Names[0].Kind == Group {
		return voice{}
	}
	if s.Names[0].Kind != Person && r.bySurname[s.Names[0].Key] == nil {
		return voice{}
	}
	n := &s.Names[0]
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if before := &s.Tokens[max(0, k-1)]; t.Start == n.Start && before.Word && !isCapital(before.Text) && !before.Is(Role|Title|Determiner|Preposition) {
			return voice{} // "New cases trouble Brun: …"
		}
		if k > 8 || t.Quoted() {
			return voice{}
		}
		if t.Text == ":" && t.Start <= n.End+1 && t.Start >= n.End {
			p := r.personOf(n.Key)
			if all := r.bySurname[n.Key]; p == nil && len(all) > 0 {
				p = all[0]
			}
			if p != nil {
				return voice{name: p.name, key: p.key, named: true, intro: i, person: p, stance: briefing.Said, label: true}
			}
			return voice{name: n.Text, key: n.Key, named: true, intro: i, stance: briefing.Said, label: true}
		}
	}
	return voice{}
}

// resolveCue turns the subject of a cue into a voice.
func (r *reading) resolveCue(i int, c cue, voices []voice) voice {
	s := &r.doc.Sentences[i]
	if c.pro >= 0 {
		return r.pronoun(i, s.Tokens[c.pro].Norm, c, voices)
	}
	v := r.voiceOfPhrase(i, c, voices)
	if s.Tokens[c.at].Is(PersonVerb) && v.person == nil && (v.name == "" || !r.single(v)) {
		return voice{} // "Russia attacked"
	}
	return v
}
