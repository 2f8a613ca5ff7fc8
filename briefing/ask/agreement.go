package ask

import (
	"cmp"
	"slices"
	"strings"

	"briefbot/briefing/text"
)

// agreement is what candidates say of each other.
var agreement = []feature{
	{"agreed", func(x *sight) float64 { return x.agreed }},
	{"fed", func(x *sight) float64 { return x.fed }},
}

// Sizes of what is learned from the best candidates of the index.
const (
	voters  = 40 // how many of them vote
	feeders = 12 // how many of them tell which words belong to the matter
)

// agree sets how far the candidates agree. The answer to a question of fact tends to stand in many good
// candidates, a wrong thing of the right type in few (Dumais et al., "Web question answering: is more
// always better?", 2002): every article has one voice for a thing.
func (r *reading) agree(all []*sight) {
	best := slices.Clone(all)
	slices.SortStableFunc(best, func(a, b *sight) int { return cmp.Compare(b.hit.score, a.hit.score) })
	r.voteFor(best[:min(voters, len(best))])
	r.feed(all, best[:min(feeders, len(best))])
}

// voteFor counts in how many articles the things of the best candidates stand.
func (r *reading) voteFor(best []*sight) {
	type voice struct {
		doc   *text.Document
		thing string
	}
	heard, votes, most := map[voice]bool{}, map[string]float64{}, 0.0
	for _, x := range best {
		for _, t := range x.thingsNamed() {
			if v := (voice{x.d, t}); !heard[v] {
				heard[v] = true
				votes[t] += r.share(x.near)
				most = max(most, votes[t])
			}
		}
	}
	if most <= 1 {
		return
	}
	for _, x := range best {
		for _, t := range x.thingsNamed() {
			x.agreed = max(x.agreed, votes[t]/most*min(1, most/3))
		}
	}
}

// thingsNamed lists, in a form for comparing, the things of the asked type in a candidate; where no type
// is asked, its names that the question does not hold.
func (x *sight) thingsNamed() []string {
	var out []string
	switch x.r.want {
	case aTime, aYear, aNumber, aShare, anAge, aSum:
		for _, t := range x.list {
			if t.sure >= 0.3 {
				out = append(out, strings.ToLower(x.full[x.s.Tokens[t.first].Start():x.s.Tokens[t.last].End()]))
			}
		}
	case aReason:
	default:
		for _, n := range x.s.Names {
			if n.Key != "" && !x.r.names(n.Text) && (x.r.want == anything || sureOf(x.r.want, n.Kind) >= 0.5) {
				out = append(out, n.Key)
			}
		}
	}
	return out
}

// feed measures how much each candidate holds of the words that the best ones of different articles share
// beside those of the question.
func (r *reading) feed(all, best []*sight) {
	docs := map[string]map[*text.Document]bool{}
	for _, x := range best {
		for i := range x.s.Tokens {
			t := &x.s.Tokens[i]
			if !t.Word || t.Stop || x.marks[i] >= 0 || matterless.Has(t.Norm) {
				continue
			}
			if docs[t.Stem] == nil {
				docs[t.Stem] = map[*text.Document]bool{}
			}
			docs[t.Stem][x.d] = true
		}
	}
	for _, x := range all {
		seen := map[string]bool{}
		for i := range x.s.Tokens {
			if t := &x.s.Tokens[i]; len(docs[t.Stem]) >= 2 && !seen[t.Stem] {
				seen[t.Stem] = true
				x.fed += float64(len(docs[t.Stem])) / feeders
			}
		}
		x.fed = min(1, x.fed)
	}
}
