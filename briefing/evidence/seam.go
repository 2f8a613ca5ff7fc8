package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
)

// without writes s without the given stretches, which do not overlap, and tidies the marks at the
// seams. It only ever deletes.
func (s *source) without(cut []stretch) string {
	drop := make([]bool, len(s.units))
	for _, c := range cut {
		for i := c.a; i < c.b; i++ {
			drop[i] = true
		}
	}
	var out strings.Builder
	n := len(s.units)
	for i := 0; i < n; {
		if !drop[i] {
			if i == 0 {
				out.WriteString(s.text[:s.units[0].start])
			} else if !drop[i-1] {
				out.WriteString(s.before(i))
			}
			out.WriteString(s.units[i].core)
			i++
			continue
		}
		j := i
		for j < n && drop[j] {
			j++
		}
		out.WriteString(s.seam(i, j))
		i = j
	}
	if n > 0 && !drop[n-1] {
		out.WriteString(s.text[s.units[n-1].end:])
	}
	return strings.TrimSpace(out.String())
}

// seam is what remains of the marks around the deleted units a to b.
func (s *source) seam(a, b int) string {
	before, after := s.before(a), s.closing(b)
	left, right := quotes(before), quotes(after)
	switch {
	case a == 0: // at the start: an opening quotation mark stays with what it opens
		return left + right
	case b == len(s.units):
		return endSeam(before, after, left, right)
	case left != "" && right != "": // “…,” he said, “…”  ->  “…, …”
		if strings.Contains(before, ",") && strings.Contains(after, ",") {
			return ", "
		}
		return " "
	case strings.ContainsAny(before, "(["):
		return bracketSeam(after, right)
	case left != "":
		return left + " "
	case right != "":
		return " " + right
	case strings.Contains(before, ",") && s.continues(b):
		return ", "
	}
	return " "
}

// endSeam is what remains at the end: the sentence's own full stop closes what is left.
func endSeam(before, after, left, right string) string {
	if left != "" { // “…,” he said.  ->  “…”
		return keepRunes(before, "?!") + left
	}
	stop := ""
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(after, "\"”) ")); r == '.' && !strings.ContainsAny(before, "?!") {
		stop = "."
	}
	return right + stop
}

// bracketSeam is what remains of a bracket: the marks behind it.
func bracketSeam(after, right string) string {
	if dash := keepRunes(after, "—–"); dash != "" {
		return " " + dash + " "
	}
	if point := keepRunes(after, ",.;:"); point != "" {
		return point + " "
	}
	return " " + right
}

// continues reports whether unit b goes on with a sentence as a new part of it: "the pier, he said, noting
// that …" keeps one comma; "the pier, he said, stood …" none.
func (s *source) continues(b int) bool {
	n := s.units[b].norm
	return strings.HasSuffix(n, "ing") || connectives.Has(n) || hangers.Has(n) && !auxiliary.Has(n) && n != "be"
}

// auxiliary are the verbs among the words that cannot end a sentence.
var auxiliary = lex.Words("en/present-and-past-auxiliaries")

// quotes are the double quotation marks of s.
func quotes(s string) string { return keepRunes(s, "\"“”„«»") }

func keepRunes(s, keep string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(keep, r) && !unicode.IsSpace(r) {
			return r
		}
		return -1
	}, s)
}
