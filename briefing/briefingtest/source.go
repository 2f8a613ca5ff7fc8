package briefingtest

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"briefbot/briefing"
)

// SourceWorld is the place that a source under test reads from, as a test changes it.
type SourceWorld interface {
	// Put adds a page under a short name, or changes the one that is there.
	Put(name, title, text string)
	// Break makes the place unreadable as a whole, Mend readable again with all that was put.
	Break()
	Mend()
	// Holds reports whether a raw page is the one of this name, with this text.
	Holds(p briefing.RawPage, name, text string) bool
}

// TestSource tests that what open returns is a briefing.Source over an empty world. Each call must give
// a new one.
func TestSource(t *testing.T, open func(t *testing.T) (briefing.Source, SourceWorld)) {
	const bridge, bakery, mill = "The bridge at Orlo was opened to traffic on Tuesday, the mayor of Orlo said.",
		"A bakery in Tamm burned down on Tuesday. Nobody was hurt, the fire brigade said.",
		"The old mill at Sund will be sold, its owners told the council on Wednesday."
	t.Run("what is there comes once, and again to who does not keep the state", func(t *testing.T) {
		s, w := open(t)
		w.Put("bridge", "Bridge opens", bridge)
		w.Put("bakery", "Bakery burns", bakery)
		first := read(t, s, nil)
		wants(t, w, first, "bridge", bridge)
		wants(t, w, first, "bakery", bakery)
		if again := read(t, s, first.Next); len(again.Pages) != 0 {
			t.Errorf("with nothing new there came %d pages", len(again.Pages))
		}
		if lost := read(t, s, nil); len(lost.Pages) != len(first.Pages) {
			t.Errorf("without the state there came %d pages, want %d again", len(lost.Pages), len(first.Pages))
		}
	})
	t.Run("what is new and what is changed comes", func(t *testing.T) {
		s, w := open(t)
		w.Put("bridge", "Bridge opens", bridge)
		state := read(t, s, nil).Next
		w.Put("mill", "Mill for sale", mill)
		second := read(t, s, state)
		wants(t, w, second, "mill", mill)
		const corrected = "The bridge at Orlo was opened to walkers only on Tuesday, the mayor of Orlo said."
		w.Put("bridge", "Bridge opens", corrected)
		third := read(t, s, second.Next)
		wants(t, w, third, "bridge", corrected)
		if origin := func(r briefing.Reading) string {
			for _, p := range r.Pages {
				if w.Holds(p, "bridge", bridge) || w.Holds(p, "bridge", corrected) {
					return p.Origin + "\x00" + p.URL
				}
			}
			return ""
		}; origin(third) != origin(read(t, s, nil)) {
			t.Error("a page that comes again has another origin")
		}
	})
	t.Run("a trouble loses nothing", func(t *testing.T) {
		s, w := open(t)
		w.Put("bridge", "Bridge opens", bridge)
		state := read(t, s, nil).Next
		w.Break()
		w.Put("bakery", "Bakery burns", bakery)
		for range 3 {
			r, err := s.Read(t.Context(), state)
			if err == nil || strings.TrimSpace(err.Error()) == "" || len(r.Pages) != 0 {
				t.Errorf("broken: %d pages, error %v", len(r.Pages), err)
			}
			if r.Next != nil {
				state = r.Next
			}
		}
		w.Mend()
		wants(t, w, read(t, s, state), "bakery", bakery)
	})
	t.Run("a state that cannot be understood is none", func(t *testing.T) {
		s, w := open(t)
		w.Put("bridge", "Bridge opens", bridge)
		for _, state := range []briefing.SourceState{
			{}, briefing.SourceState("{"), briefing.SourceState("\x00\xff"), briefing.SourceState(`{"v":-1}`), briefing.SourceState("[]"),
		} {
			wants(t, w, read(t, s, state), "bridge", bridge)
		}
	})
	t.Run("it stops when it is told to", func(t *testing.T) {
		s, w := open(t)
		w.Put("bridge", "Bridge opens", bridge)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if r, err := s.Read(ctx, nil); err == nil || len(r.Pages) != 0 {
			t.Errorf("told to stop it gave %d pages, %v", len(r.Pages), err)
		}
	})
	t.Run("it can be read by several at once", func(t *testing.T) {
		s, w := open(t)
		w.Put("bridge", "Bridge opens", bridge)
		name := s.Name()
		var g sync.WaitGroup
		for range 4 {
			g.Go(func() {
				if r, err := s.Read(t.Context(), nil); err != nil || len(r.Pages) == 0 || s.Name() != name {
					t.Errorf("%d pages, %v, name %q", len(r.Pages), err, s.Name())
				}
			})
		}
		g.Wait()
		if strings.TrimSpace(name) == "" {
			t.Error("it has no name")
		}
	})
}

func read(t *testing.T, s briefing.Source, since briefing.SourceState) briefing.Reading {
	t.Helper()
	given := slices.Clone(since)
	r, err := s.Read(t.Context(), since)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(given, since) {
		t.Error("the state that was given is changed")
	}
	if len(r.Next) == 0 {
		t.Error("there is no state after the reading")
	}
	return r
}

// wants looks for the page of this name with this text.
func wants(t *testing.T, w SourceWorld, r briefing.Reading, name, text string) {
	t.Helper()
	if !slices.ContainsFunc(r.Pages, func(p briefing.RawPage) bool { return w.Holds(p, name, text) }) {
		t.Errorf("the page %q is not among the %d that came, or has another text", name, len(r.Pages))
	}
}
