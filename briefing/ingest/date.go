package ingest

import (
	"strings"
	"time"

	"briefbot/briefing"
)

// rowTime reads the publication time of a corpus row: RFC 3339, a bare date, or the forms that
// feeds and data sets commonly have.
func rowTime(s string) (briefing.PubTime, bool) {
	s = strings.TrimSpace(s)
	if t, err := briefing.ParsePubTime(s); err == nil {
		return t, !t.IsZero()
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00",
		"2006-01-02 15:04", "2006-01-02T15:04:05Z0700", time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate} {
		if t, err := time.Parse(layout, s); err == nil {
			return briefing.PubTime{Time: t}, true
		}
	}
	for _, layout := range []string{"2006/01/02", "20060102", "January 2, 2006", "Jan. 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return briefing.PubTime{Time: t, DayOnly: true}, true
		}
	}
	return briefing.PubTime{}, false
}

// date gives a page its publication time.
func date(d *draft) {}
