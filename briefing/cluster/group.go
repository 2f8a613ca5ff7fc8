package cluster

import (
	"cmp"
	"slices"

	"briefbot/briefing"
)

// Bounds of what is worked out anew when something is touched: so many groups besides the new ones, and of a
// larger group its parts no more.
const (
	mostTouched = 24
	mostParted  = 60
)

// touch finds the groups that new cards could join or change.
func (g *Grouper) touch(fresh []int32) {
	g.spread()
	pull := map[*group]float64{}
	for _, n := range fresh {
		c := g.cards[n]
		if c.first != n {
			if x := g.cards[c.first].group; x != nil {
				g.touched[x] = true
			}
			continue
		}
		sum, most := map[*group]float64{}, map[*group]float64{}
		for to, sim := range c.edges.all() {
			if x := g.cards[to].group; x != nil {
				sum[x] += sim * float64(1+len(g.cards[to].reprints))
				most[x] = max(most[x], sim)
			}
		}
		for x, s := range sum {
			if mean := s / float64(len(x.members)); mean >= g.t.threshold/2 || most[x] >= 3*g.t.threshold {
				pull[x] = max(pull[x], mean)
			}
		}
	}
	all := make([]*group, 0, len(pull))
	for x := range pull {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b *group) int { return cmp.Or(-cmp.Compare(pull[a], pull[b]), cmp.Compare(a.serial, b.serial)) })
	for _, x := range all[:min(len(all), mostTouched+len(fresh))] {
		g.touched[x] = true
	}
}

// regroup works out the touched groups anew, with the new cards.
func (g *Grouper) regroup(fresh []int32, known []briefing.Story) {
	var nodes [][]int32
	for _, n := range fresh {
		if c := g.cards[n]; c.first == n {
			nodes = append(nodes, g.whole(n))
		}
	}
	before := slices.Clone(known)
	for x := range g.touched {
		before = append(before, x.story)
		nodes = append(nodes, g.part(x)...)
	}
	for _, node := range nodes {
		g.chronological(node)
		for _, n := range node {
			if c := g.cards[n]; c.first == n && !c.linked {
				g.link(n)
			}
		}
	}
	slices.SortFunc(nodes, func(a, b []int32) int { return earlier(&g.cards[a[0]].article, &g.cards[b[0]].article) })
	g.groups = slices.DeleteFunc(g.groups, func(x *group) bool { return g.touched[x] })
	for x := range g.touched {
		g.leave(x)
	}
	g.touched = map[*group]bool{}
	made := g.join(nodes)
	stories := make([]briefing.Story, len(made))
	for i, x := range made {
		stories[i] = g.story(x)
	}
	identify(stories, before, g.used)
	for i, x := range made {
		x.story = stories[i]
	}
	g.label(made, before)
	for _, x := range made {
		g.enter(x)
	}
	g.order()
}

// whole are a card and its reprints.
func (g *Grouper) whole(n int32) []int32 { return append([]int32{n}, g.cards[n].reprints...) }

// part cuts a group into the cards that can be linked anew; a large one and a frozen one stay as they are.
func (g *Grouper) part(x *group) [][]int32 {
	if len(x.members) == 0 {
		return nil
	}
	var nodes [][]int32
	for _, n := range x.members {
		if g.cards[n].first == n {
			nodes = append(nodes, g.whole(n))
		}
	}
	if len(nodes) <= mostParted && !slices.ContainsFunc(x.members, func(n int32) bool { return g.cards[n].frozen }) {
		return nodes
	}
	return [][]int32{slices.Concat(nodes...)}
}

// chronological orders the numbers of cards by time.
func (g *Grouper) chronological(members []int32) {
	slices.SortFunc(members, func(a, b int32) int { return earlier(&g.cards[a].article, &g.cards[b].article) })
}

// enter makes a group one of those that stand.
func (g *Grouper) enter(x *group) {
	x.serial = g.serial
	g.serial++
	g.bySerial[x.serial] = x
	g.groups = append(g.groups, x)
	g.used[x.story.ID] = true
	for _, n := range x.members {
		g.cards[n].group = x
	}
	g.centres.put(x.serial, g.centre(x))
}

// leave takes a group out of those that stand.
func (g *Grouper) leave(x *group) {
	delete(g.used, x.story.ID)
	delete(g.bySerial, x.serial)
	g.centres.remove(x.serial)
	for _, n := range x.members {
		g.cards[n].group = nil
	}
}

// order puts the groups into the order of their first members.
func (g *Grouper) order() {
	slices.SortFunc(g.groups, func(a, b *group) int { return earlier(&g.cards[a.members[0]].article, &g.cards[b.members[0]].article) })
}

// bagsOf are the bags of a group's members.
func (g *Grouper) bagsOf(members []int32) []bag {
	out := make([]bag, len(members))
	for i, n := range members {
		out[i] = g.cards[n].bag
	}
	return out
}

// story makes a Story of a group.
func (g *Grouper) story(x *group) briefing.Story {
	s := briefing.Story{Title: g.title(x.members)}
	originals := g.originals(x.members)
	for _, n := range x.members {
		a := g.cards[n].article
		s.Articles = append(s.Articles, briefing.StoryArticle{ID: a.ID, Origin: a.Origin, CopyOf: originals[n]})
		if a.Published.IsZero() {
			continue
		}
		if s.First.IsZero() {
			s.First = a.Published
		}
		s.Last = a.Published
	}
	return s
}
