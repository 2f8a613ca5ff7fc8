package ingest

import (
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// A page's date is, strongest first: the one given with it; the day in its address; a date line;
// the newest full date on it moved on to the day of the week that the text speaks of most. A date
// in a caption or an embedded post is not the page's own, but the page cannot be older.

// dateLines is how many lines from either end of a page are searched for a date line.
const dateLines = 8

// date gives a page its publication time, or leaves it unknown. What lies more than a day after
// Fetched is not believed.
func date(d *draft) {
	p := d.page
	future := func(t time.Time) bool { return !p.Fetched.IsZero() && t.After(p.Fetched.Add(24*time.Hour)) }
	if !d.published.IsZero() && !future(d.published.Time) {
		return
	}
	d.published, d.from = briefing.PubTime{}, briefing.FromNothing
	give := func(t time.Time, from briefing.PublishedFrom) {
		if d.published.IsZero() && !future(t) {
			d.published, d.from = briefing.PubTime{Time: t, DayOnly: true}, from
		}
	}
	if m, ok := addressDay(p.URL); ok {
		give(m.time(), briefing.FromURL)
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

// dated is a line that holds a date and says that it is the page's: it begins with it, or with a
// word for publishing, and holds little else.
var dated = re(`(?i)^\W*(?:(?:date|dated|first|last|originally)\W+)?(?:published|posted|updated|modified|created|date|on|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|опубликовано|опубліковано|оновлено)\b|^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+)?\p{L}{3,12}\.?\s+\d{1,4}\b|^\W*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b|^(?:the latest|latest|live|what)\b.*`)

// dateLine finds the line near the top, or at the very end, that dates the page. The day's year
// may be missing.
func dateLine(lines []line) (dayMention, bool) {
	look := func(l line, words int) (dayMention, bool) {
		if l.why == whyCaption || strings.Count(l.text, " ")+1 > words || signature.MatchString(l.text) || !dated.MatchString(l.text) {
			return dayMention{}, false
		}
		m := days(l.text)
		if len(m) == 0 {
			return dayMention{}, false
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

// weekdays are the days' names as they are counted.
var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonntag": 0,
	"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 0,
	"lunes": 1, "martes": 2, "miércoles": 3, "jueves": 4, "viernes": 5, "sábado": 6, "domingo": 0,
	"понеділок": 1, "вівторок": 2, "середу": 3, "четвер": 4, "п'ятницю": 5, "суботу": 6, "неділю": 0,
}

// elsewhen are the words before a day's name that move it out of the week at hand.
var elsewhen = map[string]bool{"last": true, "next": true, "every": true, "previous": true, "following": true, "until": true, "by": true,
	"each": true, "nächsten": true, "letzten": true, "prochain": true, "près": true}

// weekVotes counts, over the paragraphs, on which days of the week things are said to happen. A
// paragraph counts a day once.
func weekVotes(lines []line) (votes [7]int) {
	for _, l := range lines {
		if l.why != "" {
			continue
		}
		var in [7]bool
		before := ""
		for _, w := range strings.FieldsFunc(text.Fold(l.text), notWordRune) {
			w = strings.TrimSuffix(w, "'s")
			if day, ok := weekdays[w]; ok && !elsewhen[before] && !in[day] {
				in[day] = true
				votes[day]++
			}
			before = w
		}
	}
	return votes
}

func notWordRune(r rune) bool { return !isLetter(r) && r != '\'' }

// vote finds the first day, from the newest full date of the page on, that has the name which the
// text speaks of most. It needs two paragraphs that agree, or one and a caption's or post's date.
func vote(lines []line) (time.Time, bool) {
	var newest, outside time.Time
	for _, l := range lines {
		own := l.why == "" && !signature.MatchString(l.text)
		for _, m := range days(l.text) {
			if m.year == 0 {
				continue
			}
			if t := m.time(); own && t.After(newest) {
				newest = t
			} else if !own && t.After(outside) {
				outside = t
			}
		}
	}
	votes := weekVotes(lines)
	best := -1
	for day, n := range votes {
		if n > 0 && (best < 0 || n > votes[best]) {
			best = day
		}
	}
	from := outside
	if newest.After(from) {
		from = newest
	}
	if from.IsZero() || best < 0 || outside.IsZero() && votes[best] < 2 {
		return time.Time{}, false
	}
	return from.AddDate(0, 0, (best-int(from.Weekday())+7)%7), true
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
	limit := d.page.Fetched
	if limit.IsZero() {
		limit = d.page.Saved
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
