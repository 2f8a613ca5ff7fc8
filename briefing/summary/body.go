package summary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stretch is a run of units to leave out, b not included.
type stretch struct{ a, b int }

// plainBodies are the texts that s gives without a frame, best first: without dateline, filler,
// relay and brackets, then with less left out.
func plainBodies(s *source) []string {
	openings := s.openings()
	rest := append(s.brackets(), s.relays()...)
	all := append(append([]stretch{}, openings...), rest...)
	return []string{s.without(all), s.without(openings), s.without(nil)}
}

// framedBodies are the texts that s gives behind a frame, best first: those without the clause
// that the frame replaces stand before those with it.
func framedBodies(s *source) []string {
	brackets := append(s.openings(), s.brackets()...)
	var out []string
	for _, a := range s.attributions() {
		all := []stretch{a}
		for _, x := range brackets {
			if x.b <= a.a || x.a >= a.b {
				all = append(all, x)
			}
		}
		out = append(out, s.without(all), s.without([]stretch{a}))
	}
	return append(out, s.without(brackets), s.without(nil))
}

// openings are the dateline and the joining word that s begins with.
func (s *source) openings() []stretch {
	at := 0
	var out []stretch
	for n := 8; n > 0; n-- {
		if n < len(s.units) && s.dateline(0, n) {
			out = append(out, stretch{0, n})
			at = n
			break
		}
	}
	if at == 0 && s.filler(0, 1) {
		out = append(out, stretch{0, 1})
	}
	return out
}

// brackets are the parentheses of s that can be left out.
func (s *source) brackets() []stretch {
	var out []stretch
	for a := 0; a < len(s.units); a++ {
		if !strings.ContainsAny(s.before(a), "([") {
			continue
		}
		for b := a + 1; b <= len(s.units) && b-a <= 20; b++ {
			if s.bracket(a, b) {
				out = append(out, stretch{a, b})
				a = b
				break
			}
		}
	}
	return out
}

// relays is the second-hand attribution that s ends with.
func (s *source) relays() []stretch {
	for n := 2; n <= 5 && n < len(s.units); n++ {
		if a := len(s.units) - n; s.relay(a, len(s.units)) {
			return []stretch{{a, len(s.units)}}
		}
	}
	return nil
}

// attributions are the clauses of s that a frame can replace, longest first from each start.
func (s *source) attributions() []stretch {
	var out []stretch
	for v, u := range s.units {
		if !speech.Has(u.norm) {
			continue
		}
		for a := max(0, v-9); a <= v; a++ {
			if !s.first[a] && !strings.ContainsAny(s.before(a), ",—–”\"“") {
				continue
			}
			for b := min(len(s.units), a+16); b > v; b-- {
				if s.attribution(a, b) {
					out = append(out, stretch{a, b})
					break
				}
			}
		}
	}
	return out
}

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
	before, after := s.before(a), s.before(b)
	if b == len(s.units) {
		after = s.text[s.units[b-1].end:]
	}
	left, right := quotes(before), quotes(after)
	switch {
	case a == 0: // at the start: an opening quotation mark stays with what it opens
		return left + right
	case b == len(s.units): // at the end: the sentence's own full stop closes what is left
		stop := ""
		if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(after, "\"”) ")); r == '.' && !strings.ContainsAny(before, "?!") {
			stop = "."
		}
		if left != "" { // “…,” he said.  ->  “…”
			return keepRunes(before, "?!") + left
		}
		return right + stop
	case left != "" && right != "": // “…,” he said, “…”  ->  “…, …”
		if strings.Contains(before, ",") && strings.Contains(after, ",") {
			return ", "
		}
		return " "
	case strings.ContainsAny(before, "(["):
		if strings.ContainsAny(after, "—–") {
			return " " + keepRunes(after, "—–") + " "
		}
		if strings.ContainsAny(after, ",.;:") {
			return strings.TrimLeft(keepRunes(after, ",.;:"), " ") + " "
		}
		return " " + right
	case left != "":
		return left + " "
	case right != "":
		return " " + right
	case strings.Contains(before, ",") && (strings.HasSuffix(s.units[b].norm, "ing") || hangers.Has(s.units[b].norm) || connectives.Has(s.units[b].norm)):
		// "the pier, he said, noting that …" keeps one comma; "the pier, he said, stood …" none.
		if f := s.units[b].norm; f != "is" && f != "are" && f != "was" && f != "were" && f != "has" && f != "have" && f != "had" && f != "be" {
			return ", "
		}
	}
	return " "
}

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
