package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/daily"
	"briefbot/briefing/text"
)

// grouped is the outcome of grouping one version of the corpus.
type grouped struct {
	version int
	upTo    briefing.Seq
	whole   bool // the stories are of that version
	stories []briefing.Story
}

// Stories groups everything that the desk holds. Stories keep their identities from call to call.
// The result is worked out once for each state of the corpus and must not be changed.
func (d *Desk) Stories() []briefing.Story { return d.group().stories }

// Edition builds the ranked candidates of a window from the desk's present state.
// The error is the context's.
func (d *Desk) Edition(ctx context.Context, r daily.Request) (*daily.Edition, error) {
	g := d.group()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.Reading = d.index.Document
	return daily.Build(d.analyzer, d.needed(g.stories, r), g.stories, r), nil
}

// needed are the desk's documents for an edition, oldest first. Those of stories that have nothing in its window are
// outlines without sentences.
func (d *Desk) needed(stories []briefing.Story, r daily.Request) []*text.Document {
	all := d.Articles()
	fresh := map[briefing.ArticleID]bool{}
	for _, a := range all {
		if daily.Within(r.Window, *a) {
			fresh[a.ID] = true
		}
	}
	whole := make(map[briefing.ArticleID]bool, len(fresh))
	for _, s := range stories {
		if slices.ContainsFunc(s.Articles, func(a briefing.StoryArticle) bool { return fresh[a.ID] }) {
			for _, a := range s.Articles {
				whole[a.ID] = true
			}
		}
	}
	out, outlines := make([]*text.Document, 0, len(all)), make([]text.Document, len(all))
	for i, a := range all {
		if !whole[a.ID] && !fresh[a.ID] {
			outlines[i].Article = *a
			out = append(out, &outlines[i])
		} else if doc := d.index.Document(a.ID); doc != nil {
			out = append(out, doc)
		}
	}
	return out
}

// group brings the stories up with the desk. What has come since they were worked out last meets only what is
// like it; a grouping that was adopted is gone on from.
func (d *Desk) group() grouped {
	d.grouping.Lock()
	defer d.grouping.Unlock()
	if !d.behind() {
		return d.grouped
	}
	var others []briefing.ArticleID
	anew := false
	if d.grouper == nil {
		if d.grouper, others = d.kept(); d.grouper == nil {
			d.grouper, anew = cluster.NewGrouper(d.index), true
		}
	}
	now, since := d.changed(others)
	put, n := slices.Values(since.put), len(since.put)+len(since.gone)
	if anew {
		put, n = d.documents(), d.Len()
	}
	d.unkept.Add(int64(n))
	if anew || d.adopted && !sameStories(d.grouper.Stories(), d.grouped.stories) {
		now.stories = d.grouper.Restore(put, since.gone, d.grouped.stories)
	} else {
		now.stories = d.grouper.Update(since.put, since.gone, nil)
	}
	d.grouped, d.adopted = now, false
	return d.grouped
}

// behind reports whether the desk has changed since stories were worked out.
func (d *Desk) behind() bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return !d.grouped.whole || d.grouped.version != d.version
}

// sameStories reports whether two groupings are the same.
func sameStories(a, b []briefing.Story) bool {
	return slices.EqualFunc(a, b, func(x, y briefing.Story) bool {
		return x.ID == y.ID && x.Title == y.Title && x.Topic == y.Topic && slices.Equal(x.Articles, y.Articles)
	})
}

// Grouping is Stories with the change of the followed corpus that they are up to.
func (d *Desk) Grouping() (briefing.Seq, []briefing.Story) {
	g := d.group()
	return g.upTo, g.stories
}

// Adopt takes over a grouping that another desk has made of the same corpus. Where both stand at the same
// change it is whole; else what it does not hold is grouped when it is needed.
func (d *Desk) Adopt(upTo briefing.Seq, stories []briefing.Story) {
	d.grouping.Lock()
	defer d.grouping.Unlock()
	d.mu.Lock()
	now := d.state()
	d.mu.Unlock()
	d.adopted = true
	if now.upTo != upTo {
		d.grouped = grouped{stories: stories}
		return
	}
	now.stories = stories
	d.grouped = now
}

// Topics lists the topics of the stories, the one with most articles first; at most limit.
func (d *Desk) Topics(limit int) []string {
	size := map[string]int{}
	for _, s := range d.Stories() {
		if s.Topic != "" {
			size[s.Topic] += len(s.Articles)
		}
	}
	topics := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b))
	})
	return topics[:min(limit, len(topics))]
}
