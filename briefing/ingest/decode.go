package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns a plain page into UTF-8 with "\n" line ends. A byte-order mark decides between
// UTF-8 and UTF-16, of which the latter is also known without a mark by its many zero bytes. Single
// bytes that are not UTF-8 are read as Windows-1252; of a page with many of them the encoding is
// guessed, and guessed names it.
func decode(b []byte) (s, guessed string, err error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		b = utf16(b, unicode.BigEndian)
	case zeros(b, 1):
		b = utf16(b, unicode.LittleEndian)
	case zeros(b, 0):
		b = utf16(b, unicode.BigEndian)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	s = string(b)
	if !utf8.ValidString(s) {
		if s, guessed, err = guess(b); err != nil {
			return "", "", err
		}
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	if strings.ContainsAny(s, "\u2028\u2029\u0085\x0b\x0c\x00") {
		s = lineEnds.Replace(s)
	}
	return s, guessed, nil
}

var lineEnds = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\x0b", "\n", "\x0c", "\n", "\x00", "")

func utf16(b []byte, e unicode.Endianness) []byte {
	out, err := unicode.UTF16(e, unicode.UseBOM).NewDecoder().Bytes(b)
	if err != nil {
		return b
	}
	return out
}

// zeros reports whether more than two in five bytes at the odd (1) or even (0) places are zero and
// nearly none at the others: Latin text in UTF-16.
func zeros(b []byte, odd int) bool {
	b = b[:min(len(b), 2000)]
	var n [2]int
	for i, c := range b {
		if c == 0 {
			n[i%2]++
		}
	}
	return len(b) >= 8 && n[odd]*5 > len(b) && n[1-odd]*50 < len(b)
}

// mend reads the bytes of s that are no UTF-8 as Windows-1252.
func mend(s string) string {
	var out strings.Builder
	out.Grow(len(s) + len(s)/8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(s[i])
		}
		out.WriteRune(r)
		i += n
	}
	return out.String()
}

// binary reports whether b is no text: a picture, an archive, a program.
func binary(b []byte) bool {
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) || zeros(b, 0) || zeros(b, 1) {
		return false
	}
	if bytes.HasPrefix(b, []byte("%PDF-")) {
		return true
	}
	b = b[:min(len(b), 8000)]
	control := 0
	for _, c := range b {
		if c == 0 || c < 9 || c > 13 && c < 32 && c != 27 {
			control++
		}
	}
	return control*100 > len(b)
}
