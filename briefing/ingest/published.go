package ingest

import (
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
	look := func(l line, words int) (dayMention, bool) {
		if l.why == whyCaption || len(l.text) > dateLineBytes || strings.Count(l.text, " ")+1 > words ||
			signature.MatchString(l.text) || l.why != whyDated && !dated.MatchString(l.text) && !onlyDate(l.text) {
			return dayMention{}, false
		}
		m := days(l.text)
		if len(m) == 0 || endsSentence(l.text) && strings.HasPrefix(strings.ToLower(l.text), "on ") {
			return dayMention{}, false // "On July 2, 1931, the dam was opened."
		}
		return m[0], true
	}
	var partial dayMention
	for i := range min(len(lines), dateLines) {
		if m, ok := look(lines[i], 18); ok {
			if m.year != 0 {
				return m, true
			}
			if partial.day == 0 {
				partial = m
			}
		}
	}
	for i := max(len(lines)-3, 0); i < len(lines); i++ {
		if m, ok := look(lines[i], 12); ok && m.year != 0 {
			return m, true
		}
	}
	return partial, partial.day != 0
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
	agrees := func(t time.Time) bool {
		for _, n := range votes {
			if n > votes[t.Weekday()]+1 {
				return false
			}
		}
		return true
	}
	limit := d.page.Saved
	if limit.IsZero() {
		limit = d.page.Fetched
	}
	var best time.Time
	gap := time.Duration(-1)
	for _, near := range dates {
		for y := near.Year() - 1; y <= near.Year()+1; y++ {
			c := dayMention{year: y, month: m.month, day: m.day}
			if g := c.time().Sub(near).Abs(); c.real() && agrees(c.time()) && (gap < 0 || g < gap) && g < 183*24*time.Hour {
				best, gap = c.time(), g
			}
		}
	}
	if gap >= 0 {
		return best, true
	}
	for y := limit.Year(); !limit.IsZero() && y > limit.Year()-12; y-- {
		c := dayMention{year: y, month: m.month, day: m.day}
		if c.real() && !c.time().After(limit.Add(24*time.Hour)) && agrees(c.time()) {
			return c.time(), true
		}
	}
	return time.Time{}, false
}
