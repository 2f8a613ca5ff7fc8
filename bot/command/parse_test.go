package command

import (
	"errors"
	"slices"
	"strings"
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

func TestWhatIsNew(t *testing.T) {
	for text, want := range map[string]string{
		"What is new?": "", "what's new on the ferry?": "the ferry", "Any news since Monday": "since Monday", "latest on gas prices, schools": "gas prices, schools",
		"the news": "", "What is the latest about Zelny": "Zelny", "brief me": "",
	} {
		m := whatIsNew.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("%q is not taken for a wish for news", text)
		} else if got := strings.TrimSpace(m[1] + " " + m[2]); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"What is newsprint made of?", "Is the news true?", "What is the newest ferry?", "What did the latest report say?"} {
		if m := whatIsNew.FindStringSubmatch(text); m != nil {
			t.Errorf("%q is taken for a wish for news", text)
		}
	}
}

func TestParseTerms(t *testing.T) {
	for _, c := range []struct {
		text, topics, sources, zone string
		words                       int
	}{
		{"in Berlin", "", "", "Europe/Berlin", 0},
		{"on Berlin", "Berlin", "", "", 0},
		{"Berlin", "Berlin", "", "", 0},
		{"energy in San Francisco", "energy", "", "America/Los_Angeles", 0},
		{"on harbours in Hamburg in Munich", "harbours in Hamburg", "", "Europe/Berlin", 0},
		{"on harbours in Hamburg, Europe/Paris", "harbours in Hamburg", "", "Europe/Paris", 0},
		{"Berlin time, energy", "energy", "", "Europe/Berlin", 0},
		{"new york time on energy", "energy", "", "America/New_York", 0},
		{"energy Eastern time", "energy", "", "America/New_York", 0},
		{"CET", "", "", "Europe/Brussels", 0},
		{"energy, schools CEST", "energy, schools", "", "Europe/Brussels", 0},
		{"in CET", "", "", "Europe/Brussels", 0},
		{"zone são paulo", "", "", "America/Sao_Paulo", 0},
		{"in München words 200 on energy", "energy", "", "Europe/Berlin", 200},
		{"from Harbour Herald, coast radio", "", "Harbour Herald, Coast Radio", "", 0},
		{"from Harbour Herald and Inland Tribune, energy in Paris", "energy", "Harbour Herald, The Inland Tribune", "Europe/Paris", 0},
		{"on exports from Norway", "exports from Norway", "", "", 0},
		{"on energy from harbour", "energy", "Harbour Herald", "", 0},
		{"in the morning on energy", "energy", "", "", 0},
		{"on lunch time", "lunch time", "", "", 0},
		{"all", "", "", "", 0},
		{"energy, Energy", "energy", "", "", 0},
	} {
		got, err := parseTerms(c.text, outlets)
		zone := ""
		if got.zone != nil {
			zone = got.zone.String()
		}
		if err != nil || strings.Join(got.topics, ", ") != c.topics || strings.Join(got.sources, ", ") != c.sources || zone != c.zone || got.words != c.words {
			t.Errorf("%q: on %q, from %q, in %q, %d words, %v; want %+v", c.text, got.topics, got.sources, zone, got.words, err, c)
		}
	}
	for text, code := range map[string]string{
		"in Atlantis": "unknown_zone", "zone Nowhere": "unknown_zone", "Mars/Olympus": "unknown_zone", "from Harbor Herald": "unknown_source",
		"from coast": "unknown_source", "in the evening": "bad_time", "words 5": "bad_words",
	} {
		var told *bot.Error
		if _, err := parseTerms(text, outlets); !errors.As(err, &told) || told.Code != code {
			t.Errorf("%q: %v, want %s", text, err, code)
		}
	}
}

// Every name of the tables is a zone, and each city is found under its own name.
func TestPlaces(t *testing.T) {
	if n := len(places()); n < 500 {
		t.Errorf("%d places", n)
	}
	for _, p := range places() {
		if _, err := time.LoadLocation(p.zone); err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
		if z, err := zoneOf(p.name); err != nil || z.String() != p.zone {
			t.Errorf("%s is found in %v, %v; want %s", p.name, z, err, p.zone)
		}
	}
	for _, table := range []map[string]string{clocks, spokenClocks} {
		for name, zone := range table {
			if z, err := zoneOf(name + " time"); err != nil || z.String() != zone {
				t.Errorf("%s time is found in %v, %v; want %s", name, z, err, zone)
			}
		}
	}
}
