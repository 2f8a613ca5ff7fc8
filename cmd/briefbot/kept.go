package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"briefbot/adapters/sqlstore"
	"briefbot/briefing"
	"briefbot/briefing/desk"
)

// place is where the index is kept between starts: as set, else beside a database that is a file.
func (p *program) place() desk.Place {
	path := p.Index
	switch {
	case path == "none":
		return desk.Place{}
	case path == "" && sqlstore.IsFile(p.DB):
		path = p.DB + ".index"
	}
	return desk.Place{Path: path, Engine: build()}
}

// build tells this program from other versions of it: by its version, and by its file.
func build() string {
	file, err := os.Executable()
	if err != nil {
		return version()
	}
	info, err := os.Stat(file)
	if err != nil {
		return version()
	}
	return fmt.Sprint(version(), " ", info.Size(), " ", info.ModTime().UnixNano())
}

// keeping keeps what a desk has read on the disk, so that the next start need not read it again.
type keeping struct {
	lg     *slog.Logger
	desk   *desk.Desk
	corpus briefing.Corpus
	place  desk.Place
	now    func() time.Time

	last time.Time // when it was saved
	said string    // why it could not be saved last
}

// When the index is saved: when so many articles have come or were grouped, or an eighth of what there is; and when articles have
// gone, so that they leave the disk too, but no more often than forgetEvery.
const (
	saveAfter   = 256
	saveShare   = 8
	forgetEvery = 10 * time.Minute
	saveAtEnd   = 32 // what is saved when the program ends

	fillAfter = 4000 // in the midst of a long reading
	fillShare = 3
)

// load takes up what was kept. What is of no use is said, and made anew.
func (k *keeping) load(ctx context.Context) error {
	_, err := k.desk.Load(ctx, k.corpus, k.place)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		k.lg.Warn("the articles are read anew, which takes longer", "reason", err)
	}
	return nil
}

// save saves where it is time for it.
func (k *keeping) save(ctx context.Context) {
	came, gone := k.desk.Unsaved()
	if max(came, k.desk.Ungrouped()) > max(saveAfter, k.desk.Len()/saveShare) || gone > 0 && k.now().Sub(k.last).Abs() > forgetEvery {
		k.write(ctx)
	}
}

// fill saves in the midst of a long reading, so that it is not all in memory, and not begun anew where the program is stopped.
func (k *keeping) fill(ctx context.Context) {
	if came, _ := k.desk.Unsaved(); came > max(fillAfter, k.desk.Len()/fillShare) {
		k.write(ctx)
	}
}

// grouped saves after many articles were grouped.
func (k *keeping) grouped(ctx context.Context) {
	if k.desk.Ungrouped() > saveAfter {
		k.write(ctx)
	}
}

// filled saves after a long reading.
func (k *keeping) filled(ctx context.Context) {
	if came, gone := k.desk.Unsaved(); came > saveAfter || gone > 0 {
		k.write(ctx)
	}
}

// end saves what the next start would have to read again.
func (k *keeping) end(ctx context.Context) {
	if came, gone := k.desk.Unsaved(); came >= saveAtEnd || gone > 0 {
		k.write(ctx)
	}
}

// write saves. That it could not be done is said once: all goes on without it.
func (k *keeping) write(ctx context.Context) {
	if k.place.Path == "" {
		return
	}
	k.last = k.now()
	defer debug.FreeOSMemory() // what was just read is on the disk now, and the memory for it not needed for long
	err := k.desk.Save(ctx, k.corpus, k.place)
	switch {
	case err == nil:
		k.said = ""
		k.lg.Debug("index saved", "file", k.place.Path, "articles", k.desk.Len())
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
	case err.Error() != k.said:
		k.said = err.Error()
		k.lg.Warn("the index could not be saved; the next start takes longer", "error", err)
	}
}
