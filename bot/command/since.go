package command

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"briefbot/bot"
)

// spanPattern is a length of time as people write it: 24h, 2d, 3 days, 1 week.
var spanPattern = regexp.MustCompile(`^(\d{1,4})\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$`)

// maxSince is how far back a briefing on demand may reach.
const maxSince = 366 * 24 * time.Hour

// fromPattern is "from yesterday", where a time may stand or an outlet.
var fromPattern = regexp.MustCompile(`(?i)(?:^|\s)from\s+(\S+(?:\s+\S+)?)\s*$`)

// parseBrief reads "[topic, …] [from OUTLET, …] [since TIME]": the topics, the outlets, and the
// beginning of the window. now carries the asker's zone; without a time the window is fallback long.
// outlets tells those that there are; only one of them is taken for an outlet.
func parseBrief(text string, now time.Time, fallback time.Duration, outlets func() []string) (topics, sources []string, from time.Time, err error) {
	if m := fromPattern.FindStringSubmatchIndex(text); m != nil {
		if _, err := parseSince(text[m[2]:m[3]], now); err == nil {
			text = text[:m[0]] + " since " + text[m[2]:m[3]]
		}
	}
	topic, when, explicit := splitSince(text)
	from = now.Add(-fallback)
	if when != "" {
		if from, err = parseSince(when, now); err != nil {
			return nil, nil, from, err
		}
	} else if explicit {
		return nil, nil, from, badSince("")
	}
	said := tokens(topic)
	if slices.ContainsFunc(said, func(w string) bool { return strings.EqualFold(w, "from") || strings.EqualFold(w, "sources") }) {
		if said, sources, err = takeSources(said, outlets()); err != nil {
			return nil, nil, from, err
		}
	}
	topics, err = parseTopics(strings.Join(said, " "))
	return topics, sources, from, err
}

// splitSince parts the topics from the time: after the word "since", or the last one or two words
// when they are a time on their own ("energy 2d", "3 days").
func splitSince(text string) (topic, when string, explicit bool) {
	words := strings.Fields(text)
	for i := len(words) - 1; i >= 0; i-- {
		if strings.EqualFold(words[i], "since") {
			return strings.Join(words[:i], " "), strings.Join(words[i+1:], " "), true
		}
	}
	for n := min(2, len(words)); n >= 1; n-- {
		last := strings.ToLower(strings.Join(words[len(words)-n:], " "))
		if spanPattern.MatchString(last) || n == 1 && (last == "today" || last == "yesterday") {
			return strings.Join(words[:len(words)-n], " "), last, false
		}
	}
	return strings.Join(words, " "), "", false
}

// parseSince reads a moment before now: a length of time, a day's name, "today", "yesterday", a
// date, or an hour of today.
func parseSince(s string, now time.Time) (time.Time, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	midnight := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, now.Location())
	}
	if m := spanPattern.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		unit := map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}[m[2][0]]
		if d := time.Duration(n) * unit; d > 0 && d <= maxSince {
			return now.Add(-d), nil
		}
		return now, badSince(s)
	}
	switch s {
	case "today":
		return midnight(now), nil
	case "yesterday":
		return midnight(now.AddDate(0, 0, -1)), nil
	}
	for back := 1; back <= 7; back++ {
		t := now.AddDate(0, 0, -back)
		if name := strings.ToLower(t.Weekday().String()); s == name || s == name[:3] {
			return midnight(t), nil
		}
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, now.Location()); err == nil && t.Before(now) && now.Sub(t) <= maxSince {
		return t, nil
	}
	if t, err := time.Parse("15:04", s); err == nil {
		at := time.Date(now.Year(), now.Month(), now.Day(), t.Hour(), t.Minute(), 0, 0, now.Location())
		if at.After(now) {
			at = at.AddDate(0, 0, -1)
		}
		return at, nil
	}
	return now, badSince(s)
}

func badSince(s string) *bot.Error {
	if s == "" {
		return &bot.Error{Code: "bad_since", Message: "Since when? Write since 24h, 3 days, yesterday, Monday, 08:30 or a date such as 2024-05-01."}
	}
	return &bot.Error{Code: "bad_since", Message: fmt.Sprintf("“since %s” is not a time within the last year. Write since 24h, 3 days, yesterday, Monday, 08:30 or a date such as 2024-05-01.", short(s))}
}
