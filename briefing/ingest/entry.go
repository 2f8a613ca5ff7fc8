package ingest

import (
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// The entries of a live blog have times of their own: a full one in the markup, or a time of day on a
// line. Such a line says no day, so the days are counted from the page's: the oldest entry is of that
// day, and where the time of day falls from one entry to the next newer one, a day has passed. Whether
// a page prints the newest entry first is told by its times.

// clockTime is the time of day that a line names.
type clockTime struct {
	minutes int // of the day
	day     dayMention
	zone    *time.Location // nil where none is named
}

var (
	twelveHours = lex.Re(`\b(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])\.{0,2}\s?m\b`)
	fullHours   = lex.Re(`\b(\d{1,2})(?:[:.]|\s?h\s?)(\d{2})\b`)
	bareHours   = lex.Re(`\b(\d{1,2})\s?(?:h|uhr)\b`)
)

// readClock reads a line that stamps an entry.
func readClock(s string) (c clockTime, ok bool) {
	folded := text.Fold(s)
	hour, minute := "", ""
	half := ""
	switch {
	case strings.Contains(folded, "noon"):
		hour = "12"
	case strings.Contains(folded, "midnight"):
		hour = "0"
	default:
		if m := twelveHours.FindStringSubmatch(folded); m != nil {
			hour, minute, half = m[1], m[2], m[3]
		} else if m := fullHours.FindStringSubmatch(folded); m != nil {
			hour, minute = m[1], m[2]
		} else if m := bareHours.FindStringSubmatch(folded); m != nil {
			hour = m[1]
		}
	}
	h, err := strconv.Atoi(hour)
	if err != nil {
		return clockTime{}, false
	}
	n, _ := strconv.Atoi(minute)
	if half != "" {
		if h %= 12; half == "p" {
			h += 12
		}
	}
	if h > 24 || n > 59 {
		return clockTime{}, false
	}
	c.minutes = h%24*60 + n
	if d := days(s); len(d) > 0 {
		c.day = d[0]
	}
	c.zone = zoneIn(folded)
	return c, true
}

// leadingTime is a time of day at the beginning of a line that goes on with an entry's first words.
var leadingTime = lex.Re(`^(\d{1,2}[:.]\d{2}(?:\s?[apAP]\.?[mM]\b\.?)?|\d{1,2}\s?[apAP]\.?[mM]\b\.?|\d{1,2}[:.]\d{2} Uhr)` +
	`(?:\s*(?:{mul/time-zone-names}))?\s*[-–—:|•]?\s*[“"‘\p{Lu}]`)

// cutTimes cuts, on a live blog, the times of day that stand before the first words of its entries off:
// a line that holds two things becomes two.
func cutTimes(lines []line) []line {
	n := 0
	for i := range lines {
		if lines[i].mark() == noMark && leadingTime.MatchString(lines[i].text) {
			n++
		}
	}
	if n < stampsMin {
		return lines
	}
	out := make([]line, 0, len(lines)+n)
	for _, l := range lines {
		m := leadingTime.FindStringIndex(l.text)
		if m == nil || l.mark() != noMark {
			out = append(out, l)
			continue
		}
		_, size := utf8.DecodeLastRuneInString(l.text[:m[1]])
		at := m[1] - size
		out = append(out, line{text: strings.TrimFunc(l.text[:at], blank), gap: l.gap, at: l.at, stamped: true})
		l.text, l.gap = l.text[at:], 0
		out = append(out, l)
	}
	return out
}

// zones are the hours' names, folded, with their distance from UTC.
var zones = sync.OnceValue(func() map[string]*time.Location {
	out := map[string]*time.Location{}
	for _, r := range lex.Table("mul/time-zones", 2) {
		n, _ := strconv.Atoi(r.Cells[1])
		out[r.Cells[0]] = time.FixedZone(strings.ToUpper(r.Cells[0]), n*60)
	}
	return out
})

// zoneIn is the zone that a folded line names, or nil.
func zoneIn(folded string) *time.Location {
	for w := range strings.FieldsFuncSeq(folded, notWordRune) {
		if z := zones()[w]; z != nil {
			return z
		}
	}
	return nil
}

// entryTimes gives each part of a page its own time; times[i] is zero where nothing is known of it. base
// is the page's time.
func entryTimes(parts [][]line, base briefing.PubTime) (times []briefing.PubTime, exact []bool) {
	times, exact = make([]briefing.PubTime, len(parts)), make([]bool, len(parts))
	clocks, known := make([]*clockTime, len(parts)), 0
	for i, p := range parts {
		first := startOf(p)
		if first == nil {
			continue
		}
		if t, err := time.Parse(time.RFC3339, first.at); err == nil {
			times[i], exact[i] = briefing.PubTime{Time: t}, true
			known++
		} else if c, ok := readClock(first.clock); ok {
			clocks[i] = &c
			known++
		}
	}
	if known < 2 {
		return make([]briefing.PubTime, len(parts)), make([]bool, len(parts))
	}
	dayByDay(clocks, times, base)
	return times, exact
}

// startOf is the line that a part starts with, as far as it is kept.
func startOf(part []line) *line {
	for i := range part {
		if part[i].starts || part[i].why == "" {
			return &part[i]
		}
	}
	return nil
}

// dayByDay turns times of day into times, from the oldest entry on.
func dayByDay(clocks []*clockTime, times []briefing.PubTime, base briefing.PubTime) {
	if base.IsZero() {
		return
	}
	day, before := firstDay(clocks, base), -1
	for _, i := range oldestFirst(clocks) {
		c := clocks[i]
		if c == nil {
			continue
		}
		switch d := c.day; {
		case d.day != 0:
			if d.year == 0 {
				d.year = day.Year()
			}
			day = d.time()
		case c.minutes < before:
			day = day.AddDate(0, 0, 1)
		}
		before = c.minutes
		zone := c.zone
		if zone == nil && !base.DayOnly {
			zone = base.Location()
		} else if zone == nil {
			zone = time.UTC
		}
		times[i] = briefing.PubTime{Time: time.Date(day.Year(), day.Month(), day.Day(), c.minutes/60, c.minutes%60, 0, 0, zone)}
	}
}

// sameMinutes is how far a page's own time of day and that of the entry which it was published with
// can lie apart.
const sameMinutes = 10

// firstDay is the day of the oldest entry: the page's, or as many days earlier as pass to the entry that
// has the page's own time of day.
func firstDay(clocks []*clockTime, base briefing.PubTime) time.Time {
	day := written(base.Time)
	if base.DayOnly {
		return day
	}
	at, passed, before := base.Hour()*60+base.Minute(), 0, -1
	for _, i := range oldestFirst(clocks) {
		c := clocks[i]
		if c == nil {
			continue
		}
		if c.minutes < before {
			passed++
		}
		if before = c.minutes; max(c.minutes-at, at-c.minutes) <= sameMinutes {
			return day.AddDate(0, 0, -passed)
		}
	}
	return day
}

// oldestFirst is the order of the parts in time: as they stand or turned round, in whichever the times of
// day pass sooner.
func oldestFirst(clocks []*clockTime) []int {
	const day = 24 * 60
	down, up, before := 0, 0, -1
	for _, c := range clocks {
		if c == nil {
			continue
		}
		if before >= 0 {
			down += (c.minutes - before + day) % day
			up += (before - c.minutes + day) % day
		}
		before = c.minutes
	}
	order := make([]int, len(clocks))
	for i := range order {
		order[i] = i
		if up < down {
			order[i] = len(clocks) - 1 - i
		}
	}
	return order
}
