package cluster

import (
	"cmp"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Copies maps every article that copies or rewrites another to its original; originals and
// independent articles have no entry. What copies what is decided in three ways: verbatim, when most
// of the shorter text's word sequences stand in the longer one; rewritten, when both tell the
// same names, numbers and quoted words in the same order, however the words between them differ; and
// spun, when the shorter tells nothing but what the longer does, in its order, and shares hardly a word
// with it besides names: who reports for himself uses the plain words of the matter.
//
// Of the texts that copy one another the original is the one of the news agency that they credit,
// else the earliest, else the most complete.
func Copies(docs []*text.Document) map[briefing.ArticleID]briefing.ArticleID {
	docs = chronological(docs)
	r := read(docs, defaults)
	return copies(docs, neighbours(r.bags, len(r.words), defaults.floor), r, defaults)
}

// copies finds the copies among the pairs of edges.
func copies(docs []*text.Document, edges []edge, r reading, t tuning) map[briefing.ArticleID]briefing.ArticleID {
	prints := make([]*imprint, len(docs))
	get := func(i int) *imprint {
		if prints[i] == nil {
			prints[i] = newImprint(docs[i], r.lexicon, t)
		}
		return prints[i]
	}
	root := make([]int, len(docs))
	for i := range root {
		root[i] = i
	}
	var find func(i int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, e := range edges {
		if e.sim < t.copyLikeness {
			continue
		}
		a, b := get(e.a), get(e.b)
		if a.verbatim(b) >= t.verbatim || a.retold(b, t) >= t.retold || r.reworded(e.a, e.b, t) && a.within(b, t) >= t.spun {
			root[find(e.b)] = find(e.a)
		}
	}
	families := map[int][]int{}
	for i := range docs {
		if r := find(i); r != i || prints[i] != nil {
			families[r] = append(families[r], i)
		}
	}
	out := map[briefing.ArticleID]briefing.ArticleID{}
	for _, f := range families {
		if len(f) < 2 {
			continue
		}
		original := docs[slices.MinFunc(f, func(x, y int) int { return seniority(docs[x], docs[y]) })].Article.ID
		for _, i := range f {
			if id := docs[i].Article.ID; id != original {
				out[id] = original
			}
		}
	}
	return out
}

// reworded reports whether two documents are alike by their names and not by their words.
func (r reading) reworded(a, b int, t tuning) bool {
	weight := map[int32]float64{}
	for _, x := range r.bags[a] {
		weight[x.id] = x.weight
	}
	names, words := 0.0, 0.0
	for _, x := range r.bags[b] {
		if r.named(x.id) {
			names += weight[x.id] * x.weight
		} else {
			words += weight[x.id] * x.weight
		}
	}
	return words <= t.reworded*names
}

// seniority orders two texts of one family, the likelier original first.
func seniority(x, y *text.Document) int {
	first := func(a, b bool) int {
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}
	a, b := x.Article, y.Article
	c := first(ownWire(x, y), ownWire(y, x))
	if c == 0 {
		c = first(!a.Published.IsZero(), !b.Published.IsZero())
	}
	if c == 0 {
		c = cmp.Compare(a.Published.UTC().Format("2006-01-02"), b.Published.UTC().Format("2006-01-02"))
	}
	return cmp.Or(c, -cmp.Compare(len(a.Text), len(b.Text)), cmp.Compare(a.ID, b.ID))
}
