package desk

import (
	"bytes"
	"context"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/newstest"
)

// counted is a corpus that counts the articles that are read.
type counted struct {
	*corpus
	read int
}

func (c *counted) Article(ctx context.Context, id briefing.ArticleID) (briefing.Article, error) {
	c.read++
	return c.corpus.Article(ctx, id)
}

// Whatever came, went and was saved when: a desk that is stopped and started groups as one that never stopped.
func TestStoriesGoOnAfterAStart(t *testing.T) {
	starts := 0
	for seed := range uint64(5) {
		all := newstest.Articles(newstest.Options{Seed: 40 + seed, Articles: 150, Days: 2, Copies: .3})
		r := rand.New(rand.NewPCG(seed, 4))
		var c corpus
		p := Place{Path: filepath.Join(t.TempDir(), "index"), Engine: "one"}
		never, _, _ := followed(t, &c, Place{})
		d, _, _ := followed(t, &c, p)
		saved := false // since stories were worked out
		for next := 0; next < len(all); {
			for range 1 + r.IntN(30) {
				if next < len(all) {
					c.put(all[next].Article)
					next++
				}
			}
			if a := all[r.IntN(next)].Article; r.IntN(3) == 0 {
				c.remove(a.ID)
			} else if _, there := c.articles[a.ID]; there {
				c.put(revised(a, " the ", " one "))
			}
			for _, x := range []*Desk{never, d} {
				if err := x.Follow(t.Context(), &c); err != nil {
					t.Fatal(err)
				}
			}
			if r.IntN(2) == 0 {
				saved = false
				if diff := cmp.Diff(never.Stories(), d.Stories()); diff != "" {
					t.Fatalf("seed %d, %d articles:\n%s", seed, next, diff)
				}
			}
			if r.IntN(2) == 0 {
				saved = true
				if err := d.Save(t.Context(), &c, p); err != nil {
					t.Fatal(err)
				}
			}
			if !saved || r.IntN(2) == 0 {
				continue
			}
			again, found, why := followed(t, &c, p)
			if d = again; !found || why != nil {
				t.Fatal(found, why)
			}
			if never.grouped.stories != nil && r.IntN(2) == 0 { // as they are stored
				d.Adopt(never.grouped.upTo, never.grouped.stories)
			}
			starts++
		}
	}
	if starts < 10 {
		t.Errorf("only %d starts", starts)
	}
}

// After a start the first new article is grouped without the others being read; what of the kept stories is damaged is
// worked out anew.
func TestTheFirstArticleAfterAStart(t *testing.T) {
	all := newstest.Articles(newstest.Options{Seed: 50, Articles: 601})
	var c corpus
	for _, a := range all[:600] {
		c.put(a.Article)
	}
	p := Place{Path: filepath.Join(t.TempDir(), "index"), Engine: "one"}
	d, _, _ := followed(t, &c, p)
	if err := d.Save(t.Context(), &c, p); err != nil { // so that it is read back as it was written
		t.Fatal(err)
	}
	stories := d.Stories()
	if n := d.Ungrouped(); n != 600 {
		t.Errorf("%d articles were grouped since, want 600", n)
	}
	if err := d.Save(t.Context(), &c, p); err != nil || d.Ungrouped() != 0 {
		t.Fatal(err, d.Ungrouped())
	}
	whole, err := os.ReadFile(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all[600:] {
		c.put(a.Article)
	}
	if err := d.Follow(t.Context(), &c); err != nil {
		t.Fatal(err)
	}
	want := d.Stories()
	documents := bytes.LastIndex(whole, []byte(all[599].Text[:40])) // nearly their end
	for name, x := range map[string]struct {
		from, to int // what is damaged
		adopt    bool
		most     int // articles that may be read
	}{
		"documents":                      {100, documents, false, 60},
		"documents, and what was stored": {100, documents, true, 60},
		"stories":                        {documents + len(all[599].Text) + 4000, documents + len(all[599].Text) + 4001, true, 10},
	} {
		t.Run(name, func(t *testing.T) {
			bad := bytes.Clone(whole)
			for i := x.from; i < x.to; i += 50 {
				bad[i] ^= 1
			}
			if err := os.WriteFile(p.Path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			n := &counted{corpus: &c}
			var log bytes.Buffer
			next, found, why := followed(t, n, p)
			next.log = slog.New(slog.NewTextHandler(&log, nil))
			if !found || why != nil {
				t.Fatal(found, why)
			}
			if x.adopt {
				next.Adopt(600, stories)
			}
			if diff := cmp.Diff(want, next.Stories()); diff != "" && name != "stories" {
				t.Error(diff)
			}
			if told := strings.Contains(log.String(), "all articles are grouped anew"); told != (name == "stories") {
				t.Errorf("log: %q", log.String())
			}
			kept, _ := next.kept()
			if n.read > x.most || (kept == nil) != (name == "stories") {
				t.Errorf("%d articles were read anew; the grouper that was kept is there: %v", n.read, kept != nil)
			}
			if got := len(next.Stories()); got < len(want)*9/10 {
				t.Errorf("%d stories, want about %d", got, len(want))
			}
		})
	}
}
