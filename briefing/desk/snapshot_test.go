package desk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/index"
	"briefbot/briefing/newstest"
)

// followed is a desk that follows a corpus, from what is kept in a place where that is of use.
func followed(t *testing.T, c briefing.Corpus, p Place) (d *Desk, found bool, why error) {
	t.Helper()
	d = New(Options{})
	found, why = d.Load(t.Context(), c, p)
	if err := d.Follow(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return d, found, why
}

// alike fails where two desks do not answer and brief alike.
func alike(t *testing.T, want, got *Desk, questions []string) {
	t.Helper()
	for _, q := range questions {
		question := briefing.Question{Text: q, AsOf: newstest.Start.Add(30 * time.Hour)}
		x, err := want.Ask(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		y, err := got.Ask(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(x, y); diff != "" {
			t.Fatalf("%q:\n%s", q, diff)
		}
	}
	end := newstest.Start.Add(24 * time.Hour)
	r := daily.Request{AsOf: end, Window: briefing.Window{From: newstest.Start, To: end}}
	var told [2]briefing.Briefing
	for i, d := range []*Desk{want, got} {
		e, err := d.Edition(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		told[i] = e.Tailor(nil, briefing.Preferences{}, 300)
	}
	if diff := cmp.Diff(told[0], told[1]); diff != "" {
		t.Fatal(diff)
	}
}

func TestWhatWasReadIsKept(t *testing.T) {
	all := newstest.Articles(newstest.Options{Seed: 9, Articles: 150})
	questions := newstest.Questions(9, all, 8)
	var c corpus
	for _, a := range all[:100] {
		c.put(a.Article)
	}
	p := Place{Path: filepath.Join(t.TempDir(), "index"), Engine: "one"}
	d, found, why := followed(t, &c, p)
	if found || why != nil {
		t.Fatalf("found %v, %v", found, why)
	}
	if err := d.Save(t.Context(), &c, p); err != nil {
		t.Fatal(err)
	}
	alike(t, d, d, questions)

	// What has changed since is taken in.
	for _, a := range all[100:] {
		c.put(a.Article)
	}
	c.remove(all[3].ID)
	c.put(revised(all[5].Article, " the ", " one "))
	next, found, why := followed(t, &c, p)
	if !found || why != nil {
		t.Fatalf("found %v, %v", found, why)
	}
	if came, gone := next.Unsaved(); came != 51 || gone != 2 {
		t.Errorf("%d came and %d went since", came, gone)
	}
	anew, _, _ := followed(t, &c, Place{})
	alike(t, anew, next, questions)
	if _, err := next.Article(all[3].ID, ""); !errors.Is(err, briefing.ErrNotFound) {
		t.Errorf("what was removed: %v", err)
	}
	if err := next.Save(t.Context(), &c, p); err != nil {
		t.Fatal(err)
	}
	// What is gone leaves nothing behind on the disk.
	kept, err := os.ReadFile(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(kept), all[3].Text) || !strings.Contains(string(kept), all[4].Text) {
		t.Error("the snapshot holds what was removed")
	}
	again, _, _ := followed(t, &c, p)
	alike(t, anew, again, questions)
}

// A snapshot that is not of this corpus, of another build, of other aliases or broken says so, and everything is read
// anew.
func TestASnapshotOfNoUse(t *testing.T) {
	all := newstest.Articles(newstest.Options{Seed: 2, Articles: 40})
	questions := newstest.Questions(2, all, 4)
	fill := func(articles []newstest.Article) *corpus {
		c := &corpus{}
		for _, a := range articles {
			c.put(a.Article)
		}
		return c
	}
	for name, x := range map[string]struct {
		corpus *corpus
		engine string
		spoil  func([]byte) []byte
		want   error
	}{
		"another build":        {fill(all[:20]), "two", nil, index.ErrVersion},
		"another corpus":       {fill(all[20:]), "one", nil, ErrForeign},
		"an earlier state":     {fill(all[:19]), "one", nil, ErrForeign},
		"put back and gone on": {fill(append(all[:19:19], all[20])), "one", nil, ErrForeign},
		"cut short":            {fill(all[:20]), "one", func(b []byte) []byte { return b[:len(b)/2] }, index.ErrShort},
		"damaged":              {fill(all[:20]), "one", func(b []byte) []byte { b[len(b)-9] ^= 1; return b }, index.ErrDamaged},
		"something else":       {fill(all[:20]), "one", func([]byte) []byte { return []byte(strings.Repeat("no index ", 99)) }, index.ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			p := Place{Path: filepath.Join(t.TempDir(), "index"), Engine: "one"}
			whole := fill(all[:20])
			d, _, _ := followed(t, whole, p)
			if err := d.Save(t.Context(), whole, p); err != nil {
				t.Fatal(err)
			}
			if x.spoil != nil {
				kept, err := os.ReadFile(p.Path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(p.Path, x.spoil(kept), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			p.Engine = x.engine
			next, found, why := followed(t, x.corpus, p)
			if !found || !errors.Is(why, x.want) || !strings.Contains(fmt.Sprint(why), p.Path) {
				t.Errorf("found %v, %v; want %v", found, why, x.want)
			}
			anew, _, _ := followed(t, x.corpus, Place{})
			alike(t, anew, next, questions)
			if err := next.Save(t.Context(), x.corpus, p); err != nil {
				t.Fatal(err)
			}
			if _, found, why = followed(t, x.corpus, p); !found || why != nil {
				t.Errorf("after it was saved again: %v, %v", found, why)
			}
		})
	}
	p := Place{Path: filepath.Join(t.TempDir(), "index"), Engine: "one"}
	c := fill(all[:5])
	d, _, _ := followed(t, c, p)
	if err := d.Save(t.Context(), c, p); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Aliases: []string{"Orlo = Orlow"}}).Load(t.Context(), c, p); !errors.Is(err, index.ErrVersion) {
		t.Errorf("with other aliases: %v", err)
	}
}
