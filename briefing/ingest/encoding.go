package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// A page that is not UTF-8 and declares no encoding is read in that one in which it reads most like a
// text: its letters stand in words of one script, small ones behind capitals, and the commonest
// words of a language are among them.

// encodings are the names of the encodings that are tried, the commonest first.
var encodings = lex.Table("markup/encodings", 2)

const (
	guessBytes = 8 << 10 // how much of the lines with other than ASCII letters is looked at
	brokenMost = 10      // a page of UTF-8 in which at most one in so many of its other characters is broken is UTF-8
	strayMost  = 2       // as is one with so few
	readable   = .5      // the least that a character other than ASCII scores on average in a text that can be read
)

// errEncoding is a page in no encoding that reads like a text.
var errEncoding = fmt.Errorf("%w: the page's encoding is not declared and cannot be told from its text: save it as UTF-8",
	briefing.ErrUnreadable)

// guess reads bytes that are no UTF-8 and declare nothing. name is the encoding that was guessed, "" for
// UTF-8 with a few broken bytes.
func guess(b []byte) (s, name string, err error) {
	sample := beyondASCII(b)
	if mostlyUTF8(sample) {
		return mend(string(b)), "", nil
	}
	best := 0.0
	var found encoding.Encoding
	for _, r := range encodings {
		e, err := htmlindex.Get(r.Cells[0])
		if err != nil {
			continue
		}
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		if x := reads(string(out)); found == nil || x > best+.02 {
			best, found, name = x, e, r.Cells[0]
		}
	}
	if found == nil || best < readable {
		if len(sample) < 80 { // a few stray bytes in a page of ASCII
			return mend(string(b)), "", nil
		}
		return "", "", errEncoding
	}
	out, err := found.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", errEncoding
	}
	return string(out), name, nil
}

// beyondASCII gives the lines of b that hold more than ASCII, up to guessBytes.
func beyondASCII(b []byte) []byte {
	var out []byte
	for l := range bytes.Lines(b) {
		if bytes.ContainsFunc(l, func(r rune) bool { return r >= utf8.RuneSelf }) {
			if out = append(out, l...); len(out) > guessBytes {
				return out[:guessBytes]
			}
		}
	}
	return out
}

// mostlyUTF8 reports that nearly all of the characters beyond ASCII are good UTF-8.
func mostlyUTF8(b []byte) bool {
	good, broken := 0, 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			good++
		}
		i += n
	}
	return broken*brokenMost <= good || broken <= strayMost
}

// reads scores how much a text reads like one, by its characters beyond ASCII: 1 is a letter in its place.
func reads(s string) float64 {
	sum, n := 0.0, 0
	before := ' '
	for i, r := range s {
		if r >= utf8.RuneSelf {
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			sum += inPlace(before, r, after)
			n++
		}
		before = r
	}
	if n == 0 {
		return 0
	}
	return sum/float64(n) + knownWords(s)
}

// inPlace scores a character between its neighbours.
func inPlace(before, r, after rune) float64 {
	inWord := unicode.IsLetter(before) || unicode.IsLetter(after)
	switch {
	case r == utf8.RuneError || r < 0xa0 || unicode.Is(unicode.Co, r):
		return -5
	case strings.ContainsRune("–—“”„‘’‚…«»•€£°§·№\u00a0", r):
		if unicode.IsLetter(before) && unicode.IsLetter(after) && !strings.ContainsRune("’–—·", r) {
			return -1
		}
		return .6
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		if inWord {
			return -2
		}
		return -.5
	}
	return letterInPlace(before, r, after)
}

// letterInPlace scores a letter between its neighbours.
func letterInPlace(before, r, after rune) float64 {
	ascii := func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }
	switch kind := scriptOf(r); {
	case unicode.IsUpper(r) && unicode.IsLower(before):
		return -2
	case unicode.IsLetter(before) && before >= utf8.RuneSelf && scriptOf(before) != kind:
		return -2
	case kind != latin && (ascii(before) || ascii(after)):
		return -1 // a Greek or Cyrillic letter in a Latin word
	case kind == rare:
		return -.5
	case unicode.Is(unicode.Hiragana, r):
		return 1.3 // no text of Chinese characters alone is Japanese
	case unicode.Is(unicode.Hangul, r):
		return 1.1 // nor Korean
	}
	return 1
}

// script is a kind of writing, as far as encodings are told apart by it.
type script int

const (
	latin script = iota
	cyrillic
	greek
	eastern
	rare
)

func scriptOf(r rune) script {
	switch {
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	case unicode.Is(unicode.Greek, r):
		return greek
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー':
		return eastern
	}
	return rare
}

// knownWords is the share of the words beyond ASCII that are among a language's commonest, of the
// language that has most.
func knownWords(s string) float64 {
	all, hits := 0, map[string]int{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), notWordRune) {
		if strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			continue
		}
		all++
		for _, l := range commonWords()[w] {
			hits[l]++
		}
	}
	best := 0
	for _, n := range hits {
		best = max(best, n)
	}
	return float64(best) / float64(max(all, 1))
}
