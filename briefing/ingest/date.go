package ingest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// rowTime reads the publication time of a corpus row: RFC 3339, a bare date, or the forms that
// feeds and data sets commonly have.
func rowTime(s string) (briefing.PubTime, bool) {
	s = strings.TrimSpace(s)
	if t, err := briefing.ParsePubTime(s); err == nil {
		return t, !t.IsZero()
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00",
		"2006-01-02 15:04", "2006-01-02T15:04:05Z0700", time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate} {
		if t, err := time.Parse(layout, s); err == nil {
			return briefing.PubTime{Time: t}, true
		}
	}
	for _, layout := range []string{"2006/01/02", "20060102", "January 2, 2006", "Jan. 2, 2006", "Jan 2, 2006",
		"2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return briefing.PubTime{Time: t, DayOnly: true}, true
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch len(s) {
		case len("1715673600"): // Unix time
			return briefing.PubTime{Time: time.Unix(n, 0).UTC()}, true
		case len("1715673600000"): // the same in milliseconds
			return briefing.PubTime{Time: time.UnixMilli(n).UTC()}, true
		}
	}
	return briefing.PubTime{}, false
}

// dayMention is a date in a text. Year is 0 where it is not given.
type dayMention struct {
	year  int
	month time.Month
	day   int
	at    int // byte offset
}

func (m dayMention) time() time.Time { return time.Date(m.year, m.month, m.day, 0, 0, 0, 0, time.UTC) }

// real reports whether the calendar has such a day.
func (m dayMention) real() bool {
	y := m.year
	if y == 0 {
		y = 2024
	}
	t := time.Date(y, m.month, m.day, 0, 0, 0, 0, time.UTC)
	return m.day > 0 && m.month > 0 && t.Day() == m.day && t.Month() == m.month
}

// days finds the dates in s, with and without a year. A numeric date is read only where its
// order of day and month is certain.
func days(s string) []dayMention {
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	var out []dayMention
	t := dateTokens(s)
	for i := 0; i < len(t); i++ {
		d, n := dayAt(s, t[i:])
		if n > 0 && d.real() {
			out = append(out, d)
			i += n - 1
		}
	}
	return out
}

// dayAt reads a day at the head of t and says how many tokens it takes.
func dayAt(s string, t []dateToken) (dayMention, int) {
	switch a := t[0]; {
	case len(t) < 2:
	case a.month != 0 && t[1].small() && spaced(s[a.end:t[1].start]):
		return monthDay(s, t)
	case a.small():
		if d, n := dayMonth(s, t); n > 0 {
			return d, n
		}
		return figures(s, t)
	case a.digits == 4:
		if d, n := figures(s, t); n > 0 {
			return d, n
		}
		return yearBefore(s, t)
	}
	return dayMention{}, 0
}

// yearBefore reads a day whose year stands first, other than in figures.
func yearBefore(s string, t []dateToken) (dayMention, int) {
	if len(t) < 3 {
		return dayMention{}, 0
	}
	for _, read := range []func(string, []dateToken) (time.Time, int){eastAsianDay, yearThenMonth} {
		if d, n := read(s, t); n > 0 {
			return dayMention{year: d.Year(), month: d.Month(), day: d.Day(), at: t[0].start}, n
		}
	}
	return dayMention{}, 0
}

// small reports a number that can be a day or a month.
func (t dateToken) small() bool { return t.number > 0 && t.digits <= 2 }

// fullYear reports a number that is a year, as pages write it.
func (t dateToken) fullYear() bool { return t.digits == 4 && t.number >= 1900 && t.number < 2100 }

// spaced reports what can stand between a month and its day: space, with a point before it.
func spaced(gap string) bool {
	trimmed := strings.TrimPrefix(gap, ".")
	return trimmed != "" && strings.TrimSpace(trimmed) == ""
}

// monthDay reads "May 3", "May 3rd, 2031"; t begins with both.
func monthDay(s string, t []dateToken) (dayMention, int) {
	d, n := dayMention{day: t[1].number, at: t[0].start}, 2
	if n < len(t) && ordinal(s, t[1], t[n]) {
		n++
	}
	if n < len(t) && t[n].fullYear() && strings.TrimSpace(strings.TrimPrefix(s[t[n-1].end:t[n].start], ",")) == "" {
		d.year = t[n].number
		n++
	}
	d.month = monthOf(s[t[0].start:t[0].end], d.year)
	if d.month == 0 {
		return d, 0
	}
	return d, n
}

// dayMonth reads "3 May", "3rd of May, 2031", "3. Mai 2031", "3 de mayo de 2031"; t begins with the day.
func dayMonth(s string, t []dateToken) (dayMention, int) {
	n := 1
	if n < len(t) && ordinal(s, t[0], t[n]) {
		n++
	}
	if n < len(t) && t[n].month == 0 && between(s, t[n], "de", "of") {
		n++
	}
	if n >= len(t) || t[n].month == 0 {
		return dayMention{}, 0
	}
	gap := s[t[n-1].end:t[n].start]
	if gap != "-" && !spaced(strings.TrimPrefix(gap, ".")) {
		return dayMention{}, 0
	}
	d, word := dayMention{day: t[0].number, at: t[0].start}, s[t[n].start:t[n].end]
	n++
	k := n
	if k < len(t) && between(s, t[k], "de", "del") {
		k++
	}
	if k < len(t) && t[k].fullYear() && strings.Trim(s[t[k-1].end:t[k].start], "., "+gap) == "" && s[t[k-1].end:t[k].start] != "" {
		d.year, n = t[k].number, k+1
	}
	if d.month = monthOf(word, d.year); d.month == 0 {
		return d, 0
	}
	return d, n
}

// ordinal reports that a word is the end of a number right before it: the "rd" of "3rd".
func ordinal(s string, number, word dateToken) bool {
	return word.number == -1 && word.start == number.end && between(s, word, "st", "nd", "rd", "th", "er")
}

// between reports a token that is one of some words.
func between(s string, t dateToken, words ...string) bool {
	return t.number == -1 && slices.Contains(words, strings.ToLower(s[t.start:t.end]))
}

// figures reads "2031-05-03", and "3.5.2031" where it is certain which is the month.
func figures(s string, t []dateToken) (dayMention, int) {
	if len(t) < 3 || len(s[t[0].end:t[1].start]) != 1 || s[t[0].end:t[1].start] != s[t[1].end:t[2].start] {
		return dayMention{}, 0
	}
	mark, a, b, c := s[t[0].end], t[0].number, t[1].number, t[2].number
	d := dayMention{at: t[0].start}
	switch {
	case !t[1].small():
		return d, 0
	case t[0].fullYear() && t[2].small() && strings.IndexByte("-/.", mark) >= 0:
		d.year, d.month, d.day = a, time.Month(b), c
	case !t[2].fullYear() || c < 2000 || mark == '-' || !t[0].small():
		return d, 0
	case a == b || a > 12:
		d.year, d.month, d.day = c, time.Month(b), a
	case b > 12:
		d.year, d.month, d.day = c, time.Month(a), b
	default:
		return d, 0
	}
	if d.month > 12 {
		return d, 0
	}
	return d, 3
}

// everydayMonths are the short names of months that are common English words.
var everydayMonths = lex.Words("mul/month-homographs")

// monthOf is the month that a word names, or 0. Beside a day alone ("set 3") a word that means
// something else in English is none.
func monthOf(word string, year int) time.Month {
	low := strings.ToLower(word)
	if year == 0 && everydayMonths.Has(low) && word == low {
		return 0
	}
	return monthNames()[low]
}
