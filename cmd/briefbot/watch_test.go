package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/briefing"
)

// only are these paths as all the sources there are.
func only(paths ...string) func(context.Context) ([]watched, error) {
	return func(context.Context) ([]watched, error) { return folders(paths), nil }
}

func TestWatcherReadsWhatChanged(t *testing.T) {
	dir := t.TempDir()
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	now := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	w := &watcher{lg: slog.New(slog.DiscardHandler), sources: only(dir), corpus: store, states: store, now: clock, clock: clock}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	changes := func() (n int) {
		t.Helper()
		for _, err := range store.Changes(t.Context(), 0) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		return n
	}
	pass := func() error { return w.pass(t.Context()) }

	write("bridge.txt", "Bridge opens\n\nThe bridge at Orlo opened on 6 May 2031, the mayor of Orlo said on Tuesday.\n")
	if err := pass(); err != nil || changes() != 1 {
		t.Fatalf("%d changes, %v; want 1", changes(), err)
	}
	if err := pass(); err != nil || changes() != 1 {
		t.Errorf("%d changes, %v; nothing had changed", changes(), err)
	}
	write("bakery.txt", "Bakery burns\n\nA bakery in Tamm burned down on 6 May 2031. Nobody was hurt, the fire brigade said on Tuesday.\n")
	if err := pass(); err != nil || changes() != 2 {
		t.Errorf("%d changes, %v; want 2", changes(), err)
	}
	write("broken.jsonl", "this is no row\n")
	if err := pass(); err == nil || changes() != 2 {
		t.Errorf("%d changes, %v; want a problem to be told, and nothing lost", changes(), err)
	}
	sources, err := store.Sources(t.Context())
	if err != nil || len(sources) != 1 || !strings.Contains(sources[0].Problem, "broken.jsonl") || !sources[0].LastNew.Equal(now) {
		t.Errorf("health %+v, %v", sources, err)
	}
	first := now
	now = now.Add(time.Hour) // a replica that takes over finds nothing new, and knows when there was
	w = &watcher{lg: w.lg, sources: w.sources, corpus: store, states: store, now: clock, clock: clock}
	if err := pass(); err == nil || changes() != 2 {
		t.Errorf("%d changes, %v; want the same as before", changes(), err)
	}
	if sources, err := store.Sources(t.Context()); err != nil || len(sources) != 1 || !sources[0].LastNew.Equal(first) ||
		!sources[0].LastRead.Equal(now) {
		t.Errorf("health after a change of replicas: %+v, %v", sources, err)
	}
	read := now
	now = now.Add(time.Hour)
	away := dir + ".away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	if err := pass(); err == nil {
		t.Error("a folder that is gone is no problem")
	}
	if sources, err := store.Sources(t.Context()); err != nil || len(sources) != 1 || sources[0].Problem == "" ||
		!sources[0].LastRead.Equal(read) || sources[0].Articles == 0 {
		t.Errorf("health while the folder is gone: %+v, %v; want a problem, and the last reading as it was", sources, err)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	if err := pass(); err == nil || !strings.Contains(err.Error(), "broken.jsonl") {
		t.Errorf("the folder is back as it was: %v; want the broken file alone", err)
	}
	if sources, err := store.Sources(t.Context()); err != nil || len(sources) != 1 || !strings.Contains(sources[0].Problem,
		"broken.jsonl") || !sources[0].LastRead.Equal(now) {
		t.Errorf("health after the folder is back: %+v, %v", sources, err)
	}
}

// A date after the day that it is, is not believed, even where the bot looks from another moment; and
// a reading that is told to stop reports no trouble.
func TestWatcherBelievesNoFutureDate(t *testing.T) {
	dir, store := t.TempDir(), openTest(t)
	text := "Bridge opens\n\nPublished 6 May 2031\n\nThe bridge at Orlo was opened to traffic, the mayor of Orlo said in the town hall.\n"
	if err := os.WriteFile(filepath.Join(dir, "bridge.txt"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(year int) func() time.Time {
		return func() time.Time { return time.Date(year, 5, 7, 9, 0, 0, 0, time.UTC) }
	}
	for clock, believed := range map[int]bool{2031: true, 2024: false} {
		w := &watcher{lg: slog.New(slog.DiscardHandler), sources: only(dir), corpus: store, states: store, now: at(2033), clock: at(clock)}
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if err := w.pass(stopped); !errors.Is(err, context.Canceled) {
			t.Errorf("told to stop: %v", err)
		}
		if err := w.pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		for a, err := range store.Articles(t.Context(), briefing.Window{}) {
			if got := a.Published.String(); err != nil || (got == "2031-05-06") != believed {
				t.Errorf("in %d it is of %q, %v", clock, got, err)
			}
			if err := store.Remove(t.Context(), a.ID); err != nil {
				t.Fatal(err)
			}
		}
		if all, err := store.Sources(t.Context()); err != nil || len(all) != 1 || all[0].Problem != "" {
			t.Errorf("the source's health: %+v, %v", all, err)
		}
	}
}

// A file that is seen half-written, in any of its states and however its clock looks, is read when it has
// come to rest: no revision is made of a half, and a new file waits for a poll; one that never rests is read
// all the same.
func TestWatcherWaitsForWhatIsBeingWritten(t *testing.T) {
	const whole = "Pier collapses in Orlo\n\nOrlo, 14 May 2024. The collapse of the pier in Orlo on Tuesday killed 4 people, the harbour " +
		"police said.\n\nThe pier was built in 1911 and had been closed to cars since March, the mayor of Orlo said.\n"
	for name, cuts := range map[string][]int{"emptied": {0}, "cut": {120}, "in steps": {0, 30, 95, 180}, "grown": {180, 120, 200}} {
		t.Run(name, func(t *testing.T) {
			dir, store := t.TempDir(), openTest(t)
			now := time.Now()
			file := filepath.Join(dir, "pier.txt")
			write := func(text string) {
				t.Helper()
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Chtimes(file, now, now); err != nil {
					t.Fatal(err)
				}
			}
			clock := func() time.Time { return now }
			w := &watcher{lg: slog.New(slog.DiscardHandler), sources: only(dir), corpus: store, states: store, now: clock, clock: clock,
				poll: 2 * time.Second}
			revisions := func() (n int) {
				t.Helper()
				for _, err := range store.Changes(t.Context(), 0) {
					if err != nil {
						t.Fatal(err)
					}
					n++
				}
				return n
			}
			pass := func(times int) {
				t.Helper()
				for range times {
					if err := w.pass(t.Context()); err != nil {
						t.Fatal(err)
					}
					now = now.Add(2 * time.Second)
				}
			}
			write(whole)
			pass(1)
			if revisions() != 1 {
				t.Fatalf("%d revisions at the start", revisions())
			}
			for round := range 2 {
				for _, cut := range cuts {
					write(whole[:cut])
					pass(2)
				}
				if round == 1 { // a start in the midst of it
					w = &watcher{lg: w.lg, sources: w.sources, corpus: store, states: store, now: clock, clock: clock, poll: 2 * time.Second}
					pass(1)
				}
				write(whole)
				pass(5)
				if n := revisions(); n != 1 {
					t.Errorf("round %d: %d revisions of one text", round, n)
				}
			}
			write(strings.Replace(whole, "4 people", "5 people", 1))
			pass(1)
			if n := revisions(); n != 1 {
				t.Errorf("read at once: %d", n)
			}
			pass(4)
			if n := revisions(); n != 2 {
				t.Errorf("a correction that has come to rest: %d revisions", n)
			}
			if err := os.WriteFile(filepath.Join(dir, "new.txt"), []byte(strings.ReplaceAll(whole, "Orlo", "Tamm")), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(filepath.Join(dir, "new.txt"), now, now); err != nil {
				t.Fatal(err)
			}
			pass(1)
			if n := revisions(); n != 2 {
				t.Errorf("a new file was read at once: %d", n)
			}
			pass(1)
			if n := revisions(); n != 3 {
				t.Errorf("a new file that rests for a poll: %d", n)
			}
			for i := range 40 {
				write(strings.Replace(whole, "4 people", strings.Repeat("6", i%7+1)+" people", 1))
				pass(1)
			}
			if n := revisions(); n < 4 || n > 5 {
				t.Errorf("a file that never rests: %d revisions", n)
			}
		})
	}
}

// What a half-written file took out of a posted briefing is put back when the file is whole again, by the
// whole way from the file to the channel.
func TestWholeFileRestoresItsStory(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "ferry.txt")
	const whole = "Ferry Linnet runs aground off Tamm\n\nTamm, 14 May 2024. The ferry Linnet ran aground off Tamm on Tuesday and 9 " +
		"passengers were hurt, the coast guard said.\n\nThe ferry had left Port Ansel at noon with 140 people on board, its owner said.\n"
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(whole)
	var c wallClock
	c.set(time.Date(2024, 5, 14, 19, 0, 0, 0, time.UTC))
	world := &bottest.Platform{Now: c.now}
	one := newReplica(t, filepath.Join(t.TempDir(), "c.db"), "one", &c, world)
	one.watcher.sources = only(dir)
	step := func() string {
		t.Helper()
		for range 3 {
			c.set(c.now().Add(2 * time.Minute))
			if err := one.read(t.Context()); err != nil {
				t.Fatal(err)
			}
			one.follow(t)
			if err := one.dispatch.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
			one.dispatch.Wait()
		}
		words := ""
		for _, p := range world.Posted() {
			if p.ReplyTo.IsZero() { // else it tells of a correction
				words += bottest.Words(p.Message)
			}
		}
		return words
	}
	if _, err := one.store.PutSubscription(t.Context(), bot.Subscription{ID: "a", To: bot.Destination{Platform: "fake", Channel: "C"},
		When: "every day at 21:00", Zone: "UTC", Since: c.now()}); err != nil {
		t.Fatal(err)
	}
	step()
	c.set(time.Date(2024, 5, 14, 21, 0, 1, 0, time.UTC))
	if words := step(); !strings.Contains(words, "9 passengers") {
		t.Fatalf("the briefing: %s", words)
	}
	for _, cut := range []int{20, 60, len(whole) - 80} {
		write(whole[:cut])
		torn := step()
		write(whole)
		if words := step(); !strings.Contains(words, "9 passengers") || strings.Contains(words, "Withdrawn") {
			t.Errorf("cut at %d it said %q, whole again it says %q", cut, torn, words)
		}
	}
	again := world.Posted()
	if n := len(again); n == 0 || again[0].ReplyTo.ID != "" || n > 1 && again[1].ReplyTo.ID != again[0].ID {
		t.Errorf("%d messages, or not all in the thread of the first", n)
	}
}
