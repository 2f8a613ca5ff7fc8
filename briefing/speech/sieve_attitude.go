package speech

import "briefbot/briefing/text"

// attitudeSieve reads adjectives of opinion, which are of speech behind a form of "be" only.
var attitudeSieve = cueSieve{"attitude", []string{
	"Ana Brun is confident that the bridge will hold. => Ana Brun",
	"Ana Brun was convinced to give a speech. => ",
	"It was not clear when the bank would open again. => ",
}, readAttitude}

func readAttitude(c *cueReading) verdict {
	t, k := c.token(), c.at
	if !t.Is(text.Attitude) || t.Is(text.AnySay|text.AnyThink) {
		return pass
	}
	if k == 0 || !(c.tokens[k-1].Is(text.Auxiliary) || c.tokens[k-1].Is(text.Adverb) && text.At(c.tokens, k-2).Is(text.Auxiliary)) {
		return refuse
	}
	if nx := text.Next(c.tokens, k); t.Norm == "convinced" && nx == "to" {
		return refuse
	}
	if impersonalBefore(c.tokens, k) {
		return refuse
	}
	c.cue.weight = .8
	return pass
}

// impersonalBefore says that an "it" that stands for nobody is the subject of the words before k.
func impersonalBefore(tokens []text.Token, k int) bool {
	for j := k - 1; j >= max(0, k-3); j-- {
		if tokens[j].Norm == "it" {
			return true
		}
	}
	return false
}
