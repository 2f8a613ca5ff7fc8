package command

import (
	"errors"
	"slices"
	"testing"
	"time"

	"briefbot/bot"
)

var outlets = []string{"Harbour Herald", "Coast Radio", "The Inland Tribune", "Coast Guard Gazette"}

// monday is a Monday at half past two in the afternoon.
var monday = time.Date(2024, 5, 6, 14, 30, 0, 0, time.UTC)

func TestParseBrief(t *testing.T) {
	for _, c := range []struct {
		text   string
		topics []string
		from   time.Time
	}{
		{"", nil, monday.Add(-24 * time.Hour)},
		{"energy", []string{"energy"}, monday.Add(-24 * time.Hour)},
		{"energy, harbour  works since 2d", []string{"energy", "harbour works"}, monday.Add(-48 * time.Hour)},
		{"energy 3 days", []string{"energy"}, monday.Add(-72 * time.Hour)},
		{"since yesterday", nil, time.Date(2024, 5, 5, 0, 0, 0, 0, time.UTC)},
		{"since Friday", nil, time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC)},
		{"since 16:00", nil, time.Date(2024, 5, 5, 16, 0, 0, 0, time.UTC)},
		{"since 2024-05-01", nil, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)},
	} {
		topics, _, from, err := parseBrief(c.text, monday, 24*time.Hour, func() []string { return nil })
		if err != nil || !slices.Equal(topics, c.topics) || !from.Equal(c.from) {
			t.Errorf("%q: %q from %s, %v; want %q from %s", c.text, topics, from, err, c.topics, c.from)
		}
	}
	for _, text := range []string{"since", "since soon", "since 2030-01-01", "since 0h", "since 999w"} {
		var told *bot.Error
		if _, _, _, err := parseBrief(text, monday, time.Hour, func() []string { return nil }); !errors.As(err, &told) {
			t.Errorf("%q: %v, want an error for people", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"energy since 2d", "on energy, ferry Europe/Paris words 300", "zone UTC", "since", "300 words Mars/Olympus", "all"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var told *bot.Error
		if _, _, from, err := parseBrief(text, monday, time.Hour, func() []string { return outlets }); err != nil && !errors.As(err, &told) {
			t.Fatalf("%q: an error that says nothing to people: %v", text, err)
		} else if err == nil && from.After(monday) {
			t.Fatalf("%q: from the future, %s", text, from)
		}
		terms, err := parseTerms(text, outlets)
		if err != nil && !errors.As(err, &told) {
			t.Fatalf("%q: an error that says nothing to people: %v", text, err)
		}
		if err == nil && len(terms.topics) > maxTopics {
			t.Fatalf("%q: %d topics", text, len(terms.topics))
		}
	})
}
