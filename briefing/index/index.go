package index

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// Index is an index over documents, in segments: what comes makes a new one, and small ones are merged into larger
// ones. Many may search while one adds or removes: a search sees a document wholly or not at all.
type Index struct {
	an *annotate.Analyzer

	writing sync.Mutex // held while segments are made

	mu       sync.RWMutex // held for moments: while a segment takes another's place, and while documents are taken out
	segments []*segment   // the largest first; replaced, never changed
	pool     sync.Pool

	options Options
	cache   *cache                    // of documents of a snapshot
	through func(io.Writer) io.Writer // what a snapshot is written through; a test lets it fail
}

// Options tunes an Index. The zero value is the default.
type Options struct {
	// Cache is how many bytes of documents that were read from a snapshot are kept; 0 means defaultCache.
	Cache int
	// Reread reads a revision of an item anew where a snapshot does not give it back; nil where that is not to be had.
	Reread func(briefing.ArticleID, briefing.Revision) *text.Document
}

// defaultCache is what Options.Cache is by default.
const defaultCache = 32 << 20

// New returns an empty index with the default options.
func New(an *annotate.Analyzer) *Index { return NewWith(an, Options{}) }

// NewWith returns an empty index.
func NewWith(an *annotate.Analyzer, o Options) *Index {
	ix := &Index{an: an, options: o, cache: newCache(cmp.Or(o.Cache, defaultCache)), through: func(w io.Writer) io.Writer { return w }}
	ix.pool.New = func() any { return &traversal{} }
	return ix
}

// addedAtOnce is how many documents make a segment.
const addedAtOnce = 512

// Add puts documents in; a newer revision of an item replaces the older one. Searches go on meanwhile: they
// do not wait while documents are read and segments merged.
func (ix *Index) Add(docs ...*text.Document) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	for len(docs) > 0 {
		some := newest(docs[:min(len(docs), addedAtOnce)])
		docs = docs[min(len(docs), addedAtOnce):]
		seg := build(some, readAll(some), ix.mean())
		gone := ix.out(idsOf(some))
		ix.mu.Lock()
		gone.take()
		ix.segments = append(slices.Clone(ix.segments), seg)
		ix.mu.Unlock()
		ix.settle()
	}
}

// newest leaves of each item the one that comes last.
func newest(docs []*text.Document) []*text.Document {
	last := make(map[briefing.ArticleID]int, len(docs))
	for i, d := range docs {
		last[d.Article.ID] = i
	}
	if len(last) == len(docs) {
		return docs
	}
	var out []*text.Document
	for i, d := range docs {
		if last[d.Article.ID] == i {
			out = append(out, d)
		}
	}
	return out
}

func idsOf(docs []*text.Document) []briefing.ArticleID {
	out := make([]briefing.ArticleID, len(docs))
	for i, d := range docs {
		out[i] = d.Article.ID
	}
	return out
}

// Remove takes items out. An unknown one is no error.
func (ix *Index) Remove(ids ...briefing.ArticleID) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	gone := ix.out(ids)
	ix.mu.Lock()
	gone.take()
	ix.mu.Unlock()
	ix.settle()
}

// leaving are documents that are to be taken out.
type leaving []leaver

type leaver struct {
	segment *segment
	number  int
	doc     *text.Document
}

// out finds the documents of items.
func (ix *Index) out(ids []briefing.ArticleID) leaving {
	var all leaving
	for _, id := range ids {
		if s, k := ix.find1(id); s != nil && !slices.ContainsFunc(all, func(l leaver) bool { return l.segment == s && l.number == k }) {
			all = append(all, leaver{s, k, s.shelf.document(k)})
		}
	}
	return all
}

// take takes them out.
func (l leaving) take() {
	for _, x := range l {
		x.segment.take(x.number, x.doc)
	}
}

// settle merges segments that are as large as what came after them, and writes those anew that are mostly gone. So
// there are never more than the logarithm of the documents.
func (ix *Index) settle() {
	all := ix.segments
	from, sum := len(all), 0
	for from > ix.saved() && (sum == 0 || len(all[from-1].docs) <= 2*sum) {
		from--
		sum += len(all[from].docs)
	}
	for i, s := range all[:from] {
		if i >= ix.saved() && 2*s.dead > len(s.docs) && s.dead >= leastSwept {
			from = i
			break
		}
	}
	if parts := all[from:]; len(parts) > 1 || len(parts) == 1 && parts[0].dead >= leastSwept && 2*parts[0].dead > len(parts[0].docs) {
		seg := merge(parts)
		ix.mu.Lock()
		ix.segments = append(slices.Clone(all[:from]), seg)
		ix.mu.Unlock()
	}
}

// saved is the number of segments that stand in a snapshot: they are written anew by Save only.
func (ix *Index) saved() int {
	if len(ix.segments) > 0 {
		if _, ok := ix.segments[0].shelf.(*file); ok {
			return 1
		}
	}
	return 0
}

// leastSwept is how many documents must be gone before a segment is written anew for their sake.
const leastSwept = 16

// extent gives the number of living sentences and the sum of their lengths.
func (ix *Index) extent() (live int, mass float64) {
	for _, s := range ix.segments {
		live += s.live - s.lostOf.live
		mass += s.mass - s.lostOf.mass
	}
	return live, mass
}

// mean is the mean length of a sentence; 0 with none.
func (ix *Index) mean() float64 {
	live, mass := ix.extent()
	if live == 0 {
		return 0
	}
	return mass / float64(live)
}

// find1 finds an item's segment and its number there; nil with none.
func (ix *Index) find1(id briefing.ArticleID) (*segment, int) {
	for _, s := range ix.segments {
		if k := s.number(id); k >= 0 {
			return s, k
		}
	}
	return nil, 0
}

// Document returns an item's document, or nil.
func (ix *Index) Document(id briefing.ArticleID) *text.Document {
	ix.mu.RLock()
	s, k := ix.find1(id)
	ix.mu.RUnlock()
	if s == nil {
		return nil
	}
	return s.shelf.document(k)
}

// Article gives an item's article without its text and what was dropped of it.
func (ix *Index) Article(id briefing.ArticleID) (briefing.Article, bool) {
	ix.mu.RLock()
	s, k := ix.find1(id)
	ix.mu.RUnlock()
	if s == nil {
		return briefing.Article{}, false
	}
	return s.head(k)
}

// Newest is the publication time of the newest document, or zero when none is dated.
func (ix *Index) Newest() time.Time {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var newest time.Time
	for _, s := range ix.segments {
		for k := len(s.docs) - 1; k >= 0; k-- {
			if !s.isGone(k) {
				if t := s.docs[k].published; t.After(newest) {
					newest = t
				}
				break
			}
		}
	}
	return newest
}

// Within gives the documents that were published in a window, newest first and then by their articles; only those asked
// for where articles are given. One without a date is in none.
func (ix *Index) Within(w briefing.Window, articles []briefing.ArticleID) []*text.Document {
	ix.mu.RLock()
	var places []leaver
	for _, s := range ix.segments {
		from, to := s.between(w)
		for k := from; k < to; k++ {
			if !s.isGone(k) && (len(articles) == 0 || slices.Contains(articles, s.docs[k].id)) {
				places = append(places, leaver{segment: s, number: k})
			}
		}
	}
	ix.mu.RUnlock()
	slices.SortFunc(places, func(a, b leaver) int {
		x, y := &a.segment.docs[a.number], &b.segment.docs[b.number]
		return cmp.Or(y.published.Compare(x.published), strings.Compare(string(x.id), string(y.id)))
	})
	var out []*text.Document
	for _, p := range places {
		if d := p.segment.shelf.document(p.number); d != nil {
			out = append(out, d)
		}
	}
	return out
}

// Unsaved is how many documents came, and how many went, since the index was saved last.
func (ix *Index) Unsaved() (came, gone int) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	for i, s := range ix.segments {
		if i < ix.saved() {
			gone += s.dead
		} else {
			came += len(s.docs) - s.dead
		}
	}
	return came, gone
}

// Articles are the articles of all documents, without their texts and what was dropped of them, oldest first; undated
// ones come before.
func (ix *Index) Articles() []*briefing.Article {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var out []*briefing.Article
	for _, s := range ix.segments {
		for k := range s.docs {
			if a, ok := s.head(k); ok && !s.isGone(k) {
				out = append(out, &a)
			}
		}
	}
	slices.SortFunc(out, func(a, b *briefing.Article) int {
		return cmp.Or(a.Published.Compare(b.Published.Time), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Len is the number of documents.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	n := 0
	for _, s := range ix.segments {
		n += len(s.docs) - s.dead
	}
	return n
}

// unitRead is what is indexed of a title or a sentence.
type unitRead struct {
	terms  []unitTerm
	length int
}

// readUnits reads a document's title and sentences.
func readUnits(d *text.Document) []unitRead {
	out, language := make([]unitRead, 0, 1+len(d.Sentences)), text.Inflection(d.Article.Language)
	for i := -1; i < len(d.Sentences); i++ {
		terms, length := unitTerms(sentence(d, i), language)
		out = append(out, unitRead{terms, length})
	}
	return out
}

// sentence gives a document's i-th sentence, or its title for -1.
func sentence(d *text.Document, i int) *text.Sentence {
	if i < 0 {
		return &d.Title
	}
	return &d.Sentences[i]
}
