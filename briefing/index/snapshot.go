package index

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Mark says what a snapshot is of.
type Mark struct {
	// Engine is who read the documents: another reads them otherwise.
	Engine string
	// Corpus tells the corpus, as it was at the change Seq, from others.
	Corpus string
	Seq    briefing.Seq
}

// Errors of Load. Each means that the snapshot is of no use and has to be made anew.
var (
	ErrForeign = errors.New("it is no snapshot of an index")
	ErrVersion = errors.New("it was written by another version of the program")
	ErrDamaged = errors.New("it is damaged")
	ErrShort   = errors.New("it is cut short")
)

// A snapshot is a header, the documents one behind the other, and the index. The header holds the length of all, where
// the index begins, and the checksums of the index and of itself; the index holds those of the documents.
const (
	magic      = "briefbot index\r\n"
	layout     = 1 // grows with every change of the layout
	headerSize = 16 + 4 + 8 + 8 + 4 + 4
)

// header is how a snapshot begins.
type header struct {
	length, index uint64
	sum           uint32
}

func (h header) bytes() []byte {
	out := binary.LittleEndian.AppendUint32([]byte(magic), layout*1000+text.Encoding)
	out = binary.LittleEndian.AppendUint64(out, h.length)
	out = binary.LittleEndian.AppendUint64(out, h.index)
	out = binary.LittleEndian.AppendUint32(out, h.sum)
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, castagnoli))
}

// readHeader reads how a snapshot of a length begins.
func readHeader(data []byte, length int64) (h header, err error) {
	le := binary.LittleEndian
	switch {
	case len(data) < headerSize && strings.HasPrefix(magic, string(data[:min(len(data), len(magic))])):
		return h, ErrShort
	case !bytes.HasPrefix(data, []byte(magic)):
		return h, ErrForeign
	case le.Uint32(data[16:]) != layout*1000+text.Encoding:
		return h, ErrVersion
	case crc32.Checksum(data[:headerSize-4], castagnoli) != le.Uint32(data[headerSize-4:]):
		return h, ErrDamaged
	}
	h = header{le.Uint64(data[20:]), le.Uint64(data[28:]), le.Uint32(data[36:])}
	switch {
	case uint64(length) < h.length:
		return h, ErrShort
	case uint64(length) > h.length || h.index < headerSize || h.index > h.length:
		return h, ErrDamaged
	}
	return h, nil
}

// Save writes the index with its documents into a file and goes on from there: documents are then read from it when they
// are needed. Whatever happens the file is either as it was or whole. Searches go on meanwhile; what is added waits.
func (ix *Index) Save(path string, m Mark) error {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	if err := ix.save(path, m); err != nil {
		return fmt.Errorf("the index could not be saved in %s: %w", path, err)
	}
	_, seg, err := ix.open(path)
	if err != nil {
		return fmt.Errorf("the index that was saved in %s cannot be read: %w", path, err)
	}
	ix.mu.Lock()
	ix.segments = []*segment{seg}
	ix.mu.Unlock()
	return nil
}

// abandoned is how old a part of a snapshot is that nobody writes any more: who wrote it was killed.
const abandoned = time.Hour

// sweepParts removes what was left behind of snapshots that were not written to their end.
func sweepParts(path string) {
	parts, _ := filepath.Glob(path + ".*.part") // the pattern is never malformed but by the path, and then nothing is found
	for _, part := range parts {
		if info, err := os.Stat(part); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.Remove(part) // it is tried again the next time
		}
	}
}

func (ix *Index) save(path string, m Mark) (err error) {
	sweepParts(path)
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	head, err := ix.write(ix.through(f), m)
	if err != nil {
		return err
	}
	if _, err := f.WriteAt(head.bytes(), 0); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync() // some file systems cannot; the file itself is safe
		_ = dir.Close()
	}
	return nil
}

// write writes a snapshot with room for its header, and gives the header.
func (ix *Index) write(w io.Writer, m Mark) (header, error) {
	order, to := inOrder(ix.segments)
	seg := &segment{forms: inflections{}}
	if len(ix.segments) > 0 {
		seg.join(ix.segments, order, to)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	if _, err := out.Write(make([]byte, headerSize)); err != nil {
		return header{}, err
	}
	at, p := uint64(headerSize), &packer{}
	p.string(m.Engine)
	p.string(m.Corpus)
	p.uint(uint64(m.Seq))
	var ends []uint64
	var sums []uint32
	var heads [][]byte
	var buffer []byte
	for _, x := range order {
		buffer = ix.segments[x.part].encoded(x.from, buffer[:0])
		if buffer == nil {
			return header{}, fmt.Errorf("article %s cannot be read", ix.segments[x.part].docs[x.from].id)
		}
		if _, err := out.Write(buffer); err != nil {
			return header{}, err
		}
		at += uint64(len(buffer))
		ends, sums = append(ends, at), append(sums, crc32.Checksum(buffer, castagnoli))
		a, err := text.ReadArticle(buffer)
		if err != nil {
			return header{}, err
		}
		a.Text, a.Dropped = "", nil
		heads = append(heads, text.Append(nil, &text.Document{Article: a}))
	}
	p.segment(seg, ends, sums, heads)
	if _, err := out.Write(p.out); err != nil {
		return header{}, err
	}
	return header{at + uint64(len(p.out)), at, crc32.Checksum(p.out, castagnoli)}, out.Flush()
}

// encoded gives the bytes of a document, or nil where it cannot be read.
func (s *segment) encoded(k int, buffer []byte) []byte {
	if f, ok := s.shelf.(*file); ok {
		if data, ok := f.bytes(k); ok {
			return data
		}
	}
	d := s.shelf.document(k)
	if d == nil {
		return nil
	}
	return text.Append(buffer, d)
}

// Load makes the index, which must be empty, hold what was saved in a file, if accept has nothing against what it is of.
// The error is one of those above, accept's or the file system's; the index is empty then. Damage to a single
// document shows when it is read; it is then read anew: see Options.
func (ix *Index) Load(path string, accept func(Mark) error) error {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	m, seg, err := ix.open(path)
	if err != nil {
		return err
	}
	if err := accept(m); err != nil {
		return err
	}
	ix.mu.Lock()
	ix.segments = []*segment{seg}
	ix.mu.Unlock()
	return nil
}

func (ix *Index) open(path string) (m Mark, s *segment, err error) {
	f, err := os.Open(path)
	if err != nil {
		return m, nil, err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return m, nil, err
	}
	begin := make([]byte, headerSize)
	n, err := f.ReadAt(begin, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return m, nil, err
	}
	h, err := readHeader(begin[:n], info.Size())
	if err != nil {
		return m, nil, err
	}
	data := make([]byte, h.length-h.index)
	if _, err := f.ReadAt(data, int64(h.index)); err != nil {
		return m, nil, err
	}
	if crc32.Checksum(data, castagnoli) != h.sum {
		return m, nil, ErrDamaged
	}
	u := &unpacker{data: data}
	m = Mark{u.string(), u.string(), briefing.Seq(u.uint())}
	s = u.segment()
	if u.bad {
		return m, nil, ErrDamaged
	}
	docs := s.shelf.(*file)
	docs.f, docs.cache = f, ix.cache
	docs.reread = func(k int) *text.Document { return ix.again(s, k) }
	return m, s.index(), nil
}

// again has a document read anew that the snapshot does not give back.
func (ix *Index) again(s *segment, k int) *text.Document {
	a, ok := s.head(k)
	if !ok || ix.options.Reread == nil {
		return nil
	}
	return ix.options.Reread(a.ID, a.Revision)
}

// packer encodes the parts of an index.
type packer struct{ out []byte }

func (p *packer) uint(n uint64) { p.out = binary.AppendUvarint(p.out, n) }

func (p *packer) string(s string) {
	p.uint(uint64(len(s)))
	p.out = append(p.out, s...)
}

func (p *packer) bytes(b []byte) {
	p.uint(uint64(len(b)))
	p.out = append(p.out, b...)
}

func (p *packer) segment(s *segment, ends []uint64, sums []uint32, heads [][]byte) {
	p.uint(uint64(len(s.docs)))
	for i, d := range s.docs {
		p.string(string(d.id))
		p.out = binary.AppendVarint(p.out, d.published.Unix())
		p.uint(uint64(d.published.Nanosecond()))
		p.uint(uint64(d.first))
		p.uint(ends[i])
		p.out = binary.LittleEndian.AppendUint32(p.out, sums[i])
	}
	at := uint64(0)
	for _, h := range heads {
		at += uint64(len(h))
		p.uint(at)
	}
	p.bytes(slices.Concat(heads...))
	p.uint(uint64(len(s.lengths)))
	for i, n := range s.lengths {
		p.out = binary.LittleEndian.AppendUint16(p.out, n)
		p.uint(uint64(s.heads[i]))
	}
	p.uint(uint64(s.live))
	p.uint(math.Float64bits(s.mass))
	p.uint(math.Float64bits(s.mean))
	t := &s.terms
	p.uint(uint64(t.count()))
	for i := range t.ends {
		p.uint(uint64(t.ends[i]))
		p.uint(uint64(t.tallies[i].df))
		p.uint(uint64(t.tallies[i].capital))
		p.uint(uint64(t.tallies[i].small))
		p.out = append(p.out, t.most[i].sentence, t.most[i].article)
		p.uint(t.posts[i])
	}
	p.string(t.letters)
	p.forms(s.forms)
	p.bytes(s.posts)
}

func (p *packer) forms(f inflections) {
	p.uint(uint64(len(f)))
	for _, language := range slices.Sorted(maps.Keys(f)) {
		p.string(language)
		p.uint(uint64(len(f[language])))
		for _, stem := range slices.Sorted(maps.Keys(f[language])) {
			p.string(stem)
			p.uint(uint64(len(f[language][stem])))
			for _, w := range f[language][stem] {
				p.string(w)
			}
		}
	}
}

// unpacker reads what packer wrote. The bytes have passed their checksum, so that what is wrong was written so; it is
// bad then.
type unpacker struct {
	data []byte
	bad  bool
}

func (u *unpacker) fail() { u.bad, u.data = true, nil }

func (u *unpacker) uint() uint64 {
	n, k := binary.Uvarint(u.data)
	if k <= 0 {
		u.fail()
		return 0
	}
	u.data = u.data[k:]
	return n
}

func (u *unpacker) bytes() []byte { return u.take(u.uint()) }

func (u *unpacker) take(n uint64) []byte {
	if n > uint64(len(u.data)) {
		u.fail()
		return nil
	}
	b := u.data[:n:n]
	u.data = u.data[n:]
	return b
}

func (u *unpacker) string() string { return string(u.bytes()) }

// count reads the length of a list of parts of at least so many bytes.
func (u *unpacker) count(least int) int {
	n := u.uint()
	if n > uint64(len(u.data)/least) {
		u.fail()
		return 0
	}
	return int(n)
}

func (u *unpacker) segment() *segment {
	s, f := &segment{}, &file{}
	n := u.count(9)
	s.docs, f.ends, f.sums = make([]entry, n), make([]uint64, n), make([]uint32, n)
	for i := range s.docs {
		id := briefing.ArticleID(u.string())
		seconds, k := binary.Varint(u.data)
		u.take(uint64(max(k, 0)))
		at := time.Unix(seconds, int64(u.uint())).UTC()
		s.docs[i] = entry{id, at, uint32(u.uint())}
		f.ends[i] = u.uint()
		if sum := u.take(4); sum != nil {
			f.sums[i] = binary.LittleEndian.Uint32(sum)
		}
	}
	s.headEnds = make([]uint64, n)
	for i := range s.headEnds {
		s.headEnds[i] = u.uint()
	}
	s.headBytes = u.bytes()
	n = u.count(3)
	s.lengths, s.heads = make([]uint16, n), make([]uint32, n)
	for i := range s.lengths {
		if b := u.take(2); b != nil {
			s.lengths[i] = binary.LittleEndian.Uint16(b)
		}
		s.heads[i] = uint32(u.uint())
	}
	s.live, s.mass, s.mean = int(u.uint()), math.Float64frombits(u.uint()), math.Float64frombits(u.uint())
	u.terms(&s.terms)
	s.forms = u.forms()
	s.posts = u.bytes()
	s.shelf = f
	return s
}

func (u *unpacker) terms(t *terms) {
	n := u.count(7)
	t.ends, t.tallies, t.most, t.posts = make([]uint32, n), make([]tally, n), make([]bound, n), make([]uint64, n)
	for i := range n {
		t.ends[i] = uint32(u.uint())
		t.tallies[i] = tally{int32(u.uint()), int32(u.uint()), int32(u.uint())}
		if b := u.take(2); b != nil {
			t.most[i] = bound{b[0], b[1]}
		}
		t.posts[i] = u.uint()
	}
	t.letters = u.string()
}

func (u *unpacker) forms() inflections {
	f := inflections{}
	for range u.count(2) {
		stems := map[string][]string{}
		f[u.string()] = stems
		for range u.count(2) {
			stem := u.string()
			for range u.count(1) {
				stems[stem] = append(stems[stem], u.string())
			}
		}
	}
	return f
}
