package cluster

import (
	"cmp"
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Options tunes clustering. The zero value is the default.
type Options struct {
	// Known are the stories of earlier days; a story that goes on keeps its identity. It is known
	// by its articles, so the documents must include those of the stories that are still open. A
	// story closes seven days after its last article.
	Known []briefing.Story
}

// Stories groups documents: every document is in exactly one story, members oldest first, stories
// in the order of their first article. The same input gives the same stories and ids, in whatever
// order it comes; adding an article of another subject changes no ID. A document that copies another
// says so in CopyOf.
func Stories(docs []*text.Document, o Options) []briefing.Story {
	return stories(docs, o, defaults)
}

func stories(docs []*text.Document, o Options, t tuning) []briefing.Story {
	docs = chronological(docs)
	r := read(docs, t)
	edges := neighbours(r.bags, len(r.words), t.floor)
	copyOf := copies(docs, edges, r, t)
	heads := make([]headClaims, len(docs))
	head := func(i int) headClaims {
		if heads[i] == nil {
			heads[i] = headOf(docs[i])
		}
		return heads[i]
	}
	for i, e := range edges {
		if head(e.a).otherOfKind(head(e.b)) {
			edges[i].sim = 0
			continue
		}
		edges[i].sim *= together(docs[e.a], docs[e.b], t)
		if docs[e.a].Article.Language == docs[e.b].Article.Language {
			edges[i].sim *= r.leads[e.a].headed(r.leads[e.b], t)
		}
		edges[i].sim *= r.leads[e.a].agreement(r.leads[e.b], t)
	}
	times := make([]time.Time, len(docs))
	for i, d := range docs {
		if certain(d.Article) {
			times[i] = d.Article.Published.Time
		}
	}
	groups := link(times, edges, t)
	out := make([]briefing.Story, len(groups))
	for i, g := range groups {
		out[i] = story(docs, g, r, copyOf)
	}
	identify(out, o.Known)
	label(out, groups, r, docs, o.Known, t)
	return out
}

// chronological orders documents by publication, undated ones last, by their place on a page, and
// by identity where that does not decide, so that nothing after it depends on the order of the input.
func chronological(docs []*text.Document) []*text.Document {
	out := slices.Clone(docs)
	slices.SortStableFunc(out, func(x, y *text.Document) int {
		a, b := x.Article, y.Article
		if a.Published.IsZero() != b.Published.IsZero() {
			if a.Published.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.Published.Compare(b.Published.Time), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Revision, b.Revision))
	})
	return out
}

// certain reports whether an article's publication time is known well enough to part it from what
// is like it. A date that was read in the text may be that of an event or of another piece, and one
// in an address is sometimes that of a rewritten page; they make two articles less alike, but close
// no story.
func certain(a briefing.Article) bool {
	switch a.PublishedFrom {
	case briefing.FromURL, briefing.FromText, briefing.FromVote:
		return false
	}
	return !a.Published.IsZero()
}

// together is the factor that two documents' publication times put on their likeness. An uncertain
// time counts here, since much likeness can outweigh it.
func together(a, b *text.Document, t tuning) float64 {
	x, y := a.Article.Published, b.Article.Published
	if x.IsZero() || y.IsZero() {
		return 1
	}
	apart := x.Sub(y.Time).Abs()
	if apart > closes && !(certain(a.Article) && certain(b.Article)) {
		return t.closedFloor
	}
	return closeness(apart.Hours()/24, t.sigma, t.timeFloor)
}

// story makes a Story of the documents at the positions in group.
func story(docs []*text.Document, group []int, r reading, copyOf map[briefing.ArticleID]briefing.ArticleID) briefing.Story {
	s := briefing.Story{Title: title(docs, group, r)}
	for _, i := range group {
		a := docs[i].Article
		s.Articles = append(s.Articles, briefing.StoryArticle{ID: a.ID, Origin: a.Origin, CopyOf: copyOf[a.ID]})
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
