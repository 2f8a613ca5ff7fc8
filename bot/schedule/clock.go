package schedule

import (
	"fmt"
	"regexp"
	"strconv"

	"briefbot/bot"
)

// clockPattern is a time of day: 8, 8:30, 08.30, 0830, 17h, 17h30, 8am, 8:30pm.
var clockPattern = regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d{2})|h|(\d{2}))?(am|pm|a\.m|p\.m)?$`)

// digitsPattern is what was meant as a time when it is not one.
var digitsPattern = regexp.MustCompile(`^\d{1,2}([:.h]\d*)?(am|pm)?$`)

// takeTime reads a time of day, with "am" or "pm" as a word of its own behind it.
func (r *reader) takeTime(w, next string) (int, error) {
	switch w {
	case "noon", "midday":
		r.times = append(r.times, 12*60)
		return 1, nil
	case "midnight":
		r.times = append(r.times, 0)
		return 1, nil
	}
	m := clockPattern.FindStringSubmatch(w)
	if m == nil {
		if digitsPattern.MatchString(w) {
			return 0, badTime(w)
		}
		return 0, nil
	}
	used, half := 1, m[4]
	if half == "" && (next == "am" || next == "pm" || next == "a.m" || next == "p.m") {
		used, half = 2, next
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2] + m[3]) // at most one of the two is there
	if half != "" {
		if hour < 1 || hour > 12 {
			return 0, badTime(w + " " + half)
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return 0, badTime(w)
	}
	r.times = append(r.times, hour*60+minute)
	return used, nil
}

func badTime(w string) *bot.Error {
	return &bot.Error{Code: "bad_time", Message: fmt.Sprintf("“%s” is not a time of day. Write 8, 8:30, 17:00, 5pm, noon or midnight.", w)}
}
