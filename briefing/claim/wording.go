package claim

import (
	"slices"
	"strings"

	"briefbot/briefing/text"
)

// wordings finds two tellings of one sentence that differ in one slot only, a figure, a day or a
// name: everything before and after it is the same. Two such sentences cannot both be right,
// whatever they are about. A later telling corrects an earlier one, so the articles have to be of
// one time; and one of the two outlets' own copies is no disagreement.
func (t *Table) wordings(a, b *Claim) (found, bool) {
	if a.Doc.Article.Outlet() == b.Doc.Article.Outlet() || !simultaneous(a, b) {
		return found{}, false
	}
	p, q, same := slots(a.words, b.words)
	if same == 0 || !valued(p) || !valued(q) || respelled(p, q) {
		return found{}, false
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

// valued reports whether the words hold a figure, a day or a name.
func valued(words []text.Token) bool {
	return slices.ContainsFunc(words, func(t text.Token) bool {
		return text.HasDigit(t.Norm) || numerals.Has(t.Norm) || dayWords.Has(t.Norm) || t.Is(text.Month) || t.Named()
	})
}

// folded are the folded words without space.
func folded(words []text.Token) string {
	var out strings.Builder
	for _, t := range words {
		out.WriteString(t.Norm)
	}
	return out.String()
}

// respelled reports whether the words are two spellings of one name or figure.
func respelled(p, q []text.Token) bool {
	return strings.Contains(folded(p), folded(q)) || strings.Contains(folded(q), folded(p))
}
