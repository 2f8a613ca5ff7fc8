package pack

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// What is written is read back, in its frames.
func TestWrittenAndReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type part struct {
			u uint64
			i int64
			s string
			b bool
			f float64
			g float32
		}
		frames := rapid.SliceOf(rapid.SliceOf(rapid.Custom(func(t *rapid.T) part {
			return part{rapid.Uint64().Draw(t, "u"), rapid.Int64().Draw(t, "i"), rapid.String().Draw(t, "s"), rapid.Bool().Draw(t, "b"),
				rapid.Float64().Draw(t, "f"), rapid.Float32().Draw(t, "g")}
		}))).Draw(t, "frames")
		var file bytes.Buffer
		w := NewFrameWriter(&file)
		for _, frame := range frames {
			for _, p := range frame {
				w.Uint(p.u)
				w.Int(p.i)
				w.String(p.s)
				w.Bool(p.b)
				w.Float(p.f)
				w.Float32(p.g)
			}
			w.Frame()
		}
		r := NewFrameReader(&file)
		for _, frame := range frames {
			r.Frame()
			for _, p := range frame {
				if got := (part{r.Uint(), r.Int(), r.String(), r.Bool(), r.Float(), r.Float32()}); got != p {
					t.Fatalf("%+v, want %+v", got, p)
				}
			}
		}
		if r.Bad() || r.Left() != 0 || w.Err != nil {
			t.Fatalf("bad %v, %d bytes left, %v", r.Bad(), r.Left(), w.Err)
		}
	})
}

// Every changed byte and every cut is seen.
func TestDamageIsSeen(t *testing.T) {
	var file bytes.Buffer
	w := NewFrameWriter(&file)
	for i := range 3 {
		w.String("the harbour of Orlo")
		w.Uint(uint64(i))
		w.Frame()
	}
	bad := func(data []byte) bool {
		r := NewFrameReader(bytes.NewReader(data))
		for range 3 {
			r.Frame()
			_, _ = r.String(), r.Uint()
		}
		return r.Bad()
	}
	whole := file.Bytes()
	if bad(whole) {
		t.Fatal("the whole one is bad")
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 4
		if !bad(damaged) || !bad(whole[:i]) {
			t.Errorf("byte %d changed, or the last one: not seen", i)
		}
	}
}

// What says that more follows than there is asks for no memory.
func TestCountsAreBounded(t *testing.T) {
	var w Writer
	w.Uint(1 << 50)
	for name, f := range map[string]func(*Reader){
		"count": func(r *Reader) { r.Count(1) }, "bytes": func(r *Reader) { r.Bytes() }, "number": func(r *Reader) { r.Number(10) },
	} {
		if r := NewReader(w.Out); func() bool { f(r); return !r.Bad() }() {
			t.Errorf("%s: not refused", name)
		}
	}
}

type refusing struct{}

var errRefused = errors.New("refused")

func (refusing) Write([]byte) (int, error) { return 0, errRefused }

func TestTheFirstErrorIsKept(t *testing.T) {
	w := NewFrameWriter(refusing{})
	w.Uint(1)
	w.Frame()
	w.Frame()
	if !errors.Is(w.Err, errRefused) {
		t.Error(w.Err)
	}
}
