package cluster

import (
	"container/heap"
	"slices"
)

// link groups n documents by average linkage: the two groups that are most alike on average are
// joined, again and again, while that average is at least threshold. Pairs without an edge count
// as 0. Groups come ordered by their first member, members ascending.
//
// Average linkage is what keeps long chains of slightly alike articles from growing into one blob,
// as single linkage would let them.
func link(n int, edges []edge, threshold float64) [][]int {
	sums := make([]map[int]float64, n) // sums[a][b]: the likeness of all pairs between groups a and b
	members := make([][]int, n)
	version := make([]int, n)
	for i := range n {
		sums[i] = map[int]float64{}
		members[i] = []int{i}
	}
	q := make(mergeQueue, 0, len(edges))
	for _, e := range edges {
		sums[e.a][e.b] = e.sim
		sums[e.b][e.a] = e.sim
		if e.sim >= threshold {
			q = append(q, merge{a: e.a, b: e.b, sim: e.sim})
		}
	}
	heap.Init(&q)
	for q.Len() > 0 {
		m := heap.Pop(&q).(merge)
		if version[m.a] != m.va || version[m.b] != m.vb {
			continue
		}
		a, b := m.a, m.b
		members[a] = append(members[a], members[b]...)
		members[b] = nil
		version[a]++
		version[b] = -1
		delete(sums[a], b)
		delete(sums[b], a)
		for c, s := range sums[b] {
			sums[a][c] += s
			delete(sums[c], b)
		}
		sums[b] = nil
		for c, s := range sums[a] {
			sums[c][a] = s
			if avg := s / float64(len(members[a])*len(members[c])); avg >= threshold {
				x, y := min(a, c), max(a, c)
				heap.Push(&q, merge{a: x, b: y, va: version[x], vb: version[y], sim: avg})
			}
		}
	}
	var out [][]int
	for _, g := range members {
		if g != nil {
			slices.Sort(g)
			out = append(out, g)
		}
	}
	return out
}

// merge is two groups that could be joined, as they stood when it was queued.
type merge struct {
	a, b   int
	va, vb int
	sim    float64
}

// mergeQueue is a heap of merges, the most alike first; ties go to the earlier documents.
type mergeQueue []merge

func (q mergeQueue) Len() int { return len(q) }
func (q mergeQueue) Less(i, j int) bool {
	x, y := q[i], q[j]
	if x.sim != y.sim {
		return x.sim > y.sim
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
