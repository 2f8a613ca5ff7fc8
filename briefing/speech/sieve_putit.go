package speech

import "briefbot/briefing/text"

// putItSieve reads "as Brun put it".
var putItSieve = cueSieve{"put it", []string{
	"The bridge, as Ana Brun put it, was a ruin. => Ana Brun",
}, readPutIt}

func readPutIt(c *cueReading) verdict {
	t := c.token()
	if t.Norm != "put" && t.Norm != "puts" || t.Quoted() || c.at == 0 || text.Next(c.tokens, c.at) != "it" {
		return pass
	}
	c.cue.weight = 2.6
	if c.read(subjectSieves) == found {
		return found
	}
	return refuse
}
