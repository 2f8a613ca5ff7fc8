package text

// nounPhraseSieve reads the phrase that ends before the verb.
var nounPhraseSieve = cueSieve{"noun phrase", []string{
	"A senior official said the talks had failed. => A senior official",
	"A book by Ana Brun says the bridge is old. => A book by Ana Brun",
	"Neither Ana Brun nor Peter Orlin would say who paid. => ",
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
	if before := p.a - 1; !p.empty() && before > 0 {
		switch c.tokens[before].Norm {
		case "nor", "neither":
			return refuse // who would not say
		case "by":
			if w := phraseLeft(c.tokens, before); !w.empty() && c.tokens[before-1].Is(Utterance) {
				p.a = w.a // "a book by Brun says"
			}
		}
	}
	return c.find(p)
}
