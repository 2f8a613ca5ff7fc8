package index

import (
	"hash/crc32"
	"os"

	"briefbot/briefing/pack"
	"briefbot/briefing/text"
)

// file is a shelf of documents in a snapshot, read when they are needed.
type file struct {
	f     *os.File // closed when nobody holds it any more
	ends  []uint64 // of the documents' bytes
	sums  []uint32 // their checksums
	cache *cache
	// moreFrom and moreTo are where it stands what is kept with them.
	moreFrom, moreTo int64
	reread           func(k int) *text.Document // where a document cannot be read
}

// expanded is how many times as large as its bytes a document is in memory, measured on generated news.
const expanded = 6

// ReadAt implements io.ReaderAt, and holds the file meanwhile.
func (f *file) ReadAt(b []byte, at int64) (int, error) { return f.f.ReadAt(b, at) }

// document implements shelf.
func (f *file) document(k int) *text.Document {
	key := cacheKey{f, k}
	if d := f.cache.get(key); d != nil {
		return d
	}
	data, ok := f.bytes(k)
	if ok {
		if d, err := text.Read(data); err == nil {
			return f.cache.put(key, d, expanded*len(data))
		}
	}
	if d := f.reread(k); d != nil {
		return f.cache.put(key, d, expanded*len(d.Article.Text))
	}
	return nil
}

// bytes reads a document as it is written; ok says that it is what was written.
func (f *file) bytes(k int) (data []byte, ok bool) {
	from := uint64(headerSize)
	if k > 0 {
		from = f.ends[k-1]
	}
	data = make([]byte, f.ends[k]-from)
	_, err := f.f.ReadAt(data, int64(from))
	return data, err == nil && crc32.Checksum(data, pack.Castagnoli) == f.sums[k]
}
