package evidence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unit is what a deletion takes or leaves as a whole: a word or number with the marks inside it
// ("1.5", "so-called", "$4bn"). Marks around it are not part of it.
//
// It is deliberately coarser than a token, so that no deletion can turn 1.5 into 15, "cannot" into
// "can", or "co-defendant" into "defendant".
type unit struct {
	start, end int // byte range in the text that was split
	core       string
	norm       string
}

// units splits s into its units, in order.
func units(s string) []unit {
	var out []unit
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || separates(s, i, r) {
			i += n
			continue
		}
		j := i
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if unicode.IsSpace(r) || separates(s, j, r) {
				break
			}
			j += n
		}
		if a, b := trimMarks(s, i, j); a < b {
			out = append(out, unit{start: a, end: b, core: s[a:b], norm: fold(s[a:b])})
		}
		i = j
	}
	return out
}

// separates reports whether the rune at s[i] parts two words that stand against it without space.
func separates(s string, i int, r rune) bool {
	switch r {
	case '—', '−', '…', '|', '•', '“', '”', '"', '«', '»', '(', ')', '[', ']':
		return true
	case '–':
		// 10–12 is one figure; "talks–long delayed–began" is three parts.
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		return !unicode.IsDigit(before) || !unicode.IsDigit(after)
	case '-':
		return strings.HasPrefix(s[i:], "--") || strings.HasSuffix(s[:i], "-")
	}
	return false
}

func trimMarks(s string, i, j int) (int, int) {
	for i < j {
		r, n := utf8.DecodeRuneInString(s[i:j])
		if isCore(r) {
			break
		}
		i += n
	}
	for i < j {
		r, n := utf8.DecodeLastRuneInString(s[i:j])
		if isCore(r) {
			break
		}
		j -= n
	}
	return i, j
}

func isCore(r rune) bool {
	return unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mark, unicode.Sc) || strings.ContainsRune("%#@&", r)
}

// marks is s without its spaces.
func marks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// subsequence reports whether the runes of a stand in b in order.
func subsequence(a, b string) bool {
	for _, r := range a {
		i := strings.IndexRune(b, r)
		if i < 0 {
			return false
		}
		b = b[i+utf8.RuneLen(r):]
	}
	return true
}

// SameWords reports whether two texts consist of the same words.
func SameWords(a, b string) bool {
	return slices.EqualFunc(units(a), units(b), func(x, y unit) bool { return x.norm == y.norm })
}
