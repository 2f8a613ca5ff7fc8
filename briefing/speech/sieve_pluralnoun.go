package speech

import (
	"strings"

	"briefbot/briefing/text"
)

// pluralNounSieve refuses plurals that look like verbs: "the first four states".
var pluralNounSieve = cueSieve{"plural noun", []string{
	"The first four states that vote are small. => ",
}, readPluralNoun}

func readPluralNoun(c *cueReading) verdict {
	t := c.token()
	if t.Is(text.SayPast) {
		return pass
	}
	if p := c.at - 1; p >= 0 && c.tokens[p].Is(text.NumberWord) && c.tokens[p].Norm != "one" && strings.HasSuffix(t.Norm, "s") {
		return refuse
	}
	if t.Is(text.PeopleNoun|text.BodyNoun) && text.Next(c.tokens, c.at) != "that" {
		return refuse // "the states"
	}
	return pass
}
