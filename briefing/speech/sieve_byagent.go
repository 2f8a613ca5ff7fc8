package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// byAgentSieve reads the source behind a participle: "remarks first reported by the Odrin Post".
var byAgentSieve = cueSieve{"by agent", []string{
	"Remarks criticised by the mayor were read out. => the mayor",
	"A man accused of theft was arrested, police said. => police",
}, readByAgent}

// tellVerbs are what a by-agent does who is the source: "as was reported by".
var tellVerbs = lex.Words("en/agent-verbs")

func readByAgent(c *cueReading) verdict {
	t := c.token()
	if !t.Is(text.SayPast) || c.at == 0 || c.tokens[c.at-1].Is(text.Auxiliary|text.Adverb|text.Pronoun) {
		return pass
	}
	switch nx := text.Next(c.tokens, c.at); {
	case nx == "by" && tellVerbs.Has(t.Norm):
		return c.agent()
	case t.Is(text.ClaimVerb) && (nx == "of" || nx == "with"):
		return refuse // "a man accused of theft"
	}
	return pass
}

// agent takes whom "by" names behind the verb as the speaker.
func (c *cueReading) agent() verdict {
	if text.Next(c.tokens, c.at) != "by" || !tellVerbs.Has(c.token().Norm) || c.at+2 >= len(c.tokens) {
		return refuse
	}
	c.cue.who, c.cue.weight = clause.Right(c.tokens, c.at+2, false), min(c.cue.weight, 2)
	if c.cue.who.Empty() || !clause.SpeakerLike(c.tokens, c.cue.who) {
		return refuse
	}
	return found
}
