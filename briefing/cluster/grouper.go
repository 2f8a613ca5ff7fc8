package cluster

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Grouper keeps the stories of a corpus while it changes. What an update brings meets only what is like it:
// the stories that it touches are worked out anew, the others stay. It must not be used by two at once.
type Grouper struct {
	t        tuning
	library  Library
	lx       *lexicon
	cards    []*card // by number, in the order of their coming; nil for one that was taken out
	byID     map[briefing.ArticleID]int32
	index    postings         // of the cards that are first of their twins
	prints   map[uint64]int32 // by part of an imprint: the latest card, first of its twins, that has it
	labels   *labels
	groups   []*group // in the order of their first members
	centres  postings // of the groups, by serial number
	serial   int32
	bySerial map[int32]*group
	used     map[briefing.StoryID]bool
	touched  map[*group]bool // to be worked out anew
	copiers  []int32         // cards of families that have grown
	frozen   int             // how many cards there were when it was last looked which are old
	based    int             // how many documents there were when all were grouped last
}

// Library gives documents back, so that a Grouper need not hold all that it was given.
type Library interface {
	// Document gives the newest revision of an item, or nil.
	Document(briefing.ArticleID) *text.Document
}

// NewGrouper returns a Grouper without documents. Where the library is nil it holds those that it gets.
func NewGrouper(l Library) *Grouper { return newGrouper(l, defaults) }

func newGrouper(l Library, t tuning) *Grouper {
	lx := newLexicon()
	return &Grouper{
		t: t, library: l, lx: lx, byID: map[briefing.ArticleID]int32{}, prints: map[uint64]int32{}, labels: newLabels(lx),
		used: map[briefing.StoryID]bool{}, touched: map[*group]bool{}, bySerial: map[int32]*group{},
	}
}

// Update takes documents in, or newer revisions of them, and others out, and returns all stories, in the order
// of their first articles: see Stories. known are stories that were told before of the same articles, for
// their identities, besides those that the Grouper has itself made. The order of put does not matter. The
// result must not be changed.
func (g *Grouper) Update(put []*text.Document, gone []briefing.ArticleID, known []briefing.Story) []briefing.Story {
	put = g.without(slices.Clone(put), gone)
	if n := len(g.byID) + len(put); g.based == 0 {
		g.based = n
	} else if 2*n >= 3*g.based && g.based < settled {
		put, known = append(put, g.documents()...), append(slices.Clone(known), g.Stories()...)
		*g = *newGrouper(g.library, g.t)
		g.based = n
	}
	fresh := g.take(chronological(put))
	for _, n := range fresh {
		g.meet(n)
	}
	g.touch(fresh)
	g.regroup(fresh, known)
	g.release(fresh)
	g.freeze()
	return g.Stories()
}

// frozenEvery is how many cards come before it is looked again which are old.
const frozenEvery = 512

// mostRead is of how many articles, the latest, it is kept what was read for comparing: of the others it is read again.
const mostRead = 2048

// freeze lets go of what only comparing needs of the articles that nothing new can be compared with any more: their
// stories have closed, and stay as they are.
func (g *Grouper) freeze() {
	if len(g.cards) < g.frozen+frozenEvery {
		return
	}
	g.frozen = len(g.cards)
	newest := &card{}
	for _, c := range g.cards {
		if c != nil && c.at.After(newest.at) {
			newest = c
		}
	}
	for n, c := range g.cards {
		switch {
		case c == nil:
		case c.apart(newest):
			c.frozen, c.heads, c.print, c.edges = true, nil, nil, nil
		case n < len(g.cards)-mostRead:
			c.heads, c.print = nil, nil
		}
	}
}

// settled is how many documents tell how common words and names are. A smaller corpus is grouped anew each time
// that it has grown by half.
const settled = 2000

// documents are all that the Grouper holds.
func (g *Grouper) documents() []*text.Document {
	var out []*text.Document
	for _, c := range g.cards {
		if c != nil {
			out = append(out, g.document(c))
		}
	}
	return out
}

// document is a card's document. Where the library no longer has that revision only the article is known.
func (g *Grouper) document(c *card) *text.Document {
	if c.doc != nil {
		return c.doc
	}
	if d := g.library.Document(c.article.ID); d != nil && d.Article.Revision == c.article.Revision {
		return d
	}
	return &text.Document{Article: *c.article}
}

// release lets go of documents that the library gives back.
func (g *Grouper) release(cards []int32) {
	if g.library == nil {
		return
	}
	for _, n := range cards {
		if c := g.cards[n]; c != nil && c.doc != nil {
			c.article, c.doc = outline(&c.doc.Article), nil
		}
	}
}

// outline is an article without what takes room, and without holding on to it.
func outline(a *briefing.Article) *briefing.Article {
	return &briefing.Article{
		ID: briefing.ArticleID(strings.Clone(string(a.ID))), Revision: briefing.Revision(strings.Clone(string(a.Revision))),
		Origin: strings.Clone(a.Origin), Position: a.Position, Language: strings.Clone(a.Language), Published: a.Published,
		PublishedFrom: briefing.PublishedFrom(strings.Clone(string(a.PublishedFrom))),
	}
}

// Stories are all stories as they stand.
func (g *Grouper) Stories() []briefing.Story {
	out := make([]briefing.Story, len(g.groups))
	for i, x := range g.groups {
		out[i] = x.story
	}
	return out
}

// restoredAtOnce is how many documents Restore holds at a time.
const restoredAtOnce = 2000

// Restore makes the Grouper, which must be empty, hold documents in the stories in which they are known to
// be. Those that are in no story are grouped.
func (g *Grouper) Restore(docs iter.Seq[*text.Document], stories []briefing.Story) []briefing.Story {
	r := restoring{g: g, of: map[briefing.ArticleID]int{}, groups: make([]*group, len(stories)), stories: stories}
	for k, s := range stories {
		for _, a := range s.Articles {
			r.of[a.ID] = k
		}
	}
	var in, out []*text.Document
	for d := range docs {
		if _, ok := r.of[d.Article.ID]; !ok {
			out = append(out, d)
		} else if in = append(in, d); len(in) == restoredAtOnce {
			r.take(in)
			in = in[:0]
		}
	}
	r.take(in)
	r.finish()
	if len(out)+len(g.touched) == 0 {
		return g.Stories()
	}
	return g.Update(out, nil, nil)
}

// restoring is a Grouper that is made to hold what is known.
type restoring struct {
	g       *Grouper
	of      map[briefing.ArticleID]int // the story of each article
	groups  []*group
	stories []briefing.Story
}

// take puts documents into their stories.
func (r *restoring) take(docs []*text.Document) {
	g := r.g
	g.based += len(docs)
	fresh := g.take(chronological(docs))
	for _, n := range fresh {
		k := r.of[g.cards[n].article.ID]
		if r.groups[k] == nil {
			r.groups[k] = &group{story: r.stories[k]}
		}
		r.groups[k].members = append(r.groups[k].members, n)
		if !g.repeats(n) {
			g.index.put(n, g.cards[n].bag)
		}
	}
	g.release(fresh)
}

// finish makes the stories stand.
func (r *restoring) finish() {
	for k, x := range r.groups {
		if x == nil {
			continue
		}
		r.g.chronological(x.members)
		r.g.enter(x)
		if len(x.members) < len(r.stories[k].Articles) { // some are no longer there
			r.g.touched[x] = true
		}
	}
	r.g.order()
	r.g.freeze()
}

// without takes documents out that are gone or replaced, and returns what is to be put in: put, and what
// was a twin of what went.
func (g *Grouper) without(put []*text.Document, gone []briefing.ArticleID) []*text.Document {
	replaced := map[briefing.ArticleID]bool{}
	for _, id := range gone {
		replaced[id] = true
	}
	for _, d := range put {
		replaced[d.Article.ID] = true
	}
	for id := range replaced {
		n, ok := g.byID[id]
		if !ok {
			continue
		}
		for _, twin := range slices.Clone(g.cards[n].twins) {
			if c := g.cards[twin]; !replaced[c.article.ID] {
				put = append(put, g.document(c))
			}
			g.drop(twin)
		}
		g.drop(n)
	}
	return put
}

// drop takes a card out; its group is left without it and has to be linked anew.
func (g *Grouper) drop(n int32) {
	c := g.cards[n]
	if c == nil {
		return
	}
	for _, e := range c.edges {
		if o := g.cards[e.to]; o != nil {
			o.edges = slices.DeleteFunc(o.edges, func(e edge) bool { return e.to == n })
		}
	}
	for _, k := range c.copies {
		if o := g.cards[k]; o != nil {
			o.copies = slices.DeleteFunc(o.copies, func(k int32) bool { return k == n })
		}
	}
	if first := g.cards[c.twin]; first != nil {
		first.twins = slices.DeleteFunc(first.twins, func(k int32) bool { return k == n })
	}
	if c.group != nil {
		c.group.members = slices.DeleteFunc(c.group.members, func(k int32) bool { return k == n })
		g.touched[c.group] = true
	}
	if c.twin == n {
		g.index.remove(n)
	}
	g.lx.forget(c.lead.all)
	g.labels.forget(c.about)
	delete(g.byID, c.article.ID)
	g.cards[n] = nil
}

// take makes cards of documents, in their order, and returns their numbers.
func (g *Grouper) take(docs []*text.Document) []int32 {
	counts := make([]map[int32]float64, len(docs))
	for i, d := range docs {
		counts[i] = g.lx.count(d, g.t)
	}
	g.lx.rate(counts, g.t)
	about := g.labels.add(docs)
	fresh := make([]int32, len(docs))
	for i, d := range docs {
		n := int32(len(g.cards))
		fresh[i] = n
		c := &card{article: &d.Article, doc: d, head: g.lx.heading(d), bag: g.lx.weigh(counts[i], g.t), lead: g.lx.lead(d, counts[i], g.t), about: about[i], twin: n}
		if certain(&d.Article) {
			c.at = d.Article.Published.Time
		}
		g.cards = append(g.cards, c)
		g.byID[d.Article.ID] = n
	}
	return fresh
}

// meet finds whose text a card repeats, or else what it is like.
func (g *Grouper) meet(n int32) {
	if !g.repeats(n) {
		g.link(n)
		g.index.put(n, g.cards[n].bag)
	}
}

// repeats finds the card whose text n repeats, and makes n its twin.
func (g *Grouper) repeats(n int32) bool {
	c := g.cards[n]
	parts := printed(g.document(c))
	for _, part := range parts {
		first, ok := g.prints[part]
		if !ok || g.cards[first] == nil || !g.same(c, g.cards[first]) {
			continue
		}
		c.twin = first
		g.cards[first].twins = append(g.cards[first].twins, n)
		g.copied(n, first)
		return true
	}
	for _, part := range parts {
		g.prints[part] = n
	}
	return false
}

// same reports whether two cards have nearly the same text, of one event.
func (g *Grouper) same(a, b *card) bool {
	if !a.at.IsZero() && !b.at.IsZero() && a.at.Sub(b.at).Abs() > closes || a.at.IsZero() != b.at.IsZero() {
		return false
	}
	return g.imprint(a).resembles(g.imprint(b)) && g.likeness(a, b, 1) >= sameEvent
}

// sameEvent is the likeness from which two like texts are taken to be of one event.
const sameEvent = 0.5

// link finds the cards that n is like.
func (g *Grouper) link(n int32) {
	c := g.cards[n]
	c.linked = true
	known := map[int32]bool{n: true}
	for _, e := range c.edges {
		known[e.to] = true
	}
	pass := func(k int32) bool { return !known[k] && !c.apart(g.cards[k]) }
	g.index.near(c.bag, g.t.floor, pass, func(k int32, dot float64) {
		o := g.cards[k]
		sim := g.likeness(c, o, dot)
		if math.Abs(sim) >= negligible {
			c.edges = append(c.edges, edge{k, float32(sim)})
			o.edges = append(o.edges, edge{n, float32(sim)})
		}
		if dot >= g.t.copyLikeness && g.copy(c, o) {
			g.copied(n, k)
		}
	})
}

// negligible is a likeness that is not kept.
const negligible = 0.02

// likeness is how far two cards, of which the bags are alike by dot, are of one event.
func (g *Grouper) likeness(a, b *card, dot float64) float64 {
	sim := dot * together(a.article, b.article, g.t)
	if a.article.Language == b.article.Language {
		sim *= a.lead.headed(&b.lead, g.t)
	}
	sim *= a.lead.agreement(&b.lead, g.t)
	if sim >= g.t.threshold && g.headsOf(a).otherOfKind(g.headsOf(b)) {
		return 0
	}
	return sim
}

func (g *Grouper) headsOf(c *card) headClaims {
	if c.heads == nil {
		c.heads = headOf(g.document(c))
	}
	return c.heads
}

func (g *Grouper) imprint(c *card) *imprint {
	if c.print == nil {
		c.print = newImprint(g.document(c), g.lx, g.t)
	}
	return c.print
}

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
		if c.twin != n {
			if x := g.cards[c.twin].group; x != nil {
				g.touched[x] = true
			}
			continue
		}
		sum, most := map[*group]float64{}, map[*group]float64{}
		for _, e := range c.edges {
			if x := g.cards[e.to].group; x != nil {
				sum[x] += float64(e.sim) * float64(1+len(g.cards[e.to].twins))
				most[x] = max(most[x], float64(e.sim))
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
		if c := g.cards[n]; c.twin == n {
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
			if c := g.cards[n]; c.twin == n && !c.linked {
				g.link(n)
			}
		}
	}
	slices.SortFunc(nodes, func(a, b []int32) int { return earlier(g.cards[a[0]].article, g.cards[b[0]].article) })
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

// whole are a card and its twins.
func (g *Grouper) whole(n int32) []int32 { return append([]int32{n}, g.cards[n].twins...) }

// part cuts a group into the cards that can be linked anew; a large one and a frozen one stay as they are.
func (g *Grouper) part(x *group) [][]int32 {
	if len(x.members) == 0 {
		return nil
	}
	var nodes [][]int32
	for _, n := range x.members {
		if g.cards[n].twin == n {
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
	slices.SortFunc(members, func(a, b int32) int { return earlier(g.cards[a].article, g.cards[b].article) })
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
	slices.SortFunc(g.groups, func(a, b *group) int { return earlier(g.cards[a.members[0]].article, g.cards[b.members[0]].article) })
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
