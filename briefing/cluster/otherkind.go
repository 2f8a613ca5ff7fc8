package cluster

import (
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// headClaims are what a document claims at its head: its title and its first sentence.
type headClaims []*claim.Claim

func headOf(d *text.Document) headClaims {
	out := headClaims{claim.OfTitle(d)}
	for i := range d.Sentences {
		if s := &d.Sentences[i]; !s.Heading && len(s.Tokens) >= 5 {
			return append(out, claim.Of(d, i))
		}
	}
	return out
}

// otherOfKind reports whether two documents say the same of two things of one kind, another place, firm
// or person: all that their heads claim alike is of other names.
func (h headClaims) otherOfKind(o headClaims) bool {
	for _, c := range h { // who shares a name at the head tells of one event in two places
		for key := range c.Names {
			for _, x := range o {
				if _, ok := x.Names[key]; ok {
					return false
				}
			}
		}
	}
	other, alike := false, false
	for i := range min(len(h), len(o)) {
		other = claim.OtherOfKind(h[i], o[i]) || other
	}
	for i := range min(len(h), len(o)) {
		alike = alike || other && claim.Same(h[i], o[i])
	}
	return other && !alike
}
