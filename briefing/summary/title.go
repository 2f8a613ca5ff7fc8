package summary

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

// minTitle and maxTitle are the least and most words of a good title; shortTitle is one that tells little.
const minTitle, maxTitle, shortTitle = 4, 14, 6

// longTitle is the most words of a title; longestTitle where there is no other.
const longTitle, longestTitle = 30, 60

// titleFeatures are what a title is chosen by.
var titleFeatures = rank.Features{
	"centre", "headline", "outgrown", "over-length", "under-length", "copied", "quoted", "sentence", "like-first", "repeats",
}

// titleModel scores titles; its weights were set by hand.
var titleModel = sync.OnceValue(func() *rank.Model { return rank.MustRead(weights, "weights/title.json", titleFeatures) })

// source says where a title is from: an article's headline, or a candidate's sentence.
type source struct {
	headline, outgrown, repeats bool
	sentence, likeFirst         float64 // the candidate's score, its likeness to the first point
}

// heading is a title with the citation that carries it.
type heading struct {
	text string
	cite briefing.Citation
}

// titles judges what could head a story.
type titles struct {
	s     *story
	an    *annotate.Analyzer
	best  heading
	score float64
	most  int // words that a title may have
	// leaning lets a title begin with what was spoken of before, where there is no other.
	leaning bool
}

// offer considers a proven title.
func (t *titles) offer(h evidence.Title, from source) {
	n, title := countWords(h.Text), h.Text
	if n < minTitle || n > t.most || unsightly(title) {
		return
	}
	r, _ := utf8.DecodeRuneInString(title)
	_, copied := t.s.copyOf[h.Cite.Article]
	score := titleModel().Score([]float64{
		claim.BagOf(text.Tokens(title)).Cosine(t.s.centroid),
		truth(from.headline),
		truth(from.outgrown),
		float64(max(n-maxTitle, 0)),
		truth(n < shortTitle),
		truth(copied),
		truth(text.QuotationMarks(string(r)) > 0),
		from.sentence,
		from.likeFirst,
		truth(from.repeats),
	})
	if t.best.text == "" || score > t.score {
		t.best, t.score = heading{title, h.Cite}, score
	}
}

// unsightly reports whether a text looks like no title: half of something, or a label with its link.
func unsightly(title string) bool {
	return strings.IndexFunc(title, unicode.IsLetter) > 4 || strings.HasPrefix(title, "-") || strings.ContainsAny(title, "|…") ||
		evidence.Truncated(title) || !paired(title) || nonnewsRaw.Match(title, 0) != nil
}

// heading gives the best of the articles' own headlines for which their text vouches, or none.
func (s *story) heading(an *annotate.Analyzer, docs []*text.Document) heading {
	t := &titles{s: s, an: an, most: longTitle}
	for _, d := range docs {
		h, ok := evidence.Headline(d)
		if !ok {
			continue
		}
		t.offer(h, source{headline: true, outgrown: s.titleOutgrown(d)})
	}
	return t.best
}

// cut gives a story without a heading the shortest safe beginning of a sentence that says what its
// first point says, rather of another sentence than one of the points, which it would only repeat; where
// there is no such, that of any good sentence, else the first point itself.
func (s *story) cut(an *annotate.Analyzer, all, points []*candidate) heading {
	t := &titles{s: s, an: an, most: longTitle}
	among := func(strict bool) heading {
		for k, c := range all {
			if k < 8 {
				t.offerCut(c, points, strict)
			}
		}
		return t.best
	}
	if len(points) > 0 {
		if h := among(true); h.text != "" {
			return h
		}
		t.most = longestTitle
		t.offerCut(points[0], points, false)
		if t.best.text != "" {
			return t.best
		}
		t.most = longTitle
	}
	if h := among(false); h.text != "" {
		return h
	}
	t.most, t.leaning = longestTitle, true
	return among(false)
}

// offerCut considers the beginnings of a candidate's sentence; strict asks that it tells what the first
// point does.
func (t *titles) offerCut(c *candidate, points []*candidate, strict bool) {
	from := source{sentence: c.score}
	if len(points) > 0 {
		from.likeFirst = c.bag.Cosine(points[0].bag)
		if strict && c != points[0] && from.likeFirst < otherMatter {
			return
		}
		from.sentence = min(c.score, points[0].score)
	}
	for _, h := range evidence.Titles(t.an, c.doc, c.sentence) {
		body := h.Text
		if !t.leaning && annotate.PointsBack(text.Tokens(body[:min(len(body), 60)])) {
			continue
		}
		from.repeats = slices.ContainsFunc(points, func(p *candidate) bool { return evidence.SameWords(p.point.Text, body) })
		t.offer(h, from)
	}
}

// otherMatter is the cosine below which a sentence tells of another matter than the first point.
const otherMatter = 0.4

// paired reports whether every quotation mark in a title has its other.
func paired(title string) bool {
	open := strings.Count(title, "“") + strings.Count(title, "„")
	return strings.Count(title, "\"")%2 == 0 && open == strings.Count(title, "”")
}

// newestTitled is how many documents, the last ones given, are looked at for the title of a story that is
// not told.
const newestTitled = 3

// Title gives the heading under which Of would tell the story of docs, with the citation that carries
// it, for a list of stories that are not told; it looks at the beginnings of a few documents only. ok is
// false where none can be proven.
func Title(
	an *annotate.Analyzer, docs []*text.Document, copyOf map[briefing.ArticleID]briefing.ArticleID,
) (title string, cite briefing.Citation, ok bool) {
	if len(docs) == 0 {
		return "", cite, false
	}
	var short []*text.Document
	for _, d := range docs[max(0, len(docs)-newestTitled):] {
		short = append(short, &text.Document{Article: d.Article, Title: d.Title, Sentences: d.Sentences[:min(len(d.Sentences), 6)]})
	}
	s := newStory(short, Options{CopyOf: copyOf})
	h := s.heading(an, docs[max(0, len(docs)-newestTitled):])
	if h.text == "" {
		h = s.cut(an, s.candidates(an), nil)
	}
	return h.text, h.cite, h.text != ""
}
