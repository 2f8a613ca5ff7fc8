package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// appositionSieve skips what stands between commas before the verb: "Brun, the mayor of Odrin, said".
var appositionSieve = cueSieve{"apposition", []string{
	"Ana Brun, a baker from Odrin, said the plan would ruin her. => Ana Brun",
	"The leader of the union, Ana Brun, said the plan would ruin bakers. => Ana Brun",
	"Rep. Ana Brun, R-Odrin, a lawyer, said it was late. => Ana Brun",
	"He, the mayor of Odrin, said it was late. Ana Brun left. => |",
}, readApposition}

func readApposition(c *cueReading) verdict {
	end := c.start - 1
	mark := c.tokens[end].Text
	if mark != "," && !dash(mark) {
		return refuse
	}
	if w := c.named(end); !w.Empty() {
		return c.find(w) // "Brun, whose town, Odrin, is small, said"
	}
	var doubtful clause.Phrase
	for q := end - 1; q > 0; q-- {
		if c.tokens[q].Text != mark && c.tokens[q].Text != "," {
			continue
		}
		if clause.AllNamed(c.tokens[q+1 : end]) {
			return c.find(clause.Phrase{From: q + 1, To: end}) // "the union's leader, Ana Brun, said"
		}
		w := clause.Left(c.tokens, q)
		switch {
		case w.Empty() && clause.SubjectPronoun(c.tokens[q-1].Norm):
			c.cue.pro = q - 1
			return found
		case w.Empty() || clause.Party(c.tokens, w) || !begins(c.tokens, w.From):
		case text.IsCapital(c.tokens[q-1].Text) && clause.SpeakerLike(c.tokens, w):
			return c.find(w)
		case doubtful.Empty() && clause.SpeakerLike(c.tokens, clause.Head(c.tokens, w)):
			doubtful = w
		}
	}
	if !doubtful.Empty() {
		return c.find(doubtful)
	}
	return c.shared(c.start)
}

// named gives the name that the sentence begins with, where a comma follows it and what ends at the
// comma before the verb is no other name in apposition.
func (c *cueReading) named(end int) clause.Phrase {
	w := clause.Right(c.tokens, 0, true)
	if w.Empty() || w.To >= end || c.tokens[w.To].Text != "," || !c.tokens[w.To-1].Named() || !c.tokens[0].Named() &&
		!c.tokens[0].Is(text.Title) {
		return clause.Phrase{}
	}
	if clause.AllNamed(c.tokens[:w.To]) || !clause.AllNamed(c.tokens[max(0, clause.LastComma(c.tokens, end)+1):end]) {
		return w
	}
	return clause.Phrase{}
}

// begins says that a clause can begin at token a: behind a mark, a conjunction or nothing.
func begins(tokens []text.Token, a int) bool {
	return a == 0 || !tokens[a-1].Word || tokens[a-1].Is(text.Conjunction)
}
