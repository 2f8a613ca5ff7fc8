package speech

import (
	"briefbot/briefing/text"
)

// pronounSieve reads a pronoun as the subject.
var pronounSieve = cueSieve{"pronoun", []string{
	"Mayor Peter Orlin opened the bridge. He said it would last. => |Peter Orlin",
}, readPronoun}

func readPronoun(c *cueReading) verdict {
	p := &c.tokens[c.start-1]
	if !p.Is(text.Pronoun) || p.Is(text.Determiner) {
		return pass
	}
	c.cue.pro = c.start - 1
	return found
}
