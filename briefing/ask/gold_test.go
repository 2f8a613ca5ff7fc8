package ask_test

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"briefbot/briefing"
	"briefbot/briefing/ask"
	"briefbot/briefing/evidence"
	"briefbot/briefing/index"
	"briefbot/briefing/ingest"
)

var update = flag.Bool("update", false, "rewrite the committed measurements")

// goldQuestion is a row of the sample newspaper's questions; its columns are described beside them.
type goldQuestion struct {
	ID           string
	Question     string
	AsOf         string `json:"as_of"`
	Category     string
	Answerable   bool
	FalsePremise bool `json:"false_premise"`
	Context      []string
	Answer       [][]string
	Support      []struct{ Origin, Sentence string }
}

// tally counts how the questions of one category went.
type tally struct {
	asked, first, third, told, honest int
	missed                            []string
}

// TestTheSampleNewspaperIsAnswered measures ranking on the sample newspaper, and compares with the
// committed figures: a change for better or worse is to be seen in review.
func TestTheSampleNewspaperIsAnswered(t *testing.T) {
	bot, article := sampleNewspaper(t)
	tallies := map[string]*tally{}
	for _, q := range goldQuestions(t) {
		day, err := time.Parse(time.DateOnly, q.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		a, err := bot.Ask(context.Background(), briefing.Question{ID: q.ID, Text: q.Question, Context: q.Context, AsOf: day.Add(24*time.Hour - time.Second)})
		if err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
		for _, err := range evidence.CheckAnswer(analyzer, a, article) {
			t.Errorf("%s: %v", q.ID, err)
		}
		if tallies[q.Category] == nil {
			tallies[q.Category] = &tally{}
		}
		if !tallies[q.Category].count(q, a) {
			t.Logf("%s %q (%v): %s %.2f\n%s", q.ID, q.Question, q.Answer, a.Status, a.Confidence, a.Text)
		}
	}
	got := table(tallies)
	const file = "testdata/rank_stats.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the ranking changed (run with -update once it is read and meant):\n%s", diff)
	}
}

// count adds one answer and reports whether nothing is amiss with it.
func (y *tally) count(q goldQuestion, a briefing.Answer) bool {
	y.asked++
	switch {
	case q.FalsePremise:
		if a.Status == briefing.Answered {
			y.missed = append(y.missed, q.ID)
			return false
		}
		y.honest++
		if a.Status == briefing.FalsePremise && supported(q, a.Citations[:1]) {
			y.first++
		}
		return a.Status == briefing.FalsePremise
	case !q.Answerable:
		if a.Status != briefing.NoAnswer {
			y.missed = append(y.missed, q.ID)
			return false
		}
		y.honest++
		return true
	}
	if a.Status != briefing.Answered {
		y.missed = append(y.missed, q.ID)
		return false
	}
	first := supported(q, a.Citations[:1])
	third := supported(q, a.Citations[:min(3, len(a.Citations))])
	if first {
		y.first++
	}
	if third {
		y.third++
	}
	told := !slices.ContainsFunc(q.Answer, func(any []string) bool {
		return !slices.ContainsFunc(any, func(s string) bool { return strings.Contains(plain(a.Text), plain(s)) })
	})
	if told {
		y.told++
	}
	if !third || !told {
		y.missed = append(y.missed, q.ID)
	}
	return first && told
}

// supported reports whether a citation holds one of a question's good sentences, or is a part of it.
func supported(q goldQuestion, cites []briefing.Citation) bool {
	for _, c := range cites {
		for _, s := range q.Support {
			quote, good := plain(c.Quote), plain(s.Sentence)
			if s.Origin == c.Origin && (strings.Contains(quote, good) || strings.Contains(good, quote)) {
				return true
			}
		}
	}
	return false
}

// plain is a text's letters and digits in lower case, one space between words.
func plain(s string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
}

// table writes the tallies for a reader.
func table(tallies map[string]*tally) string {
	var names []string
	for n := range tallies {
		names = append(names, n)
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("Questions on the sample newspaper. hit@1, hit@3: a good sentence is the first, or among the first three citations;\n" +
		"told: every part of the answer stands in the text; honest: no answer where the newspaper has none, and the\n" +
		"contradiction (then counted under hit@1 too) or no answer where the question is wrong.\n\n")
	fmt.Fprintf(&b, "%-13s %5s %5s %5s %5s %6s  %s\n", "category", "asked", "hit@1", "hit@3", "told", "honest", "missed")
	sum := tally{}
	for _, n := range names {
		y := tallies[n]
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%-13s %5d %5d %5d %5d %6d  %s", n, y.asked, y.first, y.third, y.told, y.honest, strings.Join(y.missed, " ")), " "))
		sum = tally{sum.asked + y.asked, sum.first + y.first, sum.third + y.third, sum.told + y.told, sum.honest + y.honest, nil}
	}
	fmt.Fprintf(&b, "%-13s %5d %5d %5d %5d %6d\n", "all", sum.asked, sum.first, sum.third, sum.told, sum.honest)
	return b.String()
}

// sampleNewspaper reads the sample newspaper and gives how the evidence check finds its articles.
func sampleNewspaper(t testing.TB) (*ask.Answerer, evidence.Article) {
	t.Helper()
	articles, failures, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil || len(failures) > 0 || len(articles) == 0 {
		t.Fatalf("%d articles, failures %v, %v", len(articles), failures, err)
	}
	ix := index.New(analyzer)
	for _, a := range articles {
		ix.Add(analyzer.Analyze(a))
	}
	return ask.New(analyzer, ix, ask.Options{}), func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
		for _, a := range articles {
			if a.ID == id && a.Revision == r {
				return a, nil
			}
		}
		return briefing.Article{}, briefing.ErrNotFound
	}
}

func goldQuestions(t testing.TB) []goldQuestion {
	t.Helper()
	f, err := os.Open("../../testdata/gold/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldQuestion
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var q goldQuestion
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	if err := lines.Err(); err != nil || len(out) == 0 {
		t.Fatalf("%d questions, %v", len(out), err)
	}
	return out
}
