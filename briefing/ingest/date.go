package ingest

import (
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// rowLayouts are forms of times in corpus rows that are no stamps of pages.
var rowLayouts = []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "20060102T150405Z0700", "20060102T150405",
	time.RFC850, time.ANSIC, time.UnixDate}

// rowTime reads the publication time of a corpus row: RFC 3339, a bare date, or any other full date that outlets
// write, with its time of day. Of a time in a zone that is not known only the day is, and a day that could be a month
// ("01/02/2020") is none.
func rowTime(s string) (briefing.PubTime, bool) {
	s = strings.TrimSpace(s)
	if t, err := briefing.ParsePubTime(s); err == nil {
		return t, !t.IsZero()
	}
	for _, layout := range rowLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return inNamedZone(t), true
		}
	}
	t, ok := readStamp(s, false)
	if !ok || !t.DayOnly {
		return t, ok
	}
	found := scanDates(clip(s, stampBytes), false)
	if d := found[0]; d.exchangeable && !strings.Contains(s[d.start:d.end], ".") {
		return briefing.PubTime{}, false
	}
	behind := s[found[0].end:]
	if len(found) > 1 {
		behind = s[found[0].end:found[1].start]
	}
	return timeOfDay(t, s[:found[0].start]+" \n"+behind), true
}

// stampBytes is how much of a field is searched for its date.
const stampBytes = 200

// writtenClock is a time of day beside a date, with the zone behind it, by its name or its distance from UTC.
var writtenClock = lex.Re(`(?i)\b((?:\d{1,2}(?:[:.]\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?))` +
	`(?:\s*\(?(?-i:([A-Z]{2,5}))\b)?(?:\s*([+-]\d{1,2}(?::?\d{2})?)\b)?`)

// timeOfDay gives a day the time of day that is written beside it.
func timeOfDay(day briefing.PubTime, beside string) briefing.PubTime {
	m := writtenClock.FindStringSubmatch(beside)
	if m == nil {
		return day
	}
	c, ok := readClock(m[1])
	if !ok {
		return day
	}
	zone := time.UTC
	if m[2] != "" && !weekdayAbbreviations.Has(strings.ToLower(m[2])) {
		zone = time.FixedZone(m[2], 0)
	}
	if m[3] != "" {
		offset, err := time.Parse("-0700", strings.ReplaceAll(m[3], ":", ""))
		if err != nil {
			return day
		}
		zone = offset.Location()
	}
	return inNamedZone(time.Date(day.Year(), day.Month(), day.Day(), c.minutes/60, c.minutes%60, 0, 0, zone))
}

var weekdayAbbreviations = lex.Words("en/weekday-abbreviations")

// sharedZones are names of zones that several countries use for hours of their own.
var sharedZones = lex.Few{"ist"}

// inNamedZone puts a time that was read with nothing but its zone's name into that zone. Where the name is not known, or
// several countries use it, only the day is.
func inNamedZone(t time.Time) briefing.PubTime {
	name, offset := t.Zone()
	low := strings.ToLower(name)
	zone := zones()[low]
	switch {
	case t.IsZero() || offset != 0 || low == "" || low == "utc" || low == "gmt":
		return briefing.PubTime{Time: t}
	case zone == nil || sharedZones.Has(low):
		return briefing.PubTime{Time: written(t), DayOnly: true}
	}
	return briefing.PubTime{Time: time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)}
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
