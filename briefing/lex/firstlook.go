package lex

import (
	"iter"
	"math/bits"
)

// firstLook finds, in one pass over a line, which phrases of a table can match it at all: it knows the
// last bytes of each of the literals of which a match holds one.
type firstLook struct {
	marks  [lookSize / 64]uint64
	at     map[uint16][]uint16 // by the place of such bytes, the phrases that they speak for
	always []uint16            // the phrases that have no such literal
	size   int
}

const lookSize = 1 << 15

// trigram is the place of three bytes in the marks, tetragram that of four.
func trigram(a, b, c byte) uint16 {
	return uint16((uint32(a)<<16 | uint32(b)<<8 | uint32(c)) * 2654435761 >> 17 % lookSize)
}

func tetragram(a, b, c, d byte) uint16 {
	return uint16((uint32(a)<<24 | uint32(b)<<16 | uint32(c)<<8 | uint32(d)) * 2246822519 >> 17 % lookSize)
}

func lookFor(rows []Phrase) firstLook {
	l := firstLook{at: map[uint16][]uint16{}, size: len(rows)}
	for i := range rows {
		needs := rows[i].Pattern.look()
		if len(needs) == 0 || len(needs[0]) < 3 || shortest(needs) < 3 {
			l.always = append(l.always, uint16(i))
			continue
		}
		for _, n := range needs {
			at := trigram(n[len(n)-3], n[len(n)-2], n[len(n)-1])
			if len(n) > 3 {
				at = tetragram(n[len(n)-4], n[len(n)-3], n[len(n)-2], n[len(n)-1])
			}
			l.marks[at/64] |= 1 << (at % 64)
			l.at[at] = append(l.at[at], uint16(i))
		}
	}
	return l
}

// candidates yields the phrases that s can be, in the order of the table.
func (l *firstLook) candidates(s string) iter.Seq[int] {
	return func(yield func(int) bool) {
		found := make([]uint64, (l.size+63)/64)
		for _, i := range l.always {
			found[i/64] |= 1 << (i % 64)
		}
		look := func(at uint16) {
			if l.marks[at/64]&(1<<(at%64)) != 0 {
				for _, p := range l.at[at] {
					found[p/64] |= 1 << (p % 64)
				}
			}
		}
		for i := 2; i < len(s); i++ {
			look(trigram(s[i-2], s[i-1], s[i]))
			if i > 2 {
				look(tetragram(s[i-3], s[i-2], s[i-1], s[i]))
			}
		}
		for w, set := range found {
			for ; set != 0; set &= set - 1 {
				if !yield(w*64 + bits.TrailingZeros64(set)) {
					return
				}
			}
		}
	}
}
