package embedding

import (
	_ "embed"
	"encoding/binary"
	"math"
)

// Dim is the count of numbers of a word's vector.
const Dim = 64

// A Word is a word that has a vector: its place in the file, from 0. None stands for a word that has none.
type Word int32

// None is the Word of what the file does not know.
const None Word = -1

// data holds, in this order: the count of words (uint32); for each word, in the order of their bytes, where
// it ends among the letters (uint32); the letters; the vectors, Dim signed bytes each, all of the length unit.
// Integers are little-endian.
//
//go:embed glove.bin
var data string

// unit is the length of every stored vector, up to rounding.
const unit = 300

// count, ends, letters and vectors are the parts of data.
var (
	count   = int(u32(0))
	ends    = 4
	letters = ends + 4*count
	vectors = letters + int(u32(ends+4*(count-1)))
)

func u32(at int) uint32 {
	return binary.LittleEndian.Uint32([]byte(data[at : at+4]))
}

// spelled returns the letters of a word.
func spelled(w int) string {
	from := letters
	if w > 0 {
		from += int(u32(ends + 4*(w-1)))
	}
	return data[from : letters+int(u32(ends+4*w))]
}

// Find returns the Word for a word in lower case, or None.
func Find(word string) Word {
	low, high := 0, count
	for low < high {
		middle := int(uint(low+high) >> 1)
		if spelled(middle) < word {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < count && spelled(low) == word {
		return Word(low)
	}
	return None
}

// String is the word's letters; of None it is "".
func (w Word) String() string {
	if w < 0 {
		return ""
	}
	return spelled(int(w))
}

// row is the word's numbers.
func (w Word) row() string {
	at := vectors + int(w)*Dim
	return data[at : at+Dim]
}

// Near says how alike two words are in meaning and use, from -1 to 1: the cosine of their vectors. Words
// that have nothing to do with each other are about 0; "buy" and "purchase" are .80. Opposites are near, too ("rose",
// "fell" .83): nearness says that words speak of one matter, not that they agree. It is 0 if either is None.
func Near(a, b Word) float64 {
	if a < 0 || b < 0 {
		return 0
	}
	if a == b {
		return 1
	}
	x, y := a.row(), b.row()
	y = y[:len(x)]
	var sum int32
	for i := range len(x) {
		sum += int32(int8(x[i])) * int32(int8(y[i]))
	}
	return max(-1, min(1, float64(sum)/(unit*unit)))
}

// A Vector is the sum of words' vectors, by weight: what a text is about.
type Vector [Dim]float32

// Add adds a word with a weight. None adds nothing.
func (v *Vector) Add(w Word, weight float32) {
	if w < 0 {
		return
	}
	row := w.row()
	for i := range len(row) {
		v[i] += weight * float32(int8(row[i])) / unit
	}
}

// Near is the cosine of two sums, from -1 to 1, and 0 if either is empty.
func (v *Vector) Near(o *Vector) float64 {
	var dot, a, b float64
	for i := range v {
		dot += float64(v[i]) * float64(o[i])
		a += float64(v[i]) * float64(v[i])
		b += float64(o[i]) * float64(o[i])
	}
	if a == 0 || b == 0 {
		return 0
	}
	return dot / math.Sqrt(a*b)
}

// A Direction is a Vector of length one, each number a signed byte: a sixteenth of its memory, for keeping.
type Direction [Dim]int8

// Direction is the direction of a sum; it is zero if v is.
func (v *Vector) Direction() (d Direction) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return d
	}
	by := math.MaxInt8 / math.Sqrt(sum)
	for i, x := range v {
		d[i] = int8(math.Round(float64(x) * by))
	}
	return d
}

// AppendTo appends the numbers of a direction, each from -1 to 1.
func (d *Direction) AppendTo(x []float64) []float64 {
	for _, n := range d {
		x = append(x, float64(n)/math.MaxInt8)
	}
	return x
}
