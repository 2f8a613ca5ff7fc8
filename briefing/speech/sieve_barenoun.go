package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// bareNounSieve refuses plain forms that are nouns where they stand: "a report", "the call".
var bareNounSieve = cueSieve{"bare noun", []string{
	"The town will fall, people close to the mayor say. => people close to the mayor",
	"The mayor wants a vote on the plan that Odrin needs. => The mayor",
	"These told that the bridge was old. => ",
}, readBareNoun}

var (

	// lonePronouns are determiners that can stand alone as a subject.
	lonePronouns = lex.Words("en/lone-determiners")
)

func readBareNoun(c *cueReading) verdict {
	t, p := c.token(), &c.tokens[c.start-1]
	plain := t.Is(text.SayBase|text.ThinkNow) && !t.Is(text.SayPast|text.ThinkPast|text.SayPresent|text.ThinkThird)
	if plain && c.start == c.at && !c.severalBefore(p) {
		return refuse
	}
	if c.start == c.at && p.Is(text.Determiner) && !p.Is(text.Pronoun) && !lonePronouns.Has(p.Norm) {
		return refuse
	}
	return pass
}

// severalBefore says that the subject before a plain form, which ends with p, can go with it.
func (c *cueReading) severalBefore(p *text.Token) bool {
	if p.Is(text.Pronoun|text.PeopleNoun) || p.Plural() || p.Text == "," || p.Text == ")" {
		return true
	}
	return c.start > 2 && clause.Joined(c.tokens, c.start) ||
		clause.ManyIn(c.tokens, clause.Left(c.tokens, c.start))
}
