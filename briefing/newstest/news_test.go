package newstest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing/newstest"
)

func TestArticlesAreTheSameForTheSameSeed(t *testing.T) {
	o := newstest.Options{Seed: 3, Articles: 300, Days: 4}
	a, b := newstest.Articles(o), newstest.Articles(o)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Fatalf("two runs differ:\n%s", diff)
	}
	o.Seed = 4
	if cmp.Equal(a, newstest.Articles(o)) {
		t.Fatal("another seed makes the same articles")
	}
}

func TestArticlesAreLikeNews(t *testing.T) {
	all := newstest.Articles(newstest.Options{Seed: 1, Articles: 1000, Days: 3})
	ids, events, copies, days := map[string]bool{}, map[int]int{}, 0, map[string]bool{}
	for _, a := range all {
		ids[string(a.ID)] = true
		events[a.Event]++
		days[a.Published.Format("2006-01-02")] = true
		if a.CopyOf != "" {
			copies++
		}
		if len(a.Text) < 300 || a.Title == "" || a.Source == "" {
			t.Errorf("%s: title %q, source %q, %d bytes", a.ID, a.Title, a.Source, len(a.Text))
		}
	}
	if len(ids) != 1000 || len(events) < 200 || len(events) > 700 || copies < 50 || copies > 300 || len(days) < 3 {
		t.Errorf("%d ids, %d events, %d copies, %d days", len(ids), len(events), copies, len(days))
	}
}

// BRIEFBOT_TEST_NEWS=folder writes news to measure other programs with: articles.jsonl, questions.txt.
func TestWrite(t *testing.T) {
	folder := os.Getenv("BRIEFBOT_TEST_NEWS")
	if folder == "" {
		t.Skip("BRIEFBOT_TEST_NEWS names no folder to write to")
	}
	n := 10_000
	if s := os.Getenv("BRIEFBOT_TEST_NEWS_ARTICLES"); s != "" {
		if err := json.Unmarshal([]byte(s), &n); err != nil {
			t.Fatal(err)
		}
	}
	all := newstest.Articles(newstest.Options{Seed: 1, Articles: n, Days: max(1, n/5000)})
	f, err := os.Create(filepath.Join(folder, "articles.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	e := json.NewEncoder(f)
	for _, a := range all {
		row := map[string]any{"id": a.ID, "title": a.Title, "text": a.Text, "source": a.Source, "published": a.Published, "event": a.Event}
		if err := e.Encode(row); err != nil {
			t.Fatal(err)
		}
	}
	q, err := json.Marshal(newstest.Questions(1, all, 1000))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "questions.json"), q, 0o600); err != nil {
		t.Fatal(err)
	}
}
