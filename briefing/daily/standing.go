package daily

import (
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// standing tells how c stands with the destination: its state, the documents to tell it from, and
// what is known already.
//
// A story that was told goes on with what came since: an article that was told from, and still says
// the same, is not looked at again, for what it holds besides was there when it was told.
func (t *tailor) standing(c *candidate, kept *keptStory) (briefing.State, []*text.Document, briefing.Told) {
	if !t.knows(c) {
		if kept != nil {
			return briefing.New, kept.original, t.told
		}
		return briefing.New, c.original(), t.told
	}
	members := map[briefing.ArticleID]*text.Document{}
	for _, d := range c.docs {
		members[d.Article.ID] = d
	}
	state := briefing.New
	toldFrom := map[briefing.ArticleID]briefing.Revision{}
	newest := time.Time{} // of the articles that were told from: older ones were there too
	for _, f := range t.told {
		d := members[f.Article]
		if f.Story != c.story.ID && d == nil {
			continue
		}
		if state == briefing.New {
			state = briefing.Developing
		}
		toldFrom[f.Article] = f.Revision
		if f.On.After(newest) {
			newest = f.On
		}
		if d != nil && changed(d, f) {
			state = briefing.Corrected
		}
	}
	if state == briefing.New {
		return state, c.original(), t.told
	}
	var docs []*text.Document
	for _, d := range c.fresh {
		if r, ok := toldFrom[d.Article.ID]; !ok && !c.dormant && !seen(d.Article).Before(newest) || ok && r != d.Article.Revision {
			docs = append(docs, d)
		}
	}
	return state, c.withoutCopies(docs, members), t.told
}

// knows reports whether anything of a story, or from one of its articles, was told.
func (t *tailor) knows(c *candidate) bool {
	if len(t.told) > 0 && t.from == nil {
		t.from, t.of = map[briefing.ArticleID]bool{}, map[briefing.StoryID]bool{}
		for _, f := range t.told {
			t.from[f.Article], t.of[f.Story] = true, true
		}
	}
	return t.of[c.story.ID] || len(t.from) > 0 && slices.ContainsFunc(c.docs, func(d *text.Document) bool { return t.from[d.Article.ID] })
}

// withoutCopies leaves out the documents that copy an article of the story from before them: what they
// say was there.
func (c *candidate) withoutCopies(docs []*text.Document, members map[briefing.ArticleID]*text.Document) []*text.Document {
	among := map[briefing.ArticleID]bool{}
	for _, d := range docs {
		among[d.Article.ID] = true
	}
	return slices.DeleteFunc(docs, func(d *text.Document) bool {
		of := c.copyOf[d.Article.ID]
		return members[of] != nil && !among[of]
	})
}

// original is the fresh documents without late copies: what only repeats an article from before the
// window is no news, and a machine's paraphrase distorts it. A story with nothing else keeps them.
func (c *candidate) original() []*text.Document {
	old := map[briefing.ArticleID]bool{}
	for _, d := range c.docs {
		old[d.Article.ID] = true
	}
	for _, d := range c.fresh {
		delete(old, d.Article.ID)
	}
	var out []*text.Document
	for _, d := range c.fresh {
		if !old[c.copyOf[d.Article.ID]] {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return c.fresh
	}
	return out
}

// corrected reports whether one of the story's articles does not say any more what was told from it.
func (c *candidate) corrected(told briefing.Told) bool {
	for _, f := range told {
		for _, d := range c.docs {
			if changed(d, f) {
				return true
			}
		}
	}
	return false
}

// changed reports whether d is another revision of the article that f was told from and does not
// hold the told sentence any more.
func changed(d *text.Document, f briefing.Fact) bool {
	return d.Article.ID == f.Article && d.Article.Revision != f.Revision && !strings.Contains(d.Article.Text, f.Text)
}

// corrections are the points that the changed articles now make in the place of what was told.
func (t *tailor) corrections(c *candidate) []point {
	var points []point
	have := map[string]bool{}
	for _, f := range t.told {
		for _, d := range c.docs {
			if !changed(d, f) {
				continue
			}
			i, ok := claim.Nearest(d, f.Text)
			if !ok {
				continue
			}
			p, cites, ok := evidence.Make(t.e.an, d, i)
			if !ok || have[p.Text] {
				continue
			}
			have[p.Text] = true
			points = append(points, point{Point: p, cites: cites, words: countWords(p.Text)})
		}
	}
	return points
}
