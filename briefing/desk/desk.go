package desk

import (
	"cmp"
	"context"
	"iter"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
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
	// Cache is how many bytes of documents that were read from a snapshot are kept: see index.Options.
	Cache int
	// Log is told of what is damaged and was made anew; nil tells nobody.
	Log *slog.Logger
}

// Desk is a corpus read and ready to be asked. Many may ask while one adds or removes.
type Desk struct {
	analyzer *annotate.Analyzer
	aliases  []string
	index    *index.Index
	answerer *ask.Answerer
	log      *slog.Logger

	taking sync.Mutex // held while documents are put in and taken out

	mu      sync.RWMutex
	ordered []*briefing.Article // what is held, without texts, oldest first; replaced, never changed; nil until it is asked for
	version int                 // grows with every change of what is held
	seq     briefing.Seq
	since   map[briefing.ArticleID]bool // what has changed since it was grouped
	corpus  briefing.Corpus             // that is followed

	grouping sync.Mutex // held while stories are worked out, so that it is done once; before taking
	grouped  grouped
	grouper  *cluster.Grouper // nil until it is needed
	adopted  bool             // grouped was made by another desk
	unkept   atomic.Int64     // articles that came to the grouper, and went, since Save
}

// New returns an empty Desk.
func New(o Options) *Desk {
	d := &Desk{log: cmp.Or(o.Log, slog.New(slog.DiscardHandler)),
		analyzer: annotate.New(annotate.Options{Aliases: o.Aliases}), aliases: o.Aliases, since: map[briefing.ArticleID]bool{}}
	d.index = index.NewWith(d.analyzer, index.Options{Cache: o.Cache, Reread: d.reread})
	d.answerer = ask.New(d.analyzer, d.index, ask.Options{})
	return d
}

// Analyzer is the analyzer that the desk reads with.
func (d *Desk) Analyzer() *annotate.Analyzer { return d.analyzer }

// Put reads articles in; a newer revision of an item takes the older one's place.
func (d *Desk) Put(articles ...briefing.Article) {
	r := d.read(len(articles))
	for i, a := range articles {
		r.add(i, a)
	}
	d.take(r.done(), nil, 0)
}

// reading analyses articles, as many at a time as there are processors.
type analysis struct {
	an   *annotate.Analyzer
	docs []*text.Document
	g    errgroup.Group
}

// read begins to analyse at most so many articles.
func (d *Desk) read(most int) *analysis {
	r := &analysis{an: d.analyzer, docs: make([]*text.Document, most)}
	r.g.SetLimit(runtime.GOMAXPROCS(0))
	return r
}

// add has an article analysed as the i-th.
func (r *analysis) add(i int, a briefing.Article) {
	r.g.Go(func() error {
		r.docs[i] = r.an.Analyze(a)
		return nil
	})
}

// done gives the documents, in their order.
func (r *analysis) done() []*text.Document {
	_ = r.g.Wait() // Analyze has no error to give
	return slices.DeleteFunc(r.docs, func(d *text.Document) bool { return d == nil })
}

// Remove takes items out.
func (d *Desk) Remove(ids ...briefing.ArticleID) { d.take(nil, ids, 0) }

// take makes the desk hold docs and no longer hold gone: what a corpus was at the change seq, where
// that is not 0. Questions are answered meanwhile: from what was there, and more and more from what comes.
func (d *Desk) take(docs []*text.Document, gone []briefing.ArticleID, seq briefing.Seq) {
	d.taking.Lock()
	defer d.taking.Unlock()
	var old []briefing.Article
	for _, id := range slices.Concat(idsOf(docs), gone) {
		if a, ok := d.index.Article(id); ok {
			old = append(old, a)
		}
	}
	d.index.Remove(gone...)
	d.index.Add(docs...)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reorder(docs, old)
	for _, id := range slices.Concat(idsOf(docs), gone) {
		d.since[id] = true
	}
	d.version++
	d.seq = max(d.seq, seq)
}

func idsOf(docs []*text.Document) []briefing.ArticleID {
	out := make([]briefing.ArticleID, len(docs))
	for i, d := range docs {
		out[i] = d.Article.ID
	}
	return out
}

// Seq is the change of the followed corpus that the desk is up to.
func (d *Desk) Seq() briefing.Seq {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.seq
}

// Documents are the desk's documents, oldest first.
func (d *Desk) Documents() []*text.Document { return slices.Collect(d.documents()) }

// documents gives the desk's documents one by one, oldest first.
func (d *Desk) documents() iter.Seq[*text.Document] {
	return func(yield func(*text.Document) bool) {
		for _, a := range d.Articles() {
			if doc := d.index.Document(a.ID); doc != nil && !yield(doc) {
				return
			}
		}
	}
}

// Len is the number of the desk's articles.
func (d *Desk) Len() int { return d.index.Len() }

// Articles are the desk's articles without their texts, oldest first. They must not be changed.
func (d *Desk) Articles() []*briefing.Article {
	d.mu.RLock()
	ordered := d.ordered
	d.mu.RUnlock()
	if ordered != nil {
		return ordered
	}
	d.taking.Lock() // so that the order is that of what the index holds
	defer d.taking.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ordered == nil {
		d.ordered = d.index.Articles()
	}
	return d.ordered
}

// fewChanges is up to how many changes the order is mended; for more it is made anew when it is asked for.
const fewChanges = 64

// reorder brings the order up with docs that come, and old articles that go or that they replace.
func (d *Desk) reorder(docs []*text.Document, old []briefing.Article) {
	if d.ordered == nil || len(docs)+len(old) > fewChanges {
		d.ordered = nil
		return
	}
	next := slices.Clone(d.ordered)
	for i := range old {
		if at, ok := slices.BinarySearchFunc(next, &old[i], inOrder); ok {
			next = slices.Delete(next, at, at+1)
		}
	}
	last := map[briefing.ArticleID]briefing.Article{}
	for _, doc := range docs {
		last[doc.Article.ID] = doc.Article
	}
	for _, a := range last {
		a.Text, a.Dropped = "", nil
		i, _ := slices.BinarySearchFunc(next, &a, inOrder)
		next = slices.Insert(next, i, &a)
	}
	d.ordered = next
}

// inOrder orders articles by publication, then by identity.
func inOrder(a, b *briefing.Article) int {
	return cmp.Or(a.Published.Compare(b.Published.Time), cmp.Compare(a.ID, b.ID))
}

// changes are documents to be put into a grouping, and identities of others to be taken out.
type changes struct {
	put  []*text.Document
	gone []briefing.ArticleID
}

// changed gives what has changed since it was called last, besides those that are named, and what version of the corpus
// it leads to.
func (d *Desk) changed(others []briefing.ArticleID) (grouped, changes) {
	d.taking.Lock()
	defer d.taking.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	var c changes
	for _, id := range others {
		d.since[id] = true
	}
	for id := range d.since {
		if doc := d.index.Document(id); doc != nil {
			c.put = append(c.put, doc)
		} else {
			c.gone = append(c.gone, id)
		}
	}
	clear(d.since)
	return d.state(), c
}

// state is the version of what the desk holds, with no stories yet.
func (d *Desk) state() grouped { return grouped{version: d.version, upTo: d.seq, whole: true} }

// Article gives the revision of an article that the desk holds, or briefing.ErrNotFound.
func (d *Desk) Article(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
	doc := d.index.Document(id)
	if doc == nil || (r != "" && doc.Article.Revision != r) {
		return briefing.Article{}, briefing.ErrNotFound
	}
	return doc.Article, nil
}

// Newest is the publication time of the newest article, the end of its day where only that is
// known; zero with no dated article.
func (d *Desk) Newest() time.Time {
	var newest time.Time
	for _, a := range slices.Backward(d.Articles()) {
		t := a.Published.Time
		if t.IsZero() || t.Before(newest.Add(-24*time.Hour)) {
			break
		}
		if a.Published.DayOnly {
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
