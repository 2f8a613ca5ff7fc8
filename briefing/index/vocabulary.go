package index

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// vocabulary holds every term with the list of the units that hold it.
type vocabulary struct {
	ids   map[string]int32
	names []string
	lists []list
	// byShape finds terms of one first letter and length, for correcting a mistyped query word.
	byShape map[shape][]int32
	// byPrefix finds the long terms that begin alike: "investigation" for "investigator".
	byPrefix map[string][]int32
}

// shape is what a misspelling usually leaves as it was: the first letter, and nearly the length.
type shape struct {
	first  byte
	length uint8
}

// list is one term's postings: for each unit, the distance from the one before, three bits up, over
// one bit "the speaker's name holds it" and two bits of frequency (0 to 3), as a varint.
type list struct {
	last uint32
	df   int32 // living sentences that hold the term
	// capital and small are in how many of them it is written with a capital where a common word has
	// none, and without one.
	capital, small int32
	data           []byte
}

func newVocabulary() vocabulary {
	return vocabulary{ids: map[string]int32{}, byShape: map[shape][]int32{}, byPrefix: map[string][]int32{}}
}

// post notes that a unit holds a term. counted says that it counts for the term's rarity.
func (v *vocabulary) post(t unitTerm, at uint32, counted bool) {
	id, ok := v.ids[t.stem]
	if !ok {
		id = int32(len(v.names))
		v.ids[t.stem] = id
		v.names = append(v.names, t.stem)
		v.lists = append(v.lists, list{})
		s := shapeOf(t.stem)
		v.byShape[s] = append(v.byShape[s], id)
		if len(t.stem) >= prefixLength {
			v.byPrefix[t.stem[:prefixLength]] = append(v.byPrefix[t.stem[:prefixLength]], id)
		}
	}
	l := &v.lists[id]
	packed := uint64(at-l.last)<<3 | uint64(min(t.count, 3))
	if t.speaker {
		packed |= 4
	}
	l.data = binary.AppendUvarint(l.data, packed)
	l.last = at
	if counted {
		l.count(t, 1)
	}
}

// count adds a living sentence that holds the term, or takes it away.
func (l *list) count(t unitTerm, by int32) {
	l.df += by
	if t.capital {
		l.capital += by
	}
	if t.small {
		l.small += by
	}
}

// name reports whether a term is mostly written as a name is.
func (v *vocabulary) name(stem string) bool {
	id, ok := v.ids[stem]
	return ok && v.lists[id].capital > 2*v.lists[id].small
}

// Terms that share their first prefixLength letters count as forms of one word, at most maxAlike of them.
const (
	prefixLength = 6
	maxAlike     = 12
)

// alike lists the other terms that begin like a long one, most frequent first.
func (v *vocabulary) alike(stem string) []string {
	if len(stem) < prefixLength {
		return nil
	}
	ids := slices.Clone(v.byPrefix[stem[:prefixLength]])
	slices.SortFunc(ids, func(a, b int32) int {
		return cmp.Or(cmp.Compare(v.lists[b].df, v.lists[a].df), strings.Compare(v.names[a], v.names[b]))
	})
	var out []string
	for _, id := range ids {
		if w := v.names[id]; w != stem && v.lists[id].df > 0 && len(out) < maxAlike && !v.name(w) {
			out = append(out, w)
		}
	}
	return out
}

// unpost takes one living sentence out of a term's count.
func (v *vocabulary) unpost(t unitTerm) {
	if id, ok := v.ids[t.stem]; ok {
		v.lists[id].count(t, -1)
	}
}

// df is the number of living sentences that hold a term.
func (v *vocabulary) df(stem string) int32 {
	if id, ok := v.ids[stem]; ok {
		return v.lists[id].df
	}
	return 0
}

// each calls f for every posting of a term, in the order of the units.
func (v *vocabulary) each(stem string, f func(at uint32, count int, speaker bool)) {
	id, ok := v.ids[stem]
	if !ok {
		return
	}
	at := uint32(0)
	for data := v.lists[id].data; len(data) > 0; {
		packed, n := binary.Uvarint(data)
		data = data[n:]
		at += uint32(packed >> 3)
		f(at, int(packed&3), packed&4 != 0)
	}
}

func shapeOf(stem string) shape {
	s := shape{length: uint8(min(len(stem), 255))}
	if stem != "" {
		s.first = stem[0]
	}
	return s
}
