package daily

import (
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
)

// Correction is a told story of which a quote no longer stands.
type Correction struct {
	// Story is the story as it was told. Its points, title and disagreements cite Citations, in
	// which those that still stand are of the newest revisions.
	Story     briefing.BriefingStory
	Citations []briefing.Citation
	// Fallen are the numbers of the citations that no longer stand.
	Fallen map[int]bool
	// Docs are the newest revisions of the story's articles, oldest first; those that are gone are missing.
	Docs   []*text.Document
	CopyOf map[briefing.ArticleID]briefing.ArticleID
	AsOf   time.Time
}

// Retell tells a story anew after a correction: what still stands as it was told, in the place of what
// fell what its article now says, and nothing longer than before. The citations are those of the story,
// numbered from 1. ok is false when nothing of the story stands any more.
func Retell(an *annotate.Analyzer, c Correction) (told briefing.BriefingStory, citations []briefing.Citation, ok bool) {
	if len(c.Docs) == 0 {
		return told, nil, false
	}
	most := 0
	for _, p := range c.Story.Points {
		most += len(strings.Fields(p.Text))
	}
	fresh := summary.Of(an, c.Docs, summary.Options{Words: storyWords, AsOf: c.AsOf, LeastGain: leastGain, CopyOf: c.CopyOf})
	told = c.Story
	told.State, told.Facts = briefing.Corrected, nil
	told.Points, told.Disagreements, told.TitleCites = []briefing.Point{}, []briefing.Disagreement{}, []int{}
	told.Why.Reasons = append(slices.Clone(told.Why.Reasons), "what was told has been changed by its source")
	told.Last = c.Docs[len(c.Docs)-1].Article.Published
	book := &book{}
	used := 0
	add := func(p briefing.Point, from []briefing.Citation) {
		if !slices.ContainsFunc(told.Points, func(have briefing.Point) bool { return claim.Repeats(have.Text, p.Text) }) {
			used += len(strings.Fields(p.Text))
			told.Points = append(told.Points, book.point(p, from))
		}
	}
	var lost []string
	for _, p := range c.Story.Points {
		standing, quotes := c.standing(p.Cites)
		if p.Cites = standing; len(p.Cites) > 0 && evidence.CheckPoint(an, p, c.Citations, articlesOf(c.Docs)) == nil {
			add(p, c.Citations)
			continue
		}
		lost = append(lost, quotes...)
		if now, cites, ok := c.instead(an, quotes); ok {
			add(now, cites)
		}
	}
	for _, p := range fresh.Points {
		if len(told.Points) == 0 || len(told.Points) < len(c.Story.Points) && used+len(strings.Fields(p.Text)) <= most {
			add(p, fresh.Citations)
		}
	}
	if len(told.Points) == 0 {
		return told, nil, false
	}
	told.TitleCites = book.cite(fresh.TitleCites, fresh.Citations)
	told.Title = fresh.Title
	standing, _ := c.standing(c.Story.TitleCites)
	if len(standing) > 0 && !slices.ContainsFunc(lost, func(q string) bool { return claim.Repeats(q, c.Story.Title) }) {
		told.Title, told.TitleCites = c.Story.Title, book.cite(standing, c.Citations)
	}
	for _, d := range fresh.Disagreements {
		told.Disagreements = append(told.Disagreements, briefing.Disagreement{
			About: d.About, A: book.point(d.A, fresh.Citations), B: book.point(d.B, fresh.Citations),
		})
	}
	told.Facts = facts(told, book.citations)
	return told, book.citations, true
}

// standing parts cites into those that stand and the quotes of those that fell, or of all where none fell.
func (c *Correction) standing(cites []int) (standing []int, quotes []string) {
	for _, n := range cites {
		if !c.Fallen[n] {
			standing = append(standing, n)
		}
	}
	for _, n := range cites {
		if i := numbered(c.Citations, n); i >= 0 && (c.Fallen[n] || len(standing) == len(cites)) {
			quotes = append(quotes, c.Citations[i].Quote)
		}
	}
	return standing, quotes
}

// instead is what the newest revisions say in the place of fallen quotes.
func (c *Correction) instead(an *annotate.Analyzer, quotes []string) (briefing.Point, []briefing.Citation, bool) {
	for _, q := range quotes {
		of := slices.IndexFunc(c.Citations, func(x briefing.Citation) bool { return x.Quote == q })
		for _, d := range c.Docs {
			if d.Article.ID != c.Citations[of].Article {
				continue
			}
			if i, ok := claim.Nearest(d, q); ok {
				if p, cites, ok := evidence.Make(an, d, i); ok {
					return p, cites, true
				}
			}
		}
	}
	return briefing.Point{}, nil, false
}

// articlesOf finds the articles of documents.
func articlesOf(docs []*text.Document) evidence.Article {
	return func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
		for _, d := range docs {
			if d.Article.ID == id && d.Article.Revision == r {
				return d.Article, nil
			}
		}
		return briefing.Article{}, briefing.ErrNotFound
	}
}

// numbered is the place of citation n, or -1.
func numbered(citations []briefing.Citation, n int) int {
	return slices.IndexFunc(citations, func(x briefing.Citation) bool { return x.N == n })
}

// facts are what a destination will have been told with a story.
func facts(s briefing.BriefingStory, citations []briefing.Citation) []briefing.Fact {
	var out []briefing.Fact
	take := func(p briefing.Point) {
		for _, n := range p.Cites {
			x := citations[numbered(citations, n)]
			f := briefing.Fact{Story: s.ID, Article: x.Article, Revision: x.Revision, Text: x.Quote, On: x.Published.Time}
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	for _, p := range s.Points {
		take(p)
	}
	for _, d := range s.Disagreements {
		take(d.A)
		take(d.B)
	}
	return out
}

// book collects citations and numbers them.
type book struct{ citations []briefing.Citation }

// cite takes over the citations of from with the given numbers, each once, and returns their new numbers.
func (b *book) cite(cites []int, from []briefing.Citation) []int {
	if cites == nil {
		return nil
	}
	out := make([]int, 0, len(cites))
	for _, n := range cites {
		x := from[numbered(from, n)]
		i := slices.IndexFunc(b.citations, func(have briefing.Citation) bool {
			return have.Same(x)
		})
		if i < 0 {
			i = len(b.citations)
			x.N = i + 1
			b.citations = append(b.citations, x)
		}
		out = append(out, i+1)
	}
	return out
}

func (b *book) point(p briefing.Point, from []briefing.Citation) briefing.Point {
	p.Cites = b.cite(p.Cites, from)
	return p
}

// Renumber gives a briefing citations numbered in the order of its stories; of holds those that each
// story cites now, left those that the titles of what is left out do.
func Renumber(b *briefing.Briefing, of [][]briefing.Citation, left []briefing.Citation) {
	book := &book{}
	for i := range b.Stories {
		s := &b.Stories[i]
		points := make([]briefing.Point, 0, len(s.Points))
		for _, p := range s.Points {
			points = append(points, book.point(p, of[i]))
		}
		disagreements := make([]briefing.Disagreement, 0, len(s.Disagreements))
		for _, d := range s.Disagreements {
			disagreements = append(disagreements, briefing.Disagreement{
				About: d.About, A: book.point(d.A, of[i]), B: book.point(d.B, of[i]),
			})
		}
		s.Points, s.Disagreements, s.TitleCites = points, disagreements, book.cite(s.TitleCites, of[i])
	}
	for i, l := range b.LeftOut {
		b.LeftOut[i].TitleCites = book.cite(l.TitleCites, left)
	}
	if b.Citations = book.citations; b.Citations == nil {
		b.Citations = []briefing.Citation{}
	}
}
