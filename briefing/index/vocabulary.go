package index

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"briefbot/briefing"
)

// shape is what a misspelling usually leaves as it was: the first letter, and nearly the length.
type shape struct {
	first  byte
	length uint8
}

func shapeOf(stem string) shape {
	s := shape{length: uint8(min(len(stem), 255))}
	if stem != "" {
		s.first = stem[0]
	}
	return s
}

// vocabulary is what all segments hold of terms. Who uses it holds the index' lock.
type vocabulary []*segment

func (ix *Index) words() vocabulary { return ix.segments }

// tally counts the living sentences that hold a term.
func (v vocabulary) tally(stem string) tally {
	var n tally
	for _, s := range v {
		n = n.plus(s.tally(stem), 1)
	}
	return n
}

// df is the number of living sentences that hold a term.
func (v vocabulary) df(stem string) int32 { return v.tally(stem).df }

// name reports whether a term is mostly written as a name is.
func (v vocabulary) name(stem string) bool {
	n := v.tally(stem)
	return n.capital > 2*n.small
}

// Terms that share their first prefixLength letters count as forms of one word, at most maxAlike of them.
const (
	prefixLength = 6
	maxAlike     = 12
)

// alike lists the other terms that begin like a long one, most frequent first.
func (v vocabulary) alike(stem string) []string {
	if len(stem) < prefixLength {
		return nil
	}
	tallies := map[string]tally{}
	prefix := stem[:prefixLength]
	for _, s := range v {
		for i, _ := s.terms.at(prefix); i < s.terms.count() && strings.HasPrefix(s.terms.name(i), prefix); i++ {
			if w := s.terms.name(i); w != stem {
				tallies[w] = tallies[w].plus(s.terms.tallies[i].plus(s.lost[w], -1), 1)
			}
		}
	}
	var out []string
	for w, n := range tallies {
		if n.df > 0 && n.capital <= 2*n.small {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(tallies[b].df, tallies[a].df), strings.Compare(a, b))
	})
	return out[:min(len(out), maxAlike)]
}

// number finds an item's document that is not gone, or -1.
func (s *segment) number(id briefing.ArticleID) int {
	i := sort.Search(len(s.byID), func(i int) bool { return s.docs[s.byID[i]].id >= id })
	if i < len(s.byID) {
		if k := int(s.byID[i]); s.docs[k].id == id && !s.isGone(k) {
			return k
		}
	}
	return -1
}
