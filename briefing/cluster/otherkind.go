package cluster

import (
	"maps"
	"math"
	"slices"

	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// head is what a document claims in its title or its first sentence.
type head struct {
	*claim.Claim
	matter []int32 // hashes of the stems of its matter, ascending
	names  []int32 // hashes of its names' keys, ascending
}

// headClaims are what a document claims at its head.
type headClaims []head

func headOf(d *text.Document) headClaims {
	out := headClaims{newHead(claim.OfTitle(d))}
	for i := range d.Sentences {
		if s := &d.Sentences[i]; !s.Heading && len(s.Tokens) >= 5 {
			return append(out, newHead(claim.Of(d, i)))
		}
	}
	return out
}

func newHead(c *claim.Claim) head {
	h := head{Claim: c}
	for _, t := range c.Matter.Terms {
		h.matter = append(h.matter, int32(hash(t.Stem)))
	}
	for key := range maps.Keys(c.Names) {
		h.names = append(h.names, int32(hash(key)))
	}
	slices.Sort(h.matter)
	slices.Sort(h.names)
	return h
}

// leastMatter is the cosine of the matter of two claims under which they are surely not of one kind of thing.
const leastMatter = 0.29

// alike reports whether two heads may be of one kind of thing: claim.OtherOfKind looks closer.
func (h *head) alike(o *head) bool {
	return float64(common(h.matter, o.matter)) >= leastMatter*math.Sqrt(float64(len(h.matter)*len(o.matter)))
}

// otherOfKind reports whether two documents say the same of two things of one kind, another place, firm
// or person: all that their heads claim alike is of other names.
func (h headClaims) otherOfKind(o headClaims) bool {
	for i := range h { // who shares a name at the head tells of one event in two places
		for k := range o {
			if common(h[i].names, o[k].names) > 0 {
				return false
			}
		}
	}
	other, same := false, false
	for i := range min(len(h), len(o)) {
		other = h[i].alike(&o[i]) && claim.OtherOfKind(h[i].Claim, o[i].Claim) || other
	}
	for i := range min(len(h), len(o)) {
		same = same || other && claim.Same(h[i].Claim, o[i].Claim)
	}
	return other && !same
}
