package schedule

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func load(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func mustParse(t testing.TB, text string) Schedule {
	t.Helper()
	s, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNextAcrossTransitions(t *testing.T) {
	for _, c := range []struct{ name, when, zone, after, want, slot string }{
		{"an ordinary day", "8:30", "Europe/Berlin", "2024-05-06T06:00:00Z", "2024-05-06T06:30:00Z", "2024-05-06/1"},
		{"not the moment itself", "8:30", "Europe/Berlin", "2024-05-06T06:30:00Z", "2024-05-07T06:30:00Z", "2024-05-07/1"},
		{"a gap runs at the transition", "2:30", "Europe/Berlin", "2024-03-31T00:00:00Z", "2024-03-31T01:00:00Z", "2024-03-31/1"},
		{"a gap in New York", "2:30", "America/New_York", "2024-03-10T06:00:00Z", "2024-03-10T07:00:00Z", "2024-03-10/1"},
		{"a doubled hour runs first", "2:30", "Europe/Berlin", "2024-10-26T12:00:00Z", "2024-10-27T00:30:00Z", "2024-10-27/1"},
		{"and not again", "2:30", "Europe/Berlin", "2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z", "2024-10-28/1"},
		{"half an hour on Lord Howe", "2:15", "Australia/Lord_Howe", "2024-10-05T12:00:00Z", "2024-10-05T15:30:00Z", "2024-10-06/1"},
		{"a midnight that does not exist", "0:00", "America/Havana", "2024-03-10T00:00:00Z", "2024-03-10T05:00:00Z", "2024-03-10/1"},
		{"a day that does not exist", "8:00", "Pacific/Apia", "2011-12-29T20:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30/1"},
		{"the second slot of a day", "7 and 17", "Asia/Kathmandu", "2024-05-06T02:00:00Z", "2024-05-06T11:15:00Z", "2024-05-06/2"},
		{"a leap day on a Monday", "0 9 29 2 *", "UTC", "2024-03-01T00:00:00Z", "2028-02-29T09:00:00Z", "2028-02-29/1"},
		{"either day field", "0 9 13 * 5", "UTC", "2024-05-01T12:00:00Z", "2024-05-03T09:00:00Z", "2024-05-03/1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			after, _ := time.Parse(time.RFC3339, c.after)
			slot, ok := mustParse(t, c.when).Next(after, load(t, c.zone))
			if got := slot.At.UTC().Format(time.RFC3339); !ok || got != c.want || slot.Name != c.slot {
				t.Errorf("next is %s (%s), want %s (%s)", got, slot.Name, c.want, c.slot)
			}
		})
	}
}

// zones have every kind of transition: half hours, midnights, whole days, none, and at odd seconds.
var zones = []string{
	"UTC", "Europe/Berlin", "Europe/Dublin", "Europe/Kyiv", "America/New_York", "America/Sao_Paulo", "America/Havana", "America/St_Johns", "America/Godthab",
	"Africa/Cairo", "Africa/Casablanca", "Asia/Gaza", "Asia/Kathmandu", "Asia/Pyongyang", "Asia/Tehran", "Asia/Beirut", "Australia/Lord_Howe", "Australia/Adelaide",
	"Pacific/Chatham", "Pacific/Apia", "Pacific/Kwajalein", "Pacific/Easter", "Antarctica/Troll", "Antarctica/Casey", "America/Caracas",
}

// Every local day and time that is due has exactly one slot, in order, and its moment shows that
// time on the wall unless the clock never did.
func TestOneSlotForEachLocalTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		times := rapid.SliceOfN(rapid.IntRange(0, 1439), 1, 4).Draw(t, "times")
		s, err := (&reader{times: times}).schedule("")
		if err != nil {
			t.Fatal(err)
		}
		since := time.Unix(rapid.Int64Range(0, 2_000_000_000).Draw(t, "since"), 0)
		until := since.Add(time.Duration(rapid.IntRange(2, 60).Draw(t, "days")) * 24 * time.Hour)
		seen := map[string]bool{}
		last := since
		var slots []Slot
		for slot := range s.Due(since, until, zone) {
			if seen[slot.Name] {
				t.Fatalf("the slot %s came twice", slot.Name)
			}
			seen[slot.Name] = true
			if slot.At.Before(last) || !slot.At.After(since) || slot.At.After(until) {
				t.Fatalf("the slot %s at %s is out of order or out of bounds", slot.Name, slot.At)
			}
			last = slot.At
			slots = append(slots, slot)
			local := slot.At.In(zone)
			wall := slot.Day.Add(time.Duration(slot.Minute) * time.Minute)
			shown := date(local.Year(), local.Month(), local.Day()).Add(time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second)
			if !shown.Equal(wall) {
				before := slot.At.Add(-time.Second).In(zone)
				_, a := before.Zone()
				_, b := local.Zone()
				if shown.Before(wall) || b <= a {
					t.Fatalf("the slot %s shows %s on the wall, and there is no gap", slot.Name, shown)
				}
			}
		}
		for day := since.Add(48 * time.Hour); day.Before(until.Add(-48 * time.Hour)); day = day.Add(24 * time.Hour) {
			for i := range s.times {
				if name := day.In(zone).Format(time.DateOnly) + "/" + string(rune('1'+i)); !seen[name] {
					t.Fatalf("the slot %s is missing", name)
				}
			}
		}
		// The slots found one by one are the same.
		at := since
		for _, want := range slots {
			if want.At.Equal(at) {
				continue // two times in one gap share the transition
			}
			got, ok := s.Next(at, zone)
			if !ok || got.At.After(want.At) {
				t.Fatalf("after %s comes %v, want %v", at, got, want)
			}
			at = want.At
		}
	})
}

func BenchmarkNext(b *testing.B) {
	s, zone := mustParse(b, "weekdays 8:30"), load(b, "Europe/Berlin")
	now := time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		s.Next(now, zone)
	}
}

// What comes every few minutes is not silent in an hour that the clock repeats, and comes once in each of
// its minutes; what is meant by the hours on the wall comes once.
func TestRepeatedHour(t *testing.T) {
	for _, c := range []struct {
		when, zone, from, to string
		want                 int
	}{
		{"every 15 minutes", "Europe/Berlin", "2024-10-26T22:00:00Z", "2024-10-27T04:00:00Z", 24},
		{"every hour", "Europe/Berlin", "2024-10-26T22:00:00Z", "2024-10-27T04:00:00Z", 6},
		{"*/30 * * * *", "America/New_York", "2024-11-03T04:00:00Z", "2024-11-03T10:00:00Z", 12},
		{"every 15 minutes", "Australia/Lord_Howe", "2024-04-06T12:00:00Z", "2024-04-06T18:00:00Z", 24},
		{"every 30 minutes", "America/Havana", "2024-11-03T03:00:00Z", "2024-11-03T09:00:00Z", 12},
		{"every 15 minutes from 1 to 4", "Europe/Berlin", "2024-10-26T22:00:00Z", "2024-10-27T04:00:00Z", 17},
		{"every 15 minutes", "Europe/Berlin", "2024-03-30T22:00:00Z", "2024-03-31T04:00:00Z", 28},
		{"every day at 2:00, 2:30 and 3:30", "Europe/Berlin", "2024-10-26T22:00:00Z", "2024-10-27T04:00:00Z", 3},
		{"every 2 hours", "Europe/Berlin", "2024-10-26T21:59:00Z", "2024-10-27T22:59:00Z", 12},
	} {
		from, _ := time.Parse(time.RFC3339, c.from)
		to, _ := time.Parse(time.RFC3339, c.to)
		names, n, last := map[string]bool{}, 0, from
		for slot := range mustParse(t, c.when).Due(from, to, load(t, c.zone)) {
			if names[slot.Name] {
				t.Errorf("%s in %s: %s comes twice", c.when, c.zone, slot.Name)
			}
			if slot.At.Before(last) {
				t.Errorf("%s in %s: %s is out of order", c.when, c.zone, slot.Name)
			}
			names[slot.Name], last = true, slot.At
			n++
		}
		if n != c.want {
			t.Errorf("%s in %s: %d slots, want %d", c.when, c.zone, n, c.want)
		}
	}
}
