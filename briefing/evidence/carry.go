package evidence

import (
	"fmt"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// point checks one point. Every citation it names has to carry it on its own, so that a made-up
// citation cannot stand beside a true one.
func (c *checker) point(p briefing.Point) error {
	body, framed := strings.CutPrefix(p.Text, p.Frame)
	if !framed {
		return fmt.Errorf("%q does not begin with its frame %q: %w", p.Text, p.Frame, briefing.ErrEvidence)
	}
	return c.cited(p.Cites, func(d *text.Document, x briefing.Citation) error {
		return c.carries(d, x, p, body)
	})
}

// title checks a title: a headline that its article claims, or a deletion of each sentence that it cites,
// with the speaker kept where there is one.
func (c *checker) title(title string, cites []int) error {
	return c.cited(cites, func(d *text.Document, x briefing.Citation) error {
		if x.Field == briefing.FieldTitle {
			return headlined(d, x, title)
		}
		i, _, ok := sentencesOf(d, x.Start, x.End)
		if !ok {
			return fmt.Errorf("citation %d holds no sentence: %w", x.N, briefing.ErrEvidence)
		}
		return c.carries(d, x, briefing.Point{Text: title, Speaker: d.Sentences[i].Speaker}, title)
	})
}

// headlined checks that a title is the headline that x quotes, and that its article claims it.
func headlined(d *text.Document, x briefing.Citation, title string) error {
	h, ok := HeadlineAt(d, x.Start, x.End)
	switch {
	case !ok:
		return fmt.Errorf("no sentence of the article makes the claim of the headline that citation %d quotes: %w", x.N,
			briefing.ErrEvidence)
	case title != h.Text:
		return fmt.Errorf("the headline of citation %d is %q, not %q: %w", x.N, h.Text, title, briefing.ErrEvidence)
	}
	return nil
}

// cited runs check for every citation of a text.
func (c *checker) cited(cites []int, check func(*text.Document, briefing.Citation) error) error {
	if len(cites) == 0 {
		return fmt.Errorf("it cites nothing: %w", briefing.ErrEvidence)
	}
	for _, n := range cites {
		x, ok := c.citations[n]
		if !ok {
			return fmt.Errorf("there is no citation %d: %w", n, briefing.ErrEvidence)
		}
		if err := c.bad[n]; err != nil {
			return err
		}
		d, err := c.document(x)
		if err != nil {
			return err
		}
		if err := check(d, x); err != nil {
			return err
		}
	}
	return nil
}

// carries checks that x carries p, whose text after the frame is body.
func (c *checker) carries(d *text.Document, x briefing.Citation, p briefing.Point, body string) error {
	first, last, ok := sentencesOf(d, x.Start, x.End)
	if !ok || x.Field == briefing.FieldTitle {
		return fmt.Errorf("citation %d holds no sentence: %w", x.N, briefing.ErrEvidence)
	}
	for i := first; i <= last; i++ {
		if err := c.speaks(d, i, p); err != nil {
			return fmt.Errorf("citation %d: %w", x.N, err)
		}
	}
	src := sourceOf(d, first, last, p.Frame != "")
	kept, ok := src.derive(body)
	if !ok {
		return fmt.Errorf("%q cannot be had by safe deletions from %q (citation %d): %w", body, src.text, x.N, briefing.ErrEvidence)
	}
	open := undecided(d, first, last)
	for i, k := range kept {
		u, base := src.units[i], d.Sentences[first].Start
		switch {
		case k && (base+u.start < x.Start || base+u.end > x.End):
			return fmt.Errorf("%q stands outside the quote of citation %d: %w", u.core, x.N, briefing.ErrEvidence)
		case k && open[base+u.start]:
			return fmt.Errorf("%q may mean one of two in the article (citation %d): %w", u.core, x.N, briefing.ErrEvidence)
		}
	}
	return nil
}

// undecided are the offsets in d of the words of its sentences first to last that may mean one of two people.
func undecided(d *text.Document, first, last int) map[int]bool {
	var open map[int]bool
	for i := first; i <= last; i++ {
		for k := range d.Sentences[i].Tokens {
			if t := &d.Sentences[i].Tokens[k]; t.Undecided() && !t.Quoted() {
				if open == nil {
					open = map[int]bool{}
				}
				open[t.Start()] = true
			}
		}
	}
	return open
}

// speaks checks that p gives sentence i the speaker that it has in its article.
func (c *checker) speaks(d *text.Document, i int, p briefing.Point) error {
	s := &d.Sentences[i]
	name := strings.TrimSuffix(p.Frame, ": ")
	switch {
	case p.Frame == "" && s.Speaker == "" && p.Speaker == "":
		return nil
	case p.Frame != "" && (name == p.Frame || name == ""):
		return fmt.Errorf("the frame %q is not of the form \"Name: \": %w", p.Frame, briefing.ErrEvidence)
	case s.Speaker == "" && p.Frame != "":
		// The outlet's own voice: only the outlet may be named.
		if name == d.Article.Outlet() && (p.Speaker == "" || p.Speaker == name) {
			return nil
		}
		return fmt.Errorf("the article names no speaker, the frame names %q: %w", name, briefing.ErrEvidence)
	case !sameName(p.Speaker, s.Speaker):
		return fmt.Errorf("the article gives the speaker %q, the point %q: %w", s.Speaker, p.Speaker, briefing.ErrEvidence)
	case p.Frame == "" && !shown(s):
		return fmt.Errorf("the speaker %q is not shown: %w", s.Speaker, briefing.ErrEvidence)
	case p.Frame != "" && !sameName(name, s.Speaker) && p.Frame != frameOf(d, s):
		return fmt.Errorf("the article gives the speaker %q, the frame %q: %w", s.Speaker, name, briefing.ErrEvidence)
	}
	return nil
}

func sameName(a, b string) bool { return fold(a) == fold(b) }

// sentencesOf returns the first and last sentence that the range touches.
func sentencesOf(d *text.Document, start, end int) (first, last int, ok bool) {
	first = -1
	for i := range d.Sentences {
		if s := &d.Sentences[i]; s.Start < end && s.End > start {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last, first >= 0
}
