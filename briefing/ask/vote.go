package ask

import (
	"math"
	"strings"

	"briefbot/briefing/text"
)

// voters is how many of the best candidates vote.
const voters = 40

// vote sets fVote of the first candidates, which are ranked. The answer to a question of fact tends
// to stand in many good candidates, a wrong thing of the right type in few (Dumais et al., "Web
// question answering: is more always better?", 2002). Every article has one voice for a thing: that
// of its best sentence.
func (r *reading) vote(all []candidate) {
	all = all[:min(voters, len(all))]
	if len(all) == 0 {
		return
	}
	type voice struct {
		doc   *text.Document
		thing string
	}
	heard := map[voice]bool{}
	votes := map[string]float64{}
	held := make([][]string, len(all))
	for i := range all {
		c := &all[i]
		held[i] = r.tokens(c)
		weight := math.Exp(c.rank - all[0].rank)
		for _, t := range held[i] {
			if v := (voice{c.Doc, t}); !heard[v] {
				heard[v] = true
				votes[t] += weight
			}
		}
	}
	most := 0.0
	for _, v := range votes {
		most = max(most, v)
	}
	for i := range all {
		best := 0.0
		for _, t := range held[i] {
			best = max(best, votes[t])
		}
		if most > 1 {
			all[i].vector[fVote] = best / most
		}
		all[i].vector[fVote] *= min(1, most/3)
	}
}

// tokens lists, in a form for comparing, the things of the asked type in a candidate; where no type
// is asked, its names and numbers that the question does not hold.
func (r *reading) tokens(c *candidate) []string {
	s := &c.Doc.Sentences[c.Sentence]
	full := c.Doc.Article.Text
	var out []string
	switch r.want {
	case aTime, aYear, aNumber, aShare, anAge, aSum:
		for _, t := range r.things(s, full) {
			if t.sure >= 0.3 {
				out = append(out, strings.ToLower(full[s.Tokens[t.first].Start:s.Tokens[t.last].End]))
			}
		}
	case aReason:
	default:
		for _, n := range s.Names {
			if n.Key != "" && !r.names(n.Text) && (r.want == anything || sureOf(r.want, n.Kind) >= 0.5) {
				out = append(out, n.Key)
			}
		}
	}
	return out
}
