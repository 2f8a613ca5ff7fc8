package text

// closeToSieve reads a subject that ends with a pronoun: "a source close to him".
var closeToSieve = cueSieve{"close to him", []string{
	"A source close to him said it was late. => A source close to him",
}, readCloseTo}

func readCloseTo(c *cueReading) verdict {
	if !objectPronoun(c.tokens[c.start-1].Norm) || c.start < 3 || !c.tokens[c.start-2].Is(Preposition) {
		return pass
	}
	return c.find(phraseLeft(c.tokens, c.start))
}
