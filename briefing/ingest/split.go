package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
)

// A page is cut where its publisher separates entries: at rules, at times that stand alone, at
// headings before which a button recurs. Sub-headings alone never cut: in an ordinary article the
// last paragraph under one is often about another matter.
const (
	stampsMin     = 3 // times of day that make a page a live blog
	separatorsMin = 2 // rules that make a page a round-up
	headingWords  = 28
	longPart      = 12 // lines of a part, on average, from which a page's marks are thought incomplete
)

// split marks the lines at which the articles of a live blog or round-up start, and the headings.
func split(d *draft) {
	stamps, rules, labels := countMarks(d.lines)
	plain := d.page.Kind != HTML
	switch {
	case marked(d, stamps, rules):
		cutAtMarks(d.lines, stamps)
		if plain && isLive(d) && partLength(d.lines) > longPart {
			cutInside(d.lines)
		}
	case labels >= labelMin && plain:
		cutAtLabels(d.lines)
	case plain && isLive(d):
		if !cutAtNumbers(d.lines) {
			cutInside(d.lines)
		}
	default:
		cutAtSections(d)
	}
	leaveMarksOut(d.lines)
	markHeadings(d)
}

// countMarks counts the times of day and the rules that stand alone, and the labels that were cut off.
func countMarks(lines []line) (stamps, rules, labels int) {
	for i := range lines {
		switch {
		case lines[i].why == whyLabel:
			labels++
		case lines[i].why != "":
		case lines[i].mark() == stamp:
			stamps++
		case lines[i].mark() == separator:
			rules++
		}
	}
	return stamps, rules, labels
}

// marked reports a page whose times or rules part its entries.
func marked(d *draft, stamps, rules int) bool {
	if stamps >= stampsMin || stamps >= 1 && rules >= separatorsMin {
		return true
	}
	return rules >= separatorsMin && (isLive(d) || saysRoundUp(d) || d.page.Kind != HTML && headed(d.lines))
}

// leaveMarksOut leaves out the rules and times that are left.
func leaveMarksOut(lines []line) {
	for i := range lines {
		switch l := &lines[i]; {
		case l.why != "":
		case rule.MatchString(l.text):
			l.why = whySeparator
		case l.mark() == stamp:
			l.why = whyStamp
		}
	}
}

// partLength is the average number of kept lines from one start to the next.
func partLength(lines []line) int {
	parts, n := 1, 0
	for _, l := range lines {
		if l.why == "" {
			n++
		}
		if l.starts {
			parts++
		}
	}
	return n / parts
}

// headed reports that most of the parts between a page's rules begin with a heading: the rules
// then separate stories, and not the article from its footnotes.
func headed(lines []line) bool {
	parts, with, next := 0, 0, false
	for i := range lines {
		if lines[i].why != "" {
			continue
		}
		if lines[i].mark() == separator {
			next = true
		} else if next {
			next = false
			parts++
			if headingLike(lines[i].text) && i+1 < len(lines) && lines[i+1].mark() == noMark && strings.Count(lines[i].text, " ") >= 2 {
				with++
			}
		}
	}
	return parts >= separatorsMin && with*3 >= parts*2
}

// cutAtMarks cuts at rules and times, which are left out of the text. Where the page's habit is to
// print an entry's heading above its time, the entry starts at the heading.
func cutAtMarks(lines []line, stamps int) {
	above := 0
	for i := range lines {
		if lines[i].why == "" && lines[i].mark() == stamp && headingAbove(lines, i) >= 0 {
			above++
		}
	}
	var pending *line // the mark below which the next entry begins
	for i := range lines {
		l := &lines[i]
		if l.why != "" {
			continue
		}
		switch l.mark() {
		case stamp:
			l.why = whyStamp
			if h := headingAbove(lines, i); h >= 0 && above*10 >= stamps*6 {
				lines[h].begin(l)
				pending = nil
			} else {
				pending = l
			}
		case separator:
			if l.why = whySeparator; pending == nil || pending.why != whyStamp {
				pending = l
			}
		default:
			if pending != nil {
				l.begin(pending)
			}
			pending = nil
		}
	}
}

// begin makes a line the first of an entry that a mark stamps or parts.
func (l *line) begin(mark *line) {
	l.starts = true
	if mark.why == whyStamp {
		l.clock, l.at = mark.text, mark.at
	}
}

// headingAbove is the index of the heading right above line i, or -1.
func headingAbove(lines []line, i int) int {
	for k := i - 1; k >= 0; k-- {
		if lines[k].why == "" {
			if headingLike(lines[k].text) && !signed(lines[k].text) {
				return k
			}
			return -1
		}
		if lines[k].why == whySeparator || lines[k].why == whyStamp {
			return -1
		}
	}
	return -1
}

// cutAtLabels cuts at the headings below which the page's recurring button stands.
func cutAtLabels(lines []line) {
	for i := range lines {
		if lines[i].why != whyLabel {
			continue
		}
		at := headingAbove(lines, i)
		if at < 0 {
			at = i + 1
		}
		if at < len(lines) {
			lines[at].starts = true
		}
	}
}

// numbered is a heading of a round-up: "2. Flood relief".
var numbered = lex.Re(`^(\d{1,2})[.)]\s+\S.{1,80}$`)

// cutAtNumbers cuts a round-up at its numbered headings, when there are three of them, and where other headings
// follow the last.
func cutAtNumbers(lines []line) bool {
	var at []int
	for i, l := range lines {
		if l.why == "" && numbered.MatchString(l.text) && headingLike(l.text) {
			at = append(at, i)
		}
	}
	if len(at) < 3 {
		return false
	}
	last := at[len(at)-1]
	if rest := sectionsOf(lines[last:], ""); len(rest) > 0 {
		at = append(at, last+rest[0]) // what follows the numbered ones
	}
	startAt(lines, at)
	return true
}

// headingLike reports a line that can head what follows it: it does not end like a sentence.
func headingLike(s string) bool {
	words := strings.Count(s, " ") + 1
	if words < 2 || words > headingWords || endsStop(s) || mark(s) != noMark {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r) && hasLetter(s)
}

// endsStop reports whether s ends in a full stop, a colon or the like. A question or an
// exclamation may be a heading.
func endsStop(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]*")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".…:;,。।", r)
}

// signed reports a line that names its writer.
func signed(s string) bool { return byline.MatchString(s) }

// markHeadings marks the first kept line of every part that heads it: the page's own title, or a
// heading with a sentence below it.
func markHeadings(d *draft) {
	first := true
	for i := range d.lines {
		l := &d.lines[i]
		first = first || l.starts
		if l.why != "" || !first {
			continue
		}
		first = false
		if d.page.Kind == HTML && !l.starts {
			continue
		}
		next := i + 1
		for next < len(d.lines) && d.lines[next].why != "" {
			next++
		}
		l.heading = l.heading || l.text == d.title ||
			headingLike(l.text) && !signed(l.text) && next < len(d.lines) && !d.lines[next].starts
	}
}
