package text

// nounPhraseSieve reads the phrase that ends before the verb.
var nounPhraseSieve = cueSieve{"noun phrase", []string{
	"A senior official said the talks had failed. => A senior official",
	"The agency that oversees the port said it was late. => The agency",
}, readNounPhrase}

func readNounPhrase(c *cueReading) verdict {
	if !c.tokens[c.start-1].Word {
		return pass
	}
	p := phraseLeft(c.tokens, c.start)
	if q := thatClause(c.tokens, p); q > 0 {
		if w := phraseLeft(c.tokens, q); !w.empty() && speakerLike(c.tokens, head(c.tokens, w)) {
			p = w
		}
	}
	return c.find(p)
}
