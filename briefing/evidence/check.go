package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
	"briefbot/briefing/text"
)

// Article gives the revision of an article that a citation names, or an error.
type Article func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error)

// checkCitation proves that c's quote stands in its article's text at its range under its hash.
// The error says what is wrong, in words for a reader, and wraps briefing.ErrEvidence or the error
// that article gave.
func checkCitation(c briefing.Citation, article Article) error {
	a, err := article(c.Article, c.Revision)
	if err != nil {
		return fmt.Errorf("citation %d: article %s, revision %s: %w", c.N, c.Article, c.Revision, err)
	}
	return citationOf(c, a)
}

func citationOf(c briefing.Citation, a briefing.Article) error {
	fault := func(format string, args ...any) error {
		return fmt.Errorf("citation %d: %s: %w", c.N, fmt.Sprintf(format, args...), briefing.ErrEvidence)
	}
	field := c.Field.Of(a)
	switch sum := briefing.TextSHA256(field); {
	case c.Article != a.ID || c.Revision != a.Revision:
		return fault("the article at hand is %s, revision %s, not %s, revision %s", a.ID, a.Revision, c.Article, c.Revision)
	case c.Field != "" && c.Field != briefing.FieldText && c.Field != briefing.FieldTitle:
		return fault("an article has no field %q", c.Field)
	case c.SHA256 != sum:
		return fault("the article's %s has the hash %s, not %s", cmp.Or(c.Field, briefing.FieldText), sum, c.SHA256)
	case c.Start < 0 || c.End > len(field) || c.Start >= c.End:
		return fault("the range %d to %d does not lie in a text of %d bytes", c.Start, c.End, len(field))
	case c.Quote != field[c.Start:c.End]:
		return fault("the text from %d to %d is %q, not %q", c.Start, c.End, field[c.Start:c.End], c.Quote)
	case c.URL != a.URL || c.Title != a.Title || c.Source != a.Source:
		return fault("it names %q, %q, %q; the article is %q, %q, %q", c.Source, c.Title, c.URL, a.Source, a.Title, a.URL)
	case c.Published.String() != a.Published.String() || c.Origin != a.Origin:
		return fault("it says %q of %q; the article is %q of %q", c.Origin, c.Published, a.Origin, a.Published)
	case c.Field == briefing.FieldTitle && c.Paragraph != 0,
		c.Field != briefing.FieldTitle && c.Paragraph != 1+strings.Count(a.Text[:c.Start], "\n"):
		return fault("the quote does not stand in paragraph %d", c.Paragraph)
	}
	return nil
}

// CheckPoint proves that p can be obtained from the quotes it cites by deletions alone, that what
// was deleted changes neither who speaks, nor a negation, nor a number, and that its frame names
// the speaker that the articles themselves give. The error wraps briefing.ErrEvidence.
func CheckPoint(an *annotate.Analyzer, p briefing.Point, citations []briefing.Citation, article Article) error {
	return newChecker(an, citations, article).point(p)
}

// CheckSummary proves all of a summary: see CheckBriefing.
func CheckSummary(an *annotate.Analyzer, s briefing.Summary, article Article) []error {
	c := newChecker(an, s.Citations, article)
	c.numbered(s.Citations)
	c.all("summary "+s.ID, s.Title, s.TitleCites, s.Points, s.Disagreements)
	return c.faults
}

// CheckBriefing proves all of a briefing: its citations, the titles, points and disagreements of
// its stories, and the titles of what it leaves out. It returns every fault found, in the order of the briefing.
func CheckBriefing(an *annotate.Analyzer, b briefing.Briefing, article Article) []error {
	c := newChecker(an, b.Citations, article)
	c.numbered(b.Citations)
	for _, s := range b.Stories {
		c.all("story "+string(s.ID), s.Title, s.TitleCites, s.Points, s.Disagreements)
	}
	for _, l := range b.LeftOut {
		if l.Title == "" {
			continue
		}
		if err := c.title(l.Title, l.TitleCites); err != nil {
			c.faults = append(c.faults, fmt.Errorf("left-out story %s, title: %w", l.ID, err))
		}
	}
	return c.faults
}

// Document gives the revision of an article that a citation names, read, or an error.
type Document func(briefing.Citation) (*text.Document, error)

// CheckStory proves one story of a briefing against documents at hand: those of the citations that it
// names, its title, points and disagreements.
func CheckStory(an *annotate.Analyzer, s briefing.BriefingStory, citations []briefing.Citation, document Document) []error {
	c := newCheckerOn(an, citations, document)
	c.faults = nil // of citations that s does not name
	c.all("story "+string(s.ID), s.Title, s.TitleCites, s.Points, s.Disagreements)
	return c.faults
}

// checker proves texts against one list of citations.
type checker struct {
	an        *annotate.Analyzer
	citations map[int]briefing.Citation
	bad       map[int]error
	document  Document
	faults    []error
}

func newChecker(an *annotate.Analyzer, citations []briefing.Citation, article Article) *checker {
	type key struct {
		id briefing.ArticleID
		r  briefing.Revision
	}
	read := map[key]*text.Document{}
	return newCheckerOn(an, citations, func(c briefing.Citation) (*text.Document, error) {
		k := key{c.Article, c.Revision}
		if d := read[k]; d != nil {
			return d, nil
		}
		a, err := article(c.Article, c.Revision)
		if err != nil {
			return nil, fmt.Errorf("article %s, revision %s: %w", c.Article, c.Revision, err)
		}
		read[k] = an.Analyze(a)
		return read[k], nil
	})
}

func newCheckerOn(an *annotate.Analyzer, citations []briefing.Citation, document Document) *checker {
	c := &checker{an: an, citations: map[int]briefing.Citation{}, bad: map[int]error{}, document: document}
	for _, x := range citations {
		err := error(nil)
		if d, fail := document(x); fail != nil {
			err = fmt.Errorf("citation %d: %w", x.N, fail)
		} else {
			err = citationOf(x, d.Article)
		}
		if _, twice := c.citations[x.N]; twice {
			err = fmt.Errorf("citation %d: the number is given twice: %w", x.N, briefing.ErrEvidence)
		}
		if err != nil {
			c.bad[x.N] = err
			c.faults = append(c.faults, err)
		}
		c.citations[x.N] = x
	}
	return c
}

// numbered checks that citations are numbered in their order, from 1.
func (c *checker) numbered(all []briefing.Citation) {
	for i, x := range all {
		if x.N != i+1 {
			c.faults = append(c.faults, fmt.Errorf("citation %d stands as number %d: %w", x.N, i+1, briefing.ErrEvidence))
		}
	}
}

// all checks what a summary and a story have in common.
func (c *checker) all(where, title string, titleCites []int, points []briefing.Point, disagreements []briefing.Disagreement) {
	fault := func(what string, err error) {
		if err != nil {
			c.faults = append(c.faults, fmt.Errorf("%s, %s: %w", where, what, err))
		}
	}
	if title != "" || len(points) > 0 {
		fault("title", c.title(title, titleCites))
	}
	for i, p := range points {
		fault(fmt.Sprintf("point %d", i+1), c.point(p))
	}
	for i, d := range disagreements {
		fault(fmt.Sprintf("disagreement %d, side a", i+1), c.point(d.A))
		fault(fmt.Sprintf("disagreement %d, side b", i+1), c.point(d.B))
		fault(fmt.Sprintf("disagreement %d", i+1), c.opposed(d))
		if !Names(d) {
			fault(fmt.Sprintf("disagreement %d", i+1), fmt.Errorf("neither side says %q: %w", d.About, briefing.ErrEvidence))
		}
	}
}

// Names reports whether the words that name a disagreement stand side by side in one of its sides, or are
// none. "The number of" may be put before the counted thing.
func Names(d briefing.Disagreement) bool {
	want := units(strings.TrimPrefix(d.About, claim.NumberFrame))
	for _, side := range []string{d.A.Text, d.B.Text} {
		have := units(side)
		for i := 0; i+len(want) <= len(have); i++ {
			if slices.EqualFunc(want, have[i:i+len(want)], func(x, y unit) bool { return x.norm == y.norm }) {
				return true
			}
		}
	}
	return false
}
