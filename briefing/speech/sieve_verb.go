package speech

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// verbSieve lets only verbs of saying and thinking pass, and gives each its weight.
var verbSieve = cueSieve{"verb", []string{
	"Ana Brun bought bread. => ",
	"Ana Brun reportedly left. => ",
	"The Charges against Ana Brun were long. => ",
}, readVerb}

var (
	// plainSay are verbs that need nobody who is known for speaking as their subject.
	plainSay = lex.Words("en/plain-say-verbs")

	// coreVerbs say that words were said and nothing else; their subject is a speaker whatever it is.
	coreVerbs = lex.Words("en/core-say-verbs")
)

func readVerb(c *cueReading) verdict {
	t := c.token()
	if t.Quoted() || !t.Word || !t.Is(text.AnySay|text.AnyThink|text.Saying|text.Thinking|text.Attitude) || t.Is(text.Adverb) {
		return refuse
	}
	if text.IsCapital(t.Text) && !(c.headline && c.at > 0 && t.Is(text.SayPresent|text.ThinkThird)) {
		return refuse
	}
	c.cue.stance, c.cue.weight = text.StanceOf(t.Class()), weightOf(t)
	return pass
}

// weightOf is how surely a verb puts words into a mouth.
func weightOf(t *text.Token) float64 {
	switch {
	case coreVerbs.Has(t.Norm):
		return 3
	case t.Is(text.Saying):
		return .9
	case t.Is(text.Thinking):
		return .5
	case !t.Is(text.AnySay), t.Is(text.PersonVerb):
		return 1
	}
	return 2.2
}
