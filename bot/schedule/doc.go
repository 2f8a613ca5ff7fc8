// Package schedule says when a briefing is due: pure functions over time.
//
// People write "weekdays 8:30", "Mon, Thu at 18:00" or five cron fields; Parse reads all of them
// into a Schedule: times of day, and the days on which they hold. github.com/robfig/cron reads the
// cron fields; the moments are computed here, by the wall clock, because cron.Schedule.Next leaves
// out what falls into a spring gap and gives twice what an autumn overlap doubles. Here every due
// local day and time has exactly one moment: the first at which the zone's clock shows that time or
// a later one. In a gap that is the transition, in an overlap the first of the two.
package schedule
