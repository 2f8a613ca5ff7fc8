package text

// selfSieve skips "herself": "Brun herself has said".
var selfSieve = cueSieve{"herself", []string{
	"Ana Brun herself said it was late. => Ana Brun",
}, readSelf}

func readSelf(c *cueReading) verdict {
	switch c.tokens[c.start-1].Norm {
	case "himself", "herself", "itself", "themselves", "all", "both", "each":
		if c.start > 2 && (c.tokens[c.start-2].Named() || c.tokens[c.start-2].Text == ")") {
			c.start--
		}
	}
	return pass
}
