package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// surveySieve reads the poll that numbers come from: "45 percent in a new survey by the Odrin Post".
var surveySieve = cueSieve{"survey", []string{
	"Brun won 45 percent in a new survey by the Odrin Post. => a new survey by the Odrin Post",
}, readSurvey}

func readSurvey(c *cueReading) verdict {
	t := c.token()
	if t.Norm != "in" || t.Quoted() || c.at+2 >= len(c.tokens) {
		return pass
	}
	p := clause.Right(c.tokens, c.at+1, true)
	for i := p.From; i < p.To && i < p.From+7; i++ {
		u := &c.tokens[i]
		if (u.Norm == "poll" || u.Norm == "survey") && figures(c.tokens) {
			c.cue.weight = .6
			return c.find(p)
		}
		if u.Is(text.Preposition) {
			break
		}
	}
	return refuse
}

// figures says that a number stands among the tokens.
func figures(tokens []text.Token) bool {
	for k := range tokens {
		if tokens[k].Digit() || tokens[k].Is(text.NumberWord) {
			return true
		}
	}
	return false
}
