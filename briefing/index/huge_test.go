package index

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/newstest"
	"briefbot/briefing/text"
)

// Of twice as many articles a search scores hardly more.
func TestASearchScoresFewDocuments(t *testing.T) {
	scored := map[int]float64{}
	const least, most = 500, 2000
	all := newstest.Articles(newstest.Options{Seed: 12, Articles: most})
	questions := newstest.Questions(12, all[:least], 100)
	ix := New(analyzer)
	for n := range most {
		ix.Add(analyzer.Analyze(all[n].Article))
		if n+1 != least && n+1 != most {
			continue
		}
		for _, q := range questions {
			best, _ := ix.find(Request{Terms: ix.Terms(analyzer.AnalyzeQuestion(q, time.Time{}))})
			scored[n+1] += float64(best.scored) / float64(len(questions))
		}
	}
	exponent := math.Log(scored[most]/scored[least]) / math.Log(most/least)
	t.Logf("%.0f of %d, %.0f of %d: exponent %.2f", scored[least], least, scored[most], most, exponent)
	if exponent > 0.5 || scored[most] > most/10 {
		t.Errorf("a search scores %.0f of %d documents and %.0f of %d", scored[least], least, scored[most], most)
	}
}

// An article of five megabytes is found by what stands at its end, and so are those beside it, whatever it is made of; no
// sentence of it is longer than what is worked on word by word with each other.
func TestAnArticleOfFiveMegabytes(t *testing.T) {
	const end = "\nThe lighthouse of Grevel sank into the marsh.\n"
	for name, word := range map[string]func(i int) string{
		"sentences":       func(i int) string { return fmt.Sprintf("The mayor of Orlo said %d boats came. ", i%1000) },
		"one line":        func(i int) string { return fmt.Sprintf("the mayor of Orlo said %d boats came ", i%1000) },
		"different words": func(i int) string { return fmt.Sprintf("word%dx ", i) },
	} {
		t.Run(name, func(t *testing.T) {
			size := 5_000_000
			if name != "sentences" {
				size /= 10 // a test is to be over soon, and these are cut into parts of one length
			}
			var b strings.Builder
			for i := 0; b.Len() < size; i++ {
				b.WriteString(word(i))
			}
			d := page("huge", 4, "Boats", b.String()+end)
			longest := 0
			for _, s := range d.Sentences {
				longest = max(longest, len(s.Tokens))
			}
			if longest > 2000 {
				t.Errorf("a sentence of %d words", longest)
			}
			ix := filled(append(papers[:len(papers):len(papers)], d)...)
			path := filepath.Join(t.TempDir(), "index")
			if err := ix.Save(path, mark, nil); err != nil {
				t.Fatal(err)
			}
			for _, ix := range []*Index{ix, loaded(t, path, Options{})} {
				if got := search(t, ix, question{Text: "lighthouse of Grevel", Limit: 1}); len(got) != 1 || got[0] != strings.TrimSpace(end) {
					t.Errorf("found %.80q", got)
				}
				got := search(t, ix, question{Text: "stolen paintings", Limit: 1})
				if len(got) != 1 || !strings.Contains(got[0], "stolen in 1974") {
					t.Errorf("found %.80q", got)
				}
			}
		})
	}
}

// Of thousands of equal texts the best are those that scoring everything gives: the newest, in the order of their names.
func TestEqualTexts(t *testing.T) {
	var docs []*text.Document
	d := page("copy", 3, "Storm closes the harbour", "The storm tore two cranes from the quay.\nFerries were sent to Ostrand.")
	for i := range 4000 {
		x := *d
		x.Article.ID = briefing.ArticleID(fmt.Sprintf("copy %04d", i))
		x.Article.Published.Time = x.Article.Published.Add(time.Duration(i%7) * time.Hour)
		docs = append(docs, &x)
	}
	ix := filled(docs...)
	r := Request{Terms: ix.Terms(analyzer.AnalyzeQuestion("storm cranes ferries", time.Time{})), Limit: 12}
	got, err := ix.Find(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(hitsOf(exhaustive(ix, docs, r)), hitsOf(got)); diff != "" {
		t.Error(diff)
	}
}
