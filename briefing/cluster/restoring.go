package cluster

import (
	"iter"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

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
			if len(stories) == 0 && len(out) == restoredAtOnce { // nothing is known: all are grouped, part by part
				g.Update(out, nil, nil)
				out = nil
			}
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
