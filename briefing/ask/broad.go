package ask

import (
	"cmp"
	"slices"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Limits of an overview, which answers a broad question ("What happened to the Sula?", "latest on Greyhaven").
const (
	maxOverview    = 4
	overviewDrop   = 6.0  // by how much a point may rank below the first
	overviewOwn    = 0.5  // of the question's share that the first holds, that a further one must hold itself
	overviewHeld   = 0.75 // the same for bare keywords, with neighbours and headings
	untitled       = 3.0  // what a point loses whose title does not name what is asked
	sameArticle    = 1.5  // what a further point of an article loses for each that is there
	overviewAmong  = 40   // the candidates that are looked at
	repeatedShare  = 0.5  // of the shorter one's matter that two sentences share when they tell the same
	repeatedWords  = 4    // and how many words these are at least
	repeatedAtMost = 0.8  // the same, from which on they do so even where their numbers differ
)

// isBroad reports whether a question asks for whatever there is to tell: "what happened to", "what's new about",
// "what is going on in", "latest on", "any news of".
func isBroad(w []text.Token) bool {
	for i, t := range w {
		next := norm(w, i+1)
		switch t.Norm {
		case "happened", "happening", "occurred":
			return w[0].Norm == "what"
		case "going":
			if next == "on" && w[0].Norm == "what" {
				return true
			}
		case "new":
			if i <= 2 && w[0].Norm == "what" && (next == "" || prepositions.Has(next) || next == "there") {
				return true
			}
		case "news":
			if i <= 2 || next == "about" || next == "on" || next == "of" || next == "from" {
				return true
			}
		case "latest", "update", "updates":
			if next == "" || prepositions.Has(next) || next == "news" {
				return !slices.ContainsFunc(w[:i], func(t text.Token) bool {
					return t.Norm == "count" || asking.Has(t.Norm) && t.Norm != "what" && t.Norm != "whats"
				})
			}
		}
	}
	return false
}

// broadWords carry a broad question and not its matter.
var broadWords = lex.Words("en/broad-question-words")

// overview chooses what an answer to a broad question tells: good candidates that do not repeat each other, from
// different articles where it can be, in the order of time; newest first where the newest is asked for.
func (r *reading) overview(all []candidate) []candidate {
	var out []candidate
	left := slices.Clone(all[:min(overviewAmong, len(all))])
	for len(out) < maxOverview && len(left) > 0 {
		best, at := 0.0, -1
		for i, c := range left {
			if !r.overviews(all[0], c, out) {
				continue
			}
			rank := c.rank - untitled*(1-r.titled(c))
			for _, o := range out {
				if o.Doc == c.Doc {
					rank -= sameArticle
				}
			}
			if rank >= all[0].rank-overviewDrop && (at < 0 || rank > best) {
				best, at = rank, i
			}
		}
		if at < 0 {
			break
		}
		out = append(out, left[at])
		left = slices.Delete(left, at, at+1)
	}
	if r.kind == keywords {
		return out // best first
	}
	slices.SortStableFunc(out, func(x, y candidate) int {
		p, q := x.Doc.Article.Published.Time, y.Doc.Article.Published.Time
		if p.IsZero() || q.IsZero() {
			return 0
		}
		if r.newest {
			p, q = q, p
		}
		return cmp.Or(p.Compare(q), cmp.Compare(x.Sentence, y.Sentence))
	})
	return out
}

// overviews reports whether a candidate may stand in an overview beside what is chosen.
func (r *reading) overviews(first, c candidate, chosen []candidate) bool {
	s := &c.Doc.Sentences[c.Sentence]
	if s.Heading || c.f("own")+c.f("asked-time") < overviewOwn*(first.f("own")+first.f("asked-time")) {
		return false
	}
	if r.kind == keywords && c.f("headed") < overviewHeld*(first.f("headed")) {
		return false
	}
	return !repeats(chosen, c)
}

// titled is the share of the question's mass that a candidate's title or its first sentence's names hold; 1 for an article
// without a title.
func (b *bag) titled(c candidate) float64 {
	if len(c.Doc.Title.Tokens) == 0 {
		return 1
	}
	found := make([]float64, len(b.terms))
	b.hold(&c.Doc.Title, found, 1)
	return b.share(found)
}

// repeats reports whether a candidate tells what one of others tells already.
func repeats(others []candidate, c candidate) bool {
	s := &c.Doc.Sentences[c.Sentence]
	bag := wordsOf(s)
	for _, o := range others {
		q := &o.Doc.Sentences[o.Sentence]
		b := wordsOf(q)
		both := 0
		for w := range bag {
			if b[w] {
				both++
			}
		}
		if n := min(len(bag), len(b)); n > 0 {
			share := float64(both) / float64(n)
			if share >= repeatedAtMost || share >= repeatedShare && both >= repeatedWords && !otherNumbers(s, q) {
				return true
			}
		}
	}
	return false
}

// wordsOf is the set of stems of a sentence's words that are no function words.
func wordsOf(s *text.Sentence) map[string]bool {
	bag := map[string]bool{}
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Word && !t.Stop && !questionStopwords.Has(t.Norm) {
			bag[t.Stem] = true
		}
	}
	return bag
}

// otherNumbers reports whether two sentences give different numbers of one thing.
func otherNumbers(a, b *text.Sentence) bool {
	other := false
	for _, x := range a.Numbers {
		for _, y := range b.Numbers {
			if x.Value == y.Value && x.Unit == y.Unit {
				return false
			}
			if x.Value != y.Value && x.Unit == y.Unit && (x.Noun == y.Noun || x.Noun == "" || y.Noun == "") {
				other = true
			}
		}
	}
	return other
}
