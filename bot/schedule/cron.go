package schedule

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/robfig/cron/v3"

	"briefbot/bot"
)

// fields are the five that people write; descriptors such as "@daily" and a zone before the fields
// are not among them.
var fields = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// cronField is what a cron field is written with. It keeps "TZ=" and "CRON_TZ=" out, on which the
// parser panics when no field follows.
var cronField = regexp.MustCompile(`^[0-9A-Za-z*/,?-]+$`)

// cronWord is what is meant as a cron field, of this dialect or of another: it has digits, marks, or names
// of days and months with marks.
var cronWord = regexp.MustCompile(`(?i)^(?:[0-9*?/,#-]*[0-9*?][0-9*?/,#LW-]*|L|LW|(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|` +
	`jun|jul|aug|sep|oct|nov|dec)(?:[-,#/](?:[a-z]{3}|[0-9]+))*L?)$`)

// cronWords is how many words of a text's beginning are meant as cron: five, or 0 for none. What is cron of
// another dialect is an error that says why.
func cronWords(words []string) (int, error) {
	n := 0
	for n < len(words) && n < 7 && cronWord.MatchString(words[n]) && (n > 1 || strings.ContainsRune("0123456789*?", rune(words[n][0]))) {
		n++
	}
	if n > 5 && n < len(words) && strings.EqualFold(words[n], "words") {
		n-- // "30 8 * * 1-5 300 words"
	}
	said := strings.Join(words[:n], " ")
	marked := strings.ContainsAny(said, "*?#")
	switch {
	case n > 5 && (marked || n == len(words) || !looksTimes(words[:n])):
		return 0, badCron(said, fmt.Errorf("those are %d fields; there is none for seconds or years", n))
	case n >= 5:
		return 5, nil
	case marked && n > 1:
		return 0, badCron(said, fmt.Errorf("those are %d fields", n))
	}
	return 0, nil
}

// looksTimes reports whether all words could be hours.
func looksTimes(words []string) bool {
	for _, w := range words {
		if !clockPattern.MatchString(w) {
			return false
		}
	}
	return true
}

// foreign says in words what a field has that this cron does not know, or "".
func foreign(field string) string {
	upper := strings.ToUpper(field)
	switch {
	case strings.Contains(field, "#"):
		return "“#” (the nth such day of the month) is not known here"
	case strings.ContainsRune("0123456789*?LW", rune(upper[0])) && strings.Contains(upper, "L"), strings.HasSuffix(upper, "L") &&
		len(upper) == 4 && weekdayNumber[strings.ToLower(field[:3])] >= 0 && upper != "JUL":
		return "“L” (the last) is not known here"
	case strings.ContainsRune("0123456789*?LW", rune(upper[0])) && strings.Contains(upper, "W"):
		return "“W” (the nearest weekday) is not known here"
	}
	return ""
}

// parseCron reads five cron fields. A field that is a star, "*/1" among them, does not limit the
// days by itself: day of month and day of week must then both match. With any other step ("*/2") it
// is a list of numbers, and where both day fields are lists a day that matches either is due.
func parseCron(text string) (s Schedule, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = badCron(text, fmt.Errorf("%v", p))
		}
	}()
	parts := strings.Fields(text)
	if len(parts) != 5 {
		return s, badCron(text, fmt.Errorf("%d fields", len(parts)))
	}
	for _, p := range parts {
		if why := foreign(p); why != "" {
			return s, badCron(text, errors.New(why))
		}
		if !cronField.MatchString(p) {
			return s, badCron(text, fmt.Errorf("the field %q", p))
		}
	}
	days, err := sundays(parts[4])
	if err != nil {
		return s, badCron(text, err)
	}
	parsed, err := fields.Parse(strings.Join(append(parts[:4:4], days), " "))
	if err != nil {
		return s, badCron(text, err)
	}
	spec, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return s, badCron(text, fmt.Errorf("not five fields"))
	}
	s = Schedule{month: spec.Month, dom: spec.Dom, dow: spec.Dow, text: strings.Join(parts, " ")}
	for hour := range 24 {
		for minute := range 60 {
			if spec.Hour&(1<<uint(hour)) != 0 && spec.Minute&(1<<uint(minute)) != 0 {
				s.times = append(s.times, hour*60+minute)
			}
		}
	}
	s.steady = steady(s.times)
	if !s.possible() {
		return Schedule{}, &bot.Error{Code: "never_due", Message: fmt.Sprintf("“%s” is never due: no month has such a day. Check the third "+
			"and fourth field.", s.text)}
	}
	if words, ok := s.words(); ok && !strings.Contains(words, " from ") { // hours are bounded better by the fields
		s.text = words
	}
	return s, nil
}

func badCron(text string, err error) *bot.Error {
	return &bot.Error{Code: "bad_cron", Message: fmt.Sprintf("“%s” is not five cron fields (minute, hour, day of month, month, day of "+
		"week): %v. Write for example 30 8 * * 1-5, or simply weekdays 8:30.", text, err)}
}

var weekdayNumber = map[string]int{"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}

// sundays writes a day-of-week field without the 7 that other crons take for Sunday and the parser
// refuses, and with ranges that end on it ("5-7", "fri-sun") spelled out.
func sundays(field string) (string, error) {
	var out []string
	for item := range strings.SplitSeq(field, ",") {
		span, step, stepped := strings.Cut(item, "/")
		from, to, ranged := strings.Cut(span, "-")
		a, okA := dayNumber(from)
		b, okB := dayNumber(to)
		if !ranged {
			b, okB = a, okA
		}
		if b == 0 && a > 0 {
			b = 7
		}
		if !okA || !okB || b < 7 {
			out = append(out, item)
			continue
		}
		n := 1
		if stepped {
			var err error
			if n, err = strconv.Atoi(step); err != nil || n < 1 {
				return "", fmt.Errorf("the step %q", step)
			}
		}
		if b > 7 || a > b {
			return "", fmt.Errorf("the days %q", item)
		}
		for d := a; d <= b; d += n {
			out = append(out, strconv.Itoa(d%7))
		}
	}
	return strings.Join(out, ","), nil
}

func dayNumber(s string) (int, bool) {
	if n, ok := weekdayNumber[strings.ToLower(s)]; ok {
		return n, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0
}
