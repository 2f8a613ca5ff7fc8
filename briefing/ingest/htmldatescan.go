package ingest

import (
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// monthNames are the names and short names by which months are known in the languages of the press,
// in lower case.
var monthNames = sync.OnceValue(func() map[string]time.Month {
	out := map[string]time.Month{}
	for _, r := range lex.Table("mul/months", 2) {
		n, _ := strconv.Atoi(r.Cells[1])
		out[r.Cells[0]] = time.Month(n)
	}
	return out
})

// foundDate is a date that stands in a text.
type foundDate struct {
	day        time.Time // midnight UTC
	start, end int       // bytes
	// exchangeable says that it is in figures of which either could be the month; ambiguous, with strokes between them,
	// which countries read in different ways.
	exchangeable, ambiguous bool
}

type dateToken struct {
	start, end int
	number     int // -1 for a word
	digits     int
	month      time.Month
}

// earliestYear is the first year in which pages were published on the web.
const earliestYear = 1995

// scanDates finds the full dates that are written in s: figures in the orders of the world
// (2024-05-03, 3.5.2024, 03/05/24, 20240503, 2024年5月3日) and words (3 May 2024, May 3rd, 2024).
// monthFirst says that 5/3/2024 is in May.
func scanDates(s string, monthFirst bool) []foundDate {
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	t := dateTokens(s)
	var out []foundDate
	for i := 0; i < len(t); i++ {
		d, n := foundDate{}, 1
		compact, ok := compactDay(s, t[i])
		if d.day = compact; !ok {
			d, n = fullDay(s, t[i:], monthFirst)
		}
		if n > 0 {
			d.start, d.end = t[i].start, t[i+n-1].end
			out = append(out, d)
			i += n - 1
		}
	}
	return out
}

// dateTokens cuts s into numbers and words; only words that can be a part of a date are kept apart.
func dateTokens(s string) []dateToken {
	var t []dateToken
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r >= '0' && r <= '9':
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			v := -2
			if j-i <= 14 {
				v, _ = strconv.Atoi(s[i:j])
			}
			t = append(t, dateToken{start: i, end: j, number: v, digits: j - i})
			i = j
		case unicode.IsLetter(r):
			j := i
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				j += n
			}
			tok := dateToken{start: i, end: j, number: -1}
			if j-i <= 24 {
				tok.month = monthNames()[strings.ToLower(s[i:j])]
			}
			t = append(t, tok)
			i = j
		default:
			i += n
		}
	}
	return t
}

// fullDay reads a day with its year at the head of t and says how many tokens it takes.
func fullDay(s string, t []dateToken, monthFirst bool) (foundDate, int) {
	if len(t) < 3 {
		return foundDate{}, 0
	}
	if d, ok := dayInFigures(s, t, monthFirst); ok {
		return d, 3
	}
	for _, read := range []func(string, []dateToken) (time.Time, int){yearFirst, eastAsianDay, dayThenMonth, monthThenDay, yearThenMonth} {
		if d, n := read(s, t); n > 0 {
			return foundDate{day: d}, n
		}
	}
	return foundDate{}, 0
}

// year reports a number that is a year, as pages write it.
func (t dateToken) year() bool { return t.digits == 4 && t.number >= 1900 && t.number < 2100 }

// compactDay reads 20240503, with or without a time behind it.
func compactDay(s string, a dateToken) (time.Time, bool) {
	if a.digits != 8 && a.digits != 12 && a.digits != 14 {
		return time.Time{}, false
	}
	v, _ := strconv.Atoi(s[a.start : a.start+8])
	d, ok := dayOf(v/10000, v/100%100, v%100)
	return d, ok && v/10000 >= earliestYear && v/10000 < 2100
}

// yearFirst reads 2024-05-03.
func yearFirst(s string, t []dateToken) (time.Time, int) {
	first, second := s[t[0].end:t[1].start], s[t[1].end:t[2].start]
	if !t[0].year() || !t[1].small() || !t[2].small() || len(first) > 3 || first != strings.TrimSpace(first) ||
		!dateMark(first) || !dateMark(second) {
		return time.Time{}, 0
	}
	return counted(t[0].number, t[1].number, t[2].number, 3)
}

// eastAsianDay reads 2024年5月3日 and 2024년 5월 3일.
func eastAsianDay(s string, t []dateToken) (time.Time, int) {
	if !t[0].year() || len(t) < 5 || !t[2].small() || !t[4].small() {
		return time.Time{}, 0
	}
	if w := s[t[1].start:t[1].end]; w != "年" && w != "년" {
		return time.Time{}, 0
	}
	return counted(t[0].number, t[2].number, t[4].number, 5)
}

// dayInFigures reads 3.5.2024 and 03/05/24.
func dayInFigures(s string, t []dateToken, monthFirst bool) (foundDate, bool) {
	first, second := s[t[0].end:t[1].start], s[t[1].end:t[2].start]
	mark := strings.TrimSpace(first)
	if !t[0].small() || !t[1].small() || !dateMark(first) || len(second) > 4 || strings.TrimSpace(second) != mark {
		return foundDate{}, false
	}
	year := yearInFigures(t, mark)
	if year == 0 {
		return foundDate{}, false
	}
	day, month := t[0].number, t[1].number
	both := day <= 12 && month <= 12 && day != month
	ambiguous := both && mark == "/"
	if month > 12 || ambiguous && monthFirst {
		day, month = month, day
	}
	d, ok := dayOf(year, month, day)
	return foundDate{day: d, exchangeable: both, ambiguous: ambiguous}, ok
}

// yearInFigures is the year behind two figures: in full, or by its last two where those have two as well; else 0.
func yearInFigures(t []dateToken, mark string) int {
	switch y := t[2]; {
	case y.year():
		return y.number
	case y.digits == 2 && y.number < 60 && t[0].digits == 2 && t[1].digits == 2 && mark != "-":
		return 2000 + y.number
	}
	return 0
}

// dayThenMonth reads 3 May 2024, 3rd of May, 2024, 3. Mai 2024 and 3 de mayo de 2024.
func dayThenMonth(s string, t []dateToken) (time.Time, int) {
	i := skipFillers(s, t, 1, 3)
	if !t[0].small() || t[i].month == 0 || t[i].start-t[0].end > 8 {
		return time.Time{}, 0
	}
	j := skipFillers(s, t, i+1, i+2)
	if j >= len(t) || !t[j].year() || t[j].start-t[i].end > 8 {
		return time.Time{}, 0
	}
	return counted(t[j].number, int(t[i].month), t[0].number, j+1)
}

// yearThenMonth reads 2024. május 3. and 2024 m. gegužės 3 d., as Hungarian and Lithuanian write.
func yearThenMonth(s string, t []dateToken) (time.Time, int) {
	i := 1
	if i+1 < len(t) && t[i].number == -1 && t[i].month == 0 && t[i].end-t[i].start <= 4 {
		i++
	}
	if !t[0].year() || i+1 >= len(t) || t[i].month == 0 || !t[i+1].small() || t[i].start-t[0].end > 8 || t[i+1].start-t[i].end > 2 {
		return time.Time{}, 0
	}
	return counted(t[0].number, int(t[i].month), t[i+1].number, i+2)
}

// monthThenDay reads May 3rd, 2024.
func monthThenDay(s string, t []dateToken) (time.Time, int) {
	if t[0].month == 0 || !t[1].small() || t[1].start-t[0].end > 3 {
		return time.Time{}, 0
	}
	j := skipFillers(s, t, 2, 3)
	if !t[j].year() || t[j].start-t[1].end > 8 {
		return time.Time{}, 0
	}
	return counted(t[j].number, int(t[0].month), t[1].number, j+1)
}

// skipFillers passes over the small words of a date from token i on, up to token most and never the last.
func skipFillers(s string, t []dateToken, i, most int) int {
	for i < len(t)-1 && i < most && t[i].month == 0 && t[i].number == -1 && dateFiller(s[t[i].start:t[i].end]) {
		i++
	}
	return i
}

// counted is a day with the tokens that it takes, or no tokens where the calendar has no such day.
func counted(year, month, day, tokens int) (time.Time, int) {
	d, ok := dayOf(year, month, day)
	if !ok {
		return d, 0
	}
	return d, tokens
}

func dateMark(g string) bool {
	switch strings.TrimSpace(g) {
	case "-", "/", ".", "–", "_", "\\":
		return len(g) <= 4
	}
	return false
}

// dateParticles are the small words inside a written date.
var dateParticles = lex.Words("mul/date-particles")

func dateFiller(w string) bool { return dateParticles.Has(strings.ToLower(w)) }

// dayOf is a calendar day, if there is such a day.
func dayOf(y, m, d int) (time.Time, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d
}

var stampLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.000Z0700",
	"2006-01-02T15:04:05-07", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-07:00", time.RFC1123Z, time.RFC1123}

// readStamp reads a date of the page's markup: an instant where zone and time are given, else the day.
func readStamp(s string, monthFirst bool) (briefing.PubTime, bool) {
	s = strings.TrimSpace(s)
	for _, l := range stampLayouts {
		if t, err := time.Parse(l, s); err == nil && t.Year() >= earliestYear && t.Year() < 2100 {
			return inNamedZone(t), true
		}
	}
	if n := len(s); n == 10 || n == 13 {
		if v, err := strconv.ParseInt(s, 10, 64); err == nil {
			if n == 13 {
				v /= 1000
			}
			t := time.Unix(v, 0).UTC()
			if t.Year() >= earliestYear && t.Year() < 2100 {
				return briefing.PubTime{Time: t}, true
			}
		}
	}
	if f := scanDates(clip(s, stampBytes), monthFirst); len(f) > 0 {
		return briefing.PubTime{Time: f[0].day, DayOnly: true}, true
	}
	return briefing.PubTime{}, false
}
