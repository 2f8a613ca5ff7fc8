package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// objectSieve refuses phrases that stand before a verb of saying and are not its subject: what another verb
// lets speak, what a preposition has, what somebody owns, several where the verb has one.
var objectSieve = cueSieve{"object", []string{
	"Readers may not let editorials tell them how to vote, but they care. => ",
	"Peter Orlin’s campaign is defending his early-morning tweets shaming the baker. => Peter Orlin’s campaign",
	"In a letter posted Friday, Orlin said he had doubts about the plan. => Orlin",
	"A slide that he has with him when he speaks to political leaders shows the cost. => ",
}, readObject}

// causatives are verbs that let somebody else do what follows: "let editorials tell".
var causatives = lex.Few{"let", "make", "help", "watch", "hear", "see"}

func readObject(c *cueReading) verdict {
	p := clause.Left(c.tokens, c.start)
	if !c.tokens[c.start-1].Word || p.Empty() {
		return pass
	}
	t, first, last := c.token(), &c.tokens[p.From], &c.tokens[p.To-1]
	head := &c.tokens[clause.Head(c.tokens, p).To-1]
	several := head.Plural() && !head.Named() && !text.IsCapital(head.Text) && !head.Is(text.BodyNoun)
	switch {
	case causatives.Has(first.Norm), p.From > 0 && causatives.Has(c.tokens[p.From-1].Norm):
		return refuse
	case possessivePronoun(first.Norm) && !noun(last) && t.Plural():
		return refuse // "his early-morning tweets"
	case several && t.Is(text.SayPresent|text.ThinkThird):
		return refuse // "leaders shows"
	case c.opensBehindPreposition(p) && last.Is(text.Utterance) && t.Is(text.SayPast):
		return refuse // "In a letter posted Friday"
	}
	return pass
}

// opensBehindPreposition says that the phrase hangs on a preposition with which its sentence or clause begins.
func (c *cueReading) opensBehindPreposition(p clause.Phrase) bool {
	return p.From > 0 && c.tokens[p.From-1].Is(text.Preposition) && c.tokens[p.From-1].Stop &&
		(p.From == 1 || !c.tokens[p.From-2].Word)
}
