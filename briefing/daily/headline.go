package daily

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// The least and most words of a headline that can stand as a title.
const leastHeadline, mostHeadline = 3, 12

// headlineSpan is the part of a page's title that tells what happened: without the outlet's name at its
// end and a label before it; of one that was cut off, what stands before its last comma or connective, and of one with a
// teaser before or behind its colon the other side. ok is false where nothing is left that could head a story: a question,
// a teaser, a label.
func headlineSpan(a briefing.Article) (start, end int, ok bool) {
	title := a.Title
	end = withoutOutlet(title, a.Source)
	if m := labels.Compiled().FindStringIndex(title[:end]); m != nil {
		start = m[1]
	}
	trim := func() {
		for start < end {
			r, n := utf8.DecodeRuneInString(title[start:end])
			if !unicode.IsSpace(r) && r != '-' && r != '|' && r != '–' && r != '—' {
				break
			}
			start += n
		}
		for start < end {
			r, n := utf8.DecodeLastRuneInString(title[start:end])
			if !unicode.IsSpace(r) && !strings.ContainsRune("-|–—,;", r) {
				break
			}
			end -= n
		}
	}
	trim()
	start, end = withoutTeaser(title, start, end)
	trim()
	if s := title[start:end]; cutOff(s) {
		if end = start + wholePart(strings.TrimRight(s, ".… "), a.Text); end == start {
			return 0, 0, false
		}
		trim()
	} else if strings.HasSuffix(s, ".") && len(lastWord(s)) > 4 {
		end--
	}
	s := title[start:end]
	if n := len(strings.Fields(s)); n < leastHeadline || n > 2*mostHeadline {
		return 0, 0, false
	}
	if strings.ContainsAny(s, "|…") || strings.HasSuffix(s, ":") || strings.Contains(s, "?") || strings.Count(s, "\"")%2 == 1 ||
		opens(s) && !strings.Contains(s, ", ") || strings.Count(s, "“") != strings.Count(s, "”") || teasers.MatchString(text.Fold(s)) {
		return 0, 0, false
	}
	return start, end, true
}

// labels match what stands before a headline and says what kind of page it is.
var labels = lex.Re(`^(?i)({en/weekdays}|\d{1,2}(:\d\d)? ?[ap]\.?m\.?( \pL+)?( [A-Z][a-z]+day)?|` +
	`{en/title-labels})\s*(:|\||—|–| - )\s*`)

// teasers match headlines that ask, advise, list or point and do not tell what happened.
var teasers = lex.Re(`^({en/teaser-openers}|fact.check|top \d+|\d+ (best|{en/listicle-nouns}|of))\b|` +
	`\b({en/teaser-phrases}|everything (about|you)|it's \w+'s news)\b|: ({en/teaser-clause-openers})\b|, and why\b`)

// withoutTeaser is the side of a title's colon that tells something, where the other one asks or points: "Ferry strike live
// updates: Crews walk out", "Crews walk out: What we know".
func withoutTeaser(title string, start, end int) (from, to int) {
	before, behind, ok := strings.Cut(title[start:end], ": ")
	if !ok {
		return start, end
	}
	points := func(s string) bool { return strings.Contains(s, "?") || teasers.MatchString(text.Fold(s)) }
	switch mark := start + len(before); {
	case points(behind) && !points(before):
		return start, mark
	case points(before) && !points(behind):
		return mark + len(": "), end
	}
	return start, end
}

// withoutOutlet is where a title ends when the outlet's name at its end is left out.
func withoutOutlet(title, source string) int {
	end := len(title)
	for range 3 {
		at, mark := -1, ""
		for _, m := range []string{" | ", " - ", " – ", " — ", " :: ", " · ", " » "} {
			if i := strings.LastIndex(title[:end], m); i > at {
				at, mark = i, m
			}
		}
		if at <= 0 {
			return end
		}
		tail := strings.TrimSpace(title[at+len(mark) : end])
		words := len(strings.Fields(tail))
		named := source != "" && (strings.Contains(squeeze(source), squeeze(tail)) || strings.Contains(squeeze(tail), squeeze(source)))
		bar := strings.ContainsAny(mark, "|:·»")
		if !named && !(words <= 4 && (bar || titleCase(tail) && words <= 3)) || len(strings.Fields(title[:at])) < leastHeadline {
			return end
		}
		end = at
	}
	return end
}

// squeeze is a name as one word of letters and digits.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.TrimPrefix(text.Fold(s), "the "))
}

// titleCase reports whether every word of a name begins with a capital.
func titleCase(s string) bool {
	for _, f := range strings.Fields(s) {
		if r, _ := utf8.DecodeRuneInString(f); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// cutOff reports whether a headline ends with dots that say so.
func cutOff(s string) bool { return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") }

// cutBack is how much of a headline that was cut off says something whole: its whole sentences, else what
// stands before its last comma or connective.
func cutBack(s string) int {
	if i := strings.LastIndex(s, ". "); i > 0 && countWords(s[:i]) >= leastHeadline {
		return i
	}
	best := 0
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		if s[i-min(i, 1)] == ',' || s[i-min(i, 1)] == ';' {
			best = i
		}
		word, _, _ := strings.Cut(s[i+1:], " ")
		last := text.Fold(lastWord(s[:i]))
		if compares(s[:i], word) {
			continue
		}
		if joints.Has(text.Fold(word)) && !joints.Has(last) && !(word == "to" && waiting.Has(last)) {
			best = i
		}
	}
	return best
}

// toldBy matches a headline that ends with who tells it, and so was cut off behind its end.
var toldBy = lex.Re(`[,:]["'’”]? (\pL[\pL'.-]* ){1,4}({en/headline-say-verbs})$`)

// wholePart is how much of a headline that was cut off says something whole, or 0.
func wholePart(s, body string) int {
	if toldBy.MatchString(text.Fold(s)) {
		return len(s)
	}
	n := max(cutBack(s), cutBeforeName(s, body))
	for n > 0 && goesOn(s[:n]) {
		n = cutBack(s[:strings.LastIndexByte(strings.TrimRight(s[:n], " -|–—,;"), ' ')])
	}
	if dangles.Has(text.Fold(lastWord(strings.TrimRight(s[:n], " -|–—,;")))) {
		return 0
	}
	return n
}

// stands reports whether what is taken of a page's title can head a story: nothing was cut off, or it still holds a verb.
func stands(d *text.Document, start, end int) bool {
	switch title := d.Article.Title; {
	case strings.HasPrefix(title[end:], ": "):
		return happens(d, start, end) // what stands before a teaser may be a label
	default:
		return end > len(title)-len("...")-1 || !cutOff(title) || tells(d, start, end)
	}
}

// goesOn reports whether what is left of a headline that was cut off ends with a participle, whose object is gone:
// "withdraws from the cup, sending".
func goesOn(s string) bool {
	last := text.Fold(lastWord(strings.TrimRight(s, " -|–—,;")))
	return strings.HasSuffix(last, "ing") && len(last) > 5 && strings.Contains(strings.TrimRight(s, " -|–—,;"), " ")
}

// cutBeforeName is where a headline that was cut off inside a name ends before it, or 0: the article goes on with
// another part of the name behind its last word.
func cutBeforeName(s, body string) int {
	last := lastWord(s)
	at := len(s) - len(last)
	if r, _ := utf8.DecodeRuneInString(last); at < 2 || !unicode.IsUpper(r) {
		return 0
	}
	if before := text.Fold(lastWord(s[:at-1])); dangles.Has(before) || joints.Has(before) {
		return 0
	}
	_, rest, found := strings.Cut(body, " "+last+" ")
	if r, _ := utf8.DecodeRuneInString(rest); !found || !unicode.IsUpper(r) {
		return 0
	}
	return at - 1
}

// openers begin a clause that stands before what happened.
var openers = lex.Words("en/clause-openers")

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// waiting are words that a "to" has to follow.
var waiting = lex.Words("en/infinitive-governors")

// span is a stretch of a text in bytes.
type span struct{ start, end int }

// leastPart is the fewest words of a part of a headline that can stand as a title.
const leastPart = 4

// headlineParts are the parts of a headline, in its bytes, that can stand for it, best first: the whole, that without
// the label before its colon, and what stands before a clause that tells what went before or besides.
func headlineParts(title string, start, end int) []span {
	out := []span{{start, end}}
	add := func(s span) {
		if countWords(title[s.start:s.end]) >= leastPart && !dangles.Has(text.Fold(lastWord(title[s.start:s.end]))) {
			out = append(out, s)
		}
	}
	if i := strings.Index(title[start:end], ": "); i > 0 {
		add(span{start + i + 2, end})
	}
	for _, s := range slices.Clone(out) {
		for i := s.end - 1; i > s.start; i-- {
			if title[i] != ' ' {
				continue
			}
			word, _, _ := strings.Cut(title[i+1:s.end], " ")
			if mark := title[i-1]; mark == ',' || mark == ';' {
				add(span{s.start, i - 1})
			} else if besides.Has(text.Fold(word)) && !compares(title[s.start:i], word) || word == "-" || word == "–" || word == "—" {
				add(span{s.start, i})
			}
		}
	}
	return out
}

// compares reports whether the word behind a text is the second of "as young as".
func compares(before, word string) bool {
	return text.Fold(word) == "as" && strings.HasSuffix(text.Fold(before), " as "+text.Fold(lastWord(before)))
}

// besides begin a clause of a headline that tells what went before it or besides.
var besides = lex.Few{"after", "amid", "as", "following", "while", "when"}

// dangles are words that no title ends with.
var dangles = lex.Words("en/dangling-endings")

// joints are the words at which a headline that was cut off can end before.
var joints = lex.Words("en/headline-joints")

// tells reports whether a headline can hold a verb: it is no mere name of a thing.
func tells(d *text.Document, start, end int) bool {
	if happens(d, start, end) {
		return true
	}
	for i, t := range within(d.Title.Tokens, start, end) {
		if t.Word && (i > 0 || t.Norm != t.Stem) && (eventWords()[t.Stem] || replyWords()[t.Stem] || hardWords()[t.Stem] ||
			finite.Has(t.Norm)) {
			return true
		}
	}
	return false
}

// happens reports whether a headline holds a verb that is no noun.
func happens(d *text.Document, start, end int) bool {
	for _, e := range d.Title.Events {
		if t := &d.Title.Tokens[e.Verb]; t.Start() > start && t.End() <= end {
			return true
		}
	}
	line := within(d.Title.Tokens, start, end)
	for i := 1; i < len(line); i++ {
		if acts(line, i) || line[i].Is(text.SayPresent|text.SayPast) && !text.StartsUpper(line[i].Text) {
			return true
		}
	}
	return false
}

// acts reports whether a word of a headline is a verb in the third person by its looks and by what follows it, its object:
// "council invites Orlo", "storm grips the coast".
func acts(line []text.Token, i int) bool {
	t := &line[i]
	if !t.Word || text.StartsUpper(t.Text) || !t.Can(text.ThirdForm) || i+1 == len(line) {
		return false
	}
	next := &line[i+1]
	return text.StartsUpper(next.Text) || heads.Has(next.Norm) || quantified.Has(next.Norm)
}

// heads begin the object of a verb.
var heads = lex.Words("en/possessive-and-article-words")

// finite are the forms that show a verb without its ending.
var finite = lex.Words("en/finite-verb-forms")
