package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/daily"
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
	return daily.Build(d.analyzer, d.Documents(), g.stories, r), nil
}

// group brings the stories up with the desk. What has come since they were worked out last meets only what is
// like it; a grouping that was adopted is gone on from.
func (d *Desk) group() grouped {
	d.grouping.Lock()
	defer d.grouping.Unlock()
	now, since := d.changed()
	if d.grouped.whole && d.grouped.version == now.version {
		return d.grouped
	}
	switch {
	case d.grouper != nil:
		now.stories = d.grouper.Update(since.put, since.gone, nil)
	case len(d.grouped.stories) > 0:
		d.grouper = cluster.NewGrouper()
		now.stories = d.grouper.Restore(d.Documents(), d.grouped.stories)
	default:
		d.grouper = cluster.NewGrouper()
		now.stories = d.grouper.Update(d.Documents(), nil, nil)
	}
	d.grouped = now
	return d.grouped
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
	d.grouper = nil
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
