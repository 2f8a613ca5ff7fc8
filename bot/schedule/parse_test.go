package schedule

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"briefbot/bot"
)

func TestParseSaysItBackInWords(t *testing.T) {
	for text, want := range map[string]string{
		"weekdays 8:30":               "weekdays at 08:30",
		"8:30 weekdays":               "weekdays at 08:30",
		"every day at 7 and 17":       "every day at 07:00 and 17:00",
		"Mon,Thu 18:00":               "Mon, Thu at 18:00",
		"Mondays and Thursdays, 6 pm": "Mon, Thu at 18:00",
		"mon-fri 9am":                 "weekdays at 09:00",
		"Fri to Mon at noon":          "Mon, Fri, Sat, Sun at 12:00",
		"weekends at midnight":        "weekends at 00:00",
		"17h30":                       "every day at 17:30",
		"0830 and 08:30":              "every day at 08:30",
		"12am and 12pm":               "every day at 00:00 and 12:00",
		"every hour":                  "every day every hour",
		"every 2 hours":               "every day at 00:00, 02:00, 04:00, 06:00, 08:00, 10:00, 12:00, 14:00, 16:00, 18:00, 20:00 and 22:00",
		"weekdays every 30 minutes":   "weekdays every 30 minutes",
		"30 8 * * 1-5":                "weekdays at 08:30",
		"0 9 * * 7":                   "Sun at 09:00",
		"0 9 * * 5-7":                 "Fri, Sat, Sun at 09:00",
		"0 9 * * fri-sun":             "Fri, Sat, Sun at 09:00",
		"0 9 * * 0-7":                 "every day at 09:00",
		"0 9 * * 1-7/2":               "Mon, Wed, Fri, Sun at 09:00",
		"0 9 1 * *":                   "0 9 1 * *",
		"0 9 * JAN-MAR  *":            "0 9 * JAN-MAR *",
		"*/15 9-17 * * 1-5":           "*/15 9-17 * * 1-5",
	} {
		s, err := Parse(text)
		if err != nil {
			t.Errorf("Parse(%q): %v", text, err)
			continue
		}
		if s.String() != want {
			t.Errorf("Parse(%q) says %q, want %q", text, s, want)
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() {
			t.Errorf("Parse(%q), its own words: %q, %v", s, again, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, code := range map[string]string{
		"":                          "bad_when",
		"tomorrow":                  "bad_when",
		"weekdays":                  "no_time",
		"weekdays 25:00":            "bad_time",
		"13pm":                      "bad_time",
		"8:75":                      "bad_time",
		"every 7 hours":             "bad_when",
		"weekdays 8:30 or so":       "bad_when",
		"TZ=0":                      "bad_when",
		"CRON_TZ=UTC 0 8 * * *":     "bad_when",
		"cron_tz=Europe/Paris":      "bad_when",
		"0 0 31 2 *":                "never_due",
		"0 0 30 2 *":                "never_due",
		"0 0 31 4,6,9,11 *":         "never_due",
		"60 8 * * *":                "bad_cron",
		"0 24 * * *":                "bad_cron",
		"0 8 * * 8":                 "bad_cron",
		"0 8 * * 6-8":               "bad_cron",
		"*/0 8 * * *":               "bad_cron",
		"0 8 * * 1-7/0":             "bad_cron",
		"* * * * -":                 "bad_cron",
		strings.Repeat("mon ", 200): "bad_when",
	} {
		_, err := Parse(text)
		var told *bot.Error
		if !errors.As(err, &told) || told.Code != code {
			t.Errorf("Parse(%.40q) = %v, want the error %s", text, err, code)
		}
	}
}

func TestParsePrefixLeavesTheRest(t *testing.T) {
	for text, want := range map[string]string{
		"weekdays 8:30 energy, climate Europe/Paris": "energy, climate Europe/Paris",
		"30 8 * * 1-5 UTC":                           "UTC",
		"every day at 7 and 17 on harbour works":     "on harbour works",
		"Mon 9":                                      "",
	} {
		if _, rest, err := ParsePrefix(text); err != nil || rest != want {
			t.Errorf("ParsePrefix(%q) leaves %q, %v; want %q", text, rest, err, want)
		}
	}
}

func TestZone(t *testing.T) {
	for name, want := range map[string]string{
		"europe/paris": "Europe/Paris", "Paris": "Europe/Paris", "new york": "America/New_York", "UTC": "UTC", "gmt": "UTC",
		"America/Argentina/Buenos_Aires": "America/Argentina/Buenos_Aires", "port of spain": "America/Port_of_Spain", "Asia/Kolkata": "Asia/Kolkata",
	} {
		if z, err := Zone(name); err != nil || z.String() != want {
			t.Errorf("Zone(%q) = %v, %v; want %s", name, z, err, want)
		}
	}
	for _, name := range []string{"", "Local", "EST", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "Europe/"} {
		if z, err := Zone(name); err == nil {
			t.Errorf("Zone(%q) = %v, want an error", name, z)
		}
	}
}

// Any set of days and times survives its own words.
func TestWordsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reader{
			dow:   rapid.Uint64Range(1, 127).Draw(t, "days"),
			times: rapid.SliceOfN(rapid.IntRange(0, 1439), 1, mostTimes).Draw(t, "times"),
		}
		s, err := r.schedule("")
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(s.String())
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		for day := date(2024, 1, 1); day.Before(date(2024, 1, 8)); day = day.AddDate(0, 0, 1) {
			if s.holds(day) != again.holds(day) {
				t.Fatalf("%q and its words differ on %s", s, day.Weekday())
			}
		}
		if len(again.times) != len(s.times) {
			t.Fatalf("%q has %d times, its words %d", s, len(s.times), len(again.times))
		}
	})
}

func FuzzParsePrefix(f *testing.F) {
	for _, seed := range []string{"weekdays 8:30", "TZ=0", "0 0 31 2 *", "every 2 hours", "* * * * 7/7", "mon-", "1-7/99999999999", "fri–mon 5 p.m."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, _, err := ParsePrefix(text)
		if err != nil {
			var told *bot.Error
			if !errors.As(err, &told) {
				t.Fatalf("%q: an error that says nothing to people: %v", text, err)
			}
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() {
			t.Fatalf("%q gives %q, which gives %q, %v", text, s, again, err)
		}
	})
}
