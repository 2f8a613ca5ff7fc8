package desk

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/index"
	"briefbot/briefing/pack"
	"briefbot/briefing/text"
)

// Place says where what a desk has read is kept between starts of the program.
type Place struct {
	// Path is the file; "" is nowhere.
	Path string
	// Engine tells this build of the program from others, which may read articles otherwise.
	Engine string
}

// ErrForeign says that a snapshot was made of another corpus, or of this one before it was put back to an earlier state.
var ErrForeign = errors.New("it was made of another corpus")

// Load takes up what was saved, where that is of the same corpus, as it is now or was before; Follow then brings
// it up to date. The desk must be empty. found says that there is a snapshot; where it is of no use the error
// says why, and the desk stays empty: Follow reads everything anew.
func (d *Desk) Load(ctx context.Context, c briefing.Corpus, p Place) (found bool, err error) {
	if p.Path == "" {
		return false, nil
	}
	d.mu.Lock()
	d.corpus = c
	d.mu.Unlock()
	var failed error
	err = d.index.Load(p.Path, func(m index.Mark) error {
		if m.Engine != d.engine(p) {
			return index.ErrVersion
		}
		corpus, err := fingerprint(ctx, c, m.Seq)
		if failed = err; err != nil {
			return err
		}
		if corpus != m.Corpus {
			return ErrForeign
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.seq, d.ordered = m.Seq, nil
		d.version++
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil && failed == nil:
		return true, fmt.Errorf("the index kept in %s cannot be used: %w", p.Path, err)
	}
	return true, err
}

// Save keeps what the desk holds of a corpus that it follows. From then on documents are read from there when they are
// needed.
func (d *Desk) Save(ctx context.Context, c briefing.Corpus, p Place) error {
	d.grouping.Lock()
	defer d.grouping.Unlock()
	d.taking.Lock()
	defer d.taking.Unlock()
	seq := d.Seq()
	corpus, err := fingerprint(ctx, c, seq)
	if err != nil {
		return err
	}
	err = d.index.Save(p.Path, index.Mark{Engine: d.engine(p), Corpus: corpus, Seq: seq}, d.keep)
	if err != nil {
		return err
	}
	d.unkept.Store(0)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ordered = nil // its articles are parts of what was read before
	return nil
}

// keep writes how the articles were grouped last and what has changed since; nothing where they were not.
func (d *Desk) keep(w io.Writer) error {
	d.mu.RLock()
	since := maps.Clone(d.since)
	d.mu.RUnlock()
	var old *pack.FrameReader // what was kept before and never used
	from := d.index.More()
	if d.grouper == nil {
		if from == nil {
			return nil
		}
		old = pack.NewFrameReader(from)
		for _, id := range readSince(old) {
			since[id] = true
		}
		if old.Bad() {
			return nil
		}
	}
	out := pack.NewFrameWriter(w)
	out.Uint(uint64(len(since)))
	for _, id := range slices.Sorted(maps.Keys(since)) {
		out.String(string(id))
	}
	out.Frame()
	switch {
	case out.Err != nil:
		return out.Err
	case old != nil:
		_, err := io.Copy(w, from)
		return err
	}
	return d.grouper.Write(w)
}

// kept is the grouper that was kept, and what has changed since it was; nil where there is none or it is damaged: it is
// made anew then.
func (d *Desk) kept() (*cluster.Grouper, []briefing.ArticleID) {
	from := d.index.More()
	if from == nil {
		return nil, nil
	}
	from = bufio.NewReaderSize(from, 1<<16)
	since := readSince(pack.NewFrameReader(from))
	g, err := cluster.Read(from, d.index)
	if err != nil {
		d.log.Warn("the stories kept in the index cannot be read: all articles are grouped anew",
			"articles", d.Len(), "err", fmt.Errorf("stories: %w", err))
		return nil, nil
	}
	return g, since
}

// readSince reads what had changed since the grouping that was kept.
func readSince(r *pack.FrameReader) []briefing.ArticleID {
	r.Frame()
	out := make([]briefing.ArticleID, r.Count(1))
	for i := range out {
		out[i] = briefing.ArticleID(r.String())
	}
	return out
}

// Unsaved is how many articles came, and how many went, since Load or Save.
func (d *Desk) Unsaved() (came, gone int) { return d.index.Unsaved() }

// Ungrouped is how many articles have come into stories, and how many have gone, since the stories were saved: so many
// have to be grouped again where the program is stopped now.
func (d *Desk) Ungrouped() int { return int(d.unkept.Load()) }

// engine is who reads: a build of the program, with the user's names for things.
func (d *Desk) engine(p Place) string {
	sum := sha256.Sum256([]byte(strings.Join(d.aliases, "\n")))
	return p.Engine + " " + hex.EncodeToString(sum[:8])
}

// telling is how many changes tell a corpus from another.
const telling = 256

// fingerprint tells a corpus, as it was at a change, from others by the changes that led to it.
func fingerprint(ctx context.Context, c briefing.Corpus, at briefing.Seq) (string, error) {
	h := sha256.New()
	for ch, err := range c.Changes(ctx, max(0, at-telling)) {
		if err != nil {
			return "", err
		}
		if ch.Seq > at {
			break
		}
		fmt.Fprintln(h, ch.Seq, ch.Article, ch.Revision, ch.Removed)
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// reread reads a revision anew that a snapshot does not give back.
func (d *Desk) reread(id briefing.ArticleID, r briefing.Revision) *text.Document {
	d.mu.RLock()
	c := d.corpus
	d.mu.RUnlock()
	if c == nil {
		return nil
	}
	a, err := c.Article(context.Background(), id)
	if err != nil || a.Revision != r {
		return nil // it has changed meanwhile: Follow will say so
	}
	return d.analyzer.Analyze(a)
}
