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

// A plain page names its outlet in a few fixed places: on a line of its own above the headline, in
// the line that dates the page, in the byline of its staff, in the dateline of an agency, beside
// the copyright sign. What stands there is only believed when it looks like an outlet's name and,
// unless a word such as "Tribune" says it, when another place on the page confirms it.

// outletWord is a word that only outlets' names end or begin with.
var outletWord = lex.Re(`\b(?:{mul/outlet-words})\b|(?i:\bnews (?:agency|service|network)\b|^(?:agence|agencia|agenzia)\b)`)

// outletHint is a word or form that outlets' names share with other names: it is believed when
// another place confirms it. A name of a person has none of them.
var outletHint = lex.Re(`^(?:{mul/outlet-articles}) \p{Lu}|^[A-Z]{2,6}(?: [A-Z]{2,6})?$|\b(?:{en/outlet-hints})\b`)

// outletWitnesses are what stands before an outlet's name in a text that speaks of an outlet.
var outletWitnesses = lex.Words("en/outlet-witnesses")

// topLines is how many lines of a page, from its top, are searched for the outlet's name.
const topLines = 8

// staffed is a byline that names an outlet's staff instead of a writer.
var staffed = lex.Re(`^(?:[Bb]y|BY)\s+(?:the\s+)?(.{2,40}?)\s+(?i:staff|newsroom|news desk|reporters|staff writers?)$|` +
	`^(.{2,40}?)\s+(?i:newsroom|staff|news desk)$`)

// dateline is the beginning of an agency's report: "PORT ELM, May 3 (Harbour Wire) - ".
var dateline = lex.Re(`^\p{Lu}[\p{Lu}\p{M} .,'’/-]{2,40}?(?:,? \p{L}{3,9}\.? \d{1,2})? ?\(([^()]{2,40})\) ?[-–—]+ `)

// liveOf is the title of an outlet's live page: "Coast Radio live: …".
var liveOf = lex.Re(`^(.{3,30}?) (?:live|LIVE|Live)\b ?:`)

// copyright is the mark before the name of who holds the rights.
var copyright = lex.Re(`(?:©|\([cC]\)|Copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d\s*)?(.{2,40}?)(?:[.,|·]|$)`)

// nameOutlet finds the page's outlet where nobody gave it, and leaves out the lines at its top that
// hold nothing but its name or the page's date. recurring are the lines that stand first on
// several pages of the Read.
func nameOutlet(d *draft, recurring map[string]int) {
	if d.page.Kind == HTML {
		return
	}
	found := d.source // also where it is the address's host: one host's pages share one name
	top := topOf(d.lines)
	for k, i := range top {
		l := &d.lines[i]
		switch {
		case l.text != d.title && heads(d.lines, top[k+1:], l.text) && namesOutlet(d.lines, i, found, recurring):
			l.why = whyOutlet
			found = cmp.Or(found, l.text)
		case k == 0 && l.text != d.title && strings.Count(l.text, " ") == 1 && namesOnly(l.text) && heads(d.lines,
			top[1:min(2, len(top))], l.text):
			l.why = whyByline // a writer or a section, with the headline right below
		case onlyDate(l.text), saysPublished(l.text):
			l.why = whyDated
		case strings.ContainsAny(l.text, "·•|") && !endsSentence(l.text):
			found = cmp.Or(found, outletInPieces(l))
		}
		if m := staffed.FindStringSubmatch(l.text); m != nil && outletName(m[1]+m[2]) {
			found = cmp.Or(found, m[1]+m[2])
		}
		if m := liveOf.FindStringSubmatch(l.text); m != nil && outletLike(m[1]) && outletWord.MatchString(m[1]) {
			found = cmp.Or(found, m[1])
		}
	}
	if found == "" {
		found = outletBelow(d.lines)
	}
	d.source = found
}

// namesOutlet reports a line that is an outlet's name: the one that was found, or one that its words or
// other lines show to be such.
func namesOutlet(lines []line, i int, found string, recurring map[string]int) bool {
	s := lines[i].text
	return outletLike(s) && (s == found || outletWord.MatchString(s) || outletHint.MatchString(s) &&
		(recurring[s] >= 2 || confirmed(lines, i)))
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
		if m := staffed.FindStringSubmatch(p); m != nil && outletName(m[1]+m[2]) {
			name = cmp.Or(name, m[1]+m[2])
		} else if outletLike(p) && outletWord.MatchString(p) {
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

// outletBelow looks for the outlet in an agency's dateline and beside the copyright sign.
func outletBelow(lines []line) string {
	seen := 0
	for _, l := range lines {
		if seen++; seen > topLines {
			break
		}
		if m := dateline.FindStringSubmatch(l.text); m != nil && outletLike(m[1]) {
			return m[1]
		}
	}
	for _, l := range lines[max(0, len(lines)-templateBottom):] {
		if m := copyright.FindStringSubmatch(l.text); m != nil && strings.Count(l.text, " ") < 20 {
			if n := strings.TrimSpace(m[1]); outletLike(n) && outletWord.MatchString(n) {
				return n
			}
		}
	}
	return ""
}

// outletName reports a phrase that is an outlet's name by its form and its words.
func outletName(s string) bool {
	return outletLike(s) && (outletWord.MatchString(s) || outletHint.MatchString(s))
}

// confirmed reports that another line speaks of line i's name as one does of an outlet.
func confirmed(lines []line, i int) bool {
	for k, l := range lines {
		if k == i || !strings.Contains(l.text, lines[i].text) {
			continue
		}
		for _, before := range outletWitnesses.All() {
			if strings.Contains(l.text, before+lines[i].text) || strings.Contains(l.text, before+" "+lines[i].text) {
				return true
			}
		}
	}
	return false
}

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
		if !unicode.IsUpper(r) && (k == 0 || w != "and" && w != "of" && w != "the" && w != "&" && w != "de" && w != "del") {
			return false
		}
	}
	return true
}

// firstLines counts on how many pages each name-like line stands as the first.
func firstLines(drafts []*draft) map[string]int {
	out := map[string]int{}
	for _, d := range drafts {
		if d.page.Kind != HTML && len(d.lines) > 1 && outletLike(d.lines[0].text) {
			out[d.lines[0].text]++
		}
	}
	return out
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
