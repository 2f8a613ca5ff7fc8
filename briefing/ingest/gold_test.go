package ingest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefbot/briefing"
)

// goldArticle is one row of testdata/gold/articles.jsonl: what a page of the sample newspaper must
// become. Its columns are told in testdata/doc.md.
type goldArticle struct {
	Origin    string   `json:"origin"`
	Position  int      `json:"position"`
	Title     string   `json:"title"`
	Published string   `json:"published"`
	Source    string   `json:"source"`
	Language  string   `json:"language"`
	Corpus    string   `json:"corpus"`
	Version   int      `json:"version"`
	Must      []string `json:"must"`
	MustNot   []string `json:"must_not"`
}

const sample = "../../testdata"

// goldArticles reads the gold, keyed by the input that its rows belong to.
func goldArticles(t *testing.T) map[string][]goldArticle {
	t.Helper()
	f, err := os.Open(filepath.Join(sample, "gold", "articles.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]goldArticle{}
	for s := bufio.NewScanner(f); s.Scan(); {
		var g goldArticle
		if err := json.Unmarshal(s.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		if g.Corpus == "" {
			g.Corpus = "corpus"
		}
		out[g.Corpus] = append(out[g.Corpus], g)
	}
	if len(out["corpus"]) < 30 {
		t.Fatalf("the gold has %d articles of the corpus", len(out["corpus"]))
	}
	return out
}

// The sample newspaper's pages become exactly the articles of the gold.
func TestSampleNewspaper(t *testing.T) {
	for input, rows := range goldArticles(t) {
		articles, failures, err := New(Options{}).Paths(filepath.Join(sample, input))
		if err != nil || len(failures) != 0 {
			t.Fatal(input, err, failures)
		}
		byOrigin := map[string][]briefing.Article{}
		for _, a := range articles {
			byOrigin[a.Origin] = append(byOrigin[a.Origin], a)
		}
		wanted := map[string]int{}
		for i, g := range rows {
			wanted[g.Origin]++
			at := g.Position
			if g.Version > 1 {
				at = g.Version - 1
			}
			if at >= len(byOrigin[g.Origin]) {
				t.Errorf("%s: no article %d", g.Origin, at)
				continue
			}
			checkArticle(t, byOrigin[g.Origin][at], rows[i])
		}
		for origin, got := range byOrigin {
			if len(got) != wanted[origin] {
				t.Errorf("%s: %d articles, want %d", origin, len(got), wanted[origin])
			}
		}
	}
}

func checkArticle(t *testing.T, a briefing.Article, g goldArticle) {
	t.Helper()
	if a.Position != g.Position || a.Title != g.Title || a.Source != g.Source {
		t.Errorf("%s %d: position %d, title %q, source %q, want %d, %q, %q", g.Origin, g.Position, a.Position, a.Title, a.Source, g.Position, g.Title, g.Source)
	}
	if day := a.Published.String(); !strings.HasPrefix(day, g.Published) || day == "" {
		t.Errorf("%s %d: published %q (%s), want %s", g.Origin, g.Position, day, a.PublishedFrom, g.Published)
	}
	if g.Language != "" && a.Language != g.Language {
		t.Errorf("%s: language %q, want %q", g.Origin, a.Language, g.Language)
	}
	for _, s := range g.Must {
		if !strings.Contains(a.Text, s) {
			t.Errorf("%s %d: the text lacks %q", g.Origin, g.Position, s)
		}
	}
	for _, s := range g.MustNot {
		if strings.Contains(a.Text, s) || strings.Contains(a.Title, s) {
			t.Errorf("%s %d: the article holds %q", g.Origin, g.Position, s)
		}
	}
}
