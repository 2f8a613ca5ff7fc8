package speech

// behindQuotationSieve gives a verb behind a quotation the subject that the sentence begins with.
var behindQuotationSieve = cueSieve{"behind a quotation", []string{
	"Ana Brun opened “the bridge” told of in songs. => Ana Brun",
}, readBehindQuotation}

func readBehindQuotation(c *cueReading) verdict {
	if c.tokens[c.start-1].Quoted() {
		return c.shared(c.at)
	}
	return pass
}
