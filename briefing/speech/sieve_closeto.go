package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// closeToSieve reads a subject that ends with a pronoun: "a source close to him".
var closeToSieve = cueSieve{"close to him", []string{
	"A source close to him said it was late. => A source close to him",
}, readCloseTo}

func readCloseTo(c *cueReading) verdict {
	if !clause.ObjectPronoun(c.tokens[c.start-1].Norm) || c.start < 3 || !c.tokens[c.start-2].Is(text.Preposition) {
		return pass
	}
	return c.find(clause.Left(c.tokens, c.start))
}
