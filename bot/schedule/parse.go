package schedule

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefbot/bot"
)

// maxText is how long a schedule's text may be.
const maxText = 200

// Parse reads what people write: "weekdays 8:30", "every day at 7 and 17", "Mon,Thu 18:00",
// "weekends at noon", "hourly", or five cron fields. Its errors say what to write instead.
func Parse(text string) (Schedule, error) {
	s, rest, err := ParsePrefix(text)
	if err == nil && rest != "" {
		return Schedule{}, &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“%s” is understood, “%s” behind it is not. %s", s, rest, examples)}
	}
	return s, err
}

const examples = "Write for example: weekdays 8:30; every day at 7 and 17; Mon, Thu 18:00; or five cron fields such as 30 8 * * 1-5."

// ParsePrefix reads a schedule from the beginning of text and returns what follows it.
func ParsePrefix(text string) (s Schedule, rest string, err error) {
	if len(text) > maxText {
		return s, "", &bot.Error{Code: "bad_when", Message: "That is too long for a schedule. " + examples}
	}
	if upper := strings.ToUpper(strings.TrimSpace(text)); strings.HasPrefix(upper, "TZ=") || strings.HasPrefix(upper, "CRON_TZ=") {
		return s, "", &bot.Error{Code: "bad_when", Message: "Give the zone behind the schedule, not before it: weekdays 8:30 Europe/Paris."}
	}
	if words := strings.Fields(text); looksCron(words) {
		s, err = parseCron(strings.Join(words[:5], " "))
		return s, strings.Join(words[5:], " "), err
	}
	return parseWords(text)
}

// looksCron says that the first five words are meant as cron fields.
func looksCron(words []string) bool {
	if len(words) < 5 {
		return false
	}
	for i, w := range words[:5] {
		if !cronField.MatchString(w) || i < 2 && !strings.ContainsRune("0123456789*?", rune(w[0])) {
			return false
		}
		if w == "and" || w == "at" {
			return false
		}
	}
	// Hours alone ("7 8 9 10 11") are times; a cron line without any star or list is hardly one.
	return strings.ContainsAny(strings.Join(words[:5], ""), "*?")
}

// reader collects days and times from words.
type reader struct {
	dow   uint64
	times []int
	every int // minutes between times ("every 2 hours"), 0 for none
}

// parseWords reads the longest beginning of text that says days and times.
func parseWords(text string) (Schedule, string, error) {
	words := wordPattern.FindAllStringIndex(text, -1)
	word := func(i int) string {
		if i >= len(words) {
			return ""
		}
		return strings.ToLower(strings.TrimRight(text[words[i][0]:words[i][1]], "."))
	}
	var r reader
	end := 0 // how many words belong to the schedule
	for i := 0; i < len(words); {
		n, err := r.take(word(i), word(i+1), word(i+2))
		if err != nil {
			return Schedule{}, "", err
		}
		if n == 0 && !fillers[word(i)] {
			break
		}
		i += max(n, 1)
		if n > 0 {
			end = i
		}
	}
	rest := ""
	if end < len(words) {
		rest = strings.TrimSpace(text[words[end][0]:])
	}
	s, err := r.schedule(text)
	return s, rest, err
}

// wordPattern parts words at spaces, commas, semicolons and "&".
var wordPattern = regexp.MustCompile(`[^\s,;&]+`)

// fillers join the words of a schedule and mean nothing by themselves.
var fillers = map[string]bool{"at": true, "on": true, "and": true, "every": true, "each": true, "the": true, "o'clock": true}

// days are the words for sets of days, as bits from Sunday.
var days = map[string]uint64{
	"day": 0b1111111, "days": 0b1111111, "daily": 0b1111111, "everyday": 0b1111111,
	"weekday": 0b0111110, "weekdays": 0b0111110, "workday": 0b0111110, "workdays": 0b0111110,
	"weekend": 0b1000001, "weekends": 0b1000001,
}

// take reads what begins with a word and says how many words that was: 0 for none.
func (r *reader) take(w, next, afterNext string) (int, error) {
	if set, ok := days[w]; ok {
		r.dow |= set
		return 1, nil
	}
	if w == "hourly" {
		return 1, r.interval(60)
	}
	if w == "every" || w == "each" {
		n, unit, used := 1, next, 2
		if v, err := strconv.Atoi(next); err == nil {
			n, unit, used = v, afterNext, 3
		}
		switch strings.TrimSuffix(unit, "s") {
		case "hour":
			return used, r.interval(60 * n)
		case "minute", "min":
			return used, r.interval(n)
		}
		return 0, nil
	}
	if from, to, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-"); ok {
		if a, okA := weekday(from); okA {
			if b, okB := weekday(to); okB {
				r.addRange(a, b)
				return 1, nil
			}
		}
	}
	if a, ok := weekday(w); ok {
		if b, ok := weekday(afterNext); ok && (next == "to" || next == "-" || next == "–" || next == "through" || next == "till") {
			r.addRange(a, b)
			return 3, nil
		}
		r.dow |= 1 << a
		return 1, nil
	}
	return r.takeTime(w, next)
}

func (r *reader) addRange(a, b int) {
	for d := a; ; d = (d + 1) % 7 {
		r.dow |= 1 << d
		if d == b {
			return
		}
	}
}

// weekday reads a day's name, its plural, or a beginning of three letters or more.
func weekday(w string) (int, bool) {
	w = strings.TrimSuffix(w, ".")
	for i, name := range []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		if len(w) >= 3 && (strings.HasPrefix(name, w) || w == name+"s") {
			return i, true
		}
	}
	return 0, false
}

func (r *reader) interval(minutes int) error {
	if minutes < 1 || minutes > 24*60 || 24*60%minutes != 0 {
		return &bot.Error{Code: "bad_when", Message: "A day must be a whole number of intervals: every 2, 3, 4, 6, 8 or 12 hours, or every 30 minutes."}
	}
	r.every = minutes
	return nil
}

// schedule is what was collected.
func (r *reader) schedule(text string) (Schedule, error) {
	if r.every > 0 {
		for m := 0; m < 24*60; m += r.every {
			r.times = append(r.times, m)
		}
	}
	if len(r.times) == 0 {
		if r.dow == 0 {
			return Schedule{}, &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“%s” is not a schedule. %s", bot.CutText(text, 60, func(s string) int { return len(s) }), examples)}
		}
		return Schedule{}, &bot.Error{Code: "no_time", Message: "At what time? " + examples}
	}
	if r.dow == 0 {
		r.dow = days["daily"]
	}
	slices.Sort(r.times)
	s := Schedule{times: slices.Compact(r.times), month: 0b1111111111110, dom: 1<<32 - 2 | star, dow: r.dow}
	if r.dow == days["daily"] {
		s.dow |= star
	}
	s.text, _ = s.words()
	return s, nil
}
