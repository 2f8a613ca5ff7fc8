package ingest

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// weekdayNames are the days' names in the languages of the press, folded.
var weekdayNames = sync.OnceValue(func() map[string]time.Weekday {
	out := map[string]time.Weekday{}
	for _, r := range lex.Table("mul/weekdays", 2) {
		n, _ := strconv.Atoi(r.Cells[1])
		out[r.Cells[0]] = time.Weekday(n)
	}
	return out
})

// elsewhen are the words before a day's name that move it out of the week at hand.
var elsewhen = lex.Words("mul/weekday-shifters")

// weekVotes counts, over the paragraphs, on which days of the week things are said to happen. A
// paragraph counts a day once.
func weekVotes(lines []line) (votes [7]int) {
	names := weekdayNames()
	for _, l := range lines {
		if l.why != "" {
			continue
		}
		var in [7]bool
		before := ""
		for _, w := range strings.FieldsFunc(text.Fold(l.text), notWordRune) {
			w = strings.TrimSuffix(w, "'s")
			if day, ok := names[w]; ok && !elsewhen.Has(before) && !in[day] {
				in[day] = true
				votes[day]++
			}
			before = w
		}
	}
	return votes
}

func notWordRune(r rune) bool { return !isLetter(r) && r != '\'' }

// coming are the words before a date that put what happens on it into the future, or that name a
// day as a limit. "May" is a month here.
var coming = lex.Re(`\b(?:{mul/future-cues}|set (?:to|for)|ahead of|to be)\b`)

// comingReach is how many bytes before a date are searched for such words.
const comingReach = 90

// ahead reports that the text before the date at byte at puts it into the future. Only the
// sentence at hand counts, and in it nothing before a verb of saying: "said it would end on" looks
// ahead, "would end, it said on" does not.
func ahead(s string, at int) bool {
	before := s[max(0, at-comingReach):at]
	if i := strings.LastIndexAny(before, ".!?;"); i >= 0 && i+1 < len(before) && before[i+1] == ' ' {
		before = before[i+1:]
	}
	if x := saying.FindAllStringIndex(before, -1); x != nil {
		before = before[x[len(x)-1][1]:]
	}
	return coming.MatchString(before)
}

// saying are the verbs by which a text tells, in the past, of what was said or done to be told.
var saying = lex.Re(`\b(?:{mul/past-reporting-verbs})\b`)

// toldReach is how many bytes from a date the verb can stand that tells of it.
const toldReach = 1000

// namedDay reports that a date stands behind the name of its own day of the week, in a sentence
// that tells in the past: "said on Monday, 13 May 2024". A text gives the year beside the day's
// name when that day is its own.
func namedDay(s string, m dayMention) bool {
	f := strings.FieldsFunc(text.Fold(s[max(0, m.at-32):m.at]), notWordRune) // the word right before is enough
	if len(f) == 0 {
		return false
	}
	day, ok := weekdayNames()[f[len(f)-1]]
	around := s[max(0, m.at-toldReach):min(len(s), m.at+toldReach)]
	return ok && day == m.time().Weekday() && saying.MatchString(around) && !ahead(s, m.at)
}

// voteReach is by how many days the weekdays' names may move a date on. Of 2,983 pages of RealTime
// QA that were read without their metadata, captions' and posts' dates moved by up to two days gave
// the day or its neighbour on 20 of 23 pages; moved by more, on none of 13.
const voteReach = 2

// vote dates a page by its text. A date that the text itself calls by its day's name is the page's.
// Else it is the newest date of a caption or an embedded post, or the day right after it that has
// the name which the text speaks of most. Other full dates in the text tell history, and dates of
// what is to come do not count.
func vote(lines []line) (day time.Time, ok bool) {
	newest, outside, named := newestDays(lines)
	if !named.IsZero() && !newest.After(named) && !outside.After(named) {
		return named, true
	}
	if outside.IsZero() || newest.After(outside) {
		return time.Time{}, false
	}
	best, most := 0, 0
	for day, n := range weekVotes(lines) {
		if n > most {
			best, most = day, n
		}
	}
	move := (best - int(outside.Weekday()) + 7) % 7
	if most == 0 || move > voteReach {
		return time.Time{}, false
	}
	return outside.AddDate(0, 0, move), true
}

// newestDays are the newest full dates of the text itself, of captions and embedded posts, and of those that
// the text calls by their day's name.
func newestDays(lines []line) (own, outside, named time.Time) {
	for _, l := range lines {
		inText := l.why == "" && !signature.MatchString(l.text)
		for _, m := range days(l.text) {
			if m.year == 0 || inText && ahead(l.text, m.at) {
				continue
			}
			newest := &outside
			if inText {
				newest = &own
			}
			t := m.time()
			if t.After(*newest) {
				*newest = t
			}
			if inText && t.After(named) && namedDay(l.text, m) {
				named = t
			}
		}
	}
	return own, outside, named
}
