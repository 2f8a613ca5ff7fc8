package cluster

import (
	"container/heap"
	"slices"
	"time"
)

// closes is how long after its last article a story ends: what comes later is another story.
const closes = 7 * 24 * time.Hour

// linkage is an agglomerative clustering under way: groups of documents, and how alike they are.
//
// It joins the two groups that are most alike on average, again and again (average linkage, UPGMA),
// because single linkage would let a chain of slightly alike articles grow into one blob. Two
// groups that each hold together much better than they do with one another are left apart, however
// alike they are by the general measure: that is what two look-alike events on one topic look like.
// The fewer members the smaller group has, the less is known about how well it holds together, and
// the less is asked.
type linkage struct {
	t       tuning
	sums    []map[int]float64 // sums[a][b]: the likeness of all pairs between groups a and b
	within  []float64         // the likeness of all pairs inside a group
	members [][]int           // nil for a group that was joined into another
	spans   []span
	version []int // counts a group's changes, so that a queued merge can be seen to be stale
	queue   mergeQueue
}

// span is the time between a group's first and last dated article; the zero span has none.
type span struct{ first, last time.Time }

// join is the span of two groups together.
func (s span) join(o span) span {
	if s.first.IsZero() {
		return o
	}
	if !o.first.IsZero() && o.first.Before(s.first) {
		s.first = o.first
	}
	if o.last.After(s.last) {
		s.last = o.last
	}
	return s
}

// apart reports whether one of the groups had closed before the other began.
func (s span) apart(o span) bool {
	if s.first.IsZero() || o.first.IsZero() {
		return false
	}
	return s.first.Sub(o.last) > closes || o.first.Sub(s.last) > closes
}

// link groups documents, of which times are the publication times (zero where unknown). Pairs
// without an edge count as 0. Groups come ordered by their first member, members ascending.
func link(times []time.Time, edges []edge, t tuning) [][]int {
	n := len(times)
	l := &linkage{t: t, sums: make([]map[int]float64, n), within: make([]float64, n),
		members: make([][]int, n), spans: make([]span, n), version: make([]int, n)}
	for i, at := range times {
		l.sums[i] = map[int]float64{}
		l.members[i] = []int{i}
		l.spans[i] = span{at, at}
	}
	for _, e := range edges {
		l.sums[e.a][e.b] = e.sim
		l.sums[e.b][e.a] = e.sim
		l.offer(e.a, e.b)
	}
	for l.queue.Len() > 0 {
		m := heap.Pop(&l.queue).(merge)
		if l.version[m.a] == m.va && l.version[m.b] == m.vb {
			l.join(m.a, m.b)
		}
	}
	var out [][]int
	for _, g := range l.members {
		if g != nil {
			slices.Sort(g)
			out = append(out, g)
		}
	}
	return out
}

// offer queues the merge of two groups, if it may be.
func (l *linkage) offer(a, b int) {
	a, b = min(a, b), max(a, b)
	na, nb := len(l.members[a]), len(l.members[b])
	likeness := l.sums[a][b] / float64(na*nb)
	if likeness < l.t.threshold || l.spans[a].apart(l.spans[b]) {
		return
	}
	if na >= l.t.cohesionFrom && nb >= l.t.cohesionFrom {
		inner := (l.mean(a) + l.mean(b)) / 2
		known := float64(min(na, nb))
		if likeness < l.t.cohesion*inner*known/(known+l.t.doubt) {
			return
		}
	}
	heap.Push(&l.queue, merge{a: a, b: b, va: l.version[a], vb: l.version[b], likeness: likeness})
}

// mean is the average likeness of the pairs inside a group of two or more.
func (l *linkage) mean(a int) float64 {
	n := len(l.members[a])
	return l.within[a] / float64(n*(n-1)/2)
}

// join puts group b into group a and offers what the new group could be joined with.
func (l *linkage) join(a, b int) {
	l.within[a] += l.within[b] + l.sums[a][b]
	l.members[a] = append(l.members[a], l.members[b]...)
	l.members[b] = nil
	l.spans[a] = l.spans[a].join(l.spans[b])
	l.version[a]++
	l.version[b] = -1
	delete(l.sums[a], b)
	delete(l.sums[b], a)
	for c, s := range l.sums[b] {
		l.sums[a][c] += s
		delete(l.sums[c], b)
	}
	l.sums[b] = nil
	for c, s := range l.sums[a] {
		l.sums[c][a] = s
		l.offer(a, c)
	}
}

// merge is two groups that could be joined, as they stood when it was queued.
type merge struct {
	a, b     int
	va, vb   int
	likeness float64
}

// mergeQueue is a heap of merges, the most alike first; ties go to the earlier documents.
type mergeQueue []merge

func (q mergeQueue) Len() int { return len(q) }
func (q mergeQueue) Less(i, j int) bool {
	x, y := q[i], q[j]
	if x.likeness != y.likeness {
		return x.likeness > y.likeness
	}
	if x.a != y.a {
		return x.a < y.a
	}
	return x.b < y.b
}
func (q mergeQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *mergeQueue) Push(x any)   { *q = append(*q, x.(merge)) }
func (q *mergeQueue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
