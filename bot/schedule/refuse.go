package schedule

import (
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
	"tomorrow": noEnd, "today": noEnd, "tonight": noEnd, "until": noEnd, "till": noEnd, "starting": noEnd, "beginning": noEnd, "unless": noEnd, "once": noEnd,
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
	w, next := r.word(i), r.word(i+1)
	if _, n := r.daysAt(i); n > 0 {
		return 0, nil
	}
	why := refused[w]
	if t := turns[w]; t != "" {
		_, isDay := weekday(next)
		_, isDays := days[next]
		unit := strings.TrimSuffix(next, "s")
		if isDay || isDays || next == "" || unit == "week" || unit == "month" || unit == "year" || unit == "working" || unit == "business" || turns[next] != "" || fillers[next] {
			why = t
		}
	}
	if w == "from" || w == "between" {
		if _, n, err := r.clockAt(i + 1); n > 0 || err != nil {
			why = noPeriod
		}
	}
	if _, isDay := weekday(next); w == "from" && (isDay || isMonth(next) || next == "now" || next == "next" || refused[next] != "") {
		why = noEnd
	}
	if next == "to" || next == "-" || next == "–" {
		_, n, _ := r.clockAt(i)
		_, m, _ := r.clockAt(i + 2)
		if n > 0 && m > 0 {
			why = noPeriod
		}
	}
	if from, to, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-"); ok && clockPattern.MatchString(from) && clockPattern.MatchString(to) {
		why = noPeriod
	}
	if why == "" {
		return 0, nil
	}
	return 0, &bot.Error{Code: "bad_when", Message: fmt.Sprintf("“%s” is not understood. %s %s", w, why, examples)}
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
