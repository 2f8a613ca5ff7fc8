package ingest

import (
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// A page's date is, strongest first: the one given with it; the day in its address; a date line;
// a date that the text calls by its day's name; the newest date of a caption or an embedded post,
// than which the page cannot be older, moved on to the day of the week that the text speaks of most.

// dateLines is how many lines from either end of a page are searched for a date line.
const dateLines = 8

// date gives a page its publication time, or leaves it unknown. What lies more than a day after
// Fetched is not believed.
func date(d *draft) {
	p := d.page
	if !d.published.IsZero() && !d.future(d.published.Time) {
		return
	}
	d.published, d.from = briefing.PubTime{}, briefing.FromNothing
	give := func(t time.Time, from briefing.PublishedFrom) {
		if d.published.IsZero() && !d.future(t) {
			d.published, d.from = briefing.PubTime{Time: t, DayOnly: true}, from
		}
	}
	if t, ok := (&dater{}).inURL(p.URL); ok {
		give(t.Time, briefing.FromURL)
	}
	if p.Kind == HTML {
		return
	}
	if m, ok := dateLine(d.lines); ok && m.year != 0 {
		give(m.time(), briefing.FromText)
	}
	if t, ok := vote(d.lines); ok {
		give(t, briefing.FromVote)
	}
}

// future reports a time more than a day after the page was read, which is not believed.
func (d *draft) future(t time.Time) bool {
	return !d.page.Fetched.IsZero() && t.After(d.page.Fetched.Add(24*time.Hour))
}

// dated is a line that holds a date and says that it is the page's: it begins with it, or with a
// word for publishing, and holds little else.
var dated = lex.Re(`(?i)^\W*(?:(?:date|dated|first|last|originally)\W+)?(?:{mul/publication-words})(?:\P{L}|$)|` +
	`^\W*(?:(?:{en/weekdays}),?\s+)?(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+)?\p{L}{3,12}\.?\s+\d{1,4}\b|` +
	`^\W*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b|^(?:the latest|latest|live|what)\b.*`)

// dateLineBytes is the length of the longest line that can be a date line.
const dateLineBytes = 1000

// dateLine finds the line near the top, or at the very end, that dates the page. The day's year
// may be missing.
func dateLine(lines []line) (dayMention, bool) {
	var partial dayMention
	for _, l := range lines[:min(len(lines), dateLines)] {
		if m := dateIn(l, 18); m.year != 0 {
			return m, true
		} else if partial.day == 0 {
			partial = m
		}
	}
	for _, l := range lines[max(len(lines)-3, 0):] {
		if m := dateIn(l, 12); m.year != 0 {
			return m, true
		}
	}
	return partial, partial.day != 0
}

// dateIn is the date of a line of so many words at most that dates its page.
func dateIn(l line, words int) dayMention {
	if l.why == whyCaption || len(l.text) > dateLineBytes || strings.Count(l.text, " ")+1 > words || signature.MatchString(l.text) ||
		l.why != whyDated && !dated.MatchString(l.text) && !onlyDate(l.text) {
		return dayMention{}
	}
	m := days(l.text)
	if len(m) == 0 || endsSentence(l.text) && strings.HasPrefix(strings.ToLower(l.text), "on ") {
		return dayMention{} // "On July 2, 1931, the dam was opened."
	}
	return m[0]
}

// dateByNeighbours dates the pages whose date line lacks the year, as "The latest, March 21" does:
// it is the year in which that day is nearest to the other pages' dates, or the last one before
// the page was fetched, and in which the day's name does not contradict the text.
func dateByNeighbours(drafts []*draft) {
	var dates []time.Time
	for _, d := range drafts {
		if !d.published.IsZero() {
			dates = append(dates, d.published.Time)
		}
	}
	for _, d := range drafts {
		if !d.published.IsZero() || d.page.Kind == HTML {
			continue
		}
		m, ok := dateLine(d.lines)
		if !ok {
			continue
		}
		if t, ok := nearestYear(m, d, dates); ok {
			d.published, d.from = briefing.PubTime{Time: t, DayOnly: true}, briefing.FromText
		}
	}
}

// nearestYear chooses a year for m.
func nearestYear(m dayMention, d *draft, dates []time.Time) (time.Time, bool) {
	votes := weekVotes(d.lines)
	in := func(year int) (t time.Time, ok bool) { // m in a year
		c := dayMention{year: year, month: m.month, day: m.day}
		t = c.time()
		return t, c.real() && slices.Max(votes[:]) <= votes[t.Weekday()]+1
	}
	var best time.Time
	gap := halfYear
	for _, near := range dates {
		for y := near.Year() - 1; y <= near.Year()+1; y++ {
			if t, ok := in(y); ok && t.Sub(near).Abs() < gap {
				best, gap = t, t.Sub(near).Abs()
			}
		}
	}
	if gap < halfYear {
		return best, true
	}
	limit := d.page.Saved
	if limit.IsZero() {
		limit = d.page.Fetched
	}
	for y := limit.Year(); !limit.IsZero() && y > limit.Year()-12; y-- {
		if t, ok := in(y); ok && !t.After(limit.Add(24*time.Hour)) {
			return t, true
		}
	}
	return time.Time{}, false
}

// halfYear is how far from another page's day the day of one whose line lacks the year can be.
const halfYear = 183 * 24 * time.Hour
