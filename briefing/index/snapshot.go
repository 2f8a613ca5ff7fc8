package index

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/pack"
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

// A snapshot is a header, the documents one behind the other, what others keep with them, and the index: first the
// articles without their texts, behind the number of their bytes, which stay as they are read. The header holds
// the length of all, where the index begins, and the checksums of the index and of itself; the index holds those of the
// documents.
const (
	magic      = "briefbot index\r\n"
	layout     = 4 // grows with every change of the layout
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
	return binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, pack.Castagnoli))
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
	case crc32.Checksum(data[:headerSize-4], pack.Castagnoli) != le.Uint32(data[headerSize-4:]):
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

// read reads the index of a snapshot: the articles without their texts, and all else.
func (h header) read(f io.ReaderAt) (articles string, data []byte, err error) {
	left := h.length - h.index
	sum := crc32.New(pack.Castagnoli)
	from := io.TeeReader(io.NewSectionReader(f, int64(h.index), int64(left)), sum)
	var size [8]byte
	if left < uint64(len(size)) {
		return "", nil, ErrDamaged
	}
	if _, err := io.ReadFull(from, size[:]); err != nil {
		return "", nil, err
	}
	n := binary.LittleEndian.Uint64(size[:])
	if left -= uint64(len(size)); n > left {
		return "", nil, ErrDamaged
	}
	var b strings.Builder
	b.Grow(int(n))
	if _, err := io.CopyN(&b, from, int64(n)); err != nil {
		return "", nil, err
	}
	data = make([]byte, left-n)
	if _, err := io.ReadFull(from, data); err != nil {
		return "", nil, err
	}
	if sum.Sum32() != h.sum {
		return "", nil, ErrDamaged
	}
	return b.String(), data, nil
}

// Save writes the index with its documents into a file and goes on from there: documents are then read from it when they
// are needed. more, where it is not nil, writes what is kept with them, with checksums of its own: see More. Whatever
// happens the file is either as it was or whole. Searches go on meanwhile; what is added waits.
func (ix *Index) Save(path string, m Mark, more func(io.Writer) error) error {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	if err := ix.save(path, m, more); err != nil {
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

func (ix *Index) save(path string, m Mark, more func(io.Writer) error) (err error) {
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
	head, err := ix.write(ix.through(f), m, more)
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
func (ix *Index) write(w io.Writer, m Mark, more func(io.Writer) error) (header, error) {
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
	p.String(m.Engine)
	p.String(m.Corpus)
	p.Uint(uint64(m.Seq))
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
		ends, sums = append(ends, at), append(sums, crc32.Checksum(buffer, pack.Castagnoli))
		a, err := text.ReadArticle(string(buffer))
		if err != nil {
			return header{}, err
		}
		a.Text, a.Dropped = "", nil
		heads = append(heads, text.Append(nil, &text.Document{Article: a}))
	}
	if more != nil {
		c := &counter{w: out}
		if err := more(c); err != nil {
			return header{}, err
		}
		at += c.n
	}
	p.segment(seg, ends, sums, heads)
	articles := slices.Concat(heads...)
	sum, length := uint32(0), at
	for _, part := range [][]byte{binary.LittleEndian.AppendUint64(nil, uint64(len(articles))), articles, p.Out} {
		if _, err := out.Write(part); err != nil {
			return header{}, err
		}
		sum, length = crc32.Update(sum, pack.Castagnoli, part), length+uint64(len(part))
	}
	return header{length, at, sum}, out.Flush()
}

// counter counts what is written through it.
type counter struct {
	w io.Writer
	n uint64
}

// Write implements io.Writer.
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += uint64(n)
	return n, err
}

// More gives what was written by Save's more into the snapshot that the index stands on; nil with none.
func (ix *Index) More() io.Reader {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.saved() == 0 {
		return nil
	}
	f := ix.segments[0].shelf.(*file)
	return io.NewSectionReader(f, f.moreFrom, f.moreTo-f.moreFrom)
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
	articles, data, err := h.read(f)
	if err != nil {
		return m, nil, err
	}
	u := &unpacker{pack.NewReader(data)}
	m = Mark{u.String(), u.String(), briefing.Seq(u.Uint())}
	s = u.segment()
	s.articles = articles
	if u.Bad() || len(s.docs) > 0 && s.articleEnds[len(s.docs)-1] != uint64(len(articles)) {
		return m, nil, ErrDamaged
	}
	docs := s.shelf.(*file)
	docs.f, docs.cache, docs.moreFrom, docs.moreTo = f, ix.cache, headerSize, int64(h.index)
	if n := len(docs.ends); n > 0 {
		docs.moreFrom = int64(docs.ends[n-1])
	}
	if docs.moreFrom > docs.moreTo {
		return m, nil, ErrDamaged
	}
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
