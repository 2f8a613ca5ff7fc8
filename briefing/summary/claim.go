package summary

import (
	"math"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/evidence"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// claim is a row of the table in which disagreements are looked for: one sentence, who says it,
// about what, and when.
type claim struct {
	doc        *text.Document
	sentence   int
	speaker    string // key; empty for the outlet's own voice
	matter     bag    // stems, names left out
	names      map[string]string
	stands     []stand
	predicates []predicate
	words      []text.Token // the sentence's words, marks left out
	counts     bool         // it gives a figure of something
	published,
	from, to time.Time // the sentence's own time, zero where it has none
}

// claims reads the table of all sentences of docs that claim something comparable.
func claims(docs []*text.Document) []*claim {
	var out []*claim
	for _, d := range docs {
		for i := range d.Sentences {
			s := &d.Sentences[i]
			if s.Heading || len(s.Tokens) < 5 || len(s.Tokens) > 90 || i > 200 || furniture(d, s) || vague.Has(s.SpeakerKey) {
				continue
			}
			st := stands(s)
			if len(st) == 0 && len(s.Numbers) == 0 && len(s.Names) == 0 && s.Speaker == "" {
				continue
			}
			c := &claim{doc: d, sentence: i, speaker: s.SpeakerKey, stands: st, predicates: predicates(s.Tokens), published: d.Article.Published.Time, names: map[string]string{}}
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

// vague are speakers of whom nobody could say that another contradicts them.
var vague = lex.Words("en/indefinite-speakers")

func (c *claim) text() string {
	s := &c.doc.Sentences[c.sentence]
	return c.doc.Article.Text[s.Start:s.End]
}

// near reports whether two claims were published within three days of each other.
func (c *claim) near(o *claim) bool {
	return c.published.IsZero() || o.published.IsZero() || c.published.Sub(o.published).Abs() <= 72*time.Hour
}

// sameDay reports whether the days that two claims are about, where they name one, do not exclude
// each other.
func (c *claim) sameDay(o *claim) bool {
	return c.from.IsZero() || o.from.IsZero() || c.from.Before(o.to) && o.from.Before(c.to)
}

// table is all claims that are compared, with how common their names and stems are in it.
type table struct {
	rows []*claim
	df   map[string]float64
}

func newTable(rows []*claim) *table {
	t := &table{rows: rows, df: map[string]float64{}}
	for _, c := range rows {
		for k := range c.names {
			t.df["name "+k]++
		}
		for _, x := range c.matter.terms {
			t.df[x.stem]++
		}
	}
	return t
}

// rarity is 1 for what two claims alone hold and falls to 0 for what all hold: that a story's claims
// share its main names says nothing.
func (t *table) rarity(key string) float64 {
	n := math.Max(float64(len(t.rows)), 20)
	return math.Min(math.Log(n/math.Max(t.df[key], 1))/math.Log(n/2), 1)
}

// common is what two claims share, in the first one's words, with its weight.
type common struct {
	names, matter []string
	weight        float64
}

func (t *table) shared(a, b *claim) common {
	var out common
	seen := wordSet{}
	s := &a.doc.Sentences[a.sentence]
	for _, n := range s.Names {
		if _, both := b.names[n.Key]; both && a.names[n.Key] != "" && !seen[n.Key] {
			seen[n.Key] = true
			out.names = append(out.names, n.Text)
			out.weight += t.rarity("name " + n.Key)
		}
	}
	for _, x := range s.Tokens {
		if x.Word && a.matter.has(x.Stem) && b.matter.has(x.Stem) && !seen[x.Stem] && !speech.Has(x.Norm) && !coloured.Has(x.Norm) && !weekdays.Has(x.Norm) {
			seen[x.Stem] = true
			out.matter = append(out.matter, x.Text)
			out.weight += 0.7 * t.rarity(x.Stem)
		}
	}
	return out
}

// sides makes the two points of a disagreement with their citations.
func sides(an *text.Analyzer, a, b *claim) (d briefing.Disagreement, ca, cb []briefing.Citation, ok bool) {
	if d.A, ca, ok = evidence.MakeAlone(an, a.doc, a.sentence); !ok {
		return
	}
	d.B, cb, ok = evidence.MakeAlone(an, b.doc, b.sentence)
	return
}
