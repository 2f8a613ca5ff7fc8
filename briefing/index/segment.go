package index

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// segment is a part of the index that never changes, but for what is taken out of it. Its documents stand in the
// order of their publication, so that a stretch of time is a stretch of numbers; undated ones come first.
type segment struct {
	docs    []entry
	lengths []uint16 // by unit: terms that are no function words
	heads   []uint32 // by unit: the heading that it stands under, in units behind its document's title
	terms   terms
	posts   []byte
	forms   inflections
	mean    float64 // the mean length of a unit that the bounds were worked out for
	live    int     // sentences, those taken out included
	mass    float64 // sum of their lengths
	shelf   shelf
	// articles are the articles without their texts, as text.Append writes them, and articleEnds where each ends; empty
	// where the documents are in memory.
	articles    string
	articleEnds []uint64
	byID        []uint32 // the documents in the order of their identities

	lost   map[string]tally // by term: what is no longer there
	gone   []bool           // by document; nil with none
	dead   int
	lostOf struct {
		live int
		mass float64
	}
	shapes func() map[shape][]spelt // terms of one first letter and length, for correcting a mistyped word
}

// entry is one document's place in a segment.
type entry struct {
	id        briefing.ArticleID
	published time.Time
	first     uint32 // its title's unit; its sentences' follow
}

// shelf gives a segment's documents.
type shelf interface {
	// document gives a document by its number in the segment, or nil where it cannot be read.
	document(k int) *text.Document
}

// held is a shelf of documents in memory.
type held []*text.Document

func (h held) document(k int) *text.Document { return h[k] }

// tally counts the sentences that hold a term.
type tally struct {
	df int32
	// capital and small are in how many of them it is written with a capital where a common word has
	// none, and without one.
	capital, small int32
}

func (t tally) plus(o tally, by int32) tally {
	return tally{t.df + by*o.df, t.capital + by*o.capital, t.small + by*o.small}
}

// add counts a sentence that holds a term.
func (t *tally) add(x unitTerm) {
	t.df++
	if x.capital {
		t.capital++
	}
	if x.small {
		t.small++
	}
}

// terms are a segment's words, in alphabetical order, with what is known of each.
type terms struct {
	letters string   // all of them, one behind the other
	ends    []uint32 // in letters
	tallies []tally
	most    []bound  // over all documents
	posts   []uint64 // where each one's postings end
}

func (t *terms) count() int { return len(t.ends) }

// name gives the i-th term.
func (t *terms) name(i int) string {
	if i == 0 {
		return t.letters[:t.ends[0]]
	}
	return t.letters[t.ends[i-1]:t.ends[i]]
}

// at is where a term stands, or would stand.
func (t *terms) at(stem string) (int, bool) {
	return sort.Find(t.count(), func(i int) int { return strings.Compare(stem, t.name(i)) })
}

// put appends a term, which comes after all others, with its postings' end.
func (t *terms) put(letters *strings.Builder, name string, n tally, most bound, end int) {
	letters.WriteString(name)
	t.ends = append(t.ends, uint32(letters.Len()))
	t.tallies, t.most, t.posts = append(t.tallies, n), append(t.most, most), append(t.posts, uint64(end))
}

// postings gives the list of the i-th term.
func (s *segment) postings(i int) list {
	from := uint64(0)
	if i > 0 {
		from = s.terms.posts[i-1]
	}
	return readList(s.posts[from:s.terms.posts[i]], s.terms.most[i])
}

// units gives a document's units: the title's, and the one behind the last sentence's.
func (s *segment) units(k int) (from, to uint32) {
	if k+1 < len(s.docs) {
		return s.docs[k].first, s.docs[k+1].first
	}
	return s.docs[k].first, uint32(len(s.lengths))
}

// tally counts a term's living sentences.
func (s *segment) tally(stem string) tally {
	i, ok := s.terms.at(stem)
	if !ok {
		return tally{}
	}
	return s.terms.tallies[i].plus(s.lost[stem], -1)
}

func (s *segment) isGone(k int) bool { return s.gone != nil && s.gone[k] }

// between are the numbers of the dated documents that were published in a window.
func (s *segment) between(w briefing.Window) (from, to int) {
	n := s.undated()
	from, to = n, len(s.docs)
	if !w.From.IsZero() {
		from = n + sort.Search(len(s.docs)-n, func(i int) bool { return !s.docs[n+i].published.Before(w.From) })
	}
	if !w.To.IsZero() {
		to = n + sort.Search(len(s.docs)-n, func(i int) bool { return !s.docs[n+i].published.Before(w.To) })
	}
	return from, max(from, to)
}

// undated is the number of documents without a date.
func (s *segment) undated() int {
	return sort.Search(len(s.docs), func(i int) bool { return !s.docs[i].published.IsZero() })
}

// take marks a document as gone and counts what goes with it. d is the document.
func (s *segment) take(k int, d *text.Document) {
	if s.gone == nil {
		s.gone, s.lost = make([]bool, len(s.docs)), map[string]tally{}
	}
	s.gone[k] = true
	s.dead++
	from, to := s.units(k)
	s.lostOf.live += int(to - from - 1)
	for _, n := range s.lengths[from+1 : to] {
		s.lostOf.mass += float64(n)
	}
	if d == nil {
		return // its words go on counting until the segment is written anew
	}
	language := text.Inflection(d.Article.Language)
	for i := range d.Sentences {
		found, _ := unitTerms(&d.Sentences[i], language)
		for _, t := range found {
			n := s.lost[t.stem]
			n.add(t)
			s.lost[t.stem] = n
		}
	}
}

// index makes what is worked out of a segment when it is needed.
func (s *segment) index() *segment {
	s.byID = make([]uint32, len(s.docs))
	for i := range s.byID {
		s.byID[i] = uint32(i)
	}
	slices.SortFunc(s.byID, func(a, b uint32) int { return cmp.Compare(s.docs[a].id, s.docs[b].id) })
	s.shapes = sync.OnceValue(func() map[shape][]spelt {
		out := map[shape][]spelt{}
		for i := range s.terms.count() {
			sh := shapeOf(s.terms.name(i))
			out[sh] = append(out[sh], spelt{int32(i), lettersOf(s.terms.name(i))})
		}
		return out
	})
	return s
}

// inTime orders documents by publication, then by identity.
func inTime(a, b *entry) int {
	return cmp.Or(a.published.Compare(b.published), cmp.Compare(a.id, b.id))
}

// gathering is a term of a segment that is being made.
type gathering struct {
	tally tally
	doc   uint32
	found []place // in doc
	list  listWriter
}

// builder makes a segment of documents.
type builder struct {
	s   *segment
	all map[string]*gathering
	own []float32
}

// build makes a segment of documents as they were read. mean is the mean length of a sentence in the whole index,
// or 0 where the segment is the first.
func build(docs []*text.Document, read [][]unitRead, mean float64) *segment {
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	entries := make([]entry, len(docs))
	for i, d := range docs {
		entries[i] = entry{id: d.Article.ID, published: instant(d.Article.Published.Time)}
	}
	slices.SortFunc(order, func(a, b int) int { return inTime(&entries[a], &entries[b]) })
	s := &segment{forms: inflections{}, mean: mean}
	shelf := make(held, len(docs))
	for i, k := range order {
		s.docs = append(s.docs, entries[k])
		s.docs[i].first = uint32(len(s.lengths))
		shelf[i] = docs[k]
		s.measure(docs[k], read[k])
	}
	s.shelf = shelf
	if s.mean == 0 && s.live > 0 {
		s.mean = s.mass / float64(s.live)
	}
	s.mean = max(s.mean, 1)
	b := &builder{s: s, all: map[string]*gathering{}}
	for i, k := range order {
		b.put(uint32(i), read[k])
	}
	b.finish()
	return s.index()
}

// head gives a document's article without its text, and what was dropped of it.
func (s *segment) head(k int) (briefing.Article, bool) {
	if h, ok := s.shelf.(held); ok {
		a := h[k].Article
		a.Text, a.Dropped = "", nil
		return a, true
	}
	from := uint64(0)
	if k > 0 {
		from = s.articleEnds[k-1]
	}
	a, err := text.ReadArticle(s.articles[from:s.articleEnds[k]])
	return a, err == nil
}

// instant is a time as the index keeps it: as an instant, in no zone.
func instant(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.Unix(t.Unix(), int64(t.Nanosecond())).UTC()
}

// measure appends the units of a document.
func (s *segment) measure(d *text.Document, read []unitRead) {
	head, language := uint32(0), text.Inflection(d.Article.Language)
	for i := -1; i < len(d.Sentences); i++ {
		length := uint16(min(read[i+1].length, 1<<16-1))
		s.lengths, s.heads = append(s.lengths, length), append(s.heads, head)
		if i >= 0 {
			s.live++
			s.mass += float64(length)
			if d.Sentences[i].Heading {
				head = uint32(i + 1)
			}
		}
		s.forms.note(language, sentence(d, i))
	}
}

// put gathers the terms of a document.
func (b *builder) put(doc uint32, read []unitRead) {
	for unit, u := range read {
		for _, t := range u.terms {
			g := b.all[t.stem]
			if g == nil {
				g = &gathering{doc: doc}
				b.all[t.stem] = g
			}
			if g.doc != doc {
				b.close(g)
				g.doc = doc
			}
			g.found = append(g.found, place{uint32(unit), uint8(min(t.count, 3)), t.speaker})
			if unit > 0 {
				g.tally.add(t)
			}
		}
	}
}

// close ends a term's document.
func (b *builder) close(g *gathering) {
	if len(g.found) == 0 {
		return
	}
	var places []byte
	before := uint32(0)
	for _, p := range g.found {
		places = appendPlace(places, p, before)
		before = p.unit
	}
	g.list.put(group{g.doc, b.s.bound(int(g.doc), g.found, &b.own), places})
	g.found = g.found[:0]
}

// finish ends all terms and writes them into the segment.
func (b *builder) finish() {
	var letters strings.Builder
	for _, stem := range slices.Sorted(maps.Keys(b.all)) {
		g := b.all[stem]
		b.close(g)
		most := g.list.all
		b.s.posts = g.list.appendTo(b.s.posts)
		b.s.terms.put(&letters, stem, g.tally, most, len(b.s.posts))
	}
	b.s.terms.letters = letters.String()
}

// bound works out what a term at most adds to a document's sentences and to the article, where it stands in these
// places: see frequency and mentions. own is room for numbers, all zero.
func (s *segment) bound(doc int, found []place, own *[]float32) bound {
	from, to := s.units(doc)
	n := int(to - from)
	*own = grown(*own, n)
	o := (*own)[:n]
	article, head := float32(0), float32(0)
	for _, p := range found {
		article += mentions(p)
		o[p.unit] = frequency(p)
		head = max(head, o[p.unit]) // whatever stands under it
	}
	best := headWeight * float64(head)
	for _, p := range found {
		for u := max(int(p.unit), 2) - 1; u <= min(int(p.unit)+1, n-1); u++ {
			tf := float64(o[u])/(1-b+b*float64(s.lengths[int(from)+u])/s.mean) + headWeight*float64(head)
			if u > 1 {
				tf += neighbourWeight * float64(o[u-1])
			}
			if u+1 < n {
				tf += neighbourWeight * float64(o[u+1])
			}
			best = max(best, tf)
		}
	}
	for _, p := range found {
		o[p.unit] = 0
	}
	return bound{bounding(best), bounding(float64(article))}
}
