package index

import (
	"cmp"
	"container/heap"
	"strings"
)

// ranked is a unit with its score.
type ranked struct {
	unit  int32
	score float64
}

// compare orders by score, best first; equal scores stand newest first, then by article and place.
func (ix *Index) compare(a, b ranked) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	x, y := &ix.docs[ix.units[a.unit].doc], &ix.docs[ix.units[b.unit].doc]
	if c := y.published.Compare(x.published); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(string(x.doc.Article.ID), string(y.doc.Article.ID)), cmp.Compare(a.unit, b.unit))
}

// top keeps the best of what it is offered, as a heap with the worst of the kept on top.
type top struct {
	ix    *Index
	limit int
	kept  []ranked
}

// offer keeps r when it is among the best so far.
func (t *top) offer(r ranked) {
	if len(t.kept) < t.limit {
		heap.Push(t, r)
	} else if r.score >= t.kept[0].score && t.ix.compare(r, t.kept[0]) < 0 {
		t.kept[0] = r
		heap.Fix(t, 0)
	}
}

func (t *top) Len() int           { return len(t.kept) }
func (t *top) Less(i, j int) bool { return t.ix.compare(t.kept[i], t.kept[j]) > 0 }
func (t *top) Swap(i, j int)      { t.kept[i], t.kept[j] = t.kept[j], t.kept[i] }
func (t *top) Push(x any)         { t.kept = append(t.kept, x.(ranked)) }
func (t *top) Pop() any {
	last := t.kept[len(t.kept)-1]
	t.kept = t.kept[:len(t.kept)-1]
	return last
}
