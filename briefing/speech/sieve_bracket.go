package speech

// bracketSieve skips brackets before the verb: "Brun (the mayor) said".
var bracketSieve = cueSieve{"brackets", []string{
	"Ana Brun (the mayor of Odrin) said it was late. => Ana Brun",
}, readBrackets}

func readBrackets(c *cueReading) verdict {
	if c.tokens[c.start-1].Text != ")" {
		return pass
	}
	for q := c.start - 2; q > 0 && c.start-q < 20; q-- {
		if c.tokens[q].Text == "(" {
			c.start = q
			return pass
		}
	}
	return refuse
}
