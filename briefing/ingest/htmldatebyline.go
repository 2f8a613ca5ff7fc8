package ingest

import (
	"time"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// changed matches the words before a date that is the last change's and not the publication's.
var changed = lex.Re(`(?:^|[\s:(])(?:{mul/update-words})`)

const (
	bylineAbove = 1  // blocks above the headline that can be its date line
	bylineBelow = 2  // blocks below it
	bylineWords = 15 // words of the longest date line
	// bylineSentence is how many words a date line has that ends as sentences do; more are a deck,
	// whose date is that of what is told.
	bylineSentence = 7
)

// byline reads the date that stands beside the headline, as readers are shown it. near is what the
// page's markup says, or zero: of a day and month that could be exchanged (3/5), that reading is
// taken which falls beside it, and without such none. A line that agrees with the markup is preferred.
func (d *dater) byline(l *layout, title string, near time.Time) (briefing.PubTime, bool) {
	key := matchKey(title)
	if key == "" {
		return briefing.PubTime{}, false
	}
	var first briefing.PubTime
	for at := range l.blocks {
		if l.blocks[at].heading == 0 || matchKey(l.blocks[at].text) != key {
			continue
		}
		for i := max(at-bylineAbove, 0); i <= min(at+bylineBelow, len(l.blocks)-1); i++ {
			if b := &l.blocks[i]; b.words > bylineWords || b.words > bylineSentence && endsProse(b.text) {
				continue
			}
			switch t, ok := d.dateLine(l.blocks[i].text, near); {
			case !ok:
			case apart(t.Time, near) == 0:
				return t, true
			case first.IsZero():
				first = t
			}
		}
	}
	return first, !first.IsZero()
}

// lastChange reports that the words before a date call it the last change's.
func lastChange(before string) bool { return changed.MatchString(text.Fold(before)) }

// dateLine reads the date of a line: the one that agrees with near, else the first, unless that is
// a change's.
func (d *dater) dateLine(s string, near time.Time) (first briefing.PubTime, ok bool) {
	before := 0 // where the date before ends
	for _, f := range scanDates(s, d.monthFirst) {
		label := s[before:f.start]
		before = f.end
		day := f.day
		if f.ambiguous {
			other := time.Date(day.Year(), time.Month(day.Day()), int(day.Month()), 0, 0, 0, 0, time.UTC)
			switch {
			case near.IsZero() || apart(day, near) > 1 && apart(other, near) > 1:
				continue
			case apart(other, near) <= 1:
				day = other
			}
		}
		t := briefing.PubTime{Time: day, DayOnly: true}
		if !d.believed(t) {
			continue
		}
		if !near.IsZero() && apart(day, near) == 0 {
			return t, true
		}
		if first.IsZero() && !lastChange(label) {
			first = t
		}
	}
	return first, !first.IsZero()
}
