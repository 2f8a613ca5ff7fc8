package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// nounPhraseSieve reads the phrase that ends before the verb.
var nounPhraseSieve = cueSieve{"noun phrase", []string{
	"A senior official said the talks had failed. => A senior official",
	"A book by Ana Brun says the bridge is old. => A book by Ana Brun",
	"Neither Ana Brun nor Peter Orlin would say who paid. => ",
	"The agency that oversees the port said it was late. => The agency",
	"Experts on Odrin and nuclear weapons said the test could change that. => Experts on Odrin and nuclear weapons",
}, readNounPhrase}

func readNounPhrase(c *cueReading) verdict {
	if !c.tokens[c.start-1].Word {
		return pass
	}
	p := clause.Left(c.tokens, c.start)
	if q := clause.ThatClause(c.tokens, p); q > 0 {
		if w := clause.Left(c.tokens, q); !w.Empty() && clause.SpeakerLike(c.tokens, clause.Head(c.tokens, w)) {
			p = w
		}
	}
	if before := p.From - 1; !p.Empty() && before > 0 {
		switch c.tokens[before].Norm {
		case "nor", "neither":
			return refuse // who would not say
		case "and":
			if w := clause.Left(c.tokens, before); !clause.SpeakerLike(c.tokens, p) &&
				clause.SpeakerLike(c.tokens, clause.Head(c.tokens, w)) {
				p.From = w.From // "experts on arms and nuclear power say"
			}
		case "by":
			if w := clause.Left(c.tokens, before); !w.Empty() && c.tokens[before-1].Is(text.Utterance) {
				p.From = w.From // "a book by Brun says"
			}
		}
	}
	return c.find(p)
}
