package text

// attitudeSieve reads adjectives of opinion, which are of speech behind a form of "be" only.
var attitudeSieve = cueSieve{"attitude", []string{
	"Ana Brun is confident that the bridge will hold. => Ana Brun",
	"Ana Brun was convinced to give a speech. => ",
	"It was not clear when the bank would open again. => ",
}, readAttitude}

func readAttitude(c *cueReading) verdict {
	t, k := c.token(), c.at
	if !t.Is(Attitude) || t.Is(AnySay|AnyThink) {
		return pass
	}
	if k == 0 || !(c.tokens[k-1].Is(Auxiliary) || c.tokens[k-1].Is(Adverb) && k > 1 && c.tokens[k-2].Is(Auxiliary)) {
		return refuse
	}
	if nx := next(c.tokens, k); t.Norm == "convinced" && (nx == "to" || nx == "by") {
		return refuse
	}
	if (t.Norm == "clear" || t.Norm == "certain" || t.Norm == "sure") && impersonalBefore(c.tokens, k) {
		return refuse
	}
	c.cue.weight = .8
	return pass
}

// impersonalBefore says that an "it" that stands for nobody is the subject of the words before k.
func impersonalBefore(tokens []Token, k int) bool {
	for j := k - 1; j >= max(0, k-3); j-- {
		if tokens[j].Norm == "it" {
			return true
		}
	}
	return false
}
