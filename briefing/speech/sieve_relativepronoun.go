package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// relativePronounSieve reads whom a "who" stands for: "Brun, who said".
var relativePronounSieve = cueSieve{"relative pronoun", []string{
	"The prize went to the baker Ana Brun, who said it was late. => Ana Brun",
}, readRelativePronoun}

func readRelativePronoun(c *cueReading) verdict {
	switch c.tokens[c.start-1].Norm {
	case "who", "which", "that":
	default:
		return pass
	}
	q := c.start - 1
	if text.At(c.tokens, q-1).Text == "," {
		q--
	}
	if q == 0 || c.tokens[q-1].Quoted() {
		return refuse
	}
	if c.cue.weight > 1 {
		c.cue.weight -= .8
	}
	return c.find(clause.Left(c.tokens, q))
}
