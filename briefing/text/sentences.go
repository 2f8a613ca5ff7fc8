package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is the length in bytes from which a sentence is cut at a space all the same: a page
// without stops must not make the stages after this one slow. English sentences in newspapers have
// about 150 bytes; ones of 1,000 are lists.
const maxSentence = 2000

// Sentences splits s into sentences, in order. A sentence never crosses a newline, holds no space
// at its ends, and is never empty; every character that is not space belongs to one.
//
// A stop ends a sentence with the quotation marks and brackets that close after it, unless it
// belongs to an abbreviation, an initial, a number or an ellipsis, or the sentence runs on in small
// letters. One of more than 2,000 bytes is cut at a space.
func Sentences(s string) []Span {
	var out []Span
	start := 0
	flush := func(end int) {
		part := s[start:end]
		a := start + len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		b := start + len(strings.TrimRightFunc(part, unicode.IsSpace))
		for b-a > maxSentence {
			c := breakBefore(s, a, a+maxSentence)
			out = append(out, Span{a, a + len(strings.TrimRightFunc(s[a:c], unicode.IsSpace))})
			a = b - len(strings.TrimLeftFunc(s[c:b], unicode.IsSpace))
		}
		if a < b {
			out = append(out, Span{a, b})
		}
		start = end
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c == '\n' {
			flush(i)
			i++
			continue
		}
		if c != '.' && c != '!' && c != '?' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isFullStop(r) {
			i += n
			continue
		}
		end := closersEnd(s, i+n)
		if ends(s, start, i, end) {
			flush(end)
		}
		i = end
	}
	flush(len(s))
	return out
}

// breakBefore gives the last place in s[from:limit] where a space, or at least a character, begins.
func breakBefore(s string, from, limit int) int {
	if i := strings.LastIndexByte(s[from:limit], ' '); i > 0 {
		return from + i
	}
	for limit > from+1 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return limit
}

// isFullStop says that r can end a sentence, in the scripts of the world.
func isFullStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '｡', '।', '॥', '؟', '۔', '։', '።', '‼', '⁉':
		return true
	}
	return false
}

// closersEnd skips further stops, closing quotation marks and brackets from i on.
func closersEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isFullStop(r), isCloser(r):
		case (r == '"' || r == '\'') && !opensAt(s, i, n):
		default:
			return i
		}
		i += n
	}
	return i
}

// isCloser says that r closes a quotation or a bracket and nothing else.
func isCloser(r rune) bool {
	switch r {
	case '”', '’', '»', ')', ']', '}', '」', '』', '）', '】', '》':
		return true
	}
	return false
}

// opensAt says that the straight quotation mark at i opens rather than closes: a space stands
// before it and none after.
func opensAt(s string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	return i > 0 && unicode.IsSpace(before) && i+n < len(s) && !unicode.IsSpace(after)
}

// ends says that the stop at i, whose closers reach to end, ends the sentence that began at start.
func ends(s string, start, i, end int) bool {
	if end == len(s) || s[end] == '\n' {
		return true
	}
	stop, n := utf8.DecodeRuneInString(s[i:])
	if next, _ := utf8.DecodeRuneInString(s[end:]); !unicode.IsSpace(next) {
		return stop > 0x2fff || solitary(next) || missingSpace(s, i, n, end)
	}
	rest := strings.TrimLeftFunc(s[end:], func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	return rest == "" || rest[0] == '\n' || endsBefore(s, start, i, end, rest)
}

// endsBefore says that such a stop ends the sentence before what follows it on its line.
func endsBefore(s string, start, i, end int, rest string) bool {
	stop, n := utf8.DecodeRuneInString(s[i:])
	bare := strings.TrimLeftFunc(rest, isOpener)
	first, _ := utf8.DecodeRuneInString(bare)
	said, closed := s[start:i], end > i+n
	switch {
	case unicode.IsLower(first):
		return false
	case stop == '…' || strings.HasPrefix(s[i:], ".."):
		return strings.TrimSpace(said) != "" // an ellipsis between sentences opens the next one
	case runsOn(first, stop, closed), closed && nickname(said, bare):
		return false
	case stop == '?' || stop == '!':
		return calls(said, rest, bare, closed)
	case stop == '.' && !strings.ContainsAny(s[i+n:end], ".!?"):
		return !abbreviated(s, start, i, rest, bare, first)
	}
	return true
}

// calls says that the question or exclamation mark behind said ends a sentence: not before the cue of the quotation that
// it closes ("“Who?” he asked"), nor within a name ("Yahoo! said"), unless that stands last. rest and bare are what follows.
func calls(said, rest, bare string, closed bool) bool {
	if closed {
		return !speechFollows(rest)
	}
	last := lastWord(said)
	return !markedNames.Has(strings.ToLower(last)) || IsCapital(last) && Lookup(firstWord(bare)).class.Has(Opener)
}

// runsOn says that what follows a stop shows by its first mark that the sentence runs on: “…?” — he went on.
func runsOn(first, stop rune, closed bool) bool {
	switch first {
	case '.', ',', ';':
		return true
	case '…':
		return stop == '…'
	case '-', '–', '—':
		return closed
	}
	return false
}

// nickname says that the mark that closes behind said ends a short name between the parts of a longer one:
// Edward “Ed.” Marr. bare is what follows.
func nickname(said, bare string) bool {
	open := strings.LastIndexAny(said, "“\"‘«(")
	if open < 0 || len(said)-open > 30 {
		return false
	}
	_, n := utf8.DecodeRuneInString(said[open:])
	before, next := lastWord(strings.TrimRight(said[:open], " ")), firstWord(bare)
	if before == "" || !IsCapital(before) || !IsCapital(next) || Lookup(before).Is(Opener) || Lookup(next).Is(Opener) {
		return false
	}
	words := strings.Fields(said[open+n:])
	return len(words) > 0 && len(words) <= 2 && IsCapital(words[0]) && IsCapital(words[len(words)-1])
}

// isOpener says that r may stand before the first letter of a sentence.
func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '“', '‘', '«', '„', '(', '[', '{', '¿', '¡', '「', '『', '（', '*', '•', '#', '@':
		return true
	}
	return false
}

// missingSpace says that two sentences stand together with no space: "was over.The mayor",
// "is over.”The mayor". An address ("www.example.com") and a file name are one word.
func missingSpace(s string, i, n, end int) bool {
	bare := strings.TrimLeftFunc(s[end:], isOpener)
	first, k := utf8.DecodeRuneInString(bare)
	if !unicode.IsUpper(first) {
		return false
	}
	second, _ := utf8.DecodeRuneInString(bare[k:])
	if !unicode.IsLower(second) && !unicode.IsSpace(second) {
		return false
	}
	if word, _, _ := strings.Cut(bare, " "); strings.ContainsAny(word, "./@") && !strings.HasSuffix(word, ".") {
		return false
	}
	if end > i+n {
		return true
	}
	before := lastWord(s[:i])
	if len(before) < 3 {
		return false
	}
	for _, r := range before {
		if !unicode.IsLower(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// lastWord gives the letters, digits and inner points that s ends with.
func lastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !isLetter(r) && !isDigit(r) && r != '.' && !unicode.IsMark(r) {
			break
		}
		i -= n
	}
	return s[i:]
}

// speechFollows says that s begins with up to four words of a name and a verb of saying, as after
// a quoted question: “Why now?” Peter Brandt asked.
func speechFollows(s string) bool {
	s = s[:min(len(s), 80)]
	for words := 0; words < 5; words++ {
		s = strings.TrimLeft(s, " ")
		w := firstWord(s)
		if w == "" {
			return false
		}
		c := Lookup(w).class
		if words > 0 && c.Has(SayPast|SayPresent) && !c.Has(Role|PeopleNoun) && !IsCapital(w) {
			return true
		}
		if !IsCapital(w) && !c.Has(Role|BodyNoun|SurnameParticle) {
			return false
		}
		if words == 0 && c.Has(Pronoun) && w != "He" && w != "She" && w != "They" {
			return false
		}
		s = s[len(w):]
	}
	return false
}

// firstWord gives the letters, digits, hyphens and apostrophes that s begins with.
func firstWord(s string) string {
	for i, r := range s {
		if !isLetter(r) && !isDigit(r) && r != '-' && r != '\'' && r != '’' {
			return s[:i]
		}
	}
	return s
}
