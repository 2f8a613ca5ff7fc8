package desk

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/ask"
	"briefbot/briefing/cluster"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// Options tunes a Desk. The zero value is the default.
type Options struct {
	// Aliases are the user's own names for one thing: see annotate.Options.
	Aliases []string
}

// Desk is a corpus read and ready to be asked. Many may ask while one adds or removes.
type Desk struct {
	analyzer *annotate.Analyzer
	index    *index.Index
	answerer *ask.Answerer

	taking sync.Mutex // held while documents are put in and taken out

	mu      sync.RWMutex
	docs    map[briefing.ArticleID]*text.Document
	ordered []*text.Document // the same, oldest first; replaced, never changed
	version int              // grows with every change of docs
	seq     briefing.Seq
	since   map[briefing.ArticleID]bool // what has changed since it was grouped

	grouping sync.Mutex // held while stories are worked out, so that it is done once
	grouped  grouped
	grouper  *cluster.Grouper // what made grouped; nil for one that was adopted
}

// New returns an empty Desk.
func New(o Options) *Desk {
	an := annotate.New(annotate.Options{Aliases: o.Aliases})
	ix := index.New(an)
	return &Desk{analyzer: an, index: ix, answerer: ask.New(an, ix, ask.Options{}),
		docs: map[briefing.ArticleID]*text.Document{}, since: map[briefing.ArticleID]bool{}}
}

// Analyzer is the analyzer that the desk reads with.
func (d *Desk) Analyzer() *annotate.Analyzer { return d.analyzer }

// Put reads articles in; a newer revision of an item takes the older one's place.
func (d *Desk) Put(articles ...briefing.Article) { d.take(d.analyze(articles), nil, 0) }

func (d *Desk) analyze(articles []briefing.Article) []*text.Document {
	docs := make([]*text.Document, len(articles))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, a := range articles {
		g.Go(func() error {
			docs[i] = d.analyzer.Analyze(a)
			return nil
		})
	}
	_ = g.Wait() // Analyze has no error to give
	return docs
}

// Remove takes items out.
func (d *Desk) Remove(ids ...briefing.ArticleID) { d.take(nil, ids, 0) }

// take makes the desk hold docs and no longer hold gone: what a corpus was at the change seq, where
// that is not 0. Questions are answered meanwhile: from what was there, and more and more from what comes.
func (d *Desk) take(docs []*text.Document, gone []briefing.ArticleID, seq briefing.Seq) {
	d.taking.Lock()
	defer d.taking.Unlock()
	d.index.Remove(gone...) // no answer cites what the desk does not hold
	d.hold(docs, gone, seq)
	d.index.Add(docs...)
}

func (d *Desk) hold(docs []*text.Document, gone []briefing.ArticleID, seq briefing.Seq) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reorder(docs, gone)
	for _, id := range gone {
		delete(d.docs, id)
		d.since[id] = true
	}
	for _, doc := range docs {
		d.docs[doc.Article.ID] = doc
		d.since[doc.Article.ID] = true
	}
	d.version++
	d.seq = max(d.seq, seq)
}

// Follow brings the desk up with a corpus: the first call reads all of it, later ones what changed
// since. Calls must not overlap.
func (d *Desk) Follow(ctx context.Context, c briefing.Corpus) error {
	d.mu.RLock()
	seq := d.seq
	d.mu.RUnlock()
	changed := map[briefing.ArticleID]bool{} // id -> still there
	for ch, err := range c.Changes(ctx, seq) {
		if err != nil {
			return err
		}
		changed[ch.Article] = !ch.Removed
		seq = ch.Seq
	}
	var put []briefing.Article
	var gone []briefing.ArticleID
	for id, there := range changed {
		if !there {
			gone = append(gone, id)
			continue
		}
		a, err := c.Article(ctx, id)
		if errors.Is(err, briefing.ErrNotFound) { // removed since; a later change says so
			gone = append(gone, id)
			continue
		}
		if err != nil {
			return err
		}
		put = append(put, a)
	}
	if len(changed) == 0 {
		return nil
	}
	slices.SortFunc(put, func(a, b briefing.Article) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.Sort(gone)
	d.take(d.analyze(put), gone, seq)
	return nil
}

// Seq is the change of the followed corpus that the desk is up to.
func (d *Desk) Seq() briefing.Seq {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.seq
}

// Documents are the desk's documents, oldest first.
func (d *Desk) Documents() []*text.Document {
	return d.snapshot().docs
}

// snapshot is the desk's present state, with no stories yet.
func (d *Desk) snapshot() grouped {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state()
}

// state is snapshot for who holds the lock.
func (d *Desk) state() grouped {
	if d.ordered == nil {
		d.ordered = make([]*text.Document, 0, len(d.docs))
		for _, doc := range d.docs {
			d.ordered = append(d.ordered, doc)
		}
		slices.SortFunc(d.ordered, inOrder)
	}
	return grouped{version: d.version, upTo: d.seq, docs: d.ordered}
}

// fewChanges is up to how many changes the order is mended; for more it is made anew when it is asked for.
const fewChanges = 64

// reorder brings the order up with docs that come and others that go.
func (d *Desk) reorder(docs []*text.Document, gone []briefing.ArticleID) {
	if d.ordered == nil || len(docs)+len(gone) > fewChanges {
		d.ordered = nil
		return
	}
	next := slices.Clone(d.ordered)
	drop := func(id briefing.ArticleID) {
		if old := d.docs[id]; old != nil {
			if i, ok := slices.BinarySearchFunc(next, old, inOrder); ok {
				next = slices.Delete(next, i, i+1)
			}
		}
	}
	for _, id := range gone {
		drop(id)
	}
	last := map[briefing.ArticleID]*text.Document{}
	for _, doc := range docs {
		drop(doc.Article.ID)
		last[doc.Article.ID] = doc
	}
	for _, doc := range last {
		i, _ := slices.BinarySearchFunc(next, doc, inOrder)
		next = slices.Insert(next, i, doc)
	}
	d.ordered = next
}

// inOrder orders documents by publication, then by identity.
func inOrder(a, b *text.Document) int {
	return cmp.Or(a.Article.Published.Compare(b.Article.Published.Time), strings.Compare(string(a.Article.ID), string(b.Article.ID)))
}

// changes are documents to be put into a grouping, and identities of others to be taken out.
type changes struct {
	put  []*text.Document
	gone []briefing.ArticleID
}

// changed is snapshot with what has changed since changed was called last.
func (d *Desk) changed() (grouped, changes) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var c changes
	for id := range d.since {
		if doc := d.docs[id]; doc != nil {
			c.put = append(c.put, doc)
		} else {
			c.gone = append(c.gone, id)
		}
	}
	clear(d.since)
	return d.state(), c
}

// Article gives the revision of an article that the desk holds, or briefing.ErrNotFound.
func (d *Desk) Article(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	doc, ok := d.docs[id]
	if !ok || (r != "" && doc.Article.Revision != r) {
		return briefing.Article{}, briefing.ErrNotFound
	}
	return doc.Article, nil
}

// Newest is the publication time of the newest article, the end of its day where only that is
// known; zero with no dated article.
func (d *Desk) Newest() time.Time {
	d.mu.RLock()
	defer d.mu.RUnlock()
	var newest time.Time
	for _, doc := range d.docs {
		t := doc.Article.Published.Time
		if t.IsZero() {
			continue
		}
		if doc.Article.Published.DayOnly {
			t = t.Add(24*time.Hour - time.Second)
		}
		if t.After(newest) {
			newest = t
		}
	}
	return newest
}

// Ask answers a question: see ask.Answerer.
func (d *Desk) Ask(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	return d.answerer.Ask(ctx, q)
}
