package main

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/adapters/sqlstore"
	"briefbot/bot"
)

func TestInputNames(t *testing.T) {
	for _, c := range []struct{ paths, want []string }{
		{[]string{"news"}, []string{"news"}},
		{[]string{"/srv/desk/news/", "wire.jsonl.gz"}, []string{"news", "wire.jsonl.gz"}},
		{[]string{"/srv/a/news", "/srv/b/news"}, []string{"a/news", "b/news"}},
		{[]string{"news", "/srv/b/news"}, []string{"news", "b/news"}},
		{[]string{"news", "news"}, []string{"news", "news"}},
		{nil, []string{}},
	} {
		if d := cmp.Diff(c.want, inputNames(c.paths)); d != "" {
			t.Errorf("%q:\n%s", c.paths, d)
		}
	}
}

func TestSourcesThatAreNoLongerReadAreNotTold(t *testing.T) {
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, name := range []string{"news", "wire", "old"} {
		if err := store.PutSource(t.Context(), bot.SourceHealth{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	for want, paths := range map[string][]string{"news wire ": {"/srv/news", "wire"}, "news old wire ": nil} {
		all, err := sourcesOf(store, only(paths...))(t.Context())
		got := ""
		for _, h := range all {
			got += h.Name + " "
		}
		if err != nil || got != want {
			t.Errorf("of %q: %q, %v; want %q", paths, got, err, want)
		}
	}
}
