package schedule

import (
	"fmt"
	"strings"
)

// mostTimes is how many times of day are listed in words.
const mostTimes = 12

// words are s as people write it, where that can be said in words.
func (s Schedule) words() (string, bool) {
	const everyMonth, everyDay = 0b1111111111110, 1<<32 - 2
	if s.month&everyMonth != everyMonth || s.dom&everyDay != everyDay {
		return "", false
	}
	dow := s.dow &^ star
	if s.dom&star == 0 && s.dow&star == 0 {
		dow = days["daily"] // either field is enough, and the first matches always
	}
	when, ok := s.clock()
	return dayWords(dow) + " " + when, ok
}

// clock is the times of day in words.
func (s Schedule) clock() (string, bool) {
	if n := len(s.times); n > mostTimes || n == 24*60 {
		step := s.times[1] - s.times[0]
		for i, t := range s.times {
			if t != s.times[0]+i*step {
				return "", false
			}
		}
		often := fmt.Sprintf("every %d minutes", step)
		switch step {
		case 60:
			often = "every hour"
		case 1:
			often = "every minute"
		}
		last := s.times[n-1]
		if s.times[0] > 0 || last+step != 24*60 {
			often += " from " + clockTime(s.times[0]) + " to " + clockTime(last)
		}
		return often, true
	}
	var clocks []string
	for _, t := range s.times {
		clocks = append(clocks, clockTime(t))
	}
	last := len(clocks) - 1
	if last == 0 {
		return "at " + clocks[0], true
	}
	return "at " + strings.Join(clocks[:last], ", ") + " and " + clocks[last], true
}

// clockTime is a minute of the day as "08:30".
func clockTime(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

func dayWords(dow uint64) string {
	switch dow {
	case days["daily"]:
		return "every day"
	case days["weekdays"]:
		return "weekdays"
	case days["weekends"]:
		return "weekends"
	}
	var names []string
	for i := range 7 {
		if d := (i + 1) % 7; dow&(1<<d) != 0 { // the week begins on Monday
			names = append(names, [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}[d])
		}
	}
	return strings.Join(names, ", ")
}
