package cluster_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/ingest"
	"briefbot/briefing/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

// rows reads a gold file, one JSON object a line.
func rows[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join("../../testdata/gold", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	return out
}

// place is an article's origin and position, as the gold counts them.
type place struct {
	Origin   string `json:"origin"`
	Position int    `json:"position"`
}

// goldPlaces tells which article of the gold each article of the corpus is: the one of its page of
// which it holds a sentence. What is no article of the gold, as a page's introduction, has none.
func goldPlaces(t *testing.T, articles []briefing.Article) map[briefing.ArticleID]place {
	type goldArticle struct {
		place
		Must []string `json:"must"`
	}
	out := map[briefing.ArticleID]place{}
	for _, g := range rows[goldArticle](t, "articles.jsonl") {
		for _, a := range articles {
			if a.Origin == g.Origin && slices.ContainsFunc(g.Must, func(s string) bool { return strings.Contains(a.Text, s) }) {
				out[a.ID] = g.place
			}
		}
	}
	return out
}

// The grouping of the sample corpus is kept as text, so that every change of it is seen: each story
// with its members and the gold story of each, and how far all of it agrees with the gold (BCubed).
func TestSampleCorpus(t *testing.T) {
	articles, _, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]*text.Document, len(articles))
	for i, a := range articles {
		docs[i] = analyzer.Analyze(a)
	}
	places := goldPlaces(t, articles)
	gold := map[place]string{}
	for _, g := range rows[struct {
		Story    string  `json:"story"`
		Articles []place `json:"articles"`
	}](t, "stories.jsonl") {
		for _, p := range g.Articles {
			gold[p] = g.Story
		}
	}
	var out strings.Builder
	got := map[place]string{}
	for _, s := range cluster.Stories(docs, cluster.Options{}) {
		fmt.Fprintf(&out, "%s [%s]\n", s.Title, s.Topic)
		var lines []string
		for _, a := range s.Articles {
			p, known := places[a.ID]
			if !known {
				lines = append(lines, fmt.Sprintf("    %-20s %s\n", "(not in the gold)", a.Origin))
				continue
			}
			got[p] = string(s.ID)
			lines = append(lines, fmt.Sprintf("    %-20s %s %d\n", gold[p], p.Origin, p.Position))
		}
		slices.Sort(lines)
		out.WriteString(strings.Join(lines, ""))
	}
	precision, recall := bcubed(gold, got)
	fmt.Fprintf(&out, "BCubed precision %.3f recall %.3f F1 %.3f\n", precision, recall, 2*precision*recall/(precision+recall))

	golden := filepath.Join("testdata", "stories.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("the grouping of the sample corpus changed; run with -update if for the better (-want +got):\n%s", diff)
	}
}

// bcubed is the precision and recall of a grouping, averaged over the elements of gold (Amigó et
// al., Information Retrieval 12, 2009). An element that was not placed is alone.
func bcubed(gold, got map[place]string) (precision, recall float64) {
	all := make([]place, 0, len(gold))
	for p := range gold {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Position, b.Position))
	})
	for _, p := range all {
		right, mine, theirs := 0.0, 0.0, 0.0
		for _, q := range all {
			sameGold := gold[p] == gold[q]
			sameGot := p == q || got[p] != "" && got[p] == got[q]
			if sameGold {
				theirs++
			}
			if sameGot {
				mine++
			}
			if sameGold && sameGot {
				right++
			}
		}
		precision += right / mine / float64(len(all))
		recall += right / theirs / float64(len(all))
	}
	return precision, recall
}
