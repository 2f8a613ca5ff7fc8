package cluster

import (
	"iter"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// restoredAtOnce is how many documents Restore holds at a time.
const restoredAtOnce = 2000

// Restore makes the Grouper hold documents, besides those that it has and that are not gone, in the stories in which they
// are known to be. Those that are in no story are grouped.
func (g *Grouper) Restore(docs iter.Seq[*text.Document], gone []briefing.ArticleID, stories []briefing.Story) []briefing.Story {
	if len(stories) == 0 {
		return g.byParts(docs, gone)
	}
	r := restoring{g: g, of: map[briefing.ArticleID]int{}, stories: stories}
	for k, s := range stories {
		for _, a := range s.Articles {
			r.of[a.ID] = k
		}
	}
	for _, d := range g.without(nil, gone) {
		r.put(d)
	}
	for d := range docs {
		r.put(d)
	}
	r.take()
	for _, c := range g.cards {
		if c == nil {
			continue
		}
		if _, ok := r.of[c.article.ID]; !ok {
			r.out = append(r.out, g.document(c))
		}
	}
	r.finish()
	if len(r.out)+len(g.touched) == 0 {
		return g.Stories()
	}
	return g.Update(r.out, nil, nil)
}

// byParts is Update with many documents, of which it holds so many at a time.
func (g *Grouper) byParts(docs iter.Seq[*text.Document], gone []briefing.ArticleID) []briefing.Story {
	var some []*text.Document
	for d := range docs {
		if some = append(some, d); len(some) == restoredAtOnce {
			g.Update(some, gone, nil)
			some, gone = nil, nil
		}
	}
	return g.Update(some, gone, nil)
}

// restoring is a Grouper that is made to hold what is known.
type restoring struct {
	g       *Grouper
	of      map[briefing.ArticleID]int // the story of each article
	stories []briefing.Story
	in, out []*text.Document // to be put into their stories, and to be grouped
}

// put takes a document.
func (r *restoring) put(d *text.Document) {
	if _, ok := r.of[d.Article.ID]; !ok {
		r.out = append(r.out, d)
	} else if r.in = append(r.in, d); len(r.in) == restoredAtOnce {
		r.take()
	}
}

// take makes cards of what is in stories.
func (r *restoring) take() {
	g := r.g
	docs := g.without(r.in, nil)
	r.in = nil
	fresh := g.take(chronological(docs))
	for _, n := range fresh {
		if !g.repeats(n) {
			g.index.put(n, g.cards[n].bag)
		}
	}
	g.release(fresh)
}

// finish makes the stories stand. Those that stood with the same articles stay.
func (r *restoring) finish() {
	g := r.g
	stood := map[briefing.StoryID]*group{}
	for _, x := range g.groups {
		stood[x.story.ID] = x
	}
	var made []*group
	g.groups = nil
	for k, s := range r.stories {
		members := r.members(k)
		x := stood[s.ID]
		switch {
		case len(members) == 0:
			continue
		case x != nil && slices.Equal(x.members, members):
			x.story = s
			delete(stood, s.ID)
			g.groups = append(g.groups, x)
		default:
			x = &group{story: s, members: members}
			made = append(made, x)
		}
		if len(members) < len(s.Articles) { // some are no longer there
			g.touched[x] = true
		}
	}
	for _, x := range stood {
		g.leave(x)
		delete(g.touched, x)
	}
	for _, x := range made {
		g.enter(x)
	}
	g.based = len(g.byID)
	g.order()
	g.freeze()
}

// members are the cards of a story that are there.
func (r *restoring) members(k int) []int32 {
	var out []int32
	for _, a := range r.stories[k].Articles {
		if n, ok := r.g.byID[a.ID]; ok && r.of[a.ID] == k {
			out = append(out, n)
			r.of[a.ID] = -1 // where it stands twice it is there once
		}
	}
	r.g.chronological(out)
	return out
}
