package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// signatureSieve reads the name that signs a quotation after a dash: “…” — Ana Brun.
var signatureSieve = cueSieve{"signature", []string{
	"“I never saw it.” — Ana Brun => Ana Brun",
	"“One. Two.”\n— Ana Brun\n“Three. Four.”\n— Peter Orlin => Ana Brun|Ana Brun|Ana Brun|Peter Orlin|Peter Orlin|Peter Orlin",
}, readSignature}

// longestSignature is how many tokens a signature has at most, with its dash.
const longestSignature = 14

func readSignature(c *cueReading) verdict {
	end := len(c.tokens)
	if c.tokens[end-1].Text == "." {
		end--
	}
	k := c.at
	if !dash(c.token().Text) || end-k >= longestSignature || k+1 >= end || k > 0 && (c.tokens[k-1].Word || !c.tokens[k-1].Quoted()) ||
		!text.IsCapital(c.tokens[k+1].Text) {
		return pass
	}
	for i := k; i < end; i++ {
		if c.tokens[i].Quoted() {
			return pass
		}
	}
	p := clause.Right(c.tokens, k+1, true)
	if p.To < end && c.tokens[p.To].Text != "," && c.tokens[p.To].Text != "(" {
		return refuse
	}
	c.cue.weight, c.cue.final = 3, true
	return c.find(p)
}

// dash says that a mark parts a name from what it signs.
func dash(mark string) bool {
	switch mark {
	case "—", "–", "―", "--", "-":
		return true
	}
	return false
}
