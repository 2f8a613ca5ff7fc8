package speech

import "briefbot/briefing/clause"

// quotedAsSieve reads who is quoted by another: "The Odrin Post cited Ana Brun as saying".
var quotedAsSieve = cueSieve{"quoted as", []string{
	"The Odrin Post cited Ana Brun as saying that it was over. => Ana Brun",
}, readQuotedAs}

func readQuotedAs(c *cueReading) verdict {
	if norm := c.token().Norm; norm != "cited" && norm != "quoted" {
		return pass
	}
	p := clause.Right(c.tokens, c.at+1, true)
	if p.Empty() || p.To+1 >= len(c.tokens) || c.tokens[p.To].Norm != "as" || c.tokens[p.To+1].Norm != "saying" {
		return pass
	}
	c.cue.weight = 3.5
	return c.find(p)
}
