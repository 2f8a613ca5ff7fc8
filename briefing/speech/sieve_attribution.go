package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// attributionSieve chooses among the cues of a sentence: "Brun said", "according to", "he added".
var attributionSieve = voiceSieve{"attribution", []string{
	"Ana Brun vowed that Odrin would reply, according to the Odrin Post. => Ana Brun",
	"The bridge, Ana Brun said, celebrated its builders. => Ana Brun",
	"The crowd pushed on because they believed that the mayor had lied. => ",
	"The firm chose to file there, where lawyers say some judges are eager to move large cases. => ",
	"Other mayors met what Ivo Marr, the premier, called “reckless” tests. => ",
	"Brun had told the press that she was late, but the town paid, the source added. => the source",
	"Bakers worried that if the plan failed, Velm could threaten to sell its mills. => Bakers",
}, readAttribution}

func readAttribution(r *state, i int) voice {
	s := &r.Doc.Sentences[i]
	if s.Heading && len(s.Tokens) <= 4 {
		return voice{}
	}
	var best voice
	score, open := -1.0, -1.0 // of the best cue, and of the best one whose he or she may be one of two
	for _, c := range r.cues(i) {
		v := r.resolveCue(i, c)
		if v.name == "" && c.closes(s.Tokens) {
			return voice{} // somebody said it whom the article does not let find
		}
		if c.aside(s.Tokens) {
			continue
		}
		if v.name == "" {
			if c.pro >= 0 && c.pro <= 1 && coreVerbs.Has(s.Tokens[c.at].Norm) {
				open = max(open, c.rank(s.Tokens))
			}
			continue
		}
		r.heard[i] = append(r.heard[i], heard{c, v})
		if w := c.rank(s.Tokens); w > score {
			score, best = w, v
			best.stance = c.stance
			best.signed, best.core = !s.Tokens[c.at].Word, coreVerbs.Has(s.Tokens[c.at].Norm)
		}
	}
	if open > score {
		return voice{}
	}
	return best
}

// closes says that a cue with a phrase as its subject ends the sentence behind what is said: "…, the source added."
func (c *cue) closes(tokens []text.Token) bool {
	return c.who.From > 0 && coreVerbs.Has(tokens[c.at].Norm) && c.at >= len(tokens)-2 &&
		(tokens[c.who.From-1].Text == "," || tokens[c.who.From-1].Quoted())
}

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
	case text.At(tokens, begin-1).Quoted(), c.at >= len(tokens)-4, inserted(tokens, begin, c.at):
		w++ // “…,” she said. The bridge, she said, is …
	case text.At(tokens, begin-1).Is(text.Conjunction) && tokens[begin-1].Norm != "and" && tokens[begin-1].Norm != "but":
		w -= .7
	case begin > 0 && nested(&tokens[begin-1]):
		w -= 1.5
	}
	if c.closes(tokens) {
		w += .5
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
	if begin == 0 {
		return false
	}
	if tokens[c.at].Hypothetical() && !coreVerbs.Has(tokens[c.at].Norm) && !besideQuotation(tokens, c.at) {
		return true // "could threaten"
	}
	if nested(&tokens[begin-1]) && !tokens[c.at].Is(text.AnySay) || whatClause(tokens, begin) && !coreVerbs.Has(tokens[c.at].Norm) {
		return true
	}
	return asides.Has(tokens[begin-1].Norm) && !besideQuotation(tokens, c.at)
}

// nested says that a clause that begins behind the token is what somebody else says or thinks: "experts say
// some judges are eager".
func nested(t *text.Token) bool {
	return t.Is(text.AnySay | text.AnyThink)
}

// whatClause says that the words at token k stand in a clause with "what": "what several bakers called a fraud".
func whatClause(tokens []text.Token, k int) bool {
	for i := k - 1; i >= 0 && i > k-8 && !tokens[i].Is(text.Auxiliary|text.AnySay); i-- {
		if tokens[i].Norm == "what" {
			return true
		}
	}
	return false
}

// asides open such clauses.
var asides = lex.Words("en/aside-conjunctions")

// inserted says that the words from a to the verb at b stand between commas.
func inserted(tokens []text.Token, a, b int) bool {
	return a > 0 && b+1 < len(tokens) && tokens[a-1].Text == "," && tokens[b+1].Text == ","
}

// resolveCue turns the subject of a cue into a voice.
func (r *state) resolveCue(i int, c cue) voice {
	s := &r.Doc.Sentences[i]
	if c.pro >= 0 {
		return r.pronoun(i, s.Tokens[c.pro].Norm, c)
	}
	v := r.voiceOfPhrase(i, c)
	if s.Tokens[c.at].Is(text.PersonVerb) && v.person == nil && !r.single(v) {
		return voice{} // "Russia attacked"
	}
	return v
}
