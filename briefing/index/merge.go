package index

import (
	"slices"
	"strings"

	"briefbot/briefing/text"
)

// moved is a document of a segment with its number in the one that is made.
type moved struct {
	part, from int
}

// merge makes one segment of several, without what is gone.
func merge(parts []*segment) *segment {
	out := &segment{forms: inflections{}}
	order, to := inOrder(parts)
	shelf := make(held, 0, len(order))
	for _, m := range order {
		shelf = append(shelf, parts[m.part].shelf.document(m.from))
	}
	out.shelf = shelf
	out.join(parts, order, to)
	return out.index()
}

// inOrder gives the documents of segments that are not gone in the order of time, and for each segment the new numbers
// of its documents; a document that is gone has none.
func inOrder(parts []*segment) (order []moved, to [][]uint32) {
	for p, s := range parts {
		for k := range s.docs {
			if !s.isGone(k) {
				order = append(order, moved{p, k})
			}
		}
	}
	slices.SortFunc(order, func(a, b moved) int { return inTime(&parts[a.part].docs[a.from], &parts[b.part].docs[b.from]) })
	to = make([][]uint32, len(parts))
	for p, s := range parts {
		to[p] = make([]uint32, len(s.docs))
		for k := range to[p] {
			to[p][k] = none
		}
	}
	for i, m := range order {
		to[m.part][m.from] = uint32(i)
	}
	return order, to
}

// join makes out of parts, with its documents in an order, all but its shelf.
func (s *segment) join(parts []*segment, order []moved, to [][]uint32) {
	s.mean = parts[0].mean
	for _, p := range parts {
		s.mean = min(s.mean, p.mean) // bounds that hold for one mean hold for smaller ones
		s.forms.take(p.forms)
	}
	for _, m := range order {
		p := parts[m.part]
		e := p.docs[m.from]
		from, end := p.units(m.from)
		e.first = uint32(len(s.lengths))
		s.docs = append(s.docs, e)
		s.lengths, s.heads = append(s.lengths, p.lengths[from:end]...), append(s.heads, p.heads[from:end]...)
		s.live += int(end - from - 1)
		for _, n := range p.lengths[from+1 : end] {
			s.mass += float64(n)
		}
	}
	at := make([]int, len(parts)) // in the terms of each part
	var letters strings.Builder
	var w listWriter
	var cursors []cursor
	var of []int
	for {
		stem, more := least(parts, at)
		if !more {
			break
		}
		cursors, of = cursors[:0], of[:0]
		var n tally
		for i, p := range parts {
			if at[i] == p.terms.count() || p.terms.name(at[i]) != stem {
				continue
			}
			n = n.plus(p.terms.tallies[at[i]].plus(p.lost[stem], -1), 1)
			c := p.postings(at[i]).start()
			step(&c, to[i])
			cursors, of = append(cursors, c), append(of, i)
			at[i]++
		}
		weave(&w, cursors, of, to)
		if w.n == 0 {
			continue // nobody holds it any more
		}
		most := w.all
		s.posts = w.appendTo(s.posts)
		s.terms.put(&letters, stem, n, most, len(s.posts))
	}
	s.terms.letters = letters.String()
}

// least is the first term in the alphabet that the parts have from where they stand.
func least(parts []*segment, at []int) (stem string, ok bool) {
	for i, p := range parts {
		if at[i] < p.terms.count() {
			if name := p.terms.name(at[i]); !ok || name < stem {
				stem, ok = name, true
			}
		}
	}
	return stem, ok
}

// step moves a cursor to the next document that is not gone.
func step(c *cursor, to []uint32) {
	for c.next(); c.doc != none && to[c.doc] == none; c.next() {
	}
}

// weave writes the documents of several cursors in their new order.
func weave(w *listWriter, cursors []cursor, of []int, to [][]uint32) {
	for {
		best, doc := -1, uint32(none)
		for i := range cursors {
			if c := &cursors[i]; c.doc != none && to[of[i]][c.doc] < doc {
				best, doc = i, to[of[i]][c.doc]
			}
		}
		if best < 0 {
			return
		}
		c := &cursors[best]
		w.put(group{doc, c.bound, c.places()})
		step(c, to[of[best]])
	}
}

// take adds what another has.
func (f inflections) take(o inflections) {
	for language, stems := range o {
		if f[language] == nil {
			f[language] = map[string][]string{}
		}
		for stem, words := range stems {
			for _, w := range words {
				if !slices.Contains(f[language][stem], w) {
					f[language][stem] = append(f[language][stem], w)
				}
			}
		}
	}
}

// readAll reads the units of documents.
func readAll(docs []*text.Document) [][]unitRead {
	read := make([][]unitRead, len(docs))
	for i, d := range docs {
		read[i] = readUnits(d)
	}
	return read
}
