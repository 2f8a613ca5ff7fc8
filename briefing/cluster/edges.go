package cluster

import (
	"encoding/binary"
	"iter"
	"math"
)

// edges are the likenesses of a card to others, in the order in which they were found. They are the most that is kept
// of an article, so they are packed: the number of the other card by its distance from the one before, and the likeness,
// which is from -1 to 1, in steps of a 32,767th.
type edges struct {
	data []byte
	last int32 // the card of the last one
	n    int32
}

// step is the smallest difference of two likenesses that are kept.
const step = 1.0 / math.MaxInt16

// add puts a likeness behind the others.
func (e *edges) add(to int32, sim float64) { e.put(to, int16(math.Round(max(-1, min(sim, 1))/step))) }

func (e *edges) put(to int32, steps int16) {
	e.data = binary.AppendVarint(e.data, int64(to-e.last))
	e.data = binary.LittleEndian.AppendUint16(e.data, uint16(steps))
	e.last = to
	e.n++
}

// all gives the cards and the likenesses.
func (e *edges) all() iter.Seq2[int32, float64] {
	return func(yield func(int32, float64) bool) {
		for to, steps := range e.packed() {
			if !yield(to, float64(steps)*step) {
				return
			}
		}
	}
}

// packed gives the cards and the likenesses in steps.
func (e *edges) packed() iter.Seq2[int32, int16] {
	return func(yield func(int32, int16) bool) {
		to := int32(0)
		for data := e.data; len(data) > 0; {
			delta, k := binary.Varint(data)
			to += int32(delta)
			if !yield(to, int16(binary.LittleEndian.Uint16(data[k:]))) {
				return
			}
			data = data[k+2:]
		}
	}
}

// read takes what was written of the edges to so many cards; ok says that it may be so.
func (e *edges) read(data []byte, cards int) (ok bool) {
	e.data = data
	for len(data) > 0 {
		delta, k := binary.Varint(data)
		if to := int64(e.last) + delta; k <= 0 || len(data) < k+2 || to < 0 || to >= int64(cards) {
			return false
		}
		e.last += int32(delta)
		e.n++
		data = data[k+2:]
	}
	return true
}

// remove takes the likeness to a card out.
func (e *edges) remove(card int32) {
	var left edges
	for to, steps := range e.packed() {
		if to != card {
			left.put(to, steps)
		}
	}
	*e = left
}
