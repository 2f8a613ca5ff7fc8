package summary

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// minTitle and maxTitle are the least and most words of a good title.
const minTitle, maxTitle = 4, 14

// title gives the story's best heading: an article's own heading where its words stand in the
// article's text, else the shortest safe beginning of the best sentence. It returns the citation
// that carries it.
func (s *story) title(an *text.Analyzer, all []*candidate) (string, briefing.Citation, bool) {
	best, bestScore := "", 0.0
	var cite briefing.Citation
	offer := func(d *text.Document, i int, title string, bonus float64) {
		if n := countWords(title); n < minTitle || n > 30 || strings.IndexFunc(title, isCore) > 3 || strings.HasPrefix(title, "-") || truncated(title) || strings.ContainsAny(title, "|…") {
			return
		}
		x := briefing.Cite(d.Article, d.Sentences[i].Start, d.Sentences[i].End)
		x.N = 1
		c := newCheckerOn(an, []briefing.Citation{x}, func(briefing.Citation) (*text.Document, error) { return d, nil })
		b := bagOf(text.Tokens(title))
		score := b.cosine(s.centroid) + bonus
		if n := countWords(title); n > maxTitle {
			score -= 0.08 * float64(n-maxTitle)
		} else if n < 6 {
			score -= 0.1
		}
		if _, copied := s.copyOf[d.Article.ID]; copied {
			score -= 0.1
		}
		if (best == "" || score > bestScore) && c.title(title, []int{1}) == nil {
			best, bestScore, cite = title, score, x
		}
	}
	for _, d := range s.docs {
		heading := text.Fold(d.Article.Title)
		if heading == "" {
			continue
		}
		for i := range d.Sentences {
			x := &d.Sentences[i]
			line := d.Article.Text[x.Start:x.End]
			if f := text.Fold(line); strings.HasPrefix(heading, f) && !lean(line) {
				offer(d, i, line, 0.5)
				if at := strings.IndexByte(line, '|'); at > 0 { // "Heading | Outlet"
					offer(d, i, strings.TrimSpace(line[:at]), 0.5)
				}
				break
			}
			if i > 3 {
				break
			}
		}
	}
	if best != "" {
		return best, cite, true
	}
	for k, c := range all {
		if k >= 8 {
			break
		}
		src := sourceOf(c.doc, c.sentence, c.sentence, false)
		for _, body := range shortened(src) {
			offer(c.doc, c.sentence, body, c.score)
		}
	}
	return best, cite, best != ""
}

// Title gives the heading under which Of would tell the story of docs, for a list of stories that are
// not told; it looks at the beginnings of a few documents only. It is empty where none can be proven.
func Title(an *text.Analyzer, docs []*text.Document, copyOf map[briefing.ArticleID]briefing.ArticleID) string {
	if len(docs) == 0 {
		return ""
	}
	var short []*text.Document
	for _, d := range docs[max(0, len(docs)-3):] {
		short = append(short, &text.Document{Article: d.Article, Title: d.Title, Sentences: d.Sentences[:min(len(d.Sentences), 6)]})
	}
	s := newStory(short, Options{CopyOf: copyOf})
	title, _, _ := s.title(an, s.candidates(an))
	return title
}

// shortened are the safe beginnings of s, shortest first, without their full stop.
func shortened(s *source) []string {
	cuts := append(s.openings(), s.brackets()...)
	var out []string
	for a := 6; a <= len(s.units); a++ {
		if a < len(s.units) && !s.tail(a, len(s.units)) {
			continue
		}
		var all []stretch
		for _, c := range cuts {
			if c.b <= a {
				all = append(all, c)
			}
		}
		if a < len(s.units) {
			all = append(all, stretch{a, len(s.units)})
		}
		out = append(out, strings.TrimSuffix(s.without(all), "."))
	}
	return out
}
