package schedule

import (
	"fmt"
	"iter"
	"sort"
	"time"
)

// Schedule is times of day and the days on which they hold. The zero value is never due; Parse
// makes others. It is immutable.
type Schedule struct {
	// times are minutes since local midnight, ascending, without repeats.
	times []int
	// month, dom and dow are sets of bits. The top bit of dom and dow says that the field was a
	// star: then a day must match both, else one of the two is enough, as cron(5) has it.
	month, dom, dow uint64
	// text is the normal form.
	text string
	// steady says that the times follow one another evenly: on a clock that repeats an hour they go on.
	steady bool
}

// steady reports whether times are meant as an interval ("every 15 minutes") and not one by one.
func steady(times []int) bool {
	if len(times) < 3 || len(times) <= mostTimes && times[1]-times[0] >= 60 {
		return false
	}
	step := times[1] - times[0]
	for i, t := range times {
		if t != times[0]+i*step {
			return false
		}
	}
	return step <= 60
}

// Hourly reports whether the schedule is due hour after hour, or more often, for three times of a day at least.
func (s Schedule) Hourly() bool {
	for i := 1; i < len(s.times); i++ {
		if s.times[i]-s.times[i-1] > 60 {
			return false
		}
	}
	return len(s.times) >= 3
}

// star is the bit by which github.com/robfig/cron marks a field that was a star.
const star = 1 << 63

// Slot is one due local day and time.
type Slot struct {
	// Name is the local day and the slot's number in it, from 1: "2024-05-01/1". One that comes again in an
	// hour that the clock repeats ends in "r": "2024-10-27/9r".
	Name string
	// Day and Minute are the time on the wall: Day is midnight UTC of the local calendar day.
	Day    time.Time
	Minute int
	// At is the moment.
	At time.Time
}

// String is the normal form: Parse reads it into the same schedule.
func (s Schedule) String() string { return s.text }

// holds reports whether the schedule is due on a calendar day.
func (s Schedule) holds(day time.Time) bool {
	if s.month&(1<<uint(day.Month())) == 0 {
		return false
	}
	dom := s.dom&(1<<uint(day.Day())) != 0
	dow := s.dow&(1<<uint(day.Weekday())) != 0
	if s.dom&star != 0 || s.dow&star != 0 {
		return dom && dow
	}
	return dom || dow
}

// possible reports whether there is any day on which s holds. Within 28 years every date falls on
// every day of the week.
func (s Schedule) possible() bool {
	for day := date(2000, 1, 1); day.Year() < 2028; day = day.AddDate(0, 0, 1) {
		if s.holds(day) {
			return len(s.times) > 0
		}
	}
	return false
}

// Next is the first slot whose moment lies after a time. ok is false only for the zero Schedule.
func (s Schedule) Next(after time.Time, zone *time.Location) (slot Slot, ok bool) {
	for slot := range s.after(after, zone) {
		return slot, true
	}
	return Slot{}, false
}

// Due yields the slots whose moments lie after since and not after now, oldest first.
func (s Schedule) Due(since, now time.Time, zone *time.Location) iter.Seq[Slot] {
	return func(yield func(Slot) bool) {
		for slot := range s.after(since, zone) {
			if slot.At.After(now) || !yield(slot) {
				return
			}
		}
	}
}

// longest is how many years lie at most between two days of a possible schedule: 29 February on one
// weekday, across a century without a leap year.
const longest = 41

// after yields the slots after a time, oldest first. Moments never run backwards, because a later
// time on the wall is never reached before an earlier one.
func (s Schedule) after(t time.Time, zone *time.Location) iter.Seq[Slot] {
	return func(yield func(Slot) bool) {
		local := t.In(zone)
		// Two days before, so that a slot is found whose moment a transition moved over midnight.
		day := date(local.Year(), local.Month(), local.Day()-2)
		end := day.AddDate(longest, 0, 0)
		for ; day.Before(end) && len(s.times) > 0; day = day.AddDate(0, 0, 1) {
			if !s.holds(day) {
				continue
			}
			if s.steady && repeats(day, zone) {
				for _, slot := range s.doubled(day, zone) {
					if slot.At.After(t) && !yield(slot) {
						return
					}
				}
				end = day.AddDate(longest, 0, 0)
				continue
			}
			first := 0
			if moment(day, s.times[len(s.times)-1], zone).After(t) {
				first = sort.Search(len(s.times), func(i int) bool { return moment(day, s.times[i], zone).After(t) })
			} else {
				continue
			}
			for i := first; i < len(s.times); i++ {
				slot := Slot{Name: fmt.Sprintf("%s/%d", day.Format(time.DateOnly), i+1), Day: day, Minute: s.times[i], At: moment(day, s.times[i], zone)}
				if !yield(slot) {
					return
				}
			}
			end = day.AddDate(longest, 0, 0)
		}
	}
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// margin is more than any zone's offset and any jump of its clock together: Alaska repeated a whole
// day in 1867, and local mean time was up to sixteen hours from Greenwich.
const margin = 48 * time.Hour

// moment is the first moment at which the zone's clock shows the minute of the day, or a later time.
// day is midnight UTC of the calendar day.
func moment(day time.Time, minute int, zone *time.Location) time.Time {
	wall := day.Add(time.Duration(minute) * time.Minute) // the wall clock, read as if it were UTC
	from := wall.Add(-margin).In(zone)
	for {
		_, offset := from.Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		if at.Before(from) {
			at = from // the clock has jumped over it
		}
		_, end := from.ZoneBounds()
		if end.IsZero() || at.Before(end) {
			return at.In(zone)
		}
		from = end.In(zone)
	}
}

// repeats reports whether the zone's clock may show some of a day's times twice.
func repeats(day time.Time, zone *time.Location) bool {
	first, last := moment(day, 0, zone), moment(day, 24*60-1, zone)
	_, a := first.Zone()
	_, b := last.Add(margin).Zone()
	_, end := first.ZoneBounds()
	return a != b || !end.IsZero() && end.Before(last.Add(margin))
}

// doubled are a day's slots in order, those that come again among them.
func (s Schedule) doubled(day time.Time, zone *time.Location) []Slot {
	var out []Slot
	for i, minute := range s.times {
		slot := Slot{Name: fmt.Sprintf("%s/%d", day.Format(time.DateOnly), i+1), Day: day, Minute: minute, At: moment(day, minute, zone)}
		out = append(out, slot)
		if at, ok := again(slot.At, zone); ok {
			slot.Name, slot.At = slot.Name+"r", at
			out = append(out, slot)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].At.Before(out[j].At) })
	return out
}

// again is when the zone's clock shows the same time once more, because it was put back.
func again(at time.Time, zone *time.Location) (time.Time, bool) {
	_, before := at.Zone()
	_, end := at.ZoneBounds()
	if end.IsZero() {
		return at, false
	}
	_, after := end.In(zone).Zone()
	if after >= before {
		return at, false
	}
	second := at.Add(time.Duration(before-after) * time.Second).In(zone)
	_, offset := second.Zone()
	return second, offset == after && !second.Before(end)
}
