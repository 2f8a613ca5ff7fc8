package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Pages are saved from the middle of a word to the middle of a sentence. A part of a sentence says
// something else than the sentence did, so it is left out; the whole sentences beside it stay.

// cutFragments leaves out the end of a sentence at a page's top and the beginning of one at its
// bottom.
func cutFragments(lines []line) []line {
	if kept(lines) < 3 {
		return lines
	}
	for i := range lines {
		if lines[i].why != "" {
			continue
		}
		if s := lines[i].text; beginsInside(s) && endsSentence(s) {
			lines = cutLine(lines, i, sentenceEnd(s), true)
		}
		break
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].why != "" {
			continue
		}
		if s := lines[i].text; !lines[i].heading && unfinished(s) {
			if at := lastSentence(s); at > 0 {
				lines = cutLine(lines, i, at, false)
			}
		}
		break
	}
	return lines
}

// beginsInside reports a text that begins in mid-sentence: in lower case, and not with a name such
// as "iPhone", "al-Masri" or "von Elm".
func beginsInside(s string) bool {
	word, rest, ok := strings.Cut(s, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && strings.IndexFunc(word, unicode.IsLower) == 0 && !strings.ContainsFunc(word, unicode.IsUpper) && !unicode.IsUpper(next)
}

// neverLast are words that no sentence ends with, in the languages that most pages have.
var neverLast = lex.Words("mul/never-last")

// unfinished reports a text that breaks off behind a word with which no sentence ends. A last
// sentence that merely lacks its full stop is whole.
func unfinished(s string) bool {
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	return i > 0 && neverLast.Has(text.Fold(strings.TrimRight(s[i+1:], ",")))
}

// sentenceEnd is where the second sentence of s begins, or its length.
func sentenceEnd(s string) int {
	if spans := text.Sentences(s); len(spans) > 1 {
		return spans[1].Start
	}
	return len(s)
}

// lastSentence is where the last of several sentences of s begins, or 0.
func lastSentence(s string) int {
	if spans := text.Sentences(s); len(spans) > 1 {
		return spans[len(spans)-1].Start
	}
	return 0
}

// cutLine cuts line i at a byte and leaves its head or its tail out.
func cutLine(lines []line, i, at int, head bool) []line {
	a, b := lines[i], lines[i]
	a.text, b.text, b.gap = strings.TrimFunc(a.text[:at], blank), strings.TrimFunc(b.text[at:], blank), 0
	if head {
		a.why = whyCutTop
	} else {
		b.why = whyCut
	}
	out := append(lines[:i:i], a)
	if b.text != "" {
		out = append(out, b)
	}
	return append(out, lines[i+1:]...)
}
