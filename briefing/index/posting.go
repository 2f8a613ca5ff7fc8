package index

import (
	"encoding/binary"
	"math"
)

// A term's postings in a segment are a list of documents, ascending, in blocks. Each document has two bytes that
// bound what the term can add to a sentence's score there, and the places of the term: so a search reads the places
// only where the bounds let a document be among the best.
//
//	list  = number of documents, [directory], blocks
//	block = for each document the distance from the one before; then for each a byte for the bound of a sentence and
//	        one for that of the article; then for each a byte for the length of its places; then all places, before
//	        which the length stands once more where it is long
//	place = distance from the one before in units, three bits up, over one bit "the speaker's name holds it" and
//	        two bits of frequency (0 to 3)
//
// A list of more than blockSize documents has a directory: for each block its last document, its end in bytes and
// the greatest bounds in it. Numbers are varints but in the directory, where blocks are found by halving.
// See S. Ding and T. Suel, "Faster top-k document retrieval using block-max indexes", SIGIR 2011.
const (
	blockSize      = 32
	directoryEntry = 4 + 4 + 1 + 1
	long           = 255
)

// bound is what a term can add to a document: the term's saturated frequency in the best of its sentences and in
// the whole article, each in 255ths, rounded up.
type bound struct{ sentence, article uint8 }

// max is the bound that holds where either does.
func (b bound) max(o bound) bound {
	return bound{max(b.sentence, o.sentence), max(b.article, o.article)}
}

// saturate is BM25's damping of a frequency.
func saturate(tf float64) float64 { return tf / (k1 + tf) }

// bounding rounds a frequency's saturation up to a 255th.
func bounding(tf float64) uint8 {
	return uint8(min(254, math.Ceil(saturate(tf)*255+1e-4))) // no frequency of a sentence or title comes near 254
}

// frequencies undo bounding: the greatest frequency that has a bound.
var frequencies = func() (out [256]float32) {
	for i := range 255 {
		s := float64(i) / 255
		out[i] = float32(k1 * s / (1 - s) * (1 + 1e-6))
	}
	out[255] = out[254]
	return out
}()

// group is a document in a list.
type group struct {
	doc    uint32
	bound  bound
	places []byte
}

// listWriter makes a list. Documents are put in ascending order.
type listWriter struct {
	n, last                       uint32
	data                          []byte // of the blocks that are closed
	docs, bounds, lengths, places []byte // of the block
	blocks                        []byte
	most                          bound // of the block
	all                           bound
}

func (w *listWriter) put(g group) {
	if w.n > 0 && w.n%blockSize == 0 {
		w.close()
	}
	w.docs = binary.AppendUvarint(w.docs, uint64(g.doc-w.last))
	w.bounds = append(w.bounds, g.bound.sentence, g.bound.article)
	w.lengths = append(w.lengths, byte(min(len(g.places), long)))
	if len(g.places) >= long {
		w.places = binary.AppendUvarint(w.places, uint64(len(g.places)))
	}
	w.places = append(w.places, g.places...)
	w.last = g.doc
	w.most = w.most.max(g.bound)
	w.all = w.all.max(g.bound)
	w.n++
}

// close ends a block.
func (w *listWriter) close() {
	for _, part := range []*[]byte{&w.docs, &w.bounds, &w.lengths, &w.places} {
		w.data = append(w.data, *part...)
		*part = (*part)[:0]
	}
	w.blocks = binary.LittleEndian.AppendUint32(w.blocks, w.last)
	w.blocks = binary.LittleEndian.AppendUint32(w.blocks, uint32(len(w.data)))
	w.blocks = append(w.blocks, w.most.sentence, w.most.article)
	w.most = bound{}
}

// appendTo ends the list and appends it to out; w is empty then.
func (w *listWriter) appendTo(out []byte) []byte {
	out = binary.AppendUvarint(out, uint64(w.n))
	w.close()
	if w.n > blockSize {
		out = append(out, w.blocks...)
	}
	out = append(out, w.data...)
	w.n, w.last, w.data, w.blocks, w.all = 0, 0, w.data[:0], w.blocks[:0], bound{}
	return out
}

// list is a term's postings as they are read.
type list struct {
	n         int    // documents
	directory []byte // empty for a list of one block
	data      []byte
	most      bound
}

// readList finds the parts of a list.
func readList(data []byte, most bound) list {
	n, k := binary.Uvarint(data)
	l := list{n: int(n), data: data[k:], most: most}
	if l.n > blockSize {
		at := (l.n + blockSize - 1) / blockSize * directoryEntry
		l.directory, l.data = l.data[:at], l.data[at:]
	}
	return l
}

func (l *list) blocks() int { return max(1, len(l.directory)/directoryEntry) }

// block gives a block's last document, its end in the data and its greatest bounds.
func (l *list) block(i int) (last uint32, end int, most bound) {
	if len(l.directory) == 0 {
		return math.MaxUint32, len(l.data), l.most
	}
	e := l.directory[i*directoryEntry:]
	return binary.LittleEndian.Uint32(e), int(binary.LittleEndian.Uint32(e[4:])), bound{e[8], e[9]}
}

// before gives the last document before a block, and where the block begins.
func (l *list) before(i int) (doc uint32, at int) {
	if i == 0 {
		return 0, 0
	}
	doc, at, _ = l.block(i - 1)
	return doc, at
}

// cursor walks a list, only forward.
type cursor struct {
	list
	doc                  uint32 // the document that it stands at; none once it is over
	bound                bound
	in                   int    // the block
	past                 uint32 // the block's last document
	ahead                bool   // it stands before the block's first document
	k, docs              int    // its document in the block, and how many there are
	numbers              [blockSize]uint32
	bounds, lengths, all []byte // of the block; all are the places
	// The places of the measured-th document begin at the reached-th byte of all.
	measured, reached int
}

// none is the document at which a cursor stands that is over.
const none = math.MaxUint32

// start makes a cursor that stands before the first document.
func (l list) start() cursor {
	c := cursor{list: l, ahead: true}
	c.past, _, _ = c.block(0)
	return c
}

// enter reads the block that the cursor is in, and stands at its first document.
func (c *cursor) enter() {
	doc, at := c.before(c.in)
	data := c.data[at:]
	c.docs = min(blockSize, c.n-c.in*blockSize)
	for i := range c.docs {
		delta, k := uint64(data[0]), 1
		if delta >= 0x80 {
			delta, k = binary.Uvarint(data)
		}
		doc += uint32(delta)
		c.numbers[i] = doc
		data = data[k:]
	}
	c.bounds, c.lengths, c.all = data[:2*c.docs], data[2*c.docs:3*c.docs], data[3*c.docs:]
	c.ahead, c.k, c.measured, c.reached = false, 0, 0, 0
	c.stand()
}

// stand takes up the document that the cursor is at.
func (c *cursor) stand() {
	c.doc, c.bound = c.numbers[c.k], bound{c.bounds[2*c.k], c.bounds[2*c.k+1]}
}

// next steps to the next document.
func (c *cursor) next() {
	switch c.k++; {
	case c.ahead:
		c.enter()
	case c.k < c.docs:
		c.stand()
	case c.in+1 < c.blocks():
		c.in++
		c.past, _, _ = c.block(c.in)
		c.enter()
	default:
		c.end()
	}
}

// end puts the cursor behind the last document.
func (c *cursor) end() { c.doc, c.past, c.ahead = none, none, false }

// skip moves the cursor before the block that may hold doc, where that is not the one that it is in.
func (c *cursor) skip(doc uint32) {
	if c.past >= doc {
		return
	}
	lo, hi := c.in+1, c.blocks()
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if last, _, _ := c.block(mid); last < doc {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == c.blocks() {
		c.end()
		return
	}
	c.in, c.ahead = lo, true
	c.past, _, _ = c.block(lo)
}

// inBlock gives the greatest bounds of the block that the cursor is in.
func (c *cursor) inBlock() bound {
	if c.doc == none {
		return bound{}
	}
	_, _, most := c.block(c.in)
	return most
}

// seek moves the cursor to doc, or to the first document behind it.
func (c *cursor) seek(doc uint32) {
	if c.doc == none || !c.ahead && c.doc >= doc {
		return
	}
	if c.skip(doc); c.ahead {
		c.enter()
	}
	if c.doc >= doc {
		return
	}
	for c.k++; c.k < c.docs; c.k++ {
		if c.numbers[c.k] >= doc {
			c.stand()
			return
		}
	}
	c.end() // a list of one block
}

// at moves the cursor to doc, and reports whether the list holds it.
func (c *cursor) at(doc uint32) bool {
	c.seek(doc)
	return c.doc == doc
}

// places are the places of the term in the document that the cursor is at.
func (c *cursor) places() []byte {
	for ; ; c.measured++ {
		from, n := c.reached, int(c.lengths[c.measured])
		if n == long {
			length, k := binary.Uvarint(c.all[from:])
			from, n = from+k, int(length)
		}
		if c.measured == c.k {
			return c.all[from : from+n]
		}
		c.reached = from + n
	}
}

// place is where a term stands: in a unit of its document, 0 being the title.
type place struct {
	unit    uint32
	count   uint8
	speaker bool
}

// appendPlace encodes a place behind the one before.
func appendPlace(out []byte, p place, before uint32) []byte {
	packed := uint64(p.unit-before)<<3 | uint64(p.count)
	if p.speaker {
		packed |= 4
	}
	return binary.AppendUvarint(out, packed)
}

// firstPlace takes the first of some places, which stands behind the unit before.
func firstPlace(places *[]byte, before uint32) place {
	data := *places
	packed, k := uint64(data[0]), 1
	if packed >= 0x80 {
		packed, k = binary.Uvarint(data)
	}
	*places = data[k:]
	return place{before + uint32(packed>>3), uint8(packed & 3), packed&4 != 0}
}
