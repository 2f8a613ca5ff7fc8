package daily

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/ingest"
	"briefbot/briefing/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// expected is a row of facts.jsonl: what a good briefing of one day carries of one story.
type expected struct {
	Date          string   `json:"date"`
	Story         string   `json:"story"`
	Facts         []string `json:"facts"`
	Disagreements []struct {
		About string    `json:"about"`
		A     goldClaim `json:"a"`
		B     goldClaim `json:"b"`
	} `json:"disagreements"`
}

type goldClaim struct{ Sentence string }

func expectations(t *testing.T) []expected {
	t.Helper()
	f, err := os.Open("../../testdata/gold/facts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []expected
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var x expected
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// TestSampleBriefings tells each day of the sample corpus in 300 words and writes down what an editor
// would look at: titles, points, the wanted facts that are missing, and every disagreement. A change
// of the engine shows as a change of the file (run with -update).
func TestSampleBriefings(t *testing.T) {
	articles, _, err := ingest.New(ingest.Options{}).Paths("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	for _, a := range articles {
		docs = append(docs, an.Analyze(a))
	}
	stories := cluster.NewGrouper(nil).Update(docs, nil, nil)
	var page strings.Builder
	facts, told, wanted, found, others := 0, 0, 0, 0, 0
	for _, date := range []string{"2024-05-13", "2024-05-14", "2024-05-15"} {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		end := day.Add(24*time.Hour - time.Second)
		b := Build(an, docs, stories, Request{AsOf: end, Window: briefing.Window{From: end.Add(-24 * time.Hour), To: end.Add(time.Second)}}).
			Tailor(nil, briefing.Preferences{}, 300)
		prove(t, b, articles...)
		all := write(&page, date, b)
		shown := map[int]bool{}
		for _, x := range expectations(t) {
			if x.Date != date {
				continue
			}
			for _, f := range x.Facts {
				facts++
				if strings.Contains(all, text.Fold(f)) {
					told++
				} else {
					fmt.Fprintf(&page, "missing fact: %s: %s\n", x.Story, f)
				}
			}
			for _, d := range x.Disagreements {
				wanted++
				if i := shows(b, d.A.Sentence, d.B.Sentence); i >= 0 {
					found++
					shown[i] = true
				} else {
					fmt.Fprintf(&page, "missing disagreement: %s: %s\n", x.Story, d.About)
				}
			}
		}
		others += disagreements(b) - len(shown)
		page.WriteString("\n")
	}
	got := fmt.Sprintf("facts %d of %d, disagreements %d of %d, other disagreements %d\n\n%s", told, facts, found, wanted, others, page.String())
	const file = "testdata/sample.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the sample briefings changed (run the test with -update and read the difference):\n%s", got)
	}
}

// write writes a briefing down and returns the words of its titles, points and sides, folded.
func write(w *strings.Builder, date string, b briefing.Briefing) string {
	var all strings.Builder
	fmt.Fprintf(w, "== %s\n", date)
	line := func(format string, p briefing.Point) {
		fmt.Fprintf(w, format+"%s\n", p.Text)
		all.WriteString(text.Fold(p.Text) + "\n")
	}
	for _, s := range b.Stories {
		fmt.Fprintf(w, "# %s (%d)\n", s.Title, s.IndependentSources)
		all.WriteString(text.Fold(s.Title) + "\n")
		for _, p := range s.Points {
			line("- ", p)
		}
		for _, d := range s.Disagreements {
			fmt.Fprintf(w, "disagree about %q\n", d.About)
			line("  a ", d.A)
			line("  b ", d.B)
		}
	}
	for _, l := range b.LeftOut {
		fmt.Fprintf(w, "left out: %s (%s)\n", l.Title, l.Why)
	}
	return all.String()
}

// shows is the number of the disagreement whose sides quote the two sentences, in either order, or -1.
func shows(b briefing.Briefing, one, other string) int {
	quoted := func(p briefing.Point) string {
		var q string
		for _, n := range p.Cites {
			q += text.Fold(b.Citations[n-1].Quote) + "\n"
		}
		return q
	}
	n := 0
	for _, s := range b.Stories {
		for _, d := range s.Disagreements {
			x, y := quoted(d.A), quoted(d.B)
			one, other := text.Fold(one), text.Fold(other)
			if strings.Contains(x, one) && strings.Contains(y, other) || strings.Contains(x, other) && strings.Contains(y, one) {
				return n
			}
			n++
		}
	}
	return -1
}

func disagreements(b briefing.Briefing) int {
	n := 0
	for _, s := range b.Stories {
		n += len(s.Disagreements)
	}
	return n
}
