package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"briefbot/briefing"
)

// A file that is being written holds half a text, which would be taken for a correction of the whole one.
// So it is read when its size and time have been still: a new one for a poll, one that was read before,
// whose text may have been posted, for leastStill at least. A file that never comes to rest is read all the
// same after longestHold.
const (
	leastStill  = 6 * time.Second
	longestHold = time.Minute
)

// stamp tells one state of a file from another.
type stamp struct {
	size     int64
	modified time.Time
}

func (s stamp) equal(t stamp) bool { return s.size == t.size && s.modified.Equal(t.modified) }

// sighting is a file's state, and when it was first seen in it.
type sighting struct {
	stamp
	at time.Time
}

// stillness is what is known of a source's files: as they were read last, and since when each changed one
// has looked as it does now.
type stillness struct {
	last  map[string]stamp
	seen  map[string]sighting
	since time.Time // when the reading was first held back, or zero
}

// sight is one look at a source's files: those to be read, and those that are left for a later look.
type sight struct {
	files map[string]stamp
	left  map[string]bool
}

// same reports whether the files to be read are as they were read last.
func (s *stillness) same(now sight) bool {
	if s.last == nil || len(s.last) != len(now.files) {
		return false
	}
	for path, is := range now.files {
		if was, ok := s.last[path]; !ok || !was.equal(is) {
			return false
		}
	}
	return true
}

// rested reports whether a file has been in its state for so long, by what was seen or by the file's own time.
func (s *stillness) rested(path string, now stamp, at, clock time.Time, need time.Duration) bool {
	old, ok := s.seen[path]
	if !ok || !old.equal(now) || at.Before(old.at) {
		old = sighting{now, at}
		s.seen[path] = old
	}
	return at.Sub(old.at) >= need || clock.Sub(now.modified) >= need
}

// still looks which files are being written. It is not ready where one of them was read before: nothing is
// read now, since a reading without it would take away what its neighbours are told by. What is left are
// new files, and those with rows that may name one of them.
func (w *watcher) still(c *course, pages []briefing.RawPage) (out sight, ready bool) {
	s := &c.files
	out = sight{stamps(pages), map[string]bool{}}
	if s.last == nil && c.health.LastRead.IsZero() { // nothing was ever told of it
		return out, true
	}
	if s.seen == nil {
		s.seen = map[string]sighting{}
	}
	at, clock, ready := w.now(), w.clock(), true
	for path, is := range out.files {
		was, before := s.last[path]
		switch {
		case before && was.equal(is):
			delete(s.seen, path)
		case before:
			ready = s.rested(path, is, at, clock, max(w.poll, leastStill)) && ready
		case s.last == nil: // after a start, the file's own time is all there is to go by
			ready = (s.rested(path, is, at, clock, max(w.poll, leastStill)) || !justWritten(is, clock)) && ready
		case !s.rested(path, is, at, clock, w.poll):
			out.left[path] = true
		}
	}
	switch {
	case ready:
		s.since = time.Time{}
	case s.since.IsZero() || at.Before(s.since):
		s.since = at
	case at.Sub(s.since) >= longestHold:
		s.since, ready = time.Time{}, true
	}
	out.leave()
	return out, ready
}

// leave leaves out what is being written, and the rows beside it.
func (s *sight) leave() {
	for path := range s.files {
		if !strings.Contains(filepath.Base(path), ".jsonl") {
			continue
		}
		for written := range s.left {
			if strings.HasPrefix(written, filepath.Dir(path)+string(filepath.Separator)) {
				s.left[path] = true
			}
		}
	}
	for path := range s.left {
		delete(s.files, path)
	}
}

// justWritten reports whether a file says that it was changed a moment ago.
func justWritten(s stamp, clock time.Time) bool {
	age := clock.Sub(s.modified)
	return age >= 0 && age < leastStill
}

// stamps are the files below the paths of pages; what is wrong with one is for its reader to say.
func stamps(pages []briefing.RawPage) map[string]stamp {
	out := map[string]stamp{}
	for _, p := range pages {
		_ = filepath.WalkDir(p.File, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil //nolint:nilerr // what cannot be read is for its reader to say
			}
			if d.IsDir() {
				return nil
			}
			if info, err := d.Info(); err == nil || !errors.Is(err, os.ErrNotExist) && info != nil {
				out[path] = stamp{info.Size(), info.ModTime()}
			}
			return nil
		})
	}
	return out
}
