package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// heldNounSieve reads what somebody holds: "Brun's argument was that …".
var heldNounSieve = cueSieve{"held noun", []string{
	"Ana Brun’s argument was that the bridge was old. => Ana Brun",
	"Ana Brun’s message on Friday was: it is late. => Ana Brun",
}, readHeldNoun}

var matters = lex.Words("en/held-nouns")

func readHeldNoun(c *cueReading) verdict {
	k := c.at
	if k == 0 || c.token().Quoted() || !clause.Possessive(c.tokens, k) {
		return pass
	}
	for i := k + 1; i < len(c.tokens) && i < k+8; i++ {
		t := &c.tokens[i]
		if t.Quoted() || !t.Word && !text.Inner(c.tokens, i) {
			break
		}
		if nx := text.Next(c.tokens, i); (t.Norm == "was" || t.Norm == "is") && (nx == "that" || nx == ":") {
			c.cue.at, c.cue.weight, c.cue.who = i, 1.6, clause.Left(c.tokens, k)
			return found
		}
		if !heldAt(c.tokens, k, i) {
			break
		}
	}
	return refuse
}

// heldAt says that the token at i can belong to what the owner before k holds.
func heldAt(tokens []text.Token, k, i int) bool {
	t := &tokens[i]
	if matters.Has(t.Norm) {
		return true
	}
	if i == k+1 {
		return matters.Has(text.Next(tokens, i))
	}
	return t.Named() || t.Is(text.Preposition|text.Weekday|text.Adverb|text.Determiner|text.Month|text.Auxiliary)
}
