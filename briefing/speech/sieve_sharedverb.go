package speech

// sharedVerbSieve gives a verb behind "and" the subject that the sentence begins with.
var sharedVerbSieve = cueSieve{"shared verb", []string{
	"Ana Brun stood up and said it was late. => Ana Brun",
}, readSharedVerb}

func readSharedVerb(c *cueReading) verdict {
	switch c.tokens[c.start-1].Norm {
	case "and", "but", "or":
		return c.shared(c.at)
	}
	return pass
}
