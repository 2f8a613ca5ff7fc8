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
// "every day but Sunday at noon", "every hour from 9 to 17", or five cron fields. What it does not
// understand it refuses; its errors say what to write instead.
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
	words := strings.Fields(text)
	n, err := cronWords(words)
	switch {
	case err != nil:
		return s, "", err
	case n > 0:
		s, err = parseCron(strings.Join(words[:n], " "))
		return s, strings.Join(words[n:], " "), err
	}
	return parseWords(text)
}

// reader collects days and times from words.
type reader struct {
	words []string // in lower case

	dow   uint64
	times []int
	every int // minutes between times ("every 2 hours"), 0 for none
	// first and last bound the times of every, in minutes of the day; both 0 is the whole day.
	first, last int
	not         uint64 // the days that are excepted
	part        string // of the day: "am", "pm", or none
	// order is in which order days and times were said: "dt" is days and then times.
	order          string
	daily, weekly  bool // said of all days, and of a week
	named, bounded bool // some days were named; the times have bounds
}

// parseWords reads the longest beginning of text that says days and times.
func parseWords(text string) (Schedule, string, error) {
	at := wordPattern.FindAllStringIndex(text, -1)
	var r reader
	for _, w := range at {
		r.words = append(r.words, strings.TrimRight(strings.ToLower(text[w[0]:w[1]]), "."))
	}
	end := 0 // how many words belong to the schedule
	for i := 0; i < len(r.words); {
		n, err := r.take(i)
		if err != nil {
			return Schedule{}, "", err
		}
		if n == 0 && !fillers[r.word(i)] {
			break
		}
		i += max(n, 1)
		if n > 0 {
			end = i
		}
	}
	rest := ""
	if end < len(at) {
		rest = strings.TrimSpace(text[at[end][0]:])
	}
	s, err := r.schedule(text)
	return s, rest, err
}

// word is the i-th word, or "".
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i]
}

// wordPattern parts words at spaces, commas, semicolons and "&".
var wordPattern = regexp.MustCompile(`[^\s,;&]+`)

// fillers join the words of a schedule and mean nothing by themselves.
var fillers = map[string]bool{"at": true, "on": true, "and": true, "every": true, "each": true, "the": true, "o'clock": true,
	"o’clock": true, "@": true}

// days are the words for sets of days, as bits from Sunday.
var days = map[string]uint64{
	"day": 0b1111111, "days": 0b1111111, "daily": 0b1111111, "everyday": 0b1111111,
	"weekday": 0b0111110, "weekdays": 0b0111110, "workday": 0b0111110, "workdays": 0b0111110,
	"weekend": 0b1000001, "weekends": 0b1000001,
}

// parts are the parts of a day that tell which of two hours is meant.
var parts = map[string]string{"morning": "am", "mornings": "am", "afternoon": "pm", "afternoons": "pm", "evening": "pm", "evenings": "pm"}

// take reads what begins with the i-th word and says how many words that was: 0 for none.
func (r *reader) take(i int) (int, error) {
	w := r.word(i)
	for _, read := range []func(int) (int, error){r.takeException, r.takeInterval, r.takeRefusal, r.takePart} {
		if n, err := read(i); n > 0 || err != nil {
			return n, err
		}
	}
	if set, n := r.daysAt(i); n > 0 {
		r.dow |= set
		if set == days["daily"] && days[w] == set {
			r.daily = true
		} else {
			r.named = true
		}
		r.said("d")
		return n, nil
	}
	minute, n, err := r.clockAt(i)
	if n == 0 || err != nil {
		return 0, err
	}
	r.times = append(r.times, minute)
	r.said("t")
	return n, nil
}

// said notes that days ("d") or times ("t") were said.
func (r *reader) said(what string) {
	if !strings.HasSuffix(r.order, what) {
		r.order += what
	}
}

// daysAt reads days: a set, a name, a range, names with a stroke between.
func (r *reader) daysAt(i int) (set uint64, n int) {
	w, next, afterNext := r.word(i), r.word(i+1), r.word(i+2)
	if (w == "working" || w == "business") && strings.TrimSuffix(next, "s") == "day" {
		return days["weekdays"], 2
	}
	if set, ok := days[w]; ok {
		return set, 1
	}
	skipped := 0
	if w == "from" { // "from Monday to Thursday"
		if _, n := r.daysAt(i + 1); n != 3 {
			return 0, 0
		}
		w, next, afterNext, skipped = next, afterNext, r.word(i+3), 1
	}
	w = strings.ReplaceAll(w, "–", "-")
	if from, to, ok := strings.Cut(w, "-"); ok {
		a, okA := weekday(from)
		b, okB := weekday(to)
		if okA && okB {
			return between(a, b), 1
		}
		return 0, 0
	}
	for name := range strings.SplitSeq(w, "/") {
		a, ok := weekday(name)
		if !ok {
			return 0, 0
		}
		set |= 1 << a
	}
	a, ok := weekday(w)
	if b, okB := weekday(afterNext); ok && okB && slices.Contains([]string{"to", "-", "–", "through", "thru", "till"}, next) {
		return between(a, b), 3 + skipped
	}
	return set, 1
}

// between are the days from a to b, over the end of the week where b comes before a.
func between(a, b int) (set uint64) {
	for d := a; ; d = (d + 1) % 7 {
		set |= 1 << d
		if d == b {
			return set
		}
	}
}

// weekday reads a day's name, its plural, or a beginning of three letters or more.
func weekday(w string) (int, bool) {
	w = strings.TrimSuffix(w, ".")
	for i, name := range []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		if len(w) >= 3 && (strings.HasPrefix(name, w) || w == name+"s" || w == "weds" && i == 3) {
			return i, true
		}
	}
	return 0, false
}

// exceptions are the words before days on which it is not due.
var exceptions = map[string]bool{"but": true, "except": true, "excluding": true, "not": true, "no": true, "without": true}

// takeException reads "but Sunday", "except on weekends", "not on Sundays and Mondays".
func (r *reader) takeException(i int) (int, error) {
	if !exceptions[r.word(i)] {
		return 0, nil
	}
	at := i + 1
	for fillers[r.word(at)] || r.word(at) == "for" || exceptions[r.word(at)] {
		at++
	}
	var set uint64
	for end := at; ; {
		days, n := r.daysAt(end)
		if n == 0 {
			break
		}
		set |= days
		end += n
		at = end
		for r.word(end) == "and" || r.word(end) == "or" || r.word(end) == "on" {
			end++
		}
	}
	if set == 0 {
		return 0, &bot.Error{Code: "bad_when", Message: fmt.Sprintf("Behind “%s” I understand days only, as in “every day but Sunday at 8”. "+
			"%s", r.word(i), examples)}
	}
	r.not |= set
	return at - i, nil
}

// intervalPattern is "15min", "2h", as one word.
var intervalPattern = regexp.MustCompile(`^(\d{1,4})(h|hrs?|hours?|m|mins?|minutes?)$`)

// takeInterval reads "hourly", "every 2 hours", "every 15 minutes", and behind it "from 9 to 17".
func (r *reader) takeInterval(i int) (int, error) {
	w, next := r.word(i), r.word(i+1)
	switch {
	case w == "hourly":
		return 1, r.interval(60)
	case w == "weekly":
		r.weekly = true
		return 1, nil
	case r.every > 0 && (w == "from" || w == "between"):
		return r.takeBounds(i, i+1)
	case r.every > 0 && strings.ContainsAny(w, "-–"):
		return r.takeBounds(i, i)
	case w != "every" && w != "each":
		return 0, nil
	}
	if next == "half" && r.word(i+2) == "hour" {
		return 3, r.interval(30)
	}
	n, unit, used := r.counted(i + 1)
	switch strings.TrimSuffix(unit, "s") {
	case "hour", "hr", "h":
		return used, r.interval(60 * n)
	case "minute", "min", "m":
		return used, r.interval(n)
	case "week":
		if used == 2 {
			r.weekly = true
			return used, nil
		}
	}
	if used == 3 {
		return 0, &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“every %s %s” is not something that I can keep: hours and minutes can "+
			"be counted, days and weeks cannot. %s", next, unit, examples)}
	}
	return 0, nil
}

// counted reads how many of what unit follow "every", from the i-th word on, and how many words that takes with it.
func (r *reader) counted(i int) (n int, unit string, used int) {
	if m := intervalPattern.FindStringSubmatch(r.word(i)); m != nil {
		n, _ = strconv.Atoi(m[1])
		return n, m[2], 2
	}
	if n, err := strconv.Atoi(r.word(i)); err == nil {
		return n, r.word(i + 1), 3
	}
	return 1, r.word(i), 2
}

func (r *reader) interval(minutes int) error {
	if r.every > 0 {
		return &bot.Error{Code: "bad_when", Message: "Those are two intervals; write one of them."}
	}
	r.every = minutes
	r.said("t")
	return nil
}

// takeBounds reads between which hours an interval runs, from the i-th word on; the first of the two
// times is the at-th.
func (r *reader) takeBounds(i, at int) (int, error) {
	if from, to, ok := strings.Cut(strings.ReplaceAll(r.word(at), "–", "-"), "-"); ok && from != "" && to != "" {
		r.words = slices.Replace(slices.Clone(r.words), at, at+1, from, "-", to)
		n, err := r.takeBounds(i, at)
		r.words = slices.Replace(r.words, at, at+3, from+"-"+to)
		return max(n-2, 0), err
	}
	first, n, err := r.clockAt(at)
	if err != nil {
		return 0, err
	}
	to := at + n
	if n == 0 || !slices.Contains([]string{"to", "-", "–", "and", "till", "until"}, r.word(to)) {
		return 0, nil
	}
	last, m, err := r.clockAt(to + 1)
	switch {
	case err != nil:
		return 0, err
	case m == 0:
		return 0, nil
	case last <= first || r.bounded:
		return 0, &bot.Error{Code: "bad_when", Message: "The hours between which it comes must be two of one day, the earlier first, as in " +
			"“every hour from 9 to 17”."}
	}
	r.first, r.last, r.bounded = first, last, true
	return to + 1 + m - i, nil
}

// takePart reads a part of the day: "every morning at 7", "at 8 in the morning".
func (r *reader) takePart(i int) (int, error) {
	n := 1
	if r.word(i) == "in" && r.word(i+1) == "the" {
		n = 3
	}
	part, ok := parts[r.word(i+n-1)]
	if !ok {
		return 0, nil
	}
	if r.part != "" && r.part != part {
		return 0, &bot.Error{Code: "bad_time", Message: "Write the hours as 8:00 and 18:00, without the part of the day."}
	}
	r.part = part
	return n, nil
}

// schedule is what was collected.
func (r *reader) schedule(text string) (Schedule, error) {
	if err := r.check(text); err != nil {
		return Schedule{}, err
	}
	if r.dow == 0 {
		r.dow = days["daily"]
	}
	if r.dow &^= r.not; r.dow == 0 {
		return Schedule{}, &bot.Error{Code: "bad_when", Message: "No day is left on which it would come. " + examples}
	}
	slices.Sort(r.times)
	s := Schedule{times: slices.Compact(r.times), month: 0b1111111111110, dom: 1<<32 - 2 | star, dow: r.dow}
	if r.dow == days["daily"] {
		s.dow |= star
	}
	s.steady = steady(s.times)
	var ok bool
	if s.text, ok = s.words(); !ok {
		return Schedule{}, &bot.Error{Code: "bad_when", Message: "Those are too many times to be kept in words. Write them as five cron fields."}
	}
	return s, nil
}

// check completes the times and refuses what has no one meaning.
func (r *reader) check(text string) error {
	refuse := func(words string) error { return &bot.Error{Code: "bad_when", Message: words + " " + examples} }
	switch {
	case r.every > 0 && len(r.times) > 0:
		return refuse("That is an interval and a time of day; write one of them.")
	case r.order == "dtd" || r.order == "tdt" || len(r.order) > 3:
		return refuse("Those are times of one day and times of another. Order them one by one: each briefing has its days, and then its times.")
	case r.daily && r.named:
		return refuse("Every day, or on some days only?")
	case r.weekly && !r.named:
		return refuse("On which day of the week?")
	}
	if r.every > 0 {
		if err := r.fill(); err != nil {
			return err
		}
	}
	if len(r.times) == 0 {
		if r.dow|r.not == 0 && r.part == "" {
			return &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“%s” is not a schedule. %s", bot.CutText(text, 60,
				func(s string) int { return len(s) }), examples)}
		}
		return &bot.Error{Code: "no_time", Message: "At what time? " + examples}
	}
	return r.byPart()
}

// byPart takes the times by the part of the day that was said: at 6 in the evening is 18:00.
func (r *reader) byPart() error {
	early, late := false, false
	for _, t := range r.times {
		early, late = early || t < 12*60, late || t >= 12*60
	}
	for i, t := range r.times {
		switch {
		case r.part != "" && early && late:
			return &bot.Error{Code: "bad_time", Message: "Write each hour as 8:00 or 18:00, without the part of the day."}
		case r.part == "am" && t >= 12*60, r.part == "pm" && t < 60:
			return &bot.Error{Code: "bad_time", Message: "The hour does not go with the part of the day. Write it as 8:00 or 18:00 alone."}
		case r.part == "pm" && t < 12*60:
			r.times[i] = t + 12*60
		}
	}
	return nil
}

// fill makes the times of an interval.
func (r *reader) fill() error {
	last := r.last
	if !r.bounded {
		last = 24*60 - 1
	}
	if r.every < 1 || r.every > 24*60 || !r.bounded && 24*60%r.every != 0 {
		return &bot.Error{Code: "bad_when", Message: "A day must be a whole number of intervals: every 2, 3, 4, 6, 8 or 12 hours, or every " +
			"30 minutes; or say between which hours: every 5 hours from 8 to 18."}
	}
	for m := r.first; m <= last; m += r.every {
		r.times = append(r.times, m)
	}
	return nil
}
