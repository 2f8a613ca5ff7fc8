package pack

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
)

// Reader decodes what a Writer wrote. Once something is wrong it is bad, and all that it gives is empty.
type Reader struct {
	data []byte
	bad  bool
}

// NewReader returns a Reader of bytes, which must not change.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Bad reports whether something was wrong.
func (r *Reader) Bad() bool { return r.bad }

// Fail notes that something is wrong.
func (r *Reader) Fail() { r.bad, r.data = true, nil }

// Left is how many bytes are not read yet.
func (r *Reader) Left() int { return len(r.data) }

// Uint reads what Writer.Uint wrote.
func (r *Reader) Uint() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 { // most are
		n := r.data[0]
		r.data = r.data[1:]
		return uint64(n)
	}
	n, k := binary.Uvarint(r.data)
	if k <= 0 {
		r.Fail()
		return 0
	}
	r.data = r.data[k:]
	return n
}

// Int reads what Writer.Int wrote.
func (r *Reader) Int() int64 {
	n, k := binary.Varint(r.data)
	if k <= 0 {
		r.Fail()
		return 0
	}
	r.data = r.data[k:]
	return n
}

// Number reads what Writer.Uint wrote, which must be less than end.
func (r *Reader) Number(end int) int {
	n := r.Uint()
	if n >= uint64(end) {
		r.Fail()
		return 0
	}
	return int(n)
}

// Bytes reads what Writer.Bytes wrote: a part of what the Reader reads.
func (r *Reader) Bytes() []byte { return r.Take(r.Uint()) }

// Take reads so many bytes as they stand.
func (r *Reader) Take(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.Fail()
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

// String reads what Writer.String wrote.
func (r *Reader) String() string { return string(r.Bytes()) }

// Bool reads what Writer.Bool wrote.
func (r *Reader) Bool() bool {
	b := r.Take(1)
	return b != nil && b[0] == 1
}

// Float reads what Writer.Float wrote.
func (r *Reader) Float() float64 {
	b := r.Take(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b))
}

// Float32 reads what Writer.Float32 wrote.
func (r *Reader) Float32() float32 {
	b := r.Take(4)
	if b == nil {
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(b))
}

// Count reads the length of a list, written by Writer.Uint, of parts of at least so many bytes.
func (r *Reader) Count(least int) int {
	n := r.Uint()
	if n > uint64(len(r.data)/least) {
		r.Fail()
		return 0
	}
	return int(n)
}

// ErrDamaged says that bytes are not what was written.
var ErrDamaged = errors.New("it is damaged")

// mostFramed is how many bytes a frame has at most.
const mostFramed = 1 << 28

// FrameReader reads what a FrameWriter wrote: a Reader of one frame after the other.
type FrameReader struct {
	Reader
	from   io.Reader
	buffer []byte
}

// NewFrameReader returns a FrameReader of r, which stands before its first frame.
func NewFrameReader(r io.Reader) *FrameReader { return &FrameReader{from: r} }

// Frame goes on to the next frame. What is left of the one before, or a frame that is damaged or cut short, is bad. Bytes
// of the frame before are overwritten.
func (r *FrameReader) Frame() {
	head := make([]byte, frameHead)
	if r.bad || len(r.data) > 0 {
		r.Fail()
		return
	}
	if _, err := io.ReadFull(r.from, head); err != nil {
		r.Fail()
		return
	}
	n, sum := binary.LittleEndian.Uint32(head), binary.LittleEndian.Uint32(head[4:])
	if n > mostFramed {
		r.Fail()
		return
	}
	if int(n) > cap(r.buffer) {
		r.buffer = make([]byte, n)
	}
	r.data = r.buffer[:n]
	if _, err := io.ReadFull(r.from, r.data); err != nil || crc32.Checksum(r.data, Castagnoli) != sum {
		r.Fail()
	}
}
