package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// attributionSieve chooses among the cues of a sentence: "Brun said", "according to", "he added".
var attributionSieve = voiceSieve{"attribution", []string{
	"Ana Brun vowed that Odrin would reply, according to the Odrin Post. => Ana Brun",
	"The bridge, Ana Brun said, celebrated its builders. => Ana Brun",
	"The crowd pushed on because they believed that the mayor had lied. => ",
}, readAttribution}

func readAttribution(r *reading, i int) voice {
	s := &r.Doc.Sentences[i]
	if s.Heading && len(s.Tokens) <= 4 {
		return voice{}
	}
	var best voice
	var first *names.Person
	score := -1.0
	for _, c := range r.cues(i) {
		v := r.resolveCue(i, c)
		switch {
		case first != nil && c.refersBack(s.Tokens) && fits(first, s.Tokens[c.pro].Norm == "she"):
			v = voiceOf(first, i) // "Brun said …, she said"
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
			best.signed, best.core = !s.Tokens[c.at].Word, coreVerbs.Has(s.Tokens[c.at].Norm)
		}
	}
	return best
}

// refersBack says that a cue is of a he or she who has spoken in the sentence before: "…, she said".
func (c *cue) refersBack(tokens []text.Token) bool {
	return c.pro >= 0 && c.final == (tokens[c.at].Norm == "according") && heShe(tokens[c.pro].Norm)
}

// heShe says that a pronoun means one person.
func heShe(norm string) bool { return norm == "he" || norm == "she" }

// rank is the weight of a cue in its sentence: the main clause goes before what hangs on it.
func (c *cue) rank(tokens []text.Token) float64 {
	w := c.weight
	begin := c.who.From
	if c.pro >= 0 {
		begin = c.pro
	}
	switch {
	case c.final:
		w++
	case begin == clause.AfterDateline(tokens):
		w += .9
	case begin > 0 && tokens[begin-1].Quoted(), c.at >= len(tokens)-4, inserted(tokens, begin, c.at):
		w++ // “…,” she said. The bridge, she said, is …
	case begin > 0 && tokens[begin-1].Is(text.Conjunction) && tokens[begin-1].Norm != "and" && tokens[begin-1].Norm != "but":
		w -= .7
	}
	if tokens[c.at].Norm != "according" {
		w -= .02 * float64(begin)
	}
	return w
}

// aside says that a cue only tells within a clause what somebody there thought, did or wanted: "because
// they believed the lie", "when it unveiled new looks". The sentence is not theirs.
func (c *cue) aside(tokens []text.Token) bool {
	if tokens[c.at].Norm == "according" || c.final {
		return false
	}
	begin := c.who.From
	if c.pro >= 0 {
		begin = c.pro
	}
	return begin > 0 && asides.Has(tokens[begin-1].Norm) && !besideQuotation(tokens, c.at)
}

// asides open such clauses.
var asides = lex.Words("en/aside-conjunctions")

// inserted says that the words from a to the verb at b stand between commas.
func inserted(tokens []text.Token, a, b int) bool {
	return a > 0 && b+1 < len(tokens) && (tokens[a-1].Text == "," || tokens[a-1].Quoted()) && tokens[b+1].Text == ","
}

// resolveCue turns the subject of a cue into a voice.
func (r *reading) resolveCue(i int, c cue) voice {
	s := &r.Doc.Sentences[i]
	if c.pro >= 0 {
		return r.pronoun(i, s.Tokens[c.pro].Norm, c)
	}
	v := r.voiceOfPhrase(i, c)
	if s.Tokens[c.at].Is(text.PersonVerb) && v.person == nil && (v.name == "" || !r.single(v)) {
		return voice{} // "Russia attacked"
	}
	return v
}
