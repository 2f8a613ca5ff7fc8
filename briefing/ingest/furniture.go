package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// The stock phrases of publishing systems, and how captions and credits show.
var (
	furniture = lex.Phrases("en/furniture")
	// furnitureElsewhere are those of other languages than English.
	furnitureElsewhere = lex.Phrases("mul/furniture")

	listHeadings = lex.Phrases("en/list-headings")
	tailHeadings = lex.Phrases("en/tail-headings")
	authorLines  = lex.Phrases("en/author-lines")
	credits      = lex.Phrases("en/picture-credits")
	descriptions = lex.Phrases("en/picture-descriptions")
	agencies     = lex.Words("mul/picture-agencies")
)

// longestFurniture is how many words the longest line of furniture has.
const longestFurniture = 80

// stock names the reason for which a line is a publishing system's stock phrase, or "". A sentence of
// the news that happens to hold the same words is longer, or does not match from its beginning.
func stock(folded string, words int) string {
	if words > longestFurniture {
		return ""
	}
	for _, t := range []*lex.PhraseTable{furniture, furnitureElsewhere} {
		if p := t.Match(folded, words); p != nil {
			return p.Why
		}
	}
	return ""
}

// isLabel reports whether a line is a label: a stock phrase, the heading of a list of other stories,
// or nothing but marks.
func isLabel(s string) bool {
	words, folded := countWords(s), text.Fold(s)
	return words == 0 || stock(folded, words) != "" || !endsProse(s) && listHeadings.Match(folded, words) != nil
}

// is reports whether a line as it stands is one of a table's.
func is(t *lex.PhraseTable, s string) bool { return t.Match(text.Fold(s), countWords(s)) != nil }

// byline is a line that only names its writers: "By Ann Poe and Jo Roe", "— Ann Poe".
var byline = lex.Re(`^(?:By|BY|Von|Par|Por)\s+\p{Lu}[\p{L}.'’-]*` +
	`(?:(?:,|\s+and|\s+AND|\s+und|\s+et|\s+y|\s+of|\s*\||\s*/)?\s+[\p{Lu}][\p{L}.'’-]*){1,14}` +
	`(?:\s*[,|•·–-]\s*.{0,40})?$|` +
	`^[—–-]+\s*(?:By\s+)?\p{Lu}[\p{L}.'’-]+(?:(?:,|,? and|,? &)?\s+\p{Lu}[\p{L}.'’-]*){1,12}(?:,\s+[\p{L} ]{2,30})?$`)

// bio is a line that tells who wrote the article, as stands at its end: "Ann Poe is a reporter for
// the Odrin Post."
var bio = lex.Re(`^(?:\p{Lu}[\p{L}.'’-]+ ){2,4}(?:is|was|covers|reports|writes) (?:(?:an?|the) (?:[\p{L}-]+ ){0,5}(?:{en/journalists})\b` +
	`(?: (?:{en/journalist-complements})\b.*|\.?$)|(?:on |about )?.{2,60} for (?:The |the )\p{Lu}.{2,40}$)`)

// bioLines is how many of an article's last lines can tell of its writer.
const bioLines = 3

// cleanBios leaves out, at the end of an article, who wrote it and how to reach him.
func cleanBios(lines []line) {
	left := bioLines
	for i := len(lines) - 1; i > 2 && left > 0; i-- {
		l := &lines[i]
		if l.why != "" {
			continue
		}
		left--
		if len(l.text) <= 400 && bio.MatchString(l.text) {
			l.why = whyByline
		}
	}
}

// byAgency reports whether a line names a picture agency.
func byAgency(s string) bool {
	before := ""
	for w := range strings.FieldsFuncSeq(text.Fold(s), func(r rune) bool { return !isLetter(r) && r != '-' }) {
		if agencies.Has(w) || agencies.Has(before+" "+w) {
			return true
		}
		before = w
	}
	return false
}

// creditOnly reports a line that holds a picture credit and nothing else.
func creditOnly(s string, words int) bool {
	if words > 12 {
		return false
	}
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && is(credits, s) {
		return true
	}
	if !byAgency(s) {
		return false
	}
	return strings.Contains(s, "/") && !strings.ContainsAny(s, ".?!“”\"") || words <= 5 && allCapitalised(s)
}

// allCapitalised reports that every word of s begins with no lower-case letter, "via" and "for" apart.
func allCapitalised(s string) bool {
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && w != "via" && w != "for" {
			return false
		}
	}
	return true
}
