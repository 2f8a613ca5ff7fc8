package when

import (
	"strconv"
	"strings"
	"time"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// monthOf gives the month that a folded word names, or 0.
func monthOf(norm string) time.Month {
	if !text.Lookup(norm).Is(text.Month) {
		return 0
	}
	return time.Month(strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", norm[:3])/3 + 1)
}

// weekdayOf gives the day of the week that a folded word names.
func weekdayOf(norm string) (time.Weekday, bool) {
	if !text.Lookup(norm).Is(text.Weekday) {
		return 0, false
	}
	return time.Weekday(strings.Index("sunmontuewedthufrisat", norm[:3]) / 3), true
}

// year gives the bounds of a year in the zone of the publication.
func (c *calendar) year(y int) (time.Time, time.Time) {
	loc := time.UTC
	if !c.now.IsZero() {
		loc = c.now.Location()
	}
	return time.Date(y, 1, 1, 0, 0, 0, 0, loc), time.Date(y+1, 1, 1, 0, 0, 0, 0, loc)
}

// dayOf reads a day of the month at token i, or 0.
func (c *calendar) dayOf(i int) int {
	if i < 0 || i >= len(c.tokens) {
		return 0
	}
	s := c.tokens[i].Norm
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if n := len(s) - len(suffix); n > 0 && s[n:] == suffix {
			s = s[:n]
			break
		}
	}
	if d, err := strconv.Atoi(s); err == nil && len(s) <= 2 && d >= 1 && d <= 31 {
		return d
	}
	return 0
}

// yearOf reads a year at token i, or 0.
func (c *calendar) yearOf(i int) int {
	if i < 0 || i >= len(c.tokens) || len(c.tokens[i].Text) != 4 {
		return 0
	}
	if y, err := strconv.Atoi(c.tokens[i].Text); err == nil && y >= 1800 && y < 2100 {
		return y
	}
	return 0
}

// month reads "March 24, 2022", "Mar. 24", "March 2022" and "March".
func (c *calendar) month(i int) (int, time.Time, time.Time) {
	m := monthOf(c.norm(i))
	j := i + 1
	if c.norm(j) == "." && c.tokens[i].Is(text.Abbreviation) {
		j++
	}
	if d := c.dayOf(j); d > 0 {
		j++
		k := j
		if c.norm(k) == "," {
			k++
		}
		if y := c.yearOf(k); y > 0 {
			return c.date(k+1, y, m, d)
		}
		return c.date(j, 0, m, d)
	}
	if c.norm(j) == "of" {
		j++
	}
	if y := c.yearOf(j); y > 0 {
		return c.wholeMonth(j+1, y, m)
	}
	switch c.norm(i) {
	case "may", "march", "mar", "sun", "sat": // words and names of their own
		if !monthOpeners.Has(c.norm(i - 1)) {
			return i, time.Time{}, time.Time{}
		}
	}
	return c.wholeMonth(i+1, 0, m)
}

// wholeMonth gives the bounds of a month; without a year it is the last one, or the next where the
// sentence announces.
func (c *calendar) wholeMonth(j, y int, m time.Month) (int, time.Time, time.Time) {
	if y == 0 {
		if c.now.IsZero() {
			return j, time.Time{}, time.Time{}
		}
		y = c.now.Year()
		if m > c.now.Month() && !c.coming {
			y--
		} else if m < c.now.Month() && c.coming {
			y++
		}
	}
	first, _ := c.year(y)
	from := first.AddDate(0, int(m)-1, 0)
	return j, from, from.AddDate(0, 1, 0)
}

// date resolves a day; without a year it is the last one, or the next where the sentence announces.
func (c *calendar) date(j, y int, m time.Month, d int) (int, time.Time, time.Time) {
	given := y > 0
	if !given {
		if c.now.IsZero() {
			return j, time.Time{}, time.Time{}
		}
		y = c.now.Year()
	}
	first, _ := c.year(y)
	at := func(y int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, first.Location()) }
	t := at(y)
	if !given {
		if t.After(c.now.AddDate(0, 0, 1)) && !c.coming {
			t = at(y - 1)
		} else if c.coming && t.Before(c.now.AddDate(0, -6, 0)) {
			t = at(y + 1)
		}
	}
	if t.Day() != d {
		return j, time.Time{}, time.Time{} // 31 April
	}
	return j, t, t.AddDate(0, 0, 1)
}

// digits reads "24 March 2022", "2022-03-24", "5 p.m.", "10 days ago" and a year after "in".
func (c *calendar) digits(i int) (int, time.Time, time.Time) {
	if y := c.yearOf(i); y > 0 {
		if j, from, to := c.yearFirst(i, y); j > i {
			return j, from, to
		}
	}
	if d := c.dayOf(i); d > 0 {
		if j, from, to := c.dayFirst(i, d); j > i {
			return j, from, to
		}
	}
	switch strings.TrimSuffix(c.norm(i+1), ".") {
	case "a.m", "p.m", "am", "pm":
		return i + 2, time.Time{}, time.Time{}
	}
	return c.ago(i)
}

// yearFirst reads "2022-03-24", and a year that by the word before it is one; j is i when there is none.
func (c *calendar) yearFirst(i, y int) (j int, from, to time.Time) {
	if c.norm(i+1) == "-" && c.norm(i+3) == "-" && c.tokens[i+1].Start() == c.tokens[i].End() {
		if m, d := c.dayOf(i+2), c.dayOf(i+4); m >= 1 && m <= 12 && d > 0 {
			return c.date(i+5, y, time.Month(m), d)
		}
	}
	counts := c.norm(i-1) == "of" && text.At(c.tokens, i+1).Word && !c.tokens[i+1].Stop // "of 2000 soldiers"
	if !yearOpeners.Has(c.norm(i-1)) || counts {
		return i, from, to
	}
	from, to = c.year(y)
	return i + 1, from, to
}

// dayFirst reads "24 March 2022", "24th of March"; j is i when there is none.
func (c *calendar) dayFirst(i, d int) (j int, from, to time.Time) {
	j = i + 1
	if c.norm(j) == "of" {
		j++
	}
	if j >= len(c.tokens) || !c.tokens[j].Is(text.Month) || !text.IsCapital(c.tokens[j].Text) {
		return i, from, to
	}
	m := monthOf(c.norm(j))
	j++
	if c.norm(j) == "." && c.tokens[j-1].Is(text.Abbreviation) {
		j++
	}
	k := j
	if c.norm(k) == "," {
		k++
	}
	if y := c.yearOf(k); y > 0 {
		return c.date(k+1, y, m, d)
	}
	return c.date(j, 0, m, d)
}

var (
	yearOpeners  = lex.Words("en/words-before-years")
	monthOpeners = lex.Words("en/words-before-months")
)
