package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// nounSieve refuses what is the noun, and verbs that are of speech with a clause only.
var nounSieve = cueSieve{"noun", []string{
	"Credit scores use data from credit reports, so why not make both free? => ",
	"Police found three bodies. Police found that three had died. => |Police",
	"Ana Brun’s demands were many. => ",
}, readNoun}

func readNoun(c *cueReading) verdict {
	t := c.token()
	if !verbal(c.tokens, c.at) || c.at > 0 && clause.Possessive(c.tokens, c.at-1) && !t.Is(text.SayPast|text.ThinkPast) {
		return refuse
	}
	return pass
}
