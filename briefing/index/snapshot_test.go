package index

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

var mark = Mark{Engine: "this one", Corpus: "the coast's", Seq: 7}

// news are generated documents.
func news(seed uint64, n int) (docs []*text.Document, questions []string) {
	all := newstest.Articles(newstest.Options{Seed: seed, Articles: n, Days: 3})
	for _, a := range all {
		docs = append(docs, analyzer.Analyze(a.Article))
	}
	return docs, newstest.Questions(seed, all, 30)
}

// saved is a snapshot of documents.
func saved(t *testing.T, docs ...*text.Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	if err := filled(docs...).Save(path, mark, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func loaded(t *testing.T, path string, o Options) *Index {
	t.Helper()
	ix := NewWith(analyzer, o)
	err := ix.Load(path, func(m Mark) error {
		if m != mark {
			t.Errorf("it is of %+v", m)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// same fails where two indexes do not find the same by the same terms.
func same(t *testing.T, want, got *Index, questions []string) {
	t.Helper()
	for _, q := range questions {
		var found [2][]string
		var terms [2][]Term
		for i, ix := range []*Index{want, got} {
			terms[i] = ix.Terms(analyzer.AnalyzeQuestion(q, time.Time{}))
			hits, err := ix.Find(context.Background(), Request{Terms: terms[i], Limit: 20, Recent: newstest.Start})
			if err != nil {
				t.Fatal(err)
			}
			found[i] = hitsOf(hits)
		}
		if diff := cmp.Diff(terms[0], terms[1]) + cmp.Diff(found[0], found[1]); diff != "" {
			t.Fatalf("%q:\n%s", q, diff)
		}
	}
}

func TestASnapshotIsReadBackWhole(t *testing.T) {
	docs, questions := news(1, 200)
	german := page("german", 3, "", "Die Kräne am Hafen standen still.")
	german.Article.Language = "de"
	docs = append(docs, german, page("undated", 0, "Notes", "Velmora was founded by salt traders."))
	questions = append(questions, "Stand der Kran am Hafen still?", "salt trader")
	ix := loaded(t, saved(t, docs...), Options{})
	same(t, filled(docs...), ix, questions)
	for _, d := range docs {
		ignore := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(text.Token{}, text.Lexeme{})}
		if diff := cmp.Diff(d, ix.Document(d.Article.ID), ignore); diff != "" {
			t.Fatal(diff)
		}
	}
	var want, got []briefing.ArticleID
	for _, a := range filled(docs...).Articles() {
		want = append(want, a.ID)
	}
	for _, a := range ix.Articles() {
		got = append(got, a.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" || ix.Len() != len(docs) {
		t.Errorf("%d documents:\n%s", ix.Len(), diff)
	}
}

// However an index was added to, taken from, saved and loaded, it finds what a new one does.
func TestAnIndexLivesOnAfterItsSnapshot(t *testing.T) {
	docs, questions := news(4, 120)
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		path := filepath.Join(dir, "index")
		ix := New(analyzer)
		there := map[int]bool{}
		for range rapid.IntRange(1, 8).Draw(r, "steps") {
			switch from := rapid.IntRange(0, len(docs)-1).Draw(r, "from"); rapid.IntRange(0, 3).Draw(r, "what") {
			case 0, 1:
				to := rapid.IntRange(from, len(docs)).Draw(r, "to")
				ix.Add(docs[from:to]...)
				for i := from; i < to; i++ {
					there[i] = true
				}
			case 2:
				ix.Remove(docs[from].Article.ID)
				delete(there, from)
			default:
				if err := ix.Save(path, mark, nil); err != nil {
					r.Fatal(err)
				}
				if rapid.Bool().Draw(r, "load") {
					ix = loaded(t, path, Options{Cache: 1 << 14})
				}
			}
		}
		fresh := New(analyzer)
		for i := range docs {
			if there[i] {
				fresh.Add(docs[i])
			}
		}
		same(t, fresh, ix, questions[:6])
	})
}

// A snapshot that is not whole, not ours or not of this version is refused, whatever byte of its index is not as it was.
func TestABadSnapshotIsRefused(t *testing.T) {
	docs, _ := news(2, 12)
	path := saved(t, docs...)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, err := readHeader(whole[:headerSize], int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) error {
		t.Helper()
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		ix := New(analyzer)
		err := ix.Load(path, func(Mark) error { return nil })
		if err != nil && ix.Len() != 0 {
			t.Error("the index is not empty")
		}
		return err
	}
	for n := 0; n < len(whole); n += 1 + len(whole)/97 {
		if err := try(whole[:n]); !errors.Is(err, ErrShort) {
			t.Errorf("the first %d bytes: %v", n, err)
		}
	}
	if err := try(append(whole[:len(whole):len(whole)], 'x')); !errors.Is(err, ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
	if err := try([]byte("SQLite format 3\x00 and so on, as long as a header is")); !errors.Is(err, ErrForeign) {
		t.Errorf("a database: %v", err)
	}
	for _, at := range []int{16, 17, 19} {
		newer := append([]byte{}, whole...)
		newer[at]++
		if err := try(newer); !errors.Is(err, ErrVersion) {
			t.Errorf("another version: %v", err)
		}
	}
	step := 1 + (len(whole)-int(head.index))/200
	for at := 20; at < len(whole); at += step {
		if at >= headerSize && at < int(head.index) {
			at = int(head.index)
		}
		bad := append([]byte{}, whole...)
		bad[at] ^= 0x10
		if err := try(bad); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrShort) {
			t.Errorf("byte %d of %d changed: %v", at, len(whole), err)
		}
	}
	if err := try(whole); err != nil {
		t.Errorf("the whole one: %v", err)
	}
}

// A document that is damaged in the snapshot is read anew where that can be done, and missed where not.
func TestADamagedDocumentIsReadAnew(t *testing.T) {
	path := saved(t, papers...)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := headerSize; i < headerSize+4000 && i < len(whole)/2; i += 7 {
		whole[i] ^= 1
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	asked := 0
	ix := loaded(t, path, Options{Reread: func(id briefing.ArticleID, r briefing.Revision) *text.Document {
		asked++
		for _, d := range papers {
			if d.Article.ID == id && d.Article.Revision == r {
				return d
			}
		}
		return nil
	}})
	same(t, filled(papers...), ix, []string{"storm harbour", "budget", "museum paintings"})
	if asked == 0 {
		t.Error("no document was damaged: the test is none")
	}
	if err := ix.Save(path, mark, nil); err != nil {
		t.Fatal(err)
	}
	same(t, filled(papers...), loaded(t, path, Options{}), []string{"storm harbour", "budget", "museum paintings"})

	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loaded(t, path, Options{}).search(context.Background(), question{Text: "storm harbour"}); err != nil {
		t.Error(err)
	}
}

// full is a disk that takes so many bytes.
type full struct {
	w    io.Writer
	left *int
}

var errFull = errors.New("no space left on device")

func (f full) Write(b []byte) (int, error) {
	if *f.left < len(b) {
		n, _ := f.w.Write(b[:*f.left])
		*f.left = 0
		return n, errFull
	}
	*f.left -= len(b)
	return f.w.Write(b)
}

// A snapshot that cannot be written leaves the one before as it was, nothing beside it, and the index as it is.
func TestAFullDisk(t *testing.T) {
	docs, questions := news(6, 60)
	path := saved(t, docs[:20]...)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for left := 0; left < len(before); left += 1 + len(before)/9 {
		ix := loaded(t, path, Options{})
		ix.Add(docs[20:]...)
		room := left
		ix.through = func(w io.Writer) io.Writer { return full{w, &room} }
		if err := ix.Save(path, mark, nil); !errors.Is(err, errFull) {
			t.Fatalf("with room for %d bytes: %v", left, err)
		}
		same(t, filled(docs...), ix, questions[:5])
		after, err := os.ReadFile(path)
		if err != nil || string(after) != string(before) {
			t.Fatalf("the snapshot is not as it was: %v", err)
		}
	}
	if names, _ := filepath.Glob(path + "*"); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

// Who was killed in the midst of writing has left a part: what was whole before is read, and the part goes with a later
// snapshot, but not one that another process is writing.
func TestKilledWhileWriting(t *testing.T) {
	docs, questions := news(8, 30)
	path := saved(t, docs[:20]...)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{".1.part": 2 * abandoned, ".2.part": 0} {
		if err := os.WriteFile(path+name, whole[:len(whole)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path+name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	ix := loaded(t, path, Options{})
	same(t, filled(docs[:20]...), ix, questions[:4])
	ix.Add(docs[20:]...)
	if err := ix.Save(path, mark, nil); err != nil {
		t.Fatal(err)
	}
	same(t, filled(docs...), loaded(t, path, Options{}), questions[:4])
	if left, _ := filepath.Glob(path + ".*"); len(left) != 1 || left[0] != path+".2.part" {
		t.Errorf("left are %v", left)
	}
}

// The cache keeps no more than it may, whatever is read.
func TestTheCacheIsBounded(t *testing.T) {
	docs, _ := news(7, 100)
	ix := loaded(t, saved(t, docs...), Options{Cache: 200_000})
	for range 3 {
		for _, d := range docs {
			if got := ix.Document(d.Article.ID); got == nil || got.Article.ID != d.Article.ID {
				t.Fatalf("%v", got)
			}
			if ix.cache.size > 200_000 || len(ix.cache.all) != ix.cache.line.Len() {
				t.Fatalf("%d bytes in %d documents", ix.cache.size, len(ix.cache.all))
			}
		}
	}
	if len(ix.cache.all) == 0 {
		t.Error("nothing is kept")
	}
}
