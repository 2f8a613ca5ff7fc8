package names

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"

	"golang.org/x/text/unicode/norm"
)

// letters gives Latin letters for ones of other alphabets, near to how newspapers write them.
var letters = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for from, to := range lex.Pairs("en/transliterations") {
		r, _ := utf8.DecodeRuneInString(from)
		m[r] = to
	}
	return m
})

var alike = strings.NewReplacer("kh", "h", "zh", "z", "ph", "f", "ck", "k", "x", "ks", "iy", "i", "yi", "i", "yy", "i", "ij", "i", "ey",
	"ei", "ay", "ai", "oy", "oi", "y", "i", "w", "v", "'", "")

// skeleton reduces a folded name to what its spellings in different transliterations share: no
// accents, y as i, kh as h, zh as z, w as v, no doubled letters ("zelenskyy" and "zelensky" are
// "zelenski"). Words stay parted by single spaces.
func skeleton(folded string) string {
	s := folded
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			plain = false
			break
		}
	}
	if !plain {
		var b strings.Builder
		for _, r := range norm.NFD.String(s) {
			if t, ok := letters()[r]; ok {
				b.WriteString(t)
			} else if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	s = alike.Replace(s)
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if n := len(out); n > 0 && out[n-1] == s[i] && s[i] >= 'a' && s[i] <= 'z' {
			continue
		}
		out = append(out, s[i])
	}
	if string(out) == folded {
		return folded // the word itself, which is stored already
	}
	return string(out)
}
