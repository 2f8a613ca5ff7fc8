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

// dayAt reads a day at the head of t, in full or without its year, and says how many tokens it takes.
func dayAt(s string, t []dateToken) (dayMention, int) {
	if d, n := fullDay(s, t, false); n > 0 && !d.exchangeable {
		return dayMention{year: d.day.Year(), month: d.day.Month(), day: d.day.Day(), at: t[0].start}, n
	}
	for _, read := range []func(string, []dateToken) (dayMention, int){monthDay, dayMonth} {
		if d, n := read(s, t); n > 0 {
			return d, n
		}
	}
	return dayMention{}, 0
}

// small reports a number that can be a day or a month.
func (t dateToken) small() bool { return t.number > 0 && t.digits <= 2 }

// spaced reports what can stand between a month and its day: space, with a point before it.
func spaced(gap string) bool {
	trimmed := strings.TrimPrefix(gap, ".")
	return trimmed != "" && strings.TrimSpace(trimmed) == ""
}

// monthDay reads "May 3", "May 3rd".
func monthDay(s string, t []dateToken) (dayMention, int) {
	if len(t) < 2 || !t[1].small() || !spaced(s[t[0].end:t[1].start]) {
		return dayMention{}, 0
	}
	d := dayMention{month: monthAlone(s[t[0].start:t[0].end]), day: t[1].number, at: t[0].start}
	if d.month == 0 {
		return d, 0
	}
	return d, skipFillers(s, t, 2, 3)
}

// dayMonth reads "3 May", "3rd of May", "3. Mai", "3 de mayo".
func dayMonth(s string, t []dateToken) (dayMention, int) {
	n := skipFillers(s, t, 1, 3)
	if n >= len(t) || !t[0].small() {
		return dayMention{}, 0
	}
	d := dayMention{month: monthAlone(s[t[n].start:t[n].end]), day: t[0].number, at: t[0].start}
	if gap := s[t[n-1].end:t[n].start]; d.month == 0 || gap != "-" && !spaced(strings.TrimPrefix(gap, ".")) {
		return d, 0
	}
	return d, n + 1
}

// everydayMonths are the short names of months that are common English words.
var everydayMonths = lex.Words("mul/month-homographs")

// monthAlone is the month that a word names, or 0. Without a year ("set 3") a word that means something else
// in English is none.
func monthAlone(word string) time.Month {
	low := strings.ToLower(word)
	if everydayMonths.Has(low) && word == low {
		return 0
	}
	return monthNames()[low]
}
