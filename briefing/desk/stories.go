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
	docs    []*text.Document
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
	return daily.Build(d.analyzer, g.docs, g.stories, r), nil
}

func (d *Desk) group() grouped {
	d.grouping.Lock()
	defer d.grouping.Unlock()
	docs, version := d.snapshot()
	if d.grouped.stories == nil || d.grouped.version != version {
		stories := cluster.Stories(docs, cluster.Options{Known: d.grouped.stories})
		d.grouped = grouped{version: version, docs: docs, stories: stories}
	}
	return d.grouped
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
