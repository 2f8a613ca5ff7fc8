package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// A plain page names its outlet in a few fixed places: on a line of its own above the headline, in the
// line that dates the page, in the dateline of an agency. What stands there is only believed when it
// looks like an outlet's name and a word such as "Tribune" says it.

// outletWord is a word that only outlets' names end or begin with.
var outletWord = lex.Re(`\b(?:{mul/outlet-words})\b|(?i:\bnews (?:agency|service|network)\b|^(?:agence|agencia|agenzia)\b)`)

// topLines is how many lines of a page, from its top, are searched for the outlet's name.
const topLines = 8

// dateline is the beginning of an agency's report: "PORT ELM, May 3 (Harbour Wire) - ".
var dateline = lex.Re(`^\p{Lu}[\p{Lu}\p{M} .,'’/-]{2,40}?(?:,? \p{L}{3,9}\.? \d{1,2})? ?\(([^()]{2,40})\) ?[-–—]+ `)

// liveOf is the title of an outlet's live page: "Coast Radio live: …".
var liveOf = lex.Re(`^(.{3,30}?) (?:live|LIVE|Live)\b ?:`)

// nameOutlet finds the page's outlet where nobody gave it, and leaves out the lines at its top that
// hold nothing but its name or the page's date.
func nameOutlet(d *draft) {
	if d.page.Kind == HTML {
		return
	}
	found := d.source // also where it is the address's host: one host's pages share one name
	top := topOf(d.lines)
	for k, i := range top {
		l := &d.lines[i]
		above := func(below []int) bool { return l.text != d.title && heads(d.lines, below, l.text) }
		switch {
		case outletLike(l.text) && (l.text == found || outletWord.MatchString(l.text)) && above(top[k+1:]):
			l.why = whyOutlet
			found = cmp.Or(found, l.text)
		case k == 0 && strings.Count(l.text, " ") == 1 && namesOnly(l.text) && above(top[1:min(2, len(top))]):
			l.why = whyByline // a writer or a section, with the headline right below
		case onlyDate(l.text), saysPublished(l.text):
			l.why = whyDated
		case strings.ContainsAny(l.text, "·•|") && !endsSentence(l.text):
			found = cmp.Or(found, outletInPieces(l))
		}
		found = cmp.Or(found, liveOutlet(l.text))
	}
	d.source = cmp.Or(found, outletOfAgency(d.lines))
}

// liveOutlet is the outlet in the title of a live page, or "".
func liveOutlet(title string) string {
	if m := liveOf.FindStringSubmatch(title); m != nil && outletLike(m[1]) && outletWord.MatchString(m[1]) {
		return m[1]
	}
	return ""
}

// topOf lists the lines at a page's top up to its first sentence.
func topOf(lines []line) []int {
	var out []int
	for i, l := range lines {
		if l.why != "" {
			continue
		}
		if len(out) == topLines || endsSentence(l.text) && strings.Count(l.text, " ") >= 8 {
			break
		}
		out = append(out, i)
	}
	return out
}

// heads reports that another line, which can be the headline, stands among those after a name.
func heads(lines []line, after []int, name string) bool {
	for _, i := range after {
		t := lines[i].text
		if t != name && headingLike(t) && strings.Count(t, " ") >= 2 && !signed(t) && !onlyDate(t) && stock(text.Fold(t), 1) == "" {
			return true
		}
	}
	return false
}

// outletInPieces reads "Harbour Herald · 3 May 2031 · From our correspondents", which is left out.
func outletInPieces(l *line) string {
	name, day := "", false
	for p := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return strings.ContainsRune("·•|", r) }) {
		p = strings.TrimFunc(p, blank)
		if outletLike(p) && outletWord.MatchString(p) {
			name = cmp.Or(name, p)
		}
		day = day || onlyDate(p)
	}
	if !day {
		return ""
	}
	l.why = whyDated
	return name
}

// outletOfAgency looks for the outlet in an agency's dateline.
func outletOfAgency(lines []line) string {
	for _, l := range lines[:min(len(lines), topLines)] {
		if m := dateline.FindStringSubmatch(l.text); m != nil && outletLike(m[1]) {
			return m[1]
		}
	}
	return ""
}

// outletParticles are the small words inside outlets' names.
var outletParticles = lex.Few{"&", "and", "de", "del", "of", "the"}

// outletLike reports a line or phrase that is written as an outlet's name is: one to five
// capitalised words, without figures or a sentence's end.
func outletLike(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 5 || len(s) > 40 || strings.ContainsAny(s, "0123456789:;?!\"“”()/") || endsStop(s) ||
		utf8.RuneCountInString(s) < 2 {
		return false
	}
	for k, w := range fields {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (k == 0 || !outletParticles.Has(w)) {
			return false
		}
	}
	return true
}

// published begins a line that says when its page was published.
var published = lex.Re(`(?i)^\W*(?:{mul/publication-words})(?:\P{L}|$)`)

// publishedWords is the length of the longest line that says so and nothing else.
const publishedWords = 14

// saysPublished reports a line that says on which day its page was published: with a word for it, a full
// date and no sentence.
func saysPublished(s string) bool {
	return countWords(s) <= publishedWords && !endsProse(s) && published.MatchString(s) &&
		slices.ContainsFunc(days(s), func(m dayMention) bool { return m.year != 0 })
}

// dateWords are the words of a line that only dates its page, beside months, days and figures.
var dateWords = lex.Words("mul/date-line-words")

// onlyDate reports a line that holds a full date and nothing beside it but a time.
func onlyDate(s string) bool {
	if len(s) > 70 {
		return false
	}
	full := false
	for _, m := range days(s) {
		full = full || m.year != 0
	}
	if !full {
		return false
	}
	for w := range strings.FieldsFuncSeq(text.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if _, weekday := weekdayNames()[w]; !weekday && monthNames()[w] == 0 && !dateWords.Has(w) {
			return false
		}
	}
	return true
}
