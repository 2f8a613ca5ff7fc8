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
	x, y := a.words, b.words
	if len(x) == 0 || len(y) == 0 || x[0].Stem != y[0].Stem && x[len(x)-1].Stem != y[len(y)-1].Stem {
		return found{}, false
	}
	if a.Doc.Article.Outlet() == b.Doc.Article.Outlet() || !simultaneous(a, b) {
		return found{}, false
	}
	n := 0
	for n < min(len(x), len(y)) && x[n].Stem == y[n].Stem {
		n++
	}
	m := 0
	for m < min(len(x), len(y))-n && x[len(x)-1-m].Stem == y[len(y)-1-m].Stem {
		m++
	}
	p, q := x[n:len(x)-m], y[n:len(y)-m]
	if n+m < 6 || len(p) == 0 || len(q) == 0 || len(p) > 5 || len(q) > 5 || 3*(n+m) < 4*max(len(p), len(q)) {
		return found{}, false
	}
	if !valued(a, p) || !valued(b, q) || dayed(p) != dayed(q) || sameNames(a, b, p, q) {
		return found{}, false
	}
	if oneSpeaker(a, b) && ownWords(a) && ownWords(b) && !figured(p) && !figured(q) {
		return found{}, false // two wordings of one quotation
	}
	same := t.shared(a, b)
	if len(same.names)+len(same.matter) == 0 {
		return found{}, false
	}
	return found{t.about(a, b, -1), 3 + float64(n+m)/10}, true
}

// ownWords reports whether a claim gives its speaker's own words.
func ownWords(c *Claim) bool {
	return c.sentence().Quoted || quotationMarks(c.Text()) >= 2
}

// figured reports whether the words hold a figure.
func figured(words []text.Token) bool {
	for _, t := range words {
		if hasDigit(t.Norm) || numerals.Has(t.Norm) {
			return true
		}
	}
	return false
}

// valued reports whether the words hold a figure, or begin with a capital in mid-sentence.
func valued(c *Claim, words []text.Token) bool {
	start := c.sentence().Start
	for _, t := range words {
		if hasDigit(t.Norm) || numerals.Has(t.Norm) || startsUpper(t.Text) && t.Start > start {
			return true
		}
	}
	for _, n := range c.sentence().Names {
		if n.Start <= words[0].Start && words[0].End <= n.End {
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
			if n.Key == o.Key && n.Start <= p[0].Start && p[0].End <= n.End && o.Start <= q[0].Start && q[0].End <= o.End {
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
