package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
)

// Tokens splits s into words, numbers and marks, in order. Hyphens part words; a possessive ending
// and a contracted verb are tokens of their own ("Kyiv", "'s"); a number keeps the points and commas
// inside it, an abbreviation its points. Scripts that put no space between words give one token a
// character. Every character that is not space is in exactly one token.
func Tokens(s string) []Token {
	return AppendTokens(make([]Token, 0, len(s)/5+4), s, 0)
}

// AppendTokens appends the tokens of s, which stands at an offset of what is analysed.
func AppendTokens(out []Token, s string, offset int) []Token {
	for i := 0; i < len(s); {
		c := s[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) {
				i += n
				continue
			}
		}
		j := tokenEnd(s, i, r, n)
		k := j
		if isLetter(r) && !solitary(r) {
			k = i + clitic(s[i:j])
			if c := currencyPrefix(s[i:j]); c > 0 {
				k, j = i+c, i+c // "Rs500", "SEK5m": a sign and a number
			}
		}
		out = append(out, Token{Lexeme: Lookup(s[i:k]), start: int32(offset + i)})
		if k < j {
			out = append(out, Token{Lexeme: Lookup(s[k:j]), start: int32(offset + k)})
		}
		i = j
	}
	return out
}

// tokenEnd gives the end of the word, number or mark that begins at i with r, which has n bytes. A possessive
// ending and a contracted verb are not parted.
func tokenEnd(s string, i int, r rune, n int) int {
	switch {
	case solitary(r):
		return markEnd(s, i+n)
	case isDigit(r):
		return numberEnd(s, i)
	case isLetter(r):
		return wordEnd(s, i)
	}
	j := i + n
	for (r == '.' || r == '-' || r == '\'' || r == '`') && j < len(s) && s[j] == s[i] {
		j++
	}
	if j == i+n {
		j = markEnd(s, j)
	}
	return j
}

// markEnd skips the combining marks that belong to what stands before i.
func markEnd(s string, i int) int {
	for i < len(s) && s[i] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsMark(r) && r != '\u200d' && r != '\u200c' {
			break
		}
		i += n
	}
	return i
}

// isDigit says that r is a decimal digit of any script.
func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

// isLetter says that r is a letter, or a numeral that is no digit ("½", "Ⅳ").
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// solitary says that r is of a script that writes words without spaces between them.
func solitary(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar)
}

// numberEnd finds the end of the number at i, with letters that are glued to it ("20th", "5bn").
func numberEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isDigit(r) || isLetter(r) && !solitary(r):
			i += n
		case (r == '.' || r == ',' || r == ':') && i+1 < len(s) && isDigit(rune(s[i+1])):
			i++
		case unicode.IsMark(r):
			i += n
		default:
			return i
		}
	}
	return i
}

// wordEnd finds the end of the word at i, with apostrophes between letters and with the points of
// an abbreviation made of single letters.
func wordEnd(s string, i int) int {
	letters := 0
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case inWord(r):
			letters++
			i += n
		case r == '\'' || r == '’' || r == 'ʼ':
			if next, _ := utf8.DecodeRuneInString(s[i+n:]); !isLetter(next) || solitary(next) {
				return i
			}
			letters += 2
			i += n
		case r == '.' && letters == 1 && initialAt(s, i+1):
			i++
			letters = 0
		case r == '.' && letters == 1 && dotted(s, i):
			return i + 1
		default:
			return i
		}
	}
	return i
}

// inWord says that r is a letter, a digit, or a mark on one, of a script that parts its words by spaces.
func inWord(r rune) bool {
	return isLetter(r) && !solitary(r) || isDigit(r) || r >= utf8.RuneSelf && (unicode.IsMark(r) || r == '\u200d' || r == '\u200c')
}

// initialAt says that a single letter with a point stands at i.
func initialAt(s string, i int) bool { return i+1 < len(s) && isLetter(rune(s[i])) && s[i+1] == '.' }

// dotted says that the point at i ends an abbreviation of at least two letters: "U.S.".
func dotted(s string, i int) bool {
	return i >= 3 && s[i-2] == '.' && isLetter(rune(s[i-3]))
}

// endings are what stands behind the apostrophe of a possessive or a contracted verb.
var endings = lex.Words("en/clitics")

// clitic gives where a possessive ending or a contracted verb begins in w, or len(w).
func clitic(w string) int {
	for i := len(w) - 1; i > 0 && i >= len(w)-6; i-- {
		n := 0
		switch {
		case w[i] == '\'':
			n = 1
		case i+3 <= len(w) && w[i:i+3] == "’":
			n = 3
		default:
			continue
		}
		if endings.Has(w[i+n:]) {
			return i
		}
		break
	}
	return len(w)
}

// currencyPrefix gives the length of the currency's letters before the digits of a word: "Rs500"; 0 with none.
func currencyPrefix(word string) int {
	for i := 2; i <= 3 && i < len(word); i++ {
		if '0' <= word[i] && word[i] <= '9' && currencyLetters()[word[:i]] {
			return i
		}
	}
	return 0
}

// currencyLetters are what currencies are written with in letters, a capital among them ("SEK", "Rs"), and "kr".
var currencyLetters = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{"kr": true, "zł": true}
	for sign := range lex.Pairs("en/currencies") {
		if sign != strings.ToLower(sign) {
			m[sign] = true
		}
	}
	return m
})
