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
	ambiguous  bool      // day and month could be exchanged
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
		if d, n, ok := dateAt(s, t[i:], monthFirst); ok {
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

// dateAt reads a date at the head of t and says how many tokens it takes.
func dateAt(s string, t []dateToken, monthFirst bool) (foundDate, int, bool) {
	a := t[0]
	gap := func(i int) string { return s[t[i].end:t[i+1].start] }
	year := func(k dateToken) (int, bool) {
		return k.number, k.digits == 4 && k.number >= earliestYear && k.number < 2100
	}
	small := func(k dateToken) bool { return k.number > 0 && k.digits <= 2 }
	if a.digits == 8 || a.digits == 14 || a.digits == 12 {
		v, _ := strconv.Atoi(s[a.start : a.start+8])
		if d, ok := dayOf(v/10000, v/100%100, v%100); ok && v/10000 >= earliestYear && v/10000 < 2100 {
			return foundDate{day: d}, 1, true
		}
	}
	if len(t) < 3 {
		return foundDate{}, 0, false
	}
	b, c := t[1], t[2]
	g1, g2 := gap(0), gap(1)
	if y, ok := year(a); ok && small(b) && small(c) && len(g1) <= 3 && g1 == strings.TrimSpace(g1) && dateMark(g1) && dateMark(g2) {
		if d, ok := dayOf(y, b.number, c.number); ok {
			return foundDate{day: d}, 3, true
		}
	}
	// 2024年5月3日, 2024년 5월 3일
	if y, ok := year(a); ok && len(t) >= 5 && small(c) && small(t[4]) {
		if w := s[b.start:b.end]; w == "年" || w == "년" {
			if d, ok := dayOf(y, c.number, t[4].number); ok {
				return foundDate{day: d}, 5, true
			}
		}
	}
	if small(a) && small(b) && dateMark(g1) && dateMark(g2) && sameMark(g1, g2) {
		y, ok := year(c)
		if !ok && c.digits == 2 && c.number >= 0 && c.number < 60 && b.digits == 2 && a.digits == 2 && strings.TrimSpace(g1) != "-" {
			y, ok = 2000+c.number, true
		}
		if ok {
			day, month := a.number, b.number
			both := day <= 12 && month <= 12 && day != month
			slash := strings.Contains(g1, "/")
			if month > 12 || both && monthFirst && slash {
				day, month = month, day
			}
			if d, ok := dayOf(y, month, day); ok {
				return foundDate{day: d, ambiguous: both && slash}, 3, true
			}
		}
	}
	// 3 May 2024, 3rd of May, 2024, 3. Mai 2024, 3 de mayo de 2024
	if small(a) {
		i := 1
		for i < len(t)-1 && i < 3 && t[i].month == 0 && t[i].number == -1 && dateFiller(s[t[i].start:t[i].end]) {
			i++
		}
		if t[i].month != 0 && len(s[a.end:t[i].start]) <= 8 {
			j := i + 1
			for j < len(t)-1 && j < i+2 && t[j].number == -1 && dateFiller(s[t[j].start:t[j].end]) {
				j++
			}
			if j < len(t) {
				if y, ok := year(t[j]); ok && t[j].start-t[i].end <= 8 {
					if d, ok := dayOf(y, int(t[i].month), a.number); ok {
						return foundDate{day: d}, j + 1, true
					}
				}
			}
		}
	}
	// May 3rd, 2024
	if a.month != 0 && small(b) && len(g1) <= 3 {
		j := 2
		if t[j].number == -1 && dateFiller(s[t[j].start:t[j].end]) && j+1 < len(t) {
			j++
		}
		if y, ok := year(t[j]); ok && t[j].start-b.end <= 8 {
			if d, ok := dayOf(y, int(a.month), b.number); ok {
				return foundDate{day: d}, j + 1, true
			}
		}
	}
	return foundDate{}, 0, false
}

func dateMark(g string) bool {
	switch strings.TrimSpace(g) {
	case "-", "/", ".", "–", "_", "\\":
		return len(g) <= 4
	}
	return false
}

func sameMark(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

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
			return briefing.PubTime{Time: t}, true
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
	if f := scanDates(clip(s, 200), monthFirst); len(f) > 0 {
		return briefing.PubTime{Time: f[0].day, DayOnly: true}, true
	}
	return briefing.PubTime{}, false
}
