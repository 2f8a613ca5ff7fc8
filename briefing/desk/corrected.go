package desk

import (
	"context"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// withdrawn is why a story is left out of which nothing stands any more.
const withdrawn = "its sources no longer say what was told"

// Corrected reads again what b rests on. A quote that still stands in its article's newest revision
// keeps its point: its citation is renewed (range, hash, revision), and that alone is no change. A story
// of which a quote, or what the quote proves, no longer stands is told anew from the newest revisions of
// its articles, in the state Corrected; where nothing of it stands it is moved to those left out. changed
// names both, in the order of b; b itself is not touched. What is returned passes evidence.CheckBriefing
// where b did. The error is the context's.
func (d *Desk) Corrected(ctx context.Context, b briefing.Briefing) (now briefing.Briefing, changed []briefing.StoryID, err error) {
	docs := d.cited(b)
	renewed, fallen, moved := renew(b.Citations, docs)
	if !moved {
		return b, nil, ctx.Err()
	}
	now = b
	now.Citations, now.Stories, now.LeftOut = renewed, slices.Clone(b.Stories), slices.Clone(b.LeftOut)
	document := func(c briefing.Citation) (*text.Document, error) {
		if doc := docs[c.Article]; doc != nil && doc.Article.Revision == c.Revision {
			return doc, nil
		}
		return nil, briefing.ErrNotFound
	}
	var kept []briefing.BriefingStory
	var cited [][]briefing.Citation
	for _, s := range now.Stories {
		if err := ctx.Err(); err != nil {
			return b, nil, err
		}
		if stands(s, b.Citations, renewed, fallen) || len(evidence.CheckStory(d.analyzer, s, renewed, document)) == 0 {
			kept, cited = append(kept, s), append(cited, renewed)
			continue
		}
		changed = append(changed, s.ID)
		c := daily.Correction{Story: s, Citations: renewed, Fallen: fallen, AsOf: b.AsOf}
		c.Docs, c.CopyOf = d.articlesOf(s, b)
		told, citations, ok := daily.Retell(d.analyzer, c)
		if !ok || len(evidence.CheckStory(d.analyzer, told, citations, document)) > 0 {
			now.LeftOut = append(now.LeftOut, briefing.LeftOut{ID: s.ID, Why: withdrawn})
			continue
		}
		kept, cited = append(kept, told), append(cited, citations)
	}
	for i, l := range now.LeftOut {
		if slices.ContainsFunc(l.TitleCites, func(n int) bool { return fallen[n] }) {
			now.LeftOut[i].Title, now.LeftOut[i].TitleCites = "", nil
		}
	}
	if len(changed) == 0 {
		return now, nil, nil
	}
	if now.Stories = kept; kept == nil {
		now.Stories = []briefing.BriefingStory{}
	}
	daily.Renumber(&now, cited, renewed)
	return now, changed, nil
}

// cited are the newest revisions of the articles that a briefing cites.
func (d *Desk) cited(b briefing.Briefing) map[briefing.ArticleID]*text.Document {
	docs := map[briefing.ArticleID]*text.Document{}
	for _, c := range b.Citations {
		if docs[c.Article] == nil {
			if doc := d.index.Document(c.Article); doc != nil {
				docs[c.Article] = doc
			}
		}
	}
	return docs
}

// renew brings citations up to the newest revisions. fallen are the numbers of those whose quotes no
// longer stand; moved says that anything is not as it was.
func renew(citations []briefing.Citation, docs map[briefing.ArticleID]*text.Document) (
	now []briefing.Citation, fallen map[int]bool, moved bool,
) {
	now, fallen = slices.Clone(citations), map[int]bool{}
	for i, c := range citations {
		doc := docs[c.Article]
		switch {
		case doc == nil:
			fallen[c.N], moved = true, true
		case doc.Article.Revision != c.Revision:
			moved = true
			if c.Field == briefing.FieldTitle {
				at := strings.Index(doc.Article.Title, c.Quote)
				if fallen[c.N] = at < 0; at >= 0 {
					now[i] = briefing.CiteTitle(doc.Article, at, at+len(c.Quote))
					now[i].N = c.N
				}
			} else if at := standsAt(doc, c); at >= 0 {
				now[i] = briefing.Cite(doc.Article, at, at+len(c.Quote))
				now[i].N = c.N
			} else {
				fallen[c.N] = true
			}
		}
	}
	return now, fallen, moved
}

// standsAt is where a quote stands in the newest revision: whole sentences before parts of them, and
// of several places the one nearest to where it stood; -1 where it does not.
func standsAt(doc *text.Document, c briefing.Citation) int {
	best, bestWhole := -1, false
	starts, ends := map[int]bool{}, map[int]bool{}
	for _, s := range doc.Sentences {
		starts[s.Start], ends[s.End] = true, true
	}
	for at := 0; ; at++ {
		i := strings.Index(doc.Article.Text[at:], c.Quote)
		if i < 0 {
			return best
		}
		at += i
		whole := starts[at] && ends[at+len(c.Quote)]
		if best < 0 || whole && !bestWhole || whole == bestWhole && distance(at, c.Start) < distance(best, c.Start) {
			best, bestWhole = at, whole
		}
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

// stands reports whether everything that s cites is as it was when it was told.
func stands(s briefing.BriefingStory, old, now []briefing.Citation, fallen map[int]bool) bool {
	cites := slices.Clone(s.TitleCites)
	for _, p := range s.Points {
		cites = append(cites, p.Cites...)
	}
	for _, x := range s.Disagreements {
		cites = append(append(cites, x.A.Cites...), x.B.Cites...)
	}
	for i, c := range old {
		if slices.Contains(cites, c.N) && (fallen[c.N] || now[i] != c) {
			return false
		}
	}
	return true
}

// articlesOf are the newest revisions of a told story's articles, oldest first, and which of them copy
// which: those that it cites, and those that were there when it was told.
func (d *Desk) articlesOf(s briefing.BriefingStory, b briefing.Briefing) ([]*text.Document, map[briefing.ArticleID]briefing.ArticleID) {
	members, copyOf := map[briefing.ArticleID]bool{}, map[briefing.ArticleID]briefing.ArticleID{}
	cite := func(cites []int) {
		for _, c := range b.Citations {
			if slices.Contains(cites, c.N) {
				members[c.Article] = true
			}
		}
	}
	cite(s.TitleCites)
	for _, p := range s.Points {
		cite(p.Cites)
	}
	for _, story := range d.Stories() {
		for _, a := range story.Articles {
			if a.CopyOf != "" {
				copyOf[a.ID] = a.CopyOf
			}
			if story.ID != s.ID {
				continue
			}
			if head, ok := d.index.Article(a.ID); ok && daily.Within(b.Window, head) {
				members[a.ID] = true
			}
		}
	}
	var out []*text.Document
	for id := range members {
		if doc := d.index.Document(id); doc != nil {
			out = append(out, doc)
		}
	}
	slices.SortFunc(out, func(a, b *text.Document) int { return inOrder(&a.Article, &b.Article) })
	return out, copyOf
}
