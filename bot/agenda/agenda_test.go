package agenda_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/agenda"
)

// begun is a ledger that has records of these slots; those of "away" cannot be read.
type begun []string

func (b begun) Delivery(_ context.Context, key bot.DeliveryKey) (bot.Delivery, error) {
	switch {
	case slices.Contains(b, "away"):
		return bot.Delivery{}, errors.New("the database is away")
	case slices.Contains(b, key.Slot):
		return bot.Delivery{Key: key, State: bot.Sent}, nil
	}
	return bot.Delivery{}, bot.ErrNotFound
}

var (
	now   = time.Date(2024, 5, 8, 8, 32, 0, 0, time.UTC) // a Wednesday
	daily = bot.Subscription{ID: "a", When: "every day at 08:30", Zone: "UTC", Since: now.AddDate(0, 0, -30)}
)

func with(f func(*bot.Subscription)) bot.Subscription {
	s := daily
	f(&s)
	return s
}

func TestMissing(t *testing.T) {
	for name, c := range map[string]struct {
		s      bot.Subscription
		ledger begun
		want   string
	}{
		"today's is only just due":   {daily, nil, "2024-05-07 08:30"},
		"that of yesterday was sent": {daily, begun{"2024-05-07/1"}, ""},
		"today's is long due":        {with(func(s *bot.Subscription) { s.When = "every day at 08:20" }), begun{"2024-05-07/1"}, "2024-05-08 08:20"},
		"the second of the day":      {with(func(s *bot.Subscription) { s.When = "every day at 07:00 and 08:00" }), begun{"2024-05-08/1"}, "2024-05-08 08:00"},
		"ordered after it":           {with(func(s *bot.Subscription) { s.Since = now.Add(-time.Hour) }), nil, ""},
		"paused":                     {with(func(s *bot.Subscription) { s.Paused = "by hand" }), nil, ""},
		"long ago":                   {with(func(s *bot.Subscription) { s.When = "0 8 20 4 *" }), nil, ""},
		"in another zone":            {with(func(s *bot.Subscription) { s.Zone = "Asia/Tokyo" }), nil, "2024-05-07 23:30"},
		"a zone that is none":        {with(func(s *bot.Subscription) { s.Zone = "Mars/Olympus" }), nil, ""},
		"a schedule that is no more": {with(func(s *bot.Subscription) { s.When = "on blue moons" }), nil, ""},
	} {
		got := ""
		at, err := agenda.Missing(t.Context(), c.ledger, c.s, now)
		if !at.IsZero() {
			got = at.UTC().Format("2006-01-02 15:04")
		}
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
	if _, err := agenda.Missing(t.Context(), begun{"away"}, daily, now); err == nil {
		t.Error("a ledger that cannot be read is taken for an empty one")
	}
}

func TestNext(t *testing.T) {
	for name, c := range map[string]struct {
		s      bot.Subscription
		ledger begun
		want   []string
	}{
		"as scheduled":                      {daily, begun{"2024-05-08/1"}, []string{"2024-05-09/1", "2024-05-10/1"}},
		"moved to later on the same day":    {with(func(s *bot.Subscription) { s.When = "every day at 17:00" }), begun{"2024-05-08/1"}, []string{"2024-05-09/1", "2024-05-10/1"}},
		"a second hour on the same day":     {with(func(s *bot.Subscription) { s.When = "every day at 08:00 and 17:00" }), begun{"2024-05-08/1"}, []string{"2024-05-08/2", "2024-05-09/1"}},
		"moved to where the day is younger": {with(func(s *bot.Subscription) { s.Zone = "America/New_York" }), begun{"2024-05-08/1"}, []string{"2024-05-09/1", "2024-05-10/1"}},
		"skipped days":                      {with(func(s *bot.Subscription) { s.When = "Mon at 08:30" }), nil, []string{"2024-05-13/1", "2024-05-20/1"}},
	} {
		var got []string
		slots, err := agenda.Next(t.Context(), c.ledger, c.s, now, 2)
		for _, slot := range slots {
			got = append(got, slot.Name)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
	var told *bot.Error
	if _, err := agenda.Next(t.Context(), begun{}, with(func(s *bot.Subscription) { s.Zone = "Mars/Olympus" }), now, 1); !errors.As(err, &told) {
		t.Errorf("a zone that is none: %v", err)
	}
}
