package claim

import (
	"strconv"

	"briefbot/briefing/text"
)

// Repeats reports whether a sentence says what a told sentence said: the same names, numbers and
// predicate, or much the same words. A changed number is news.
func Repeats(told, sentence string) bool {
	a, b := text.Tokens(told), text.Tokens(sentence)
	if changedFigures(a, b) {
		return false
	}
	return BagOf(a).Cosine(BagOf(b)) >= SameMatter
}

// changedFigures reports whether b gives a figure where a gives another.
func changedFigures(a, b []text.Token) bool { return otherFigures(figures(a), figures(b)) }

// otherFigures reports whether y holds a figure that x does not, where both hold any.
func otherFigures(x, y map[string]bool) bool {
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for n := range y {
		if !x[n] {
			return true
		}
	}
	return false
}

// figures are the figures in some words, "fourteen" as 14.
func figures(tokens []text.Token) map[string]bool {
	var out map[string]bool
	for i := range tokens {
		t := &tokens[i]
		if !t.Word || !text.HasDigit(t.Norm) && !numerals.Has(t.Norm) {
			continue
		}
		if out == nil {
			out = map[string]bool{}
		}
		if v, ok := text.NumberValue(t); ok {
			out[strconv.FormatFloat(v, 'g', -1, 64)] = true
		} else {
			out[t.Norm] = true
		}
	}
	return out
}

// Nearest is the sentence of d that stands closest to a told sentence: what a newer revision says in
// its place. ok is false when none shares half of its matter.
func Nearest(d *text.Document, told string) (sentence int, ok bool) {
	want, best := BagOf(text.Tokens(told)), 0.0
	for i := range d.Sentences {
		if d.Sentences[i].Heading {
			continue
		}
		if c := want.Cosine(BagOf(d.Sentences[i].Tokens)); c > best {
			sentence, best = i, c
		}
	}
	return sentence, best >= SameMatter
}

// SameMatter is the cosine of two sentences' words from which they say the same.
const SameMatter = 0.5
