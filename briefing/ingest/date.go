package ingest

import (
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
	for _, layout := range []string{"2006/01/02", "20060102", "January 2, 2006", "Jan. 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return briefing.PubTime{Time: t, DayOnly: true}, true
		}
	}
	return briefing.PubTime{}, false
}

var (
	isoDate     = lex.Re(`\b(20\d\d|19\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])\b`)
	monthDay    = lex.Re(`(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+((?:19|20)\d\d)\b)?`)
	dayMonth    = lex.Re(`\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?(\p{L}{3,12})\.?,?(?:\s+(?:de\s+|del\s+)?((?:19|20)\d\d)\b)?`)
	numericDate = lex.Re(`\b(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|[12]\d|3[01])[./](20\d\d)\b`)
)

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
	var out []dayMention
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	add := func(year, month, day string, m time.Month, at int) {
		if m == 0 {
			n, _ := strconv.Atoi(month)
			m = time.Month(n)
		}
		y, _ := strconv.Atoi(year)
		n, _ := strconv.Atoi(day)
		if d := (dayMention{y, m, n, at}); d.real() && m <= 12 {
			out = append(out, d)
		}
	}
	for _, x := range isoDate.FindAllStringSubmatchIndex(s, -1) {
		add(s[x[2]:x[3]], s[x[4]:x[5]], s[x[6]:x[7]], 0, x[0])
	}
	for _, x := range monthDay.FindAllStringSubmatchIndex(s, -1) {
		if m := monthOf(s[x[2]:x[3]], group(s, x, 3)); m != 0 {
			add(group(s, x, 3), "", s[x[4]:x[5]], m, x[0])
		}
	}
	for _, x := range dayMonth.FindAllStringSubmatchIndex(s, -1) {
		if m := monthOf(s[x[4]:x[5]], group(s, x, 3)); m != 0 {
			add(group(s, x, 3), "", s[x[2]:x[3]], m, x[0])
		}
	}
	for _, x := range numericDate.FindAllStringSubmatch(s, -1) {
		a, _ := strconv.Atoi(x[1])
		b, _ := strconv.Atoi(x[2])
		switch {
		case a == b || a > 12:
			add(x[3], x[2], x[1], 0, 0)
		case b > 12:
			add(x[3], x[1], x[2], 0, 0)
		}
	}
	return out
}

// everydayMonths are the short names of months that are common English words.
var everydayMonths = lex.Words("mul/month-homographs")

// monthOf is the month that a word names, or 0. Beside a day alone ("set 3") a word that means
// something else in English is none.
func monthOf(word, year string) time.Month {
	low := strings.ToLower(word)
	if year == "" && everydayMonths.Has(low) && word == low {
		return 0
	}
	return monthNames()[low]
}

func group(s string, x []int, n int) string {
	if x[2*n] < 0 {
		return ""
	}
	return s[x[2*n]:x[2*n+1]]
}
