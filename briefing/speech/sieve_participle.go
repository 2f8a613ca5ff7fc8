package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// participleSieve gives a participle its subject: the name before it, or that of the sentence.
var participleSieve = cueSieve{"participle", []string{
	"(Odrin Radio) Bakers in Odrin walked out, saying the plan would ruin them. => Bakers",
	"The bank sent a letter on Thursday welcoming the plan. => The bank",
	"The most telling statement came from Odrin, saying the dam would be shut. => ",
}, readParticiple}

func readParticiple(c *cueReading) verdict {
	t, k := c.token(), c.at
	if !t.Is(text.Saying|text.Thinking) || k == 0 ||
		c.tokens[k-1].Is(text.Auxiliary|text.Adverb|text.Pronoun) {
		return pass
	}
	if c.tokens[k-1].Named() && k+1 < len(c.tokens) {
		nx := &c.tokens[k+1]
		w := clause.Left(c.tokens, k)
		if !w.Empty() && w.From > 0 && (c.tokens[w.From-1].Norm == "with" || nx.Text == ":" || nx.Text == "," || nx.Quoted()) {
			return c.find(w)
		}
	}
	return c.shared(k)
}

// shared gives a verb before token k without a subject of its own the one that the sentence begins with.
func (c *cueReading) shared(k int) verdict {
	c.cue.weight = min(c.cue.weight, 1)
	if first := &c.tokens[0]; !first.Quoted() && clause.SubjectPronoun(first.Norm) && first.Norm != "that" {
		c.cue.pro = 0
		return found
	}
	w := clause.NounPart(c.tokens, clause.Head(c.tokens, clause.Subject(c.tokens, k)))
	if w.Empty() {
		return refuse
	}
	return c.find(w)
}
