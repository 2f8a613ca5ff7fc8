package cluster

import (
	"cmp"
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
	sizes   []int             // documents in a group
	members [][]int           // the nodes in a group; nil for one that was joined into another
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

// node is what linking begins with: a card, or several that are surely of one story.
type node struct {
	members []int   // what link gives back
	size    int     // documents in it
	within  float64 // the likeness of all their pairs
	span    span
}

// pairing is the likeness of all pairs between two nodes, a before b.
type pairing struct {
	a, b int
	sim  float64
}

// link joins nodes into groups. Pairs without a pairing count as 0. Groups come ordered by their first member,
// members ascending.
func link(nodes []node, pairs []pairing, t tuning) [][]int {
	n := len(nodes)
	l := &linkage{t: t, sums: make([]map[int]float64, n), within: make([]float64, n), sizes: make([]int, n),
		members: make([][]int, n), spans: make([]span, n), version: make([]int, n)}
	for i, x := range nodes {
		l.sums[i] = map[int]float64{}
		l.members[i], l.sizes[i], l.within[i], l.spans[i] = x.members, x.size, x.within, x.span
	}
	for _, e := range pairs {
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

// join links the cards of nodes, and makes groups of what belongs together.
func (g *Grouper) join(cards [][]int32) []*group {
	nodes := make([]node, len(cards))
	of := map[int32]int{}
	for i, members := range cards {
		x := node{members: []int{i}, size: len(members)}
		for _, n := range members {
			of[n] = i
			x.span = x.span.join(span{g.cards[n].at, g.cards[n].at})
		}
		nodes[i] = x
	}
	var out []*group
	for _, together := range link(nodes, g.pairings(cards, nodes, of), g.t) {
		x := &group{}
		for _, i := range together {
			x.members = append(x.members, cards[i]...)
		}
		g.chronological(x.members)
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b *group) int { return earlier(&g.cards[a.members[0]].article, &g.cards[b.members[0]].article) })
	return out
}

// pairings adds up the edges between nodes, and those inside them into the nodes.
func (g *Grouper) pairings(cards [][]int32, nodes []node, of map[int32]int) []pairing {
	sums := map[[2]int]float64{}
	for _, n := range slices.Concat(cards...) {
		c, i := g.cards[n], of[n]
		if c.first != n {
			continue
		}
		times := float64(1 + len(c.reprints))
		nodes[i].within += times * (times - 1) / 2
		for to, sim := range c.edges.all() {
			k, ok := of[to]
			if !ok || to < n {
				continue // each pair once
			}
			sim *= times * float64(1+len(g.cards[to].reprints))
			if k == i {
				nodes[i].within += sim
			} else {
				sums[[2]int{min(i, k), max(i, k)}] += sim
			}
		}
	}
	pairs := make([]pairing, 0, len(sums))
	for at, sim := range sums {
		pairs = append(pairs, pairing{at[0], at[1], sim})
	}
	slices.SortFunc(pairs, func(x, y pairing) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return pairs
}

// offer queues the merge of two groups, if it may be.
func (l *linkage) offer(a, b int) {
	a, b = min(a, b), max(a, b)
	na, nb := l.sizes[a], l.sizes[b]
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
	n := l.sizes[a]
	return l.within[a] / float64(n*(n-1)/2)
}

// join puts group b into group a and offers what the new group could be joined with.
func (l *linkage) join(a, b int) {
	l.within[a] += l.within[b] + l.sums[a][b]
	l.members[a] = append(l.members[a], l.members[b]...)
	l.members[b] = nil
	l.sizes[a] += l.sizes[b]
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
