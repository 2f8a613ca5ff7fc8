package ask

import (
	"slices"

	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// Limits for what has overtaken the best candidate.
const (
	tollDrop      = 3.0 // by how much it may rank below the first
	overtakeNames = 0.9 // of the share of the question's names that the first holds, that it must hold
	tollOwn       = 0.8 // the share of what the first holds itself that a newer toll must hold
	tollLike      = 0.3 // how like the older one's words those of a newer toll are that holds or ranks less
	undoneFirst   = 25  // the candidates among which a withdrawal, or what became of a plan, is looked for
)

// overtake puts before the best candidate what has overtaken it, the newest first, and leaves out what that overtakes
// (promise: what is not the state of things any more is not told as it): a newer count of what is asked, the withdrawal
// of what it says, and what became of a plan. A question that names a day or whose count it wants is left alone.
func (r *reading) overtake(all []candidate) []candidate {
	if len(all) == 0 || len(r.speaker) > 0 {
		return all
	}
	at, newest, first := 0, claim.Of(all[0].Doc, all[0].Sentence), &all[0]
	tolls := r.kind == howMany && r.tollTerm() >= 0 && len(r.sentence.Times) == 0
	old := map[int]bool{}
	for i := 1; i < min(undoneFirst, len(all)); i++ {
		c := &all[i]
		if c.sentence().Heading || c.f("headed-names") < overtakeNames*first.f("headed-names") {
			continue
		}
		x := claim.Of(c.Doc, c.Sentence)
		if tolls && r.tollBeside(first, c, x, newest) && claim.Updates(x, newest) || r.undoes(x, newest) {
			old[at] = true
			at, newest = i, x
		}
	}
	if at == 0 && !tolls {
		return all
	}
	out := []candidate{all[at]}
	for i, c := range all {
		if i == at || old[i] {
			continue
		}
		if i < undoneFirst && r.outdated(newest, claim.Of(c.Doc, c.Sentence)) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// undoes reports whether a later claim undoes another one that may answer. What became of a plan is told to whom asks of
// that, and not to whom asks of something else that stands in the same sentence.
func (r *reading) undoes(x, old *claim.Claim) bool {
	return claim.Undoes(x, old) && (r.coming() || r.kind == yesNo || r.kind == happened || !claim.Fulfils(x, old))
}

// tollBeside reports whether a candidate may count what the first does: it ranks near it and holds as much of the
// question, or it gives a toll of the same in words like those of the one that it would take the place of.
func (r *reading) tollBeside(first, c *candidate, x, old *claim.Claim) bool {
	if c.rank >= first.rank-tollDrop && c.f("own") >= tollOwn*first.f("own") {
		return true
	}
	toll, ok := r.tollOf(c.sentence(), r.tollTerm())
	return ok && toll.Value > 0 && x.All.Cosine(old.All) >= tollLike
}

// outdated reports whether a claim is no answer beside what has overtaken the best one.
func (r *reading) outdated(newest, c *claim.Claim) bool {
	return claim.Overtakes(newest, c) ||
		r.kind == howMany && !apartByPlace(newest, c) && slices.ContainsFunc(claim.Tolls(c.Read()), func(p claim.People) bool {
			return slices.ContainsFunc(claim.Tolls(newest.Read()), func(n claim.People) bool {
				return n.Fate == p.Fate && n.Count.Value > p.Count.Value
			})
		})
}

// apartByPlace reports whether two claims are of different places: each of them, or its page's title, names some that the
// other's does not, and they share none.
func apartByPlace(a, b *claim.Claim) bool {
	mine, other := placesOf(a), placesOf(b)
	return len(mine) > 0 && len(other) > 0 && !slices.ContainsFunc(mine, func(p string) bool { return slices.Contains(other, p) })
}

// placesOf are the keys of what a claim and its page's title name as the place of something.
func placesOf(c *claim.Claim) []string {
	var out []string
	for _, s := range []*text.Sentence{c.Read(), &c.Doc.Title} {
		for _, n := range s.Names {
			if first, _ := tokensOf(s, n.Span); n.Kind == text.Place || n.Kind != text.Person && located(s, first) {
				out = append(out, n.Key)
			}
		}
	}
	return out
}

// stale reports whether a candidate has overtaken another one, by which the corpus would deny what a question asks.
func (r *reading) stale(c candidate, all []candidate) bool {
	old := claim.Of(c.Doc, c.Sentence)
	return slices.ContainsFunc(all[:min(deniedFirst, len(all))], func(x candidate) bool {
		return x.Doc != c.Doc && claim.Overtakes(claim.Of(x.Doc, x.Sentence), old)
	})
}
