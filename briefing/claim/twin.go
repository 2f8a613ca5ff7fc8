package claim

import (
	"strings"

	"briefbot/briefing/text"
)

// twins finds two tellings of one sentence that differ in one slot only, a figure, a day or a
// name: everything before and after it is the same. Two such sentences cannot both be right,
// whatever they are about. A later telling corrects an earlier one, so the articles have to be of
// one time; and one of the two outlets' own copies is no disagreement.
func (t *Table) twins(a, b *Claim) (found, bool) {
	if a.Doc.Article.Outlet() == b.Doc.Article.Outlet() || !simultaneous(a, b) {
		return found{}, false
	}
	p, q, same := slots(a.words, b.words)
	if same == 0 || !valued(a, p) || !valued(b, q) || dayed(p) != dayed(q) || sameNames(a, b, p, q) {
		return found{}, false
	}
	if oneSpeaker(a, b) && ownWords(a) && ownWords(b) && !figured(p) && !figured(q) {
		return found{}, false // two wordings of one quotation
	}
	if s := t.shared(a, b); len(s.names)+len(s.matter) == 0 {
		return found{}, false
	}
	return found{t.about(a, b, -1), 3 + float64(same)/10}, true
}

// Limits of two tellings of one sentence.
const (
	leastSame = 6 // words before and behind the slot
	mostSlot  = 5 // words in it
)

// slots are the words in which two sentences differ, between the same words; same is how many those are, or
// 0 where the sentences are not two tellings of one.
func slots(x, y []text.Token) (p, q []text.Token, same int) {
	n, least := 0, min(len(x), len(y))
	for n < least && x[n].Stem == y[n].Stem {
		n++
	}
	m := 0
	for m < least-n && x[len(x)-1-m].Stem == y[len(y)-1-m].Stem {
		m++
	}
	p, q, same = x[n:len(x)-m], y[n:len(y)-m], n+m
	longest := max(len(p), len(q))
	if same < leastSame || len(p) == 0 || len(q) == 0 || longest > mostSlot || 3*same < 4*longest {
		return nil, nil, 0
	}
	return p, q, same
}

// ownWords reports whether a claim gives its speaker's own words.
func ownWords(c *Claim) bool {
	return c.sentence().Quoted || text.QuotationMarks(c.Text()) >= 2
}

// figured reports whether the words hold a figure.
func figured(words []text.Token) bool {
	for _, t := range words {
		if text.HasDigit(t.Norm) || numerals.Has(t.Norm) {
			return true
		}
	}
	return false
}

// valued reports whether the words hold a figure, or begin with a capital in mid-sentence.
func valued(c *Claim, words []text.Token) bool {
	start := c.sentence().Start
	for _, t := range words {
		if text.HasDigit(t.Norm) || numerals.Has(t.Norm) || text.StartsUpper(t.Text) && t.Start() > start {
			return true
		}
	}
	for _, n := range c.sentence().Names {
		if n.Start <= words[0].Start() && words[0].End() <= n.End {
			return true
		}
	}
	return false
}

// dayed reports whether the words tell a day: another day of the week may be another event, a name
// in the place of a day says nothing of either.
func dayed(words []text.Token) bool {
	for _, t := range words {
		if weekdays.Has(t.Norm) {
			return true
		}
	}
	return false
}

// sameNames reports whether the differing words are two spellings of one name or figure.
func sameNames(a, b *Claim, p, q []text.Token) bool {
	if join(p) == join(q) || strings.Contains(join(p), join(q)) || strings.Contains(join(q), join(p)) {
		return true
	}
	for _, n := range a.sentence().Names {
		for _, o := range b.sentence().Names {
			if n.Key == o.Key && n.Start <= p[0].Start() && p[0].End() <= n.End && o.Start <= q[0].Start() && q[0].End() <= o.End {
				return true
			}
		}
	}
	return false
}

func join(words []text.Token) string {
	var out strings.Builder
	for _, t := range words {
		out.WriteString(t.Norm)
	}
	return out.String()
}
