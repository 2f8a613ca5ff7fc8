package cluster

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// shelf is a Library of what it was given last.
type shelf map[briefing.ArticleID]*text.Document

func (s shelf) Document(id briefing.ArticleID) *text.Document { return s[id] }

// written are the bytes of a Grouper.
func written(t *testing.T, g *Grouper) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := g.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readBack is a Grouper that was written and read.
func readBack(t *testing.T, g *Grouper, l Library) *Grouper {
	t.Helper()
	back, err := Read(bytes.NewReader(written(t, g)), l)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// Whatever came, went and was revised, a Grouper that was written and read goes on as the one that never stopped: to the
// last bit.
func TestAGrouperThatWasKeptGoesOn(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for seed := range uint64(4) {
		all := newstest.Articles(newstest.Options{Seed: 20 + seed, Articles: 260, Days: 1 + int(seed)*5, Copies: .4})
		r := rand.New(rand.NewPCG(seed, 3))
		library := shelf{}
		never, kept := NewGrouper(library), NewGrouper(library)
		for next := 0; next < len(all); {
			var put []*text.Document
			for range 1 + r.IntN(60) {
				if next == len(all) {
					break
				}
				a := all[next].Article
				next++
				a.Published.Time = a.Published.In([]*time.Location{time.UTC, time.FixedZone("", 7200)}[r.IntN(2)])
				put = append(put, an.Analyze(a))
			}
			var gone []briefing.ArticleID
			for range r.IntN(4) {
				a := all[r.IntN(next)].Article
				if d := library[a.ID]; d == nil || r.IntN(2) == 0 {
					gone = append(gone, a.ID)
				} else {
					a.Text = strings.Replace(a.Text, " the ", " one ", 1+r.IntN(40))
					a.Revision = briefing.RevisionOf(a.Title, a.Text)
					put = append(put, an.Analyze(a))
				}
			}
			for _, id := range gone {
				delete(library, id)
			}
			for _, d := range put {
				library[d.Article.ID] = d
			}
			want := never.Update(put, gone, nil)
			if diff := cmp.Diff(want, kept.Update(put, gone, nil)); diff != "" {
				t.Fatalf("seed %d, after %d articles:\n%s", seed, next, diff)
			}
			if r.IntN(2) == 0 {
				kept = readBack(t, kept, library)
				if diff := cmp.Diff(want, kept.Stories()); diff != "" {
					t.Fatalf("seed %d, after %d articles, read back:\n%s", seed, next, diff)
				}
			}
		}
		if !bytes.Equal(written(t, never), written(t, kept)) {
			t.Errorf("seed %d: the two know not the same", seed)
		}
	}
}

// Of what is damaged or cut short no Grouper is made.
func TestADamagedGrouperIsRefused(t *testing.T) {
	docs, _ := news(newstest.Options{Seed: 30, Articles: 50})
	library := shelf{}
	for _, d := range docs {
		library[d.Article.ID] = d
	}
	g := NewGrouper(library)
	g.Update(docs, nil, nil)
	whole := written(t, g)
	for i := 0; i < len(whole); i += 1 + len(whole)/120 {
		bad := bytes.Clone(whole)
		bad[i] ^= 2
		for _, data := range [][]byte{bad, whole[:i]} {
			if g, err := Read(bytes.NewReader(data), library); g != nil || !errors.Is(err, ErrDamaged) {
				t.Fatalf("byte %d of %d: %v", i, len(whole), err)
			}
		}
	}
	if err := g.Write(failing{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a full disk: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
