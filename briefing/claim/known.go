package claim

import "briefbot/briefing/text"

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

func figures(tokens []text.Token) map[string]bool {
	var out map[string]bool
	for _, t := range tokens {
		if t.Word && (text.HasDigit(t.Norm) || numerals.Has(t.Norm)) {
			if out == nil {
				out = map[string]bool{}
			}
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
