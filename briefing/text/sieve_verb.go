package text

import "briefbot/briefing/lex"

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
	if t.Quoted() || !t.Word || !t.Is(AnySay|AnyThink|Saying|Thinking|Attitude) || t.Is(Adverb) {
		return refuse
	}
	if isCapital(t.Text) && !(c.headline && c.at > 0 && t.Is(SayPresent|ThinkThird)) {
		return refuse
	}
	c.cue.stance, c.cue.weight = stanceOf(t.Class()), weightOf(t)
	return pass
}

// weightOf is how surely a verb puts words into a mouth.
func weightOf(t *Token) float64 {
	switch {
	case coreVerbs.Has(t.Norm):
		return 3
	case t.Is(Saying) && !t.Is(AnySay):
		return .9
	case t.Is(Thinking) && !t.Is(AnySay):
		return .5
	case !t.Is(AnySay), t.Is(PersonVerb):
		return 1
	}
	return 2.2
}
