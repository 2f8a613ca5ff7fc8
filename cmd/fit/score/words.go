package score

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clipped is how many words of a point or quote count: an answer is a sentence, not a page.
const clipped = 60

// Clip cuts a text after its 60th word.
func Clip(s string) string { return first(s, clipped) }

// first is the first n words of a text, with single spaces.
func first(s string, n int) string {
	w := strings.Fields(s)
	return strings.Join(w[:min(n, len(w))], " ")
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ", "…", "...")

// Flat is a text as patterns are matched in it: small letters without accents, straight quotation marks,
// single spaces.
func Flat(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

func plain(s string) string {
	s = norm.NFKD.String(straight.Replace(s))
	var b strings.Builder
	for len(s) > 0 {
		p := norm.NFKD.PropertiesString(s)
		n := max(p.Size(), 1)
		if p.CCC() == 0 {
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return strings.ToLower(b.String())
}

// Tokens are the words of a text in small Latin letters without accents, and its numbers without their
// commas.
func Tokens(s string) []string { return latin(plain(s)) }

// oldTokens are Tokens with the accents left where they are, which cut a word in two there: the
// older sets are scored so.
func oldTokens(s string) []string {
	return latin(strings.ReplaceAll(strings.ToLower(s), "’", "'"))
}

// latin cuts at everything that is no small Latin letter or digit.
func latin(s string) []string {
	return strings.FieldsFunc(together(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// together takes out the commas between digits.
func together(s string) string {
	if !strings.Contains(s, ",") {
		return s
	}
	r := []rune(s)
	out := make([]rune, 0, len(r))
	for i, c := range r {
		if c == ',' && i > 0 && i+1 < len(r) && unicode.IsDigit(r[i-1]) && unicode.IsDigit(r[i+1]) {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// Spaced is a text's words between single spaces with one more at each end, apostrophes closed up.
func Spaced(s string) string {
	s = strings.NewReplacer("’", "", "'", "").Replace(strings.ToLower(s))
	w := strings.FieldsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return " " + strings.Join(w, " ") + " "
}

// Same reports whether a quote is a gold sentence, give or take some words: four fifths of the gold in
// a quote of at most three times its words, or a quote that is nearly all gold and half of it.
func Same(gold, got string) bool { return same(Tokens(gold), Tokens(got)) }

func same(gold, got []string) bool {
	n, m := len(gold), len(got)
	if n == 0 || m == 0 {
		return false
	}
	o := float64(overlap(counts(gold), counts(got)))
	ofGold, ofGot := o/float64(n), o/float64(m)
	return ofGold >= .8 && ofGot >= .33 || ofGot >= .85 && ofGold >= .5
}

func counts(words []string) map[string]int {
	c := make(map[string]int, len(words))
	for _, w := range words {
		c[w]++
	}
	return c
}

// overlap is how much two bags share.
func overlap(a, b map[string]int) int {
	n := 0
	for w, k := range a {
		n += min(k, b[w])
	}
	return n
}

// Has reports whether an answer stands in a text: as a whole word at its beginning, and not going on
// as a number at its end.
func Has(answer, text string) bool {
	a, t := together(Flat(answer)), together(Flat(text))
	if a == "" {
		return true
	}
	begin, _ := utf8.DecodeRuneInString(a)
	end, _ := utf8.DecodeLastRuneInString(a)
	for from := 0; ; {
		i := strings.Index(t[from:], a)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(t[:i])
		after := t[i+len(a):]
		whole := !wordly(begin) || begin == '_' || i == 0 || !wordly(before)
		if whole && !(unicode.IsDigit(end) && after != "" && after[0] >= '0' && after[0] <= '9') {
			return true
		}
		_, size := utf8.DecodeRuneInString(t[i:])
		from = i + size
	}
}

// wordly is what Python's \w is.
func wordly(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }
