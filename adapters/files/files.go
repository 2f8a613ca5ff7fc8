// Package files is a briefing.Source over files and folders on this machine. It looks only at which
// files there are, how large they are and when they were written; what they hold is read by whoever
// takes the pages.
package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"briefbot/briefing"
)

// Source are paths that are watched. It implements briefing.Source.
type Source struct {
	name  string
	paths []string
}

var _ briefing.Source = (*Source)(nil)

// New returns a source over files and folders, with all that lies below them, under a name for people.
func New(name string, paths ...string) *Source {
	return &Source{name: name, paths: slices.Clone(paths)}
}

// Name implements briefing.Source.
func (s *Source) Name() string { return s.name }

// state is what a SourceState of this source holds: what tells one state of all files from another.
type state struct {
	Files string `json:"files"`
}

// Read implements briefing.Source. Its pages are the paths themselves, all of them whenever a file below
// one is new, changed or gone: what lies below a folder is for the reader of files to find.
func (s *Source) Read(ctx context.Context, since briefing.SourceState) (briefing.Reading, error) {
	var before state
	_ = json.Unmarshal(since, &before) // what cannot be understood is none
	sum, count, err := s.look(ctx)
	if err != nil {
		// Read anew once it can be read again, changed or not, so that what was wrong meanwhile is looked at.
		return briefing.Reading{Next: briefing.SourceState("{}"), Holds: -1}, err
	}
	next, err := json.Marshal(state{sum})
	if err != nil {
		return briefing.Reading{}, err
	}
	r := briefing.Reading{Next: next, Holds: count}
	if sum == before.Files {
		return r, nil
	}
	for _, path := range s.paths {
		r.Pages = append(r.Pages, briefing.RawPage{Origin: filepath.Base(path), File: path})
	}
	return r, nil
}

// look sums up the files below the paths, and counts them.
func (s *Source) look(ctx context.Context) (sum string, count int, err error) {
	h := sha256.New()
	for _, root := range s.paths {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				if path == root {
					return err
				}
				fmt.Fprintf(h, "%q unreadable\n", path) // the reader says what is wrong with it
				return nil
			}
			if d.IsDir() {
				return nil
			}
			info, err := d.Info()
			if errors.Is(err, os.ErrNotExist) {
				return nil // gone meanwhile
			}
			if err != nil {
				return err
			}
			count++
			fmt.Fprintf(h, "%q %d %s\n", path, info.Size(), info.ModTime().UTC().Format(time.RFC3339Nano))
			return nil
		})
		if err != nil {
			return "", 0, err
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), count, nil
}
