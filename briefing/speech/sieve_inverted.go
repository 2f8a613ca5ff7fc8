package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// invertedSieve reads a verb before its subject: “…,” said the mayor.
var invertedSieve = cueSieve{"inverted", []string{
	"“The dam is safe,” said Peter Orlin, the mayor of Odrin. => Peter Orlin",
	"The dam is safe, said Mayor Peter Orlin. => Peter Orlin",
	"“It will fall,” said one of the mayor’s advisers. => one of the mayor’s advisers",
}, readInverted}

// objectVerbs take the listener before the words: "told reporters".
var objectVerbs = lex.Words("en/listener-verbs")

func readInverted(c *cueReading) verdict {
	t, k := c.token(), c.at
	if k == 0 || c.tokens[k-1].Word || k+1 >= len(c.tokens) || !t.Is(text.SayPast|text.SayPresent) && t.Norm != "say" {
		return pass
	}
	prev := &c.tokens[k-1]
	if !prev.Quoted() && prev.Text != "," && prev.Text != "—" && prev.Text != "–" && prev.Text != "-" {
		return pass
	}
	start := k + 1
	for text.At(c.tokens, start).Is(text.Adverb) && !text.IsCapital(c.tokens[start].Text) {
		start++
	}
	if p := clause.Right(c.tokens, start, false); c.inverts(p, start) {
		c.cue.final = true
		return c.find(p)
	}
	if text.At(c.tokens, start).Is(text.Pronoun) && prev.Quoted() && clause.SubjectPronoun(c.tokens[start].Norm) {
		c.cue.pro, c.cue.final = start, true
		return found
	}
	return pass
}

// inverts says that the phrase behind the verb, which begins at start, is its subject.
func (c *cueReading) inverts(p clause.Phrase, start int) bool {
	core := coreVerbs.Has(c.token().Norm)
	if p.Empty() || c.tokens[start].Is(text.Preposition) && c.tokens[start].Stop || !core && possessivePronoun(c.tokens[start].Norm) {
		return false
	}
	ended := p.To == len(c.tokens) || !c.tokens[p.To].Word || c.tokens[p.To].Is(text.Preposition|text.Conjunction|text.Weekday|text.Month)
	who := clause.Head(c.tokens, p)
	if c.tokens[c.at-1].Quoted() {
		return core && ended || (core || ended) && clause.SpeakerLike(c.tokens, who)
	}
	return core && ended && !objectVerbs.Has(c.token().Norm) && clause.Tight(c.tokens, who) &&
		(!clause.AppositionBefore(c.tokens, c.at-1) || plainSay.Has(c.token().Norm) && closes(c.tokens, p.To))
}

// possessivePronoun says that a word is his, her or their.
func possessivePronoun(norm string) bool { return norm == "his" || norm == "her" || norm == "their" }

// closes says that the sentence ends at token i, or that only a relative clause or a time follows.
func closes(tokens []text.Token, i int) bool {
	return i >= len(tokens) || tokens[i].Stops()
}
