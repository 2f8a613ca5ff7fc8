package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"briefbot/bot"
)

// clockPattern is a time of day: 8, 8:30, 08.30, 0830, 17h, 17h30, 8am, 8:30pm.
var clockPattern = regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d{2})|h|(\d{2}))?(am|pm|a\.m|p\.m)?$`)

// digitsPattern is what was meant as a time when it is not one.
var digitsPattern = regexp.MustCompile(`^\d{1,2}([:.h]\d*)*(am|pm|z)?([+-].*)?$`)

// clockAt reads the time of day that the i-th word is, with "am", "pm" or "Uhr" as a word of its own behind
// it, and says how many words that was: 0 for none.
func (r *reader) clockAt(i int) (minute, used int, err error) {
	w, next := strings.TrimPrefix(r.word(i), "@"), r.word(i+1)
	switch w {
	case "noon", "midday":
		return 12 * 60, 1, nil
	case "midnight":
		return 0, 1, nil
	}
	m := clockPattern.FindStringSubmatch(w)
	if n, err := strconv.Atoi(w); err == nil && n > 23 && next == "words" {
		return 0, 0, nil // how long it is to be
	}
	if m == nil {
		if digitsPattern.MatchString(w) {
			err = badTime(w)
		}
		return 0, 0, err
	}
	used = 1
	half := m[4]
	switch {
	case half == "" && (next == "am" || next == "pm" || next == "a.m" || next == "p.m"):
		used, half = 2, next
	case next == "uhr" || next == "o'clock" || next == "o’clock" || next == "hrs":
		used = 2
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ = strconv.Atoi(m[2] + m[3]) // at most one of the two is there
	if half != "" {
		if hour < 1 || hour > 12 {
			return 0, 0, badTime(w + " " + half)
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return 0, 0, badTime(w)
	}
	return hour*60 + minute, used, nil
}

func badTime(w string) *bot.Error {
	return &bot.Error{Code: "bad_time", Message: fmt.Sprintf("“%s” is not a time of day. Write 8, 8:30, 17:00, 5pm, noon or midnight.", w)}
}
