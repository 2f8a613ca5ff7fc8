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
	if minute, ok := namedHours[w]; ok {
		return minute, 1, nil
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
	switch behind := behindClock[next]; {
	case half == "" && behind == halfOfDay:
		used, half = 2, next
	case behind == hourWord:
		used = 2
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ = strconv.Atoi(m[2] + m[3]) // at most one of the two is there
	if half != "" && (hour < 1 || hour > 12) {
		return 0, 0, badTime(w + " " + half)
	}
	if hour = ofDay(hour, half); hour > 23 || minute > 59 {
		return 0, 0, badTime(w)
	}
	return hour*60 + minute, used, nil
}

// namedHours are times of day with a name, in minutes.
var namedHours = map[string]int{"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}

// What a word behind a time of day can be.
const (
	halfOfDay = iota + 1
	hourWord
)

var behindClock = map[string]int{
	"am": halfOfDay, "pm": halfOfDay, "a.m": halfOfDay, "p.m": halfOfDay,
	"uhr": hourWord, "o'clock": hourWord, "o’clock": hourWord, "hrs": hourWord,
}

// ofDay is the hour of the day for one on a clock's face, in a half of the day; without a half it is so already.
func ofDay(hour int, half string) int {
	switch {
	case half == "":
		return hour
	case half[0] == 'p':
		return hour%12 + 12
	}
	return hour % 12
}

func badTime(w string) *bot.Error {
	return &bot.Error{Code: "bad_time", Message: fmt.Sprintf("“%s” is not a time of day. Write 8, 8:30, 17:00, 5pm, noon or midnight.", w)}
}
