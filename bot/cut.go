package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ellipsis ends a text that was cut.
const Ellipsis = "…"

// CutText shortens s to at most max as length counts it: at the end of a sentence where that keeps
// at least half of the room, else between words, else between characters. What was cut ends with
// Ellipsis. length must not shrink when its text grows; a platform passes its own way of counting,
// over the text as it escapes it. A max too small for anything gives "".
func CutText(s string, max int, length func(string) int) string {
	if length(s) <= max {
		return s
	}
	// The longest prefix that fits together with the ellipsis, by bisection over bytes.
	low, high := 0, len(s)
	for low < high {
		mid := (low + high + 1) / 2
		if length(runePrefix(s, mid)+Ellipsis) <= max {
			low = mid
		} else {
			high = mid - 1
		}
	}
	prefix := runePrefix(s, low)
	if prefix == "" {
		if length(Ellipsis) <= max {
			return Ellipsis
		}
		return ""
	}
	if end := lastSentence(prefix); end > 0 && length(prefix[:end]) >= max/2 {
		return prefix[:end] + " " + Ellipsis
	}
	if i := strings.LastIndexFunc(prefix, unicode.IsSpace); i > 0 && !startsWithSpace(s[len(prefix):]) {
		prefix = prefix[:i]
	}
	return strings.TrimRightFunc(prefix, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:-–—(", r) }) + Ellipsis
}

// runePrefix is the longest prefix of s of at most n bytes that ends between characters, and not
// between a base character and the marks, joiners and selectors that follow it.
func runePrefix(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	for n > 0 {
		r, _ := utf8.DecodeRuneInString(s[n:])
		last, size := utf8.DecodeLastRuneInString(s[:n])
		if !unicode.In(r, unicode.Mn, unicode.Me) && !isJoiner(r) && !isJoiner(last) {
			break
		}
		n -= size
	}
	return s[:n]
}

func isJoiner(r rune) bool {
	return r == '\u200d' || r >= '\ufe00' && r <= '\ufe0f' || r >= 0x1f3fb && r <= 0x1f3ff
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// lastSentence is the end of the last sentence that closes inside s, or 0. A full stop counts only
// when a space and no lower-case letter follow it.
func lastSentence(s string) int {
	for i := len(s) - 1; i > 0; i-- {
		if s[i] == '\n' {
			return i
		}
		if s[i] != ' ' {
			continue
		}
		body := strings.TrimRight(s[:i], `"'”’)]`)
		next, _ := utf8.DecodeRuneInString(s[i+1:])
		if body != "" && strings.ContainsRune(".!?", rune(body[len(body)-1])) && !unicode.IsLower(next) {
			return i
		}
	}
	return 0
}

// CutList joins as many items as fit into max as length counts it, and ends with more(n) for the n
// that do not ("and 3 more"). With no room for anything it is "".
func CutList(items []string, sep string, max int, length func(string) int, more func(n int) string) string {
	all := strings.Join(items, sep)
	if length(all) <= max {
		return all
	}
	for n := len(items) - 1; n >= 0; n-- {
		s := strings.Join(items[:n], sep)
		if n > 0 {
			s += sep
		}
		if s += more(len(items) - n); length(s) <= max {
			return s
		}
	}
	return ""
}

// CutSpans shortens the text of spans so that length counts at most max: the longest text first, so
// that the links to the sources behind it stay; then it drops spans from the end.
func CutSpans(spans []Span, max int, length func([]Span) int) []Span {
	out := append([]Span(nil), spans...)
	for len(out) > 0 && length(out) > max {
		longest := 0
		for i := range out {
			if len(out[i].Text) > len(out[longest].Text) {
				longest = i
			}
		}
		whole := out[longest].Text
		with := func(s string) int {
			out[longest].Text = s
			return length(out)
		}
		if cut := CutText(whole, max, with); len(cut) > len(Ellipsis) && with(cut) <= max {
			break
		}
		out[longest].Text = whole
		out = out[:len(out)-1]
	}
	return out
}
