package ingest

import (
	"strings"

	"briefbot/briefing/lex"
)

// A round-up without time lines or rules is cut at its headings. Another article with sub-headings stays
// one, however long: the last paragraph under a heading is often about another matter, and on twelve
// windows of news such cuts told readers less (facts at 300 words .19 against .21).

// roundUps are how round-ups call themselves.
var roundUps = lex.Phrases("en/round-ups")

const (
	sectionsMin  = 3  // headings that part a page
	sectionWords = 25 // words of a section, on average, from which it can be read alone
	roundUpLines = 6  // lines from the top in which a round-up says so
)

// isRoundUp reports a page that calls itself a round-up.
func isRoundUp(d *draft) bool {
	if is(roundUps, d.title) {
		return true
	}
	seen := 0
	for _, l := range d.lines {
		if l.why != "" {
			continue
		}
		if seen++; seen > roundUpLines {
			return false
		}
		if len(l.text) < 120 && is(roundUps, l.text) {
			return true
		}
	}
	return false
}

// cutAtSections cuts a page of many matters at its headings, and reports whether it did.
func cutAtSections(d *draft) bool {
	var at []int
	words := 0
	for i := range d.lines {
		if d.lines[i].why != "" {
			continue
		}
		words += strings.Count(d.lines[i].text, " ") + 1
		if i > 0 && d.lines[i].text != d.title && subheading(d.lines, i) {
			at = append(at, i)
		}
	}
	if len(at) < sectionsMin || words < sectionWords*(len(at)+1) || !isRoundUp(d) {
		return false
	}
	for _, i := range at {
		d.lines[i].starts = true
	}
	return true
}

// subheading reports a line between two paragraphs that is none itself.
func subheading(lines []line, i int) bool {
	l := lines[i]
	if !l.heading && (l.gap == 0 || !headingLike(l.text) && !(loneWord(l.text))) || endsStop(l.text) || signed(l.text) || cutOff(l.text) {
		return false
	}
	before, after := neighbour(lines, i, -1), neighbour(lines, i, 1)
	return before != nil && after != nil && paragraphLike(before.text) && paragraphLike(after.text)
}

// loneWord reports a heading of one word.
func loneWord(s string) bool { return !strings.Contains(s, " ") && len(s) >= 4 && namesOnly(s) }

// paragraphLike reports a line that ends like a sentence and is long enough to be a paragraph.
func paragraphLike(s string) bool { return endsSentence(s) && strings.Count(s, " ") >= 4 }

// neighbour is the next kept line in a direction, or nil.
func neighbour(lines []line, i, step int) *line {
	for k := i + step; k >= 0 && k < len(lines); k += step {
		if lines[k].why == "" {
			return &lines[k]
		}
	}
	return nil
}
