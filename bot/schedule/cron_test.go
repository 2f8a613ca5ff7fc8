package schedule

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What five cron fields mean, by the minute: the facts that the field agrees on.
func TestCronFields(t *testing.T) {
	for _, c := range []struct {
		spec, at string
		due      bool
	}{
		{"0/15 * * * *", "2031-07-09T15:00", true}, // a step from a number goes to the end
		{"0/15 * * * *", "2031-07-09T15:45", true},
		{"0/15 * * * *", "2031-07-09T15:40", false},
		{"5/15 * * * *", "2031-07-09T15:20", true},
		{"5/15 * * * *", "2031-07-09T15:00", false},
		{"20-35/15 * * * *", "2031-07-09T15:35", true},
		{"20-35/15 * * * *", "2031-07-09T15:50", false},
		{"*/10 9-17 * * *", "2031-07-09T17:50", true},
		{"*/10 9-17 * * *", "2031-07-09T18:00", false},
		{"0 12 * Jul *", "2031-07-09T12:00", true}, // names, in any case
		{"0 12 * jun *", "2031-07-09T12:00", false},
		{"30 8 ? Jul Sun", "2031-07-13T08:30", true}, // "?" is a star
		{"30 8 ? Jul Sun", "2031-07-14T08:30", false},
		{"30 8 15 Jul ?", "2031-07-15T08:30", true},
		{"30 8 15 Jul ?", "2031-07-16T08:30", false},
		{"0 9 13 * 5", "2031-06-13T09:00", true}, // both day fields limit: either is enough
		{"0 9 13 * 5", "2031-07-13T09:00", true},
		{"0 9 13 * 5", "2031-07-11T09:00", true},
		{"0 9 13 * 5", "2031-07-12T09:00", false},
		{"0 9 * * 5", "2031-07-13T09:00", false}, // one is a star: the other decides
		{"0 9 13 * *", "2031-07-11T09:00", false},
		{"0 9 */1 * 5", "2031-07-13T09:00", false}, // "*/1" is a star as well
		{"0 9 */2 * 5", "2031-07-13T09:00", true},  // "*/2" is a list of days
		{"0 9 */2 * 5", "2031-07-11T09:00", true},
		{"0 9 */2 * 5", "2031-07-12T09:00", false},
		{"0 9 1,15 * */2", "2031-07-15T09:00", true},
		{"0 9 * * 0", "2031-07-13T09:00", true}, // Sunday is 0, 7 and Sun
		{"0 9 * * 7", "2031-07-13T09:00", true},
		{"0 9 * * sun", "2031-07-13T09:00", true},
		{"0 9 * * sat-sun", "2031-07-13T09:00", true},
		{"0 9 * * 6-7", "2031-07-12T09:00", true},
		{"0 9 * * 6-7", "2031-07-11T09:00", false},
		{"0 0 29 2 *", "2032-02-29T00:00", true}, // leap days
		{"0 0 29 2 *", "2031-02-28T00:00", false},
		{"0 0 31 * *", "2031-04-30T00:00", false}, // a month without a 31st has none
		{"0 0 31 * *", "2031-05-31T00:00", true},
		{"59 23 31 12 *", "2031-12-31T23:59", true},
	} {
		at, err := time.Parse("2006-01-02T15:04", c.at)
		if err != nil {
			t.Fatal(err)
		}
		slot, ok := mustParse(t, c.spec).Next(at.Add(-time.Nanosecond), time.UTC)
		if got := ok && slot.At.Equal(at); got != c.due {
			t.Errorf("%q at %s: due %v, want %v (next %s)", c.spec, c.at, got, c.due, slot.At)
		}
	}
}

// The parser underneath panics, gives the zero time, or takes days otherwise than people mean: none of
// it comes through.
func TestCronTraps(t *testing.T) {
	for _, text := range []string{"CRON_TZ=UTC", "TZ=0", "TZ=UTC * * * * *", "tz=", "CRON_TZ=Europe/Paris 0 8 * * *", "0 TZ=UTC * * *", "@every 1h", "@daily", "@reboot",
		"* * * * * *", "0 0 31 2 *", "0 0 30 2 *", "0 0 31 4 *", "99999999999999999999 * * * *", "0 0 * * 1-99999999999999999999", "*/99999999999999999999 * * * *", "- - - - -", "/ / / / /", ", , , , ,", "0 0 1-31/0 * *"} {
		if s, err := Parse(text); err == nil {
			t.Errorf("Parse(%q) = %q, want an error", text, s)
		}
	}
	// A time in a gap, and one that comes twice: one slot each.
	berlin := load(t, "Europe/Berlin")
	for spec, days := range map[string]time.Time{"30 2 * * *": date(2024, 3, 31), "15 2 * * *": date(2024, 10, 27)} {
		var names []string
		for slot := range mustParse(t, spec).Due(days.Add(-4*time.Hour), days.Add(20*time.Hour), berlin) {
			names = append(names, slot.Name)
		}
		if want := days.Format(time.DateOnly) + "/1"; len(names) != 1 || names[0] != want {
			t.Errorf("%q on %s: %q, want %s alone", spec, days.Format(time.DateOnly), names, want)
		}
	}
}

// vectors are those of a folder named by BRIEFBOT_TEST_CRON.
func vectors[T any](t *testing.T, name string) []T {
	t.Helper()
	dir := os.Getenv("BRIEFBOT_TEST_CRON")
	if dir == "" {
		t.Skip("BRIEFBOT_TEST_CRON names no folder of vectors")
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// The vectors of another program's cron: the same minutes are due where both take the text. What it
// takes and this one does not are descriptors and seconds.
func TestCronVectors(t *testing.T) {
	type vector struct {
		Kind, Time, Spec string
		Seconds          string `json:"spec_with_seconds"`
		Expected         any
	}
	checked, refused := 0, 0
	for _, v := range vectors[vector](t, "robfig_cron.jsonl") {
		if v.Kind == "next" { // those on the minute and in UTC; summer time is meant to differ
			spec, whole := strings.CutPrefix(v.Seconds, "0 ")
			after, err := minute(v.Time)
			text, _ := v.Expected.(string)
			if want, bad := minute(text); whole && err == nil && bad == nil {
				if slot, ok := mustParse(t, spec).Next(after, time.UTC); !ok || !slot.At.Equal(want) {
					t.Errorf("%q after %s: %s, want %s", spec, v.Time, slot.At, want)
				}
				checked++
			} else if whole && err == nil && text == "" {
				if s, err := Parse(spec); err == nil {
					t.Errorf("%q is never due, and gives %q", spec, s)
				}
				checked++
			}
			continue
		}
		at, err := time.Parse("Mon Jan 2 15:04 2006", v.Time)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Parse(v.Spec)
		if err != nil {
			if !strings.HasPrefix(v.Spec, "@") {
				t.Errorf("%q is refused: %v", v.Spec, err)
			}
			refused++
			continue
		}
		slot, ok := s.Next(at.Add(-time.Second), time.UTC)
		if got := ok && slot.At.Equal(at); got != (v.Expected == true) {
			t.Errorf("%q at %s: due %v, want %v", v.Spec, v.Time, got, v.Expected)
		}
		checked++
	}
	t.Logf("%d vectors agree, %d are of descriptors", checked, refused)
	if checked < 20 {
		t.Errorf("only %d vectors were checked", checked)
	}
}

// minute reads a vector's time.
func minute(text string) (time.Time, error) {
	at, err := time.Parse("Mon Jan 2 15:04 2006", text)
	if err != nil {
		at, err = time.Parse("Mon Jan 2 15:04:05 2006", text)
	}
	return at, err
}

// Transitions of zones as another program computed them: what falls into a gap runs at the transition,
// what comes twice runs the first time.
func TestTransitionVectors(t *testing.T) {
	type vector struct {
		Zone   string
		At     time.Time `json:"transition_utc"`
		Before int       `json:"offset_before_min"`
		After  int       `json:"offset_after_min"`
		Kind   string
	}
	all := vectors[vector](t, "tz_transitions_2024_2028.jsonl")
	for _, v := range all {
		zone := load(t, v.Zone)
		jump := time.Duration(v.After-v.Before) * time.Minute
		// The time on the wall in the middle of what is skipped or repeated.
		wall := v.At.Add(time.Duration(v.Before)*time.Minute + jump/2)
		s, err := (&reader{times: []int{wall.Hour()*60 + wall.Minute()}}).schedule("")
		if err != nil {
			t.Fatal(err)
		}
		want := v.At // a gap
		if v.Kind == "overlap" {
			want = v.At.Add(jump / 2)
		}
		var got []time.Time
		for slot := range s.Due(v.At.Add(-12*time.Hour), v.At.Add(11*time.Hour), zone) {
			got = append(got, slot.At)
		}
		if len(got) != 1 || !got[0].Equal(want) {
			t.Errorf("%s, %s of %s: %v, want %s alone", v.Zone, v.Kind, v.At, got, want)
		}
	}
	if len(all) < 100 {
		t.Errorf("only %d transitions", len(all))
	}
}
