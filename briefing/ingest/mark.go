package ingest

import (
	"strings"

	"briefbot/briefing/lex"
)

// marking is what a line that separates entries is.
type marking int

const (
	noMark    marking = iota
	separator         // a rule: "___", "---", "* * *"
	stamp             // a time of day, alone on its line
)

// rule is a line of separating marks.
var rule = lex.Re(`^(?:_{2,}\.?|-{3,}|—{2,}|–{3,}|={3,}|\*{3,}|#{3,}|~{3,}|•{3,}|\*(?: \*){2,}|- - -|· · ·|• • •|_ _ _|⁂|[◆♦❖■]+|\.{5,})$`)

// clock is a time of day that stands alone, with or without its day, zone and the words that
// editors put before it. The forms are those of news agencies and live blogs: "10:45 a.m.",
// "Updated 3:14 PM ET", "(8 p.m.)", "14.05 Uhr", "22h30", "12:30 BST", "March 3, 2:10 p.m.".
var clock = lex.Re(`(?i)^[\[(•|*–— -]*(?:(?:last )?(?:{en/time-stamp-labels})[:,]?\s*(?:at\s+|on\s+)?)?` +
	`(?:(?:{en/weekdays}|{en/weekday-abbreviations})\.?,?\s+)?` +
	`(?:(?:\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.?\s+\p{L}{3,9}\.?)(?:,?\s+\d{4})?(?:\s*[,|•–-]\s*|\s+(?:at\s+)?))?` +
	`(?:\d{1,2}(?:[:.]\d{2}){0,2}\s*[ap]\.{0,2}\s?m\.?|\d{1,2}[:.]\d{2}\s*(?:uhr|h|hrs)?|\d{1,2}\s?h\s?\d{0,2}|\d{1,2}\s*uhr|` +
	`noon|midnight|12 (?:noon|midnight))` +
	`(?:\s*[,(]?\s*(?:{en/time-zones}|[a-z]+ time)\b[.)]?)?` +
	`(?:\s*[,|•–-]?\s*(?:{en/weekdays}|` +
	`(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}{3,9}\.?)(?:,?\s+\d{4})?))?\s*[:\])•|*–—.-]*$`)

// mark tells whether a line only separates or stamps.
func (l *line) mark() marking {
	if l.stamped {
		return stamp
	}
	return mark(l.text)
}

// mark tells whether a text only separates or stamps.
func mark(s string) marking {
	if len(s) > 60 {
		return noMark
	}
	if rule.MatchString(s) {
		return separator
	}
	if (strings.ContainsAny(s, "0123456789") || len(s) < 12) && clock.MatchString(s) {
		return stamp
	}
	return noMark
}
