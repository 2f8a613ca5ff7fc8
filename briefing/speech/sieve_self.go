package speech

import "briefbot/briefing/lex"

// selfSieve skips "herself": "Brun herself has said".
var selfSieve = cueSieve{"herself", []string{
	"Ana Brun herself said it was late. => Ana Brun",
}, readSelf}

// intensifiers stand between a name and its verb.
var intensifiers = lex.Words("en/intensifiers-after-names")

func readSelf(c *cueReading) verdict {
	if intensifiers.Has(c.tokens[c.start-1].Norm) && c.start > 2 && c.tokens[c.start-2].Named() {
		c.start--
	}
	return pass
}
