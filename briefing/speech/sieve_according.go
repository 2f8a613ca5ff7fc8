package speech

import (
	"briefbot/briefing/clause"
)

// accordingSieve reads "according to".
var accordingSieve = cueSieve{"according to", []string{
	"Prices rose, according to a report by the Bank of Odrin. => a report by the Bank of Odrin",
	"Ana Brun called for calm, according to the Odrin Post. => Odrin Post",
	"Prices rose, according to those who know. => those",
}, readAccording}

func readAccording(c *cueReading) verdict {
	k := c.at
	if c.token().Norm != "according" {
		return pass
	}
	if k+2 >= len(c.tokens) || c.tokens[k+1].Norm != "to" {
		return refuse
	}
	c.cue.final, c.cue.weight = true, 2.4
	if p := clause.Right(c.tokens, k+2, true); !p.Empty() {
		return c.find(p)
	}
	c.cue.pro, c.cue.weight = k+2, 2
	return found
}
