package bot

import (
	"strings"
	"unicode"
)

// PlainText is article text in one line, without control characters and without what is not seen
// but hides, turns or tags text. Joiners that scripts and emoji need stay. It is no escaping: what
// a platform reads as markup is the adapter's to escape.
func PlainText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == 0x2028 || r == 0x2029:
			return ' '
		case unicode.IsControl(r), hidden(r):
			return -1
		}
		return r
	}, s)
}

// hidden reports whether r is a character that changes what is read without being seen: direction
// marks and overrides (UAX #9), zero-width spaces, invisible operators, tags.
func hidden(r rune) bool {
	switch r {
	case 0xad, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0xfeff:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r >= 0xe0000 && r <= 0xe007f
}
