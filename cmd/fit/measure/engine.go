package measure

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/daily"
	"briefbot/briefing/ingest"
	"briefbot/briefing/summary"
	"briefbot/briefing/text"
	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/score"
)

// Engine is the engine as the sets need it. The zero value is the engine as it is delivered. It is safe
// for concurrent use.
type Engine struct {
	// Now is the clock that pages are read by; a page from later is misdated.
	Now time.Time

	kept *sync.Map // of Desks, by corpus; nil keeps none
}

// Articles reads rows as a corpus file is read.
func (e Engine) Articles(rows []gold.Row) ([]briefing.Article, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	for _, r := range rows {
		if err := w.Encode(r); err != nil {
			return nil, err
		}
	}
	articles, _ := ingest.New(ingest.Options{Now: e.Now}).Rows(&b, ".", "corpus.jsonl")
	if len(articles) == 0 {
		return nil, fmt.Errorf("none of %d pages could be read", len(rows))
	}
	return articles, nil
}

// Desk is a desk over rows.
func (e Engine) Desk(rows []gold.Row) (*Desk, error) {
	return e.keep(rows[0].ID+" "+rows[len(rows)-1].ID, func() ([]briefing.Article, error) { return e.Articles(rows) })
}

// ArticlesOf reads a folder of files.
func (e Engine) ArticlesOf(folder string) ([]briefing.Article, error) {
	articles, _, err := ingest.New(ingest.Options{Now: e.Now}).Paths(folder)
	return articles, err
}

// DeskOf is a desk over a folder of files.
func (e Engine) DeskOf(folder string) (*Desk, error) {
	return e.keep(folder, func() ([]briefing.Article, error) { return e.ArticlesOf(folder) })
}

// EndOf is the last second of a date, such as a question is asked in; the zero time for no date.
func EndOf(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t, _ = time.Parse(time.RFC3339, date)
		return t
	}
	return t.AddDate(0, 0, 1).Add(-time.Second)
}

// Ask answers questions, as many at once as there are processors. A question that cannot be asked
// counts as refused.
func Ask(ctx context.Context, d *Desk, questions []briefing.Question) (map[string]briefing.Answer, error) {
	out := make(map[string]briefing.Answer, len(questions))
	answerer := d.answerer()
	var mu sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, q := range questions {
		g.Go(func() error {
			a, err := answerer.Ask(ctx, q)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				a = briefing.Answer{Status: briefing.NoAnswer}
			}
			mu.Lock()
			defer mu.Unlock()
			out[q.ID] = a
			return nil
		})
	}
	return out, g.Wait()
}

// back is how far back a window's briefing looks.
const back = 72 * time.Hour

// Brief builds the briefing of a window's evening for each of the budgets.
func Brief(ctx context.Context, d *Desk, day gold.Day, budgets []int) (map[int]briefing.Briefing, error) {
	end := day.Evening().Add(time.Second)
	edition, err := d.Edition(ctx, daily.Request{AsOf: day.Evening(), Window: briefing.Window{From: end.Add(-back), To: end}})
	if err != nil {
		return nil, err
	}
	out := map[int]briefing.Briefing{}
	for _, words := range budgets {
		out[words] = edition.Tailor(briefing.Told{}, briefing.Preferences{}, words)
	}
	return out, nil
}

// Stories gives the story of each page: that of most of its articles.
func Stories(d *Desk) map[string]string {
	votes := map[string]map[string]int{}
	out := map[string]string{}
	for _, s := range d.Stories() {
		for _, a := range s.Articles {
			if votes[a.Origin] == nil {
				votes[a.Origin] = map[string]int{}
			}
			votes[a.Origin][string(s.ID)]++
		}
	}
	most := map[string]int{}
	for _, s := range d.Stories() { // of two stories with as many articles the one that stands first
		for _, a := range s.Articles {
			if n := votes[a.Origin][string(s.ID)]; n > most[a.Origin] {
				most[a.Origin], out[a.Origin] = n, string(s.ID)
			}
		}
	}
	return out
}

// Summarize tells a digest's pages in a few words.
func (e Engine) Summarize(g gold.Digest, words int) (string, error) {
	docs := slices.Clone(g.Docs)
	slices.SortStableFunc(docs, func(a, b struct {
		URL   string `json:"url"`
		Title string `json:"title"`
		Date  string `json:"date"`
		Text  string `json:"text"`
	}) int { // the set's own order tells what matters
		x, y := sha256.Sum256([]byte(a.URL)), sha256.Sum256([]byte(b.URL))
		return bytes.Compare(x[:], y[:])
	})
	var rows []gold.Row
	for i, d := range docs {
		rows = append(rows, gold.Row{ID: fmt.Sprintf("%s.%d", g.ID, i), URL: d.URL, Title: d.Title, Published: d.Date, Text: d.Text})
	}
	asOf := EndOf(g.Day())
	articles, err := Engine{Now: asOf}.Articles(rows)
	if err != nil {
		return "", err
	}
	an := annotate.New(annotate.Options{})
	read := make([]*text.Document, len(articles))
	for i, a := range articles {
		read[i] = an.Analyze(a)
	}
	sum := summary.Of(an, read, summary.Options{Words: words, AsOf: asOf, CopyOf: cluster.Copies(read)})
	var told []string
	for _, p := range sum.Points {
		told = append(told, p.Text)
	}
	return strings.Join(told, " "), nil
}

// ReadPages reads raw pages, all of them together, as a folder of them is read.
func (e Engine) ReadPages(pages []gold.HTMLPage) map[string]score.ReadPage {
	in := make([]ingest.Page, len(pages))
	for i, p := range pages {
		in[i] = ingest.Page{Origin: p.ID, URL: p.URL, Kind: ingest.HTML, Body: p.HTML}
	}
	articles, _ := ingest.New(ingest.Options{Now: e.Now}).Articles(in...)
	out := map[string]score.ReadPage{}
	for _, a := range articles {
		p := out[a.Origin]
		if p.Articles > 0 {
			p.Text += "\n"
		}
		p.Text += a.Text
		p.Articles++
		if p.Date == "" {
			p.Date = a.Published.String()
		}
		out[a.Origin] = p
	}
	return out
}

// Cuts reads live blogs and gives the lines of what came of each; without the publishers' own marks
// between the items where marked is false.
func (e Engine) Cuts(blogs []gold.Live, marked bool) (map[string][]score.Cut, error) {
	var rows []gold.Row
	for _, b := range blogs {
		var paragraphs []string
		for _, p := range b.Paragraphs {
			if marked || !p.Marker {
				paragraphs = append(paragraphs, p.Text)
			}
		}
		rows = append(rows, gold.Row{ID: b.ID, URL: b.URL, Title: b.Title, Published: b.Date, Text: strings.Join(paragraphs, "\n\n")})
	}
	articles, err := e.Articles(rows)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(articles, func(a, b briefing.Article) int { return a.Position - b.Position })
	out := map[string][]score.Cut{}
	for _, a := range articles {
		for _, line := range append([]string{a.Title}, strings.Split(a.Text, "\n")...) {
			out[a.Origin] = append(out[a.Origin], score.Cut{Text: line, Article: a.Position})
		}
	}
	return out, nil
}

// Spoken reads articles and gives their sentences with who said them.
func (e Engine) Spoken(quoted []gold.Quoted) (map[string][]score.Spoken, error) {
	var rows []gold.Row
	for _, q := range quoted {
		rows = append(rows, gold.Row{ID: q.ID, Title: q.Title, Published: q.Date, Text: q.Text})
	}
	articles, err := e.Articles(rows)
	if err != nil {
		return nil, err
	}
	an := annotate.New(annotate.Options{})
	out := map[string][]score.Spoken{}
	for _, a := range articles {
		for _, s := range an.Analyze(a).Sentences {
			out[a.Origin] = append(out[a.Origin], score.Spoken{Text: a.Text[s.Start:s.End], Speaker: s.Speaker})
		}
	}
	return out, nil
}
