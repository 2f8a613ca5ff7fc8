package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// repeatWords is the length up to which a line that stands three times on a page is a page element
// and no news.
const repeatWords = 12

// clean judges every line of a page: what is no part of the news gets its reason. The body of an
// HTML page was chosen by its markup already, so only stock phrases are taken from it.
func clean(d *draft) {
	plain := d.page.Kind != HTML
	if isLive(d) {
		d.lines = cutTimes(d.lines)
	}
	if plain {
		d.lines = unglue(d.lines)
	}
	folded := make([]string, len(d.lines))
	seen := map[string]int{}
	for i, l := range d.lines {
		folded[i] = text.Fold(l.text)
		seen[folded[i]]++
	}
	for i := range d.lines {
		if l := &d.lines[i]; l.why == "" && l.mark() == noMark {
			l.why = byItself(d.lines, i, folded[i], plain)
		}
	}
	cleanBios(d.lines)
	if plain {
		cleanRepeated(d.lines, folded, seen)
		cleanCaptions(d.lines, folded)
		cleanWidgets(d.lines)
		cleanTop(d.lines, d.title)
		cleanEnd(d.lines)
		d.lines = cutFragments(d.lines)
	}
	sparePage(d.lines)
}

// byItself is why line i is left out for what it says itself, or "".
func byItself(lines []line, i int, folded string, plain bool) string {
	l := &lines[i]
	words := strings.Count(folded, " ") + 1
	if why := stock(folded, words); why != "" {
		return why
	}
	switch {
	case plain && i > 0 && words <= teaserWords && cutOff(l.text) && teases(lines, i):
		return whyLink
	case words <= 20 && !l.heading && byline.MatchString(l.text):
		return whyByline
	}
	return ""
}

// teaserWords is the length of the longest line that only leads to another page and is cut off there.
const teaserWords = 24

// teases reports a line that ends in an ellipsis between two paragraphs and holds no quotation: what
// leads to another page.
func teases(lines []line, i int) bool {
	l := lines[i].text
	return !strings.ContainsAny(l, "\"“”„»«") && !strings.ContainsAny(strings.TrimRight(l, ".… "), ".?!") &&
		i+1 < len(lines) && endsSentence(lines[i-1].text) && endsSentence(lines[i+1].text) && !cutOff(lines[i-1].text)
}

// sparePage takes every judgement back where it would leave out all that a page holds.
func sparePage(lines []line) {
	if kept(lines) > 0 {
		return
	}
	for i := range lines {
		lines[i].why = ""
	}
}

// cleanRepeated leaves out short lines that stand three times, and every repetition of a longer one.
func cleanRepeated(lines []line, folded []string, seen map[string]int) {
	first := map[string]int{} // where a line stood last, from 1
	for i := range lines {
		l := &lines[i]
		if l.why != "" || l.mark() != noMark {
			continue
		}
		words := strings.Count(folded[i], " ") + 1
		n, before := seen[folded[i]], first[folded[i]]
		if n >= 3 && i > 2 && elementLike(l.text, words) || before > 0 && (words >= 8 || words >= 3 && i+1-before <= 3) {
			l.why = whyRepeated
		}
		first[folded[i]] = i + 1
	}
}

// elementLike reports a few words that can be an element of the page: no sentence, no entry of a list.
func elementLike(s string, words int) bool {
	return words > 1 && words <= repeatWords && !endsSentence(s) && !strings.ContainsAny(s, "0123456789:•") && beginsLetter(s)
}

// cleanCaptions leaves out picture captions: lines with a credit, and the line before one that holds nothing
// but a credit.
func cleanCaptions(lines []line, folded []string) {
	for i := range lines {
		l := &lines[i]
		words := strings.Count(folded[i], " ") + 1
		credited := l.why == whyCaption || l.why == "" && words <= 80 && credits.Match(folded[i], words) != nil
		only := creditOnly(l.text, words) && (credited || l.why == "")
		if credited || only {
			l.why = whyCaption
		}
		if only {
			backCaption(lines, i)
		}
	}
}

// backCaption leaves out the caption that stands before the credit at i, with the picture's title
// above it.
func backCaption(lines []line, i int) {
	for i--; i >= 0 && lines[i].why == whyRepeated; i-- {
	}
	if i < 1 || lines[i].why != "" || !is(descriptions, lines[i].text) && !datedEnd.MatchString(lines[i].text) {
		return
	}
	lines[i].why = whyCaption
	if p := i - 1; p > 0 && lines[i].gap == 0 && lines[p].why == "" && !endsSentence(lines[p].text) && lines[p].gap > 0 {
		lines[p].why = whyCaption
	}
}

// datedEnd is a line that ends in a full date, as captions do.
var datedEnd = lex.Re(`\p{L}{3,12}\.? \d{1,2}, (?:19|20)\d\d\.?$`)

// timed is the line of a video player: its running time, and the title behind it.
var timed = lex.Re(`^\d{1,2}:\d{2}(?::\d{2})?\s+(\S.*)$`)

// playersMost is how many lines of a page can be video players'; on a page with more, the times
// are those of a live blog's entries.
const playersMost = 2

// cleanWidgets leaves out the titles of video players, which stand doubled behind a running time.
func cleanWidgets(lines []line) {
	players := 0
	for _, l := range lines {
		if timed.MatchString(l.text) {
			players++
		}
	}
	for i := range lines {
		if l := &lines[i]; l.why == "" && player(lines, i, players) {
			l.why = whyVideo
		}
	}
}

// player reports the line of a video player; players is how many lines of the page look like one.
func player(lines []line, i, players int) bool {
	m := timed.FindStringSubmatch(lines[i].text)
	if m == nil || doubled(m[1]) {
		return m != nil
	}
	return i > 0 && i+1 < len(lines) && players <= playersMost && headingLike(m[1]) && endsSentence(lines[i-1].text) &&
		strings.Count(m[1], " ") < 16
}

// doubled reports a text that says the same twice: "Talks resume Talks resume".
func doubled(s string) bool {
	f := strings.Fields(s)
	if len(f) < 4 || len(f)%2 != 0 {
		return false
	}
	for i, w := range f[:len(f)/2] {
		if w != f[i+len(f)/2] {
			return false
		}
	}
	return true
}

// cleanTop leaves out what stands above an article beside its title: the outlet's initials, its writers, and
// the page's title where the heading below says the same without a label ("LIVE UPDATES: …").
func cleanTop(lines []line, title string) {
	top := 0
	for i := range lines {
		l := &lines[i]
		if l.why != "" {
			continue
		}
		if top++; top > 4 {
			return
		}
		switch words := strings.Count(l.text, " ") + 1; {
		case !l.heading && l.text != title && (initials(l.text, words) || title != "" && writers(l.text, words) &&
			!strings.Contains(title, l.text)):
			l.why = whyByline
		case labelled(l.text, lines[i+1:min(i+10, len(lines))]):
			l.why = whyTitle
		}
	}
}

// initials reports a line of few words in capitals.
func initials(s string, words int) bool {
	return words <= 3 && len(s) <= 24 && s == strings.ToUpper(s) && hasLetter(s)
}

// writers reports a line of two to nine words that are names.
func writers(s string, words int) bool { return words >= 2 && words <= 9 && namesOnly(s) }

// labelled reports a title with a label before it that stands without it among the lines below.
func labelled(s string, below []line) bool {
	_, rest, ok := strings.Cut(s, ": ")
	return ok && strings.Count(s, " ") >= 3 && slices.ContainsFunc(below, func(m line) bool { return m.why == "" && m.text == rest })
}

// cutWords is the length up to which a last line that ends in mid-sentence says nothing by itself.
const cutWords = 12

// cleanEnd leaves out the few words at which a page breaks off in mid-sentence.
func cleanEnd(lines []line) {
	for i := len(lines) - 1; i >= 3; i-- {
		l := &lines[i]
		if l.why != "" {
			continue
		}
		words := strings.Count(l.text, " ") + 1
		if words >= 2 && words <= cutWords && !l.heading && !endsSentence(l.text) && beginsLetter(l.text) &&
			l.mark() == noMark && lines[i-1].why == "" && endsSentence(lines[i-1].text) {
			l.why = whyCut
		}
		return
	}
}

// namesOnly reports a line of capitalised words, with "and" or "of" between: what stands above an
// article under its given title, and is neither that title nor a sentence, names its writers.
func namesOnly(s string) bool {
	if endsSentence(s) || strings.ContainsAny(s, "0123456789:?!") {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !nameLinks.Has(w) {
			return false
		}
	}
	return true
}

// nameLinks stand between the names of writers.
var nameLinks = lex.Few{"&", "and", "for", "of", "the", "|"}

// endsSentence reports whether s ends like a sentence, closing quotation marks and brackets aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]*")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".?!…:;。؟।,", r)
}

func beginsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func isLetter(r rune) bool { return unicode.IsLetter(r) }
