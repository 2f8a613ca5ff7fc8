package pack

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
)

// Castagnoli is the polynomial that processors have an instruction for.
var Castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Writer encodes: numbers as varints, texts behind their lengths. The zero value is ready for use.
type Writer struct {
	// Out is what was written.
	Out []byte
}

// Uint writes a number that is not negative.
func (w *Writer) Uint(n uint64) { w.Out = binary.AppendUvarint(w.Out, n) }

// Int writes a number.
func (w *Writer) Int(n int64) { w.Out = binary.AppendVarint(w.Out, n) }

// String writes a text.
func (w *Writer) String(s string) {
	w.Uint(uint64(len(s)))
	w.Out = append(w.Out, s...)
}

// Bytes writes bytes behind their number.
func (w *Writer) Bytes(b []byte) {
	w.Uint(uint64(len(b)))
	w.Out = append(w.Out, b...)
}

// Bool writes a truth.
func (w *Writer) Bool(on bool) {
	if on {
		w.Out = append(w.Out, 1)
	} else {
		w.Out = append(w.Out, 0)
	}
}

// Float writes a number to the last bit.
func (w *Writer) Float(f float64) {
	w.Out = binary.LittleEndian.AppendUint64(w.Out, math.Float64bits(f))
}

// Float32 writes a number to the last bit.
func (w *Writer) Float32(f float32) {
	w.Out = binary.LittleEndian.AppendUint32(w.Out, math.Float32bits(f))
}

// frameHead is the length and the checksum of a frame.
const frameHead = 8

// FrameWriter is a Writer of frames. The first error of what it writes to is Err; nothing is written after it.
type FrameWriter struct {
	Writer
	Err error
	to  io.Writer
}

// NewFrameWriter returns a FrameWriter to w.
func NewFrameWriter(w io.Writer) *FrameWriter { return &FrameWriter{to: w} }

// Frame ends a frame, with what was written since the last.
func (w *FrameWriter) Frame() {
	if w.Err == nil {
		head := binary.LittleEndian.AppendUint32(make([]byte, 0, frameHead), uint32(len(w.Out)))
		head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(w.Out, Castagnoli))
		if _, w.Err = w.to.Write(head); w.Err == nil {
			_, w.Err = w.to.Write(w.Out)
		}
	}
	w.Out = w.Out[:0]
}
