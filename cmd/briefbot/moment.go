package main

import (
	"strings"
	"time"
)

// location is the configured zone.
func (c *cli) location() (*time.Location, error) {
	loc, err := time.LoadLocation(c.Zone)
	if err != nil || c.Zone == "Local" {
		return nil, usagef("there is no time zone %q; write one as Europe/Berlin, America/New_York or UTC", c.Zone)
	}
	return loc, nil
}

// moment reads a moment: RFC 3339, or a bare date, which means the end of that day in the zone.
// The empty string is the zero time.
func (c *cli) moment(s string) (time.Time, error) {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}, nil
	}
	loc, err := c.location()
	if err != nil {
		return time.Time{}, err
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, loc); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Second), nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usagef("%q is no moment; write a date as 2022-03-30 or a time as 2022-03-30T21:00:00Z", s)
}

// stretch reads a length of time: Go's durations, and days as in 3d.
func stretch(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if d, err := time.ParseDuration(days + "h"); err == nil && d > 0 {
			return d * 24, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return 0, usagef("%q is no length of time; write 24h, 90m or 3d", s)
	}
	return d, nil
}
