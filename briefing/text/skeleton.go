package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cyrillic gives Latin letters for Ukrainian and Russian ones, near to how newspapers write them.
var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "h", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ё': "io", 'ж': "zh",
	'з': "z", 'и': "i", 'і': "i", 'ї': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o",
	'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
	'щ': "shch", 'ъ': "", 'ы': "i", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
}

var latin = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ß': "ss", 'ı': "i", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d"}

var alike = strings.NewReplacer("kh", "h", "zh", "z", "ph", "f", "ck", "k", "x", "ks", "iy", "i", "yi", "i", "yy", "i", "ij", "i", "ey", "ei", "ay", "ai", "oy", "oi", "y", "i", "w", "v", "'", "")

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
			if t, ok := cyrillic[r]; ok {
				b.WriteString(t)
			} else if t, ok := latin[r]; ok {
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
	return string(out)
}
