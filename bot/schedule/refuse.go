package schedule

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"briefbot/bot"
)

// What no schedule can say, each kind with what to write instead: it would be taken for something else.
const (
	noTurns  = "Every other day or week cannot be kept: a briefing comes on days of the week."
	noMonths = "Days of a month can be written as five cron fields alone: 0 8 1 * * is the 1st at 8:00."
	noEnd    = "An order begins at once and goes on until it is paused or removed; single days and dates cannot be ordered."
	noCount  = "How often is not enough: write the hours, as in every day at 8 and 18."
	noPeriod = "From one hour to another it cannot come once; say how often, as in every hour from 9 to 17."
)

// refused are words that begin such a thing wherever they stand.
var refused = map[string]string{
	"biweekly": noTurns, "fortnightly": noTurns, "fortnight": noTurns, "alternate": noTurns, "alternating": noTurns,
	"monthly": noMonths, "quarterly": noMonths, "yearly": noMonths, "annually": noMonths,
	"tomorrow": noEnd, "today": noEnd, "tonight": noEnd, "until": noEnd, "till": noEnd, "starting": noEnd, "beginning": noEnd,
	"unless": noEnd, "once": noEnd,
	"twice": noCount, "thrice": noCount,
}

// turns are words that do so before a day, a week or a month.
var turns = map[string]string{
	"other": noTurns, "second": noTurns, "third": noTurns, "fourth": noTurns, "2nd": noTurns, "3rd": noTurns,
	"first": noMonths, "last": noMonths, "1st": noMonths, "month": noMonths, "quarter": noMonths, "year": noMonths,
	"next": noEnd, "this": noEnd, "only": noEnd, "coming": noEnd,
}

// takeRefusal refuses what no schedule can say.
func (r *reader) takeRefusal(i int) (int, error) {
	if _, n := r.daysAt(i); n > 0 {
		return 0, nil
	}
	why := cmp.Or(r.period(i), r.beginning(i), r.turn(i), refused[r.word(i)])
	if why == "" {
		return 0, nil
	}
	return 0, &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“%s” is not understood. %s %s", r.word(i), why, examples)}
}

// turn is why a turn before a day, a week or a month cannot be kept, or "".
func (r *reader) turn(i int) string {
	why, next := turns[r.word(i)], r.word(i+1)
	if why == "" {
		return ""
	}
	_, isDay := weekday(next)
	_, isDays := days[next]
	if isDay || isDays || next == "" || units[strings.TrimSuffix(next, "s")] || turns[next] != "" || fillers[next] {
		return why
	}
	return ""
}

// units are what turns are counted in, and what stands before them.
var units = map[string]bool{"week": true, "month": true, "year": true, "working": true, "business": true}

// beginning is why an order from a day or a month on cannot be kept, or "".
func (r *reader) beginning(i int) string {
	next := r.word(i + 1)
	if _, isDay := weekday(next); r.word(i) == "from" && (isDay || isMonth(next) || next == "now" || next == "next" || refused[next] != "") {
		return noEnd
	}
	return ""
}

// period is why a stretch between two hours cannot be kept, or "".
func (r *reader) period(i int) string {
	w, next := r.word(i), r.word(i+1)
	if w == "from" || w == "between" {
		if _, n, err := r.clockAt(i + 1); n > 0 || err != nil {
			return noPeriod
		}
	}
	if next == "to" || next == "-" || next == "–" {
		_, n, _ := r.clockAt(i)
		_, m, _ := r.clockAt(i + 2)
		if n > 0 && m > 0 {
			return noPeriod
		}
	}
	from, to, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	if ok && clockPattern.MatchString(from) && clockPattern.MatchString(to) {
		return noPeriod
	}
	return ""
}

// isMonth reports whether a word names a month.
func isMonth(w string) bool {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); w == name || len(w) >= 3 && w == name[:3] {
			return true
		}
	}
	return false
}
