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
	if sources, err := store.Sources(t.Context()); err != nil || len(sources) != 1 || !sources[0].LastNew.Equal(first) || !sources[0].LastRead.Equal(now) {
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
	if sources, err := store.Sources(t.Context()); err != nil || len(sources) != 1 || sources[0].Problem == "" || !sources[0].LastRead.Equal(read) || sources[0].Articles == 0 {
		t.Errorf("health while the folder is gone: %+v, %v; want a problem, and the last reading as it was", sources, err)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	if err := pass(); err == nil || !strings.Contains(err.Error(), "broken.jsonl") {
		t.Errorf("the folder is back as it was: %v; want the broken file alone", err)
	}
	if sources, err := store.Sources(t.Context()); err != nil || len(sources) != 1 || !strings.Contains(sources[0].Problem, "broken.jsonl") || !sources[0].LastRead.Equal(now) {
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
