package text

import "strings"

// Sentences splits s into sentences, in order. A sentence never crosses a newline, holds no space
// at its ends, and is never empty; every character that is not space belongs to one.
func Sentences(s string) []Span {
	var out []Span
	start := 0
	flush := func(end int) {
		part := s[start:end]
		a := start + len(part) - len(strings.TrimLeft(part, " \t\r\n\u00a0"))
		b := start + len(strings.TrimRight(part, " \t\r\n\u00a0"))
		if a < b {
			out = append(out, Span{a, b})
		}
		start = end
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\n':
			flush(i)
		case strings.IndexByte(".?!", s[i]) >= 0 && i+1 < len(s) && s[i+1] == ' ':
			flush(i + 1)
		}
	}
	flush(len(s))
	return out
}
