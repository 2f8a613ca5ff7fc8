// Package briefingtest holds the conformance tests of briefing's contracts. Import it from tests only.
package briefingtest

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"briefbot/briefing"
)

// TestCorpus tests that what open returns is a briefing.Corpus. Each call must give an empty one.
func TestCorpus(t *testing.T, open func(t *testing.T) briefing.Corpus) {
	seen := time.Date(2024, 5, 6, 8, 0, 0, 0, time.UTC)
	article := func(id, text string, hour int) briefing.Article {
		return briefing.Article{ID: briefing.ArticleID(id), Revision: briefing.RevisionOf(id, text), Title: id,
			Text: text, FirstSeen: seen.Add(time.Duration(hour) * time.Hour)}
	}
	put := func(t *testing.T, c briefing.Corpus, want int, articles ...briefing.Article) {
		t.Helper()
		if n, err := c.Put(t.Context(), articles...); err != nil || n != want {
			t.Fatalf("Put added %d, %v; want %d", n, err, want)
		}
	}
	ids := func(t *testing.T, c briefing.Corpus, w briefing.Window) (out []briefing.ArticleID) {
		t.Helper()
		for _, a := range all(t, c.Articles(t.Context(), w)) {
			out = append(out, a.ID)
		}
		return out
	}

	t.Run("the same content again changes nothing", func(t *testing.T) {
		c := open(t)
		put(t, c, 1, article("bridge", "The bridge opened.", 0))
		put(t, c, 0, article("bridge", "The bridge opened.", 5))
		if n := len(all(t, c.Changes(t.Context(), 0))); n != 1 {
			t.Errorf("%d changes, want 1", n)
		}
	})
	t.Run("new content is a new revision, and the old stays readable", func(t *testing.T) {
		c := open(t)
		first, second := article("bridge", "The bridge opened.", 0), article("bridge", "The bridge did not open.", 5)
		put(t, c, 1, first)
		put(t, c, 1, second)
		got, err := c.Article(t.Context(), "bridge")
		if err != nil || got.Text != second.Text || !got.FirstSeen.Equal(first.FirstSeen) {
			t.Errorf("the newest is %q first seen %s, %v", got.Text, got.FirstSeen, err)
		}
		if old, err := c.Revision(t.Context(), "bridge", first.Revision); err != nil || old.Text != first.Text {
			t.Errorf("the old revision is %q, %v", old.Text, err)
		}
		put(t, c, 1, first) // taken back
		if got, _ := c.Article(t.Context(), "bridge"); got.Revision != first.Revision {
			t.Errorf("content that came back is not the newest")
		}
	})
	t.Run("what is not there is ErrNotFound", func(t *testing.T) {
		c := open(t)
		put(t, c, 1, article("bridge", "The bridge opened.", 0))
		if _, err := c.Article(t.Context(), "tunnel"); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("an unknown article: %v", err)
		}
		if _, err := c.Revision(t.Context(), "bridge", "none"); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("an unknown revision: %v", err)
		}
	})
	t.Run("articles come oldest first, From included and To not", func(t *testing.T) {
		c := open(t)
		put(t, c, 4, article("d", "D", 3), article("b", "B", 1), article("a", "A", 0), article("c", "C", 2))
		if got, want := ids(t, c, briefing.Window{}), []briefing.ArticleID{"a", "b", "c", "d"}; !slices.Equal(got, want) {
			t.Errorf("all: %v", got)
		}
		w := briefing.Window{From: seen.Add(time.Hour), To: seen.Add(3 * time.Hour)}
		if got, want := ids(t, c, w), []briefing.ArticleID{"b", "c"}; !slices.Equal(got, want) {
			t.Errorf("in the window: %v, want %v", got, want)
		}
	})
	t.Run("changes come in commit order and can be taken up again", func(t *testing.T) {
		c := open(t)
		put(t, c, 2, article("a", "A", 0), article("b", "B", 0))
		if err := c.Remove(t.Context(), "a", "never there"); err != nil {
			t.Fatal(err)
		}
		changes := all(t, c.Changes(t.Context(), 0))
		if len(changes) != 3 || changes[0].Seq != 1 || !changes[2].Removed || changes[2].Article != "a" {
			t.Fatalf("changes: %+v", changes)
		}
		if rest := all(t, c.Changes(t.Context(), changes[1].Seq)); len(rest) != 1 || rest[0] != changes[2] {
			t.Errorf("after the second: %+v", rest)
		}
		if _, err := c.Article(t.Context(), "a"); !errors.Is(err, briefing.ErrNotFound) {
			t.Errorf("a removed article: %v", err)
		}
	})
	t.Run("a reader misses nothing that others commit meanwhile", func(t *testing.T) {
		c := open(t)
		var writers sync.WaitGroup
		for n := range 4 {
			writers.Go(func() {
				for round := range 6 { // the same items, in orders that get in each other's way
					text := fmt.Sprintf("writer %d, round %d", n, round)
					batch := []briefing.Article{article("a", text, 0), article("b", text, 0), article(fmt.Sprintf("own %d", n), text, 0)}
					if n%2 == 0 {
						slices.Reverse(batch)
					}
					if added, err := c.Put(t.Context(), batch...); err != nil || added != 3 {
						t.Errorf("Put added %d, %v; want 3", added, err)
					}
				}
			})
		}
		done := make(chan struct{})
		go func() {
			writers.Wait()
			close(done)
		}()
		var read []briefing.Change
		for last := false; !last; {
			select {
			case <-done:
				last = true
			default:
			}
			var after briefing.Seq
			if len(read) > 0 {
				after = read[len(read)-1].Seq
			}
			read = append(read, all(t, c.Changes(t.Context(), after))...)
		}
		if whole := all(t, c.Changes(t.Context(), 0)); len(whole) != 4*6*3 || !slices.Equal(read, whole) {
			t.Errorf("read %d changes of %d", len(read), len(whole))
		}
	})
	t.Run("characters that some databases refuse come back as they were", func(t *testing.T) {
		c := open(t)
		odd := article("odd", "The notice\x00board said: \"it's 5 o'clock\"; -- \U0001F570", 0)
		put(t, c, 1, odd)
		if got, err := c.Article(t.Context(), "odd"); err != nil || got.Text != odd.Text {
			t.Errorf("%q came back as %q, %v", odd.Text, got.Text, err)
		}
	})
	t.Run("items that were first seen together come in the order of their ids' bytes", func(t *testing.T) {
		c := open(t)
		put(t, c, 4, article("b", "b", 0), article("B", "B", 0), article("é", "é", 0), article("_", "_", 0))
		if got, want := ids(t, c, briefing.Window{}), []briefing.ArticleID{"B", "_", "b", "é"}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// all collects a sequence; an error in it ends the test.
func all[T any](t *testing.T, seq iter.Seq2[T, error]) (out []T) {
	t.Helper()
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}
