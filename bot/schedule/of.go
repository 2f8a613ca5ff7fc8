package schedule

import (
	"time"

	"briefbot/bot"
)

// Of reads the schedule and the zone of a subscription. The error says which of them can no longer be
// read: another version of the program, or of the zone database, may know fewer of them.
func Of(s bot.Subscription) (Schedule, *time.Location, error) {
	when, err := Parse(s.When)
	if err != nil {
		return when, nil, err
	}
	zone, err := Zone(s.Zone)
	return when, zone, err
}
