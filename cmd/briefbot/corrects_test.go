package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// TestCorrectsWhatWasSent lets an article change after a briefing was sent, and wants the message to
// say what the article says now, by whichever replica sees it, and nothing more to be posted.
func TestCorrectsWhatWasSent(t *testing.T) {
	corpus := t.TempDir()
	file := filepath.Join(corpus, "pier.txt")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const before, after = "killed 4 people", "killed 11 people"
	text := "Pier collapses in Orlo\n\nOrlo, 14 May 2024. The collapse of the pier in Orlo on Tuesday " + before + ", the harbour police said. Divers went on searching through the evening.\n"
	write(text)
	var c wallClock
	c.set(time.Date(2024, 5, 14, 19, 0, 0, 0, time.UTC))
	world := &bottest.Platform{Now: c.now}
	address := filepath.Join(t.TempDir(), "c.db")
	one, two := newReplica(t, address, "one", &c, world), newReplica(t, address, "two", &c, world)
	one.watcher.sources, two.watcher.sources = only(corpus), only(corpus)
	step := func(r *replica) {
		t.Helper()
		if err := r.read(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.follow(t)
		if err := r.dispatch.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.dispatch.Wait()
	}
	s := bot.Subscription{ID: "a", To: bot.Destination{Platform: "fake", Channel: "C"}, When: "every day at 21:00", Zone: "UTC", Since: c.now()}
	if _, err := one.store.PutSubscription(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	step(one)
	c.set(time.Date(2024, 5, 14, 21, 0, 1, 0, time.UTC))
	step(one)
	if p := world.Posted(); len(p) != 1 || !strings.Contains(bottest.Words(p[0].Message), before) {
		t.Fatalf("the briefing: %+v", p)
	}
	write(strings.ReplaceAll(text, before, after))
	for _, r := range []*replica{two, one, two} {
		c.set(c.now().Add(2 * time.Minute))
		step(r)
	}
	p := world.Posted()
	words := bottest.Words(p[0].Message)
	if len(p) != 2 || p[0].Edited != 1 || strings.Count(words, before) != 1 || !strings.Contains(words, "No longer said: “The collapse of the pier in Orlo on Tuesday "+before) || !strings.Contains(words, after) || !strings.Contains(words, "Corrected Tue 14 May 21:02 UTC") {
		t.Errorf("%d messages, edited %d times:\n%s", len(p), p[0].Edited, words)
	}
	if len(p) == 2 && !strings.Contains(bottest.Words(p[1].Message), "It says now") { // once, whoever corrected it
		t.Errorf("the reply says %q", bottest.Words(p[1].Message))
	}
}
