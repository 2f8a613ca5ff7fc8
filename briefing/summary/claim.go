package summary

import (
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// claim is a row of the table in which disagreements are looked for: one sentence, who says it,
// about what, and when.
type claim struct {
	doc      *text.Document
	sentence int
	speaker  string // key; empty for the outlet's own voice
	matter   bag    // stems, names left out
	names    map[string]string
	stands   []stand
	words    []text.Token // the sentence's words, marks left out
	counts   bool         // it gives a figure of something
	published,
	from, to time.Time // the sentence's own time, zero where it has none
}

// claims reads the table of all sentences of docs that claim something comparable.
func claims(docs []*text.Document) []*claim {
	var out []*claim
	for _, d := range docs {
		for i := range d.Sentences {
			s := &d.Sentences[i]
			if s.Heading || len(s.Tokens) < 5 || len(s.Tokens) > 90 || i > 200 || furniture(d, s) {
				continue
			}
			st := stands(s)
			if len(st) == 0 && len(s.Numbers) == 0 && len(s.Names) == 0 {
				continue
			}
			c := &claim{doc: d, sentence: i, speaker: s.SpeakerKey, stands: st, published: d.Article.Published.Time, names: map[string]string{}}
			matter := map[string]float64{}
			for _, t := range s.Tokens {
				if t.Word && !t.Stop && len(t.Norm) > 2 && !hasDigit(t.Norm) {
					matter[t.Stem] = 1
				}
			}
			for _, n := range s.Names {
				if n.Key == s.SpeakerKey {
					continue
				}
				c.names[n.Key] = n.Text
				for _, t := range s.Tokens {
					if t.Start >= n.Start && t.End <= n.End {
						delete(matter, t.Stem)
					}
				}
			}
			for _, x := range s.Times {
				if !x.From.IsZero() && x.To.Sub(x.From) <= 36*time.Hour {
					c.from, c.to = x.From, x.To
				}
			}
			c.matter = newBag(matter)
			for _, t := range s.Tokens {
				if t.Word {
					c.words = append(c.words, t)
				}
			}
			for _, n := range s.Numbers {
				c.counts = c.counts || n.Noun != "" || n.Unit != ""
			}
			out = append(out, c)
		}
	}
	return out
}

func (c *claim) text() string {
	s := &c.doc.Sentences[c.sentence]
	return c.doc.Article.Text[s.Start:s.End]
}

// sameTime reports whether two claims can be about one moment: their own days do not exclude each
// other, and they were published within three days.
func (c *claim) sameTime(o *claim) bool {
	if !c.from.IsZero() && !o.from.IsZero() && (!c.from.Before(o.to) || !o.from.Before(c.to)) {
		return false
	}
	if c.published.IsZero() || o.published.IsZero() {
		return true
	}
	return c.published.Sub(o.published).Abs() <= 72*time.Hour
}

// shared gives the surface words of names and matter that both claims hold, in a's order.
func shared(a, b *claim) (names, matter []string) {
	seen := wordSet{}
	s := &a.doc.Sentences[a.sentence]
	for _, n := range s.Names {
		if _, both := b.names[n.Key]; both && a.names[n.Key] != "" && !seen[n.Key] {
			seen[n.Key] = true
			names = append(names, n.Text)
		}
	}
	for _, t := range s.Tokens {
		if t.Word && a.matter.has(t.Stem) && b.matter.has(t.Stem) && !seen[t.Stem] && !speech[t.Norm] && !coloured[t.Norm] && !weekdays[t.Norm] {
			seen[t.Stem] = true
			matter = append(matter, t.Text)
		}
	}
	return names, matter
}

// about names the thing that two claims share, in at most five words of the first.
func about(names, matter []string) string {
	parts := append([]string{}, matter[:min(len(matter), 3)]...)
	parts = append(parts, names[:min(len(names), 2)]...)
	return strings.Join(parts[:min(len(parts), 5)], " ")
}

// sides makes the two points of a disagreement with their citations.
func sides(an *text.Analyzer, a, b *claim) (d briefing.Disagreement, ca, cb []briefing.Citation, ok bool) {
	m := maker{an: an}
	if d.A, ca, ok = m.point(a.doc, a.sentence, a.sentence); !ok {
		return
	}
	d.B, cb, ok = m.point(b.doc, b.sentence, b.sentence)
	return
}
