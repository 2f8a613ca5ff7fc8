package cluster

import (
	"slices"

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
	index    postings         // of the cards that are first prints
	prints   map[uint64]int32 // by part of an imprint: the latest card, a first print, that has it
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
// of their first articles. Every document is in exactly one story, members oldest first; one that copies another
// says so in CopyOf. The same input gives the same stories and ids, in whatever order it comes; adding an article
// of another subject changes no ID.
//
// known are stories that were told before of the same articles, for their identities, besides those that the
// Grouper has itself made; a story closes seven days after its last article. The result must not be changed.
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

// settled is how many documents tell how common words and names are. A smaller corpus is grouped anew each time
// that it has grown by half.
const settled = 2000

// Stories are all stories as they stand.
func (g *Grouper) Stories() []briefing.Story {
	out := make([]briefing.Story, len(g.groups))
	for i, x := range g.groups {
		out[i] = x.story
	}
	return out
}
