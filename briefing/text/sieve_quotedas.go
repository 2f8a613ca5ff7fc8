package text

// quotedAsSieve reads who is quoted by another: "The Odrin Post cited Ana Brun as saying".
var quotedAsSieve = cueSieve{"quoted as", []string{
	"The Odrin Post cited Ana Brun as saying that it was over. => Ana Brun",
}, readQuotedAs}

func readQuotedAs(c *cueReading) verdict {
	if norm := c.token().Norm; norm != "cited" && norm != "quoted" {
		return pass
	}
	p := phraseRight(c.tokens, c.at+1, true)
	if p.empty() || p.b+1 >= len(c.tokens) || c.tokens[p.b].Norm != "as" || c.tokens[p.b+1].Norm != "saying" {
		return pass
	}
	c.cue.weight = 3.5
	return c.find(p)
}
