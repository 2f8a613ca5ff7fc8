package schedule

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// allZones are the names of the zone database that Go comes with.
func allZones(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("no list of zones on this machine: %v", err)
	}
	b, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skipf("no list of zones on this machine: %v", err)
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range r.File {
		if strings.Contains(f.Name, "/") && !strings.HasSuffix(f.Name, "/") {
			out = append(out, f.Name)
		}
	}
	return out
}

// In every zone, through ten years, each due local day has its slots, once and in order, and each
// moment shows that time on the wall or is the end of a gap that lies over it, the first of two where
// the clock shows it twice.
func TestEveryZoneForTenYears(t *testing.T) {
	zones := allZones(t)
	if len(zones) < 400 {
		t.Fatalf("only %d zones", len(zones))
	}
	from, to := date(2021, 1, 1), date(2031, 1, 1)
	s := mustParse(t, "every day at 0:00 and 2:15")
	checked := map[string]bool{} // by the offsets: many names are of one clock
	for _, name := range zones {
		zone := load(t, name)
		clock := offsets(zone, from, to)
		if checked[clock] || testing.Short() && len(checked) > 20 {
			continue
		}
		checked[clock] = true
		day, n := date(2021, 1, 2), 0
		last := from
		for slot := range s.Due(from, to, zone) {
			if n == 0 && slot.Day.Before(day) { // the rest of the day before
				continue
			}
			if want := day.Format(time.DateOnly) + "/" + string(rune('1'+n)); slot.Name != want {
				t.Fatalf("%s: the slot %s, want %s", zone, slot.Name, want)
			}
			if slot.At.Before(last) {
				t.Fatalf("%s: %s is at %s, before the one before", zone, slot.Name, slot.At)
			}
			last = slot.At
			wall := day.Add(time.Duration(s.times[n]) * time.Minute)
			if shown := onTheWall(slot.At, zone); !shown.Equal(wall) {
				if before := onTheWall(slot.At.Add(-time.Second), zone); !before.Before(wall) || !shown.After(wall) {
					t.Fatalf("%s: %s is at %s, which shows %s, and no gap lies over it", zone, slot.Name, slot.At, shown)
				}
			} else if earlier := onTheWall(slot.At.Add(-time.Hour), zone); earlier.Equal(wall) {
				t.Fatalf("%s: %s is at the second of two such times", zone, slot.Name)
			}
			if n++; n == len(s.times) {
				n, day = 0, day.AddDate(0, 0, 1)
			}
		}
		if day.Before(to.AddDate(0, 0, -1)) {
			t.Fatalf("%s: the slots end on %s", zone, day)
		}
	}
	t.Logf("%d zones with %d different clocks", len(zones), len(checked))
}

// offsets are a zone's offsets from Greenwich between two moments, with the moments of change.
func offsets(zone *time.Location, from, to time.Time) string {
	var b strings.Builder
	for at := from.In(zone); at.Before(to); {
		_, offset := at.Zone()
		_, end := at.ZoneBounds()
		fmt.Fprintln(&b, offset, end.Unix())
		if end.IsZero() {
			break
		}
		at = end.In(zone)
	}
	return b.String()
}

// onTheWall is what a zone's clock shows, read as if it were UTC.
func onTheWall(at time.Time, zone *time.Location) time.Time {
	l := at.In(zone)
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), 0, time.UTC)
}

// A zone whose rules change keeps its slots: what is due is computed from the rules as they are known
// when it is asked, and a slot's name is the local day, so that none is lost and none comes twice.
func TestZoneRuleChange(t *testing.T) {
	old := time.FixedZone("before", 2*60*60)
	changed := time.FixedZone("after", 3*60*60)
	s := mustParse(t, "8:00")
	seen := map[string]bool{}
	since := date(2031, 5, 6)
	for _, c := range []struct {
		until time.Time
		zone  *time.Location
	}{{date(2031, 5, 8).Add(5*time.Hour + 30*time.Minute), old}, {date(2031, 5, 11), changed}} {
		for slot := range s.Due(since, c.until, c.zone) {
			seen[slot.Name] = true // what is there already is not delivered again
		}
		since = c.until
	}
	for _, day := range []string{"2031-05-06", "2031-05-07", "2031-05-09", "2031-05-10"} {
		if !seen[day+"/1"] {
			t.Errorf("%s has no slot", day)
		}
	}
}
