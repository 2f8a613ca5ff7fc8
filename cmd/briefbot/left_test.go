package main

import (
	"strings"
	"testing"
	"time"

	"briefbot/adapters/slack"
	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

// TestSlackLeaves takes the app out of the workspace. Its briefing waits, status says why, nothing is sent with
// the dead token; and once the app is installed again it goes on, the missed slot left out.
func TestSlackLeaves(t *testing.T) {
	r := newRoom(t)
	to := bot.Destination{Platform: slack.Name, Tenant: slackfaketest.Team, Channel: "C0000NEWS"}
	s := bot.Subscription{ID: "aaaaa", To: to, When: "every day every hour", Zone: "UTC", Since: r.s.now(), WhenEmpty: bot.EmptyLine}
	if _, err := r.s.store.PutSubscription(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	later := func(d time.Duration) {
		t.Helper()
		r.clock.set(r.clock.now().Add(d))
		if err := r.s.dispatcher.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.s.dispatcher.Wait()
	}
	state := func() bot.Subscription {
		t.Helper()
		s, err := r.s.store.Subscription(t.Context(), "aaaaa")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	later(time.Hour)
	if n := len(r.slack.Messages()); n != 1 {
		t.Fatalf("%d messages before", n)
	}
	r.during(r.s.targets[0], func() {
		r.slack.WaitConnections(1)
		for _, id := range r.slack.Leave() {
			r.slack.WaitAck(id)
		}
	})
	if s := state(); !strings.Contains(s.Paused, "taken out of the workspace") {
		t.Fatalf("paused: %q", s.Paused)
	}
	posts := func() (n int) {
		for _, q := range r.slack.Requests() {
			if strings.Contains(q.Path, "chat.") {
				n++
			}
		}
		return n
	}
	before := posts()
	for range 6 {
		later(20 * time.Minute)
	}
	if s := state(); s.Active() || posts() != before {
		t.Errorf("active %v, %d posts with a dead token", s.Active(), posts()-before)
	}
	r.slack.RefuseBot("")
	later(20 * time.Minute)
	later(time.Hour)
	if s := state(); !s.Active() {
		t.Errorf("installed again, and still paused: %q", s.Paused)
	}
	if n := len(r.slack.Messages()); n != 2 {
		t.Errorf("%d messages in the end, want the one before and the next", n)
	}
}
