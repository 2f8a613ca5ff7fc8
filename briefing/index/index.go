package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// Index is an in-memory index over documents. Many may search while one adds or removes: a search
// sees a document wholly or not at all.
type Index struct {
	an *annotate.Analyzer

	mu    sync.RWMutex
	docs  []entry // in the order of their coming; removed ones stay, dead, until the index is rebuilt
	units []unit  // one for each title and each sentence, of all docs, in order
	byID  map[briefing.ArticleID]int32
	words vocabulary
	forms inflections
	live  int     // units of living documents
	mass  float64 // sum of the living units' lengths
	pool  sync.Pool
}

// entry is one document's place in the index.
type entry struct {
	doc       *text.Document
	published time.Time
	first     int32 // its title's unit; its sentences' follow
	dead      bool
}

// unit is the smallest thing that can be found: a sentence, or a title.
type unit struct {
	doc    int32
	head   int32  // the unit of the heading that it stands under; its document's title where there is none
	length uint16 // terms that are no function words
	title  bool
}

// New returns an empty index.
func New(an *annotate.Analyzer) *Index {
	ix := &Index{an: an, byID: map[briefing.ArticleID]int32{}, words: newVocabulary(), forms: inflections{}}
	ix.pool.New = func() any { return &scratch{} }
	return ix
}

// addedAtOnce is how many documents are put in before a search gets its turn.
const addedAtOnce = 64

// Add puts documents in; a newer revision of an item replaces the older one. Searches go on meanwhile: they
// wait for some dozens of documents at most, not for all.
func (ix *Index) Add(docs ...*text.Document) {
	for len(docs) > 0 {
		some := docs[:min(len(docs), addedAtOnce)]
		docs = docs[len(some):]
		read := make([][]unitRead, len(some))
		for i, d := range some {
			read[i] = readUnits(d)
		}
		ix.mu.Lock()
		for i, d := range some {
			ix.remove(d.Article.ID)
			ix.add(d, read[i])
		}
		ix.sweep()
		ix.mu.Unlock()
	}
}

// Remove takes items out. An unknown one is no error.
func (ix *Index) Remove(ids ...briefing.ArticleID) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	for _, id := range ids {
		ix.remove(id)
	}
	ix.sweep()
}

// Document returns an item's document, or nil.
func (ix *Index) Document(id briefing.ArticleID) *text.Document {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if k, ok := ix.byID[id]; ok {
		return ix.docs[k].doc
	}
	return nil
}

// Newest is the publication time of the newest document, or zero when none is dated.
func (ix *Index) Newest() time.Time {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var newest time.Time
	for _, e := range ix.docs {
		if !e.dead && e.published.After(newest) {
			newest = e.published
		}
	}
	return newest
}

// Within gives the documents that were published in a window, newest first and then by their articles; only those asked
// for where articles are given. One without a date is in none.
func (ix *Index) Within(w briefing.Window, articles []briefing.ArticleID) []*text.Document {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var out []*text.Document
	for _, e := range ix.docs {
		switch x := &e.doc.Article; {
		case e.dead, x.Published.IsZero(), !w.Contains(x.Published.Time), len(articles) > 0 && !slices.Contains(articles, x.ID):
		default:
			out = append(out, e.doc)
		}
	}
	slices.SortFunc(out, func(a, b *text.Document) int {
		return cmp.Or(b.Article.Published.Compare(a.Article.Published.Time), cmp.Compare(a.Article.ID, b.Article.ID))
	})
	return out
}

// Len is the number of documents.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return len(ix.byID)
}

// Search implements briefing.Searcher. A query without a word that the index can look up finds nothing.
func (ix *Index) Search(ctx context.Context, q briefing.Query) ([]briefing.Passage, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = 10
	}
	hits, err := ix.Find(ctx, Request{Terms: ix.Terms(ix.an.AnalyzeQuestion(q.Text, q.Window.To)), Window: q.Window, Limit: limit})
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", q.Text, err)
	}
	out := make([]briefing.Passage, len(hits))
	for i, h := range hits {
		s := h.Doc.Sentences[h.Sentence]
		out[i] = briefing.Passage{Article: h.Doc.Article.ID, Revision: h.Doc.Article.Revision, Start: s.Start, End: s.End, Score: h.Score}
	}
	return out, nil
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

// add appends a document's units and postings. The caller holds the lock.
func (ix *Index) add(d *text.Document, read []unitRead) {
	k, first := int32(len(ix.docs)), int32(len(ix.units))
	ix.docs = append(ix.docs, entry{doc: d, published: d.Article.Published.Time, first: first})
	ix.byID[d.Article.ID] = k
	head, language := first, text.Inflection(d.Article.Language)
	for i := -1; i < len(d.Sentences); i++ {
		at := int32(len(ix.units))
		u := unit{doc: k, head: head, title: i < 0}
		if i >= 0 && d.Sentences[i].Heading {
			head = at
		}
		ix.forms.note(language, sentence(d, i))
		u.length = uint16(min(read[i+1].length, 1<<16-1))
		for _, t := range read[i+1].terms {
			ix.words.post(t, uint32(at), !u.title)
		}
		ix.units = append(ix.units, u)
		if !u.title {
			ix.live++
			ix.mass += float64(u.length)
		}
	}
}

// remove marks a document dead and takes its words out of the counts. The caller holds the lock.
func (ix *Index) remove(id briefing.ArticleID) {
	k, ok := ix.byID[id]
	if !ok {
		return
	}
	delete(ix.byID, id)
	ix.docs[k].dead = true
	d := ix.docs[k].doc
	language := text.Inflection(d.Article.Language)
	for i := range d.Sentences {
		terms, length := unitTerms(sentence(d, i), language)
		for _, t := range terms {
			ix.words.unpost(t)
		}
		ix.live--
		ix.mass -= float64(min(length, 1<<16-1))
	}
}

// sweep builds the index anew when more than half of it is dead.
func (ix *Index) sweep() {
	if dead := len(ix.docs) - len(ix.byID); dead <= len(ix.byID) || dead < 16 {
		return
	}
	kept := slices.DeleteFunc(ix.docs, func(e entry) bool { return e.dead })
	ix.docs, ix.units, ix.words, ix.forms, ix.live, ix.mass = nil, nil, newVocabulary(), inflections{}, 0, 0
	clear(ix.byID)
	for _, e := range kept {
		ix.add(e.doc, readUnits(e.doc))
	}
}

// sentence gives a document's i-th sentence, or its title for -1.
func sentence(d *text.Document, i int) *text.Sentence {
	if i < 0 {
		return &d.Title
	}
	return &d.Sentences[i]
}
