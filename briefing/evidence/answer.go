package evidence

import (
	"fmt"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/claim"
)

// What an answer says in the bot's own voice, and all that it may say so.
const (
	// NotSaid is the text of an answer without one.
	NotSaid = "The corpus does not say. Ask again with other words, or name the person, place or day you mean."
	// Contradicted stands before the points of an answer to a question that takes something false for granted.
	Contradicted = "The corpus does not say this. It says otherwise:"
)

// Lines puts points together, one a line, as an answer's text gives them.
func Lines(points []briefing.Point) string {
	all := make([]string, len(points))
	for i, p := range points {
		all[i] = p.Text
	}
	return strings.Join(all, "\n")
}

// CheckAnswer proves all of an answer: its citations (the nearest passages too), its points, that its text
// says nothing beyond them but the notice that belongs to its status, and, for a false premise, that a
// point contradicts the question. It returns every fault found. How sure the answer is, and whether
// it is the best, is not proven.
func CheckAnswer(an *annotate.Analyzer, a briefing.Answer, article Article) []error {
	c := newChecker(an, a.Citations, article)
	fault := func(format string, args ...any) {
		c.faults = append(c.faults, fmt.Errorf("answer %s: %s: %w", a.ID, fmt.Sprintf(format, args...), briefing.ErrEvidence))
	}
	c.numbered(a.Citations)
	c.numbered(a.Nearest)
	for _, n := range a.Nearest {
		if err := checkCitation(n, article); err != nil {
			c.faults = append(c.faults, fmt.Errorf("nearest passage: %w", err))
		}
	}
	for i, p := range a.Points {
		if err := c.point(p); err != nil {
			c.faults = append(c.faults, fmt.Errorf("answer %s, point %d: %w", a.ID, i+1, err))
		}
	}
	if a.Confidence < 0 || a.Confidence > 1 {
		fault("a confidence of %v is none", a.Confidence)
	}
	want := Lines(a.Points)
	switch a.Status {
	case briefing.Answered:
		if len(a.Points) == 0 {
			fault("it is answered without a point")
		}
	case briefing.FalsePremise:
		want = Contradicted + "\n" + want
		if !c.refuted(a) {
			fault("no point contradicts %q", a.Question)
		}
	case briefing.NoAnswer:
		want = NotSaid
		if a.Text == briefing.OtherLanguage {
			want = briefing.OtherLanguage // it says nothing of the news either
		}
		if len(a.Points) > 0 {
			fault("it has points and says that there is no answer")
		}
	default:
		fault("there is no status %q", a.Status)
	}
	if a.Status != briefing.NoAnswer && len(a.Nearest) > 0 {
		fault("it shows nearest passages and has an answer")
	}
	if a.Text != want {
		fault("its points and its status give the text %q, not %q", want, a.Text)
	}
	return c.faults
}

// refuted reports whether a point of an answer contradicts what its question takes for granted.
func (c *checker) refuted(a briefing.Answer) bool {
	for _, p := range a.Points {
		for _, n := range p.Cites {
			x, ok := c.citations[n]
			if !ok || c.bad[n] != nil {
				continue
			}
			d, err := c.document(x)
			if err != nil {
				continue
			}
			first, last, ok := sentencesOf(d, x.Start, x.End)
			for i := first; ok && i <= last; i++ {
				if claim.Refutes(claim.Of(d, i), claim.OfQuestion(c.an, a.Question, d.Article.Published.Time)) {
					return true
				}
			}
		}
	}
	return false
}

// opposed checks that the sides of a disagreement are two voices, and that their claims cannot both hold.
func (c *checker) opposed(d briefing.Disagreement) error {
	a, b := c.claimOf(d.A), c.claimOf(d.B)
	switch {
	case a == nil || b == nil:
		return nil // the side itself is at fault
	case a.Voice() == b.Voice():
		return fmt.Errorf("both sides are said by %q: %w", a.Voice(), briefing.ErrEvidence)
	case !claim.Contradicts(a, b) && !claim.Contradicts(b, a):
		return fmt.Errorf("%q and %q do not exclude each other: %w", d.A.Text, d.B.Text, briefing.ErrEvidence)
	}
	return nil
}

// claimOf is what the first citation of a point claims, or nil where it cannot be read.
func (c *checker) claimOf(p briefing.Point) *claim.Claim {
	if len(p.Cites) == 0 {
		return nil
	}
	x, ok := c.citations[p.Cites[0]]
	if !ok || c.bad[x.N] != nil {
		return nil
	}
	d, err := c.document(x)
	if err != nil {
		return nil
	}
	if first, _, ok := sentencesOf(d, x.Start, x.End); ok && x.Field != briefing.FieldTitle {
		return claim.Of(d, first)
	}
	return nil
}
