package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
)

// course is how far one source is read, as this process knows. One look at a time uses it.
type course struct {
	loaded bool
	state  briefing.SourceState
	health bot.SourceHealth
	said   string    // a problem that stays is logged once
	due    time.Time // of the next look, by the clock that goes on whatever now says
	// unread is what was wrong with the pages that came last, where none of them could be read.
	unread error
	files  stillness // which of a source's files on this machine are being written
}

// mostPatience bounds the time to a next look: what lies further off was set by a clock that has gone back.
const mostPatience = 24 * time.Hour

func (w *watcher) course(name string) *course {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.courses == nil {
		w.courses = map[string]*course{}
	}
	if w.courses[name] == nil {
		w.courses[name] = &course{health: bot.SourceHealth{Name: name}}
	}
	return w.courses[name]
}

// sight looks at a source's files, where it has some on this machine. It is done where they are being written,
// or are as they were read.
func (w *watcher) sight(s watched, c *course, r briefing.Reading) (seen sight, done bool) {
	if !s.afresh || len(r.Pages) == 0 {
		return sight{files: c.files.last}, false
	}
	seen, ready := w.still(c, r.Pages)
	same := ready && c.files.same(seen)
	if same && len(seen.left) == 0 {
		c.state = r.Next
	}
	return seen, same || !ready
}

// known is the problem of a source whose files are as they were, or are being written.
func known(c *course) error {
	if c.health.Problem == "" {
		return nil
	}
	return errors.New(c.health.Problem)
}

// away is what is wrong with a source on the web. Single pages in which nothing can be read are theirs
// alone; where that is all of them it stays wrong until one can be read.
func (c *course) away(lg *slog.Logger, own, pages []error, o outcome) []error {
	switch {
	case o.articles > 0:
		c.unread = nil
	case o.pages > 0 && len(pages) > 0:
		c.unread = fmt.Errorf("nothing could be read in what it brought last: %w", pages[0])
	}
	if o.articles > 0 {
		for _, err := range pages {
			lg.Info("a page could not be read", "source", c.health.Name, "error", err)
		}
	}
	if c.unread != nil {
		return append(own, c.unread)
	}
	return own
}

// wait sets when the source is looked at next.
func (c *course) wait(w *watcher, s watched, d time.Duration) {
	if d <= 0 || s.afresh {
		c.due, c.health.Again = time.Time{}, time.Time{}
		return
	}
	c.due, c.health.Again = w.clock().Add(d), w.now().UTC().Add(d).Truncate(time.Second)
}

// later leaves a source for a later pass after a trouble that is this machine's and not the source's.
func (w *watcher) later(ctx context.Context, c *course, problem error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.due = w.clock().Add(firstWait)
	w.say(c, problem)
	return problem
}

// report records how a source fares, and how far it was read where state is not nil. It returns the problem.
func (w *watcher) report(ctx context.Context, c *course, state briefing.SourceState, problem error) error {
	c.health.Problem = ""
	if problem != nil {
		c.health.Problem = inWords(problem)
	}
	if err := w.states.KeepSource(ctx, c.health, state); err != nil {
		return w.later(ctx, c, errors.Join(problem, fmt.Errorf("how it fares could not be stored: %w", err)))
	}
	if state != nil {
		c.state = state
	}
	w.say(c, problem)
	return problem
}

// say logs a problem when it is another than before, and that it is over.
func (w *watcher) say(c *course, problem error) {
	switch {
	case problem == nil && c.said != "":
		w.lg.Info("source is well again", "source", c.health.Name)
		c.said = ""
	case problem != nil && problem.Error() != c.said:
		c.said = problem.Error()
		w.lg.Error("source could not be read whole; trying again", "source", c.health.Name, "error", problem)
	}
}

// mostWords is how long a problem is told at most, in bytes.
const mostWords = 600

// inWords is an error in one line.
func inWords(err error) string {
	text := strings.Join(strings.Fields(strings.ReplaceAll(err.Error(), "\n", "; ")), " ")
	if len(text) > mostWords {
		text = strings.ToValidUTF8(text[:mostWords], "") + "…"
	}
	return text
}

// backOff is how long to wait after so many failures in a row.
func backOff(every time.Duration, failures int) time.Duration {
	wait := max(every, firstWait)
	for range min(failures-1, 12) {
		if wait *= 2; wait >= mostWait {
			return mostWait
		}
	}
	return wait
}
