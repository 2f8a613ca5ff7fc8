package index

import (
	"cmp"
	"container/heap"
)

// ranked is a sentence with its score.
type ranked struct {
	score, article float64
	entry          *entry
	segment        int32
	doc, unit      uint32 // of the segment, and of the document
}

// compare orders by score, best first; equal scores stand newest first, then by article and place.
func compare(a, b ranked) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	if c := b.entry.published.Compare(a.entry.published); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.entry.id, b.entry.id), cmp.Compare(a.unit, b.unit))
}

// top keeps the best of what it is offered, as a heap with the worst of the kept on top.
type top struct {
	limit  int
	kept   []ranked
	scored int // documents whose sentences were scored for it
}

// full reports whether it keeps as many as it may.
func (t *top) full() bool { return len(t.kept) == t.limit }

// least is the score of the worst of the kept.
func (t *top) least() float64 { return t.kept[0].score }

// offer keeps r when it is among the best so far.
func (t *top) offer(r ranked) {
	if len(t.kept) < t.limit {
		heap.Push(t, r)
	} else if r.score >= t.kept[0].score && compare(r, t.kept[0]) < 0 {
		t.kept[0] = r
		heap.Fix(t, 0)
	}
}

func (t *top) Len() int           { return len(t.kept) }
func (t *top) Less(i, j int) bool { return compare(t.kept[i], t.kept[j]) > 0 }
func (t *top) Swap(i, j int)      { t.kept[i], t.kept[j] = t.kept[j], t.kept[i] }
func (t *top) Push(x any)         { t.kept = append(t.kept, x.(ranked)) }
func (t *top) Pop() any {
	last := t.kept[len(t.kept)-1]
	t.kept = t.kept[:len(t.kept)-1]
	return last
}
