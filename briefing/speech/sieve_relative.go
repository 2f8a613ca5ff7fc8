package speech

import "briefbot/briefing/clause"

// relativeSieve skips a relative clause with a verb of its own: "residents who have seen the plan say".
var relativeSieve = cueSieve{"relative clause", []string{
	"Residents who have seen the plan say it is useless. => Residents",
	"A stallholder who has sold eels there since 1988 said she was sad. => A stallholder",
}, readRelative}

func readRelative(c *cueReading) verdict {
	q := clause.Relative(c.tokens, c.start)
	if q == 0 {
		return pass
	}
	w := clause.Left(c.tokens, q)
	if w.Empty() || !clause.SpeakerLike(c.tokens, clause.Head(c.tokens, w)) && !plainSay.Has(c.token().Norm) {
		return pass
	}
	return c.find(w)
}
