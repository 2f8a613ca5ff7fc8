package measure

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"briefbot/briefing"
	"briefbot/cmd/fit/gold"
	"briefbot/cmd/fit/score"
)

// Run measures one set.
type Run func(ctx context.Context, e Engine, d gold.Data) ([]score.Report, error)

// Set is something to measure, with the folder that it needs.
type Set struct {
	Name, Folder string
	Run          Run
}

// Sets are all sets, in the order in which they are printed.
var Sets = []Set{
	{"briefing", "windows", briefings},
	{"questions", "windows", questions},
	{"pages", "pages", pages},
	{"answer", "rtqa_news", news},
	{"speakers", "polnear_quotes", speakers},
	{"stories", "rtqa_clusters", stories},
	{"lookalike", "ecbplus_stories", lookalikes},
	{"split", "liveblog_split", splits},
	{"summary", "rtqa_mds", summaries},
	{"article", "article_extraction", articles},
	{"segments", "trafilatura_eval", segments},
	{"dates", "htmldate_eval", dates},
}

// Names are the names of all sets.
func Names() []string {
	var out []string
	for _, s := range Sets {
		out = append(out, s.Name)
	}
	return out
}

// Present are the names of the sets of which the data has the folder.
func Present(d gold.Data) []string {
	var out []string
	for _, s := range Sets {
		if d.Has(s.Folder) {
			out = append(out, s.Name)
		}
	}
	return out
}

// OneWindow reports whether a report is of a single window of news: "questions d4".
func OneWindow(set string) bool {
	_, name, _ := strings.Cut(set, " ")
	digits, ok := strings.CutPrefix(name, "d")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// Choose gives the sets of the names, or all of which the data has the folder. An unknown name is an
// error that lists the names.
func Choose(d gold.Data, names []string) ([]Set, error) {
	for _, n := range names {
		if !slices.Contains(Names(), n) {
			return nil, fmt.Errorf("there is no set %q; there are %s", n, strings.Join(Names(), ", "))
		}
	}
	var out []Set
	for _, s := range Sets {
		if slices.Contains(names, s.Name) || len(names) == 0 && d.Has(s.Folder) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds none of the sets %s", d.Folder, strings.Join(Names(), ", "))
	}
	return out, nil
}

// summed puts windows' reports under two more: the mean of all, and that of those nobody looks at.
func summed(task string, reports []score.Report) []score.Report {
	var unread []score.Report
	for _, r := range reports {
		if gold.Unread(strings.TrimPrefix(r.Set, task+" ")) {
			unread = append(unread, r)
		}
	}
	out := append(slices.Clone(reports), score.Mean(task+" mean", reports))
	if len(unread) > 0 {
		out = append(out, score.Mean(task+" unread", unread))
	}
	return out
}

// eachWindow runs f on each window, several at once, and keeps their order.
func eachWindow(d gold.Data, f func(i int, w gold.Window) error) (int, error) {
	windows, err := d.Windows()
	if err != nil {
		return 0, err
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, w := range windows {
		g.Go(func() error { return f(i, w) })
	}
	return len(windows), g.Wait()
}

// mostWindows bounds how many windows are measured at once; there are twelve.
const mostWindows = 100

func briefings(ctx context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	reports := make([]score.Report, mostWindows)
	n, err := eachWindow(d, func(i int, w gold.Window) error {
		desk, err := e.Desk(w.Corpus)
		if err != nil {
			return err
		}
		told, err := Brief(ctx, desk, w.Day, score.Budgets)
		if err != nil {
			return err
		}
		reports[i] = score.Briefing(w, told, Stories(desk))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return summed("briefing", reports[:n]), nil
}

// WindowQuestions are a window's questions as they are asked: on its last day.
func WindowQuestions(w gold.Window) []briefing.Question {
	var out []briefing.Question
	for _, q := range w.Questions {
		out = append(out, briefing.Question{ID: q.ID, Text: q.Question, AsOf: EndOf(w.Day.AsOf)})
	}
	return out
}

func questions(ctx context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	reports, tallies := make([]score.Report, mostWindows), make([]score.Tally, mostWindows)
	kinds := make([]map[string]score.Tally, mostWindows)
	n, err := eachWindow(d, func(i int, w gold.Window) error {
		desk, err := e.Desk(w.Corpus)
		if err != nil {
			return err
		}
		answers, err := Ask(ctx, desk, WindowQuestions(w))
		if err != nil {
			return err
		}
		reports[i], tallies[i], kinds[i] = score.Questions(w, answers)
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := map[string]score.Tally{}
	for _, k := range kinds[:n] {
		for _, name := range slices.Sorted(maps.Keys(k)) {
			t := all[name]
			t.Add(k[name])
			all[name] = t
		}
	}
	out := summed("questions", reports[:n])
	var mean, unread score.Tally // of all questions, since a refusal's precision has no mean over windows
	for i, t := range tallies[:n] {
		mean.Add(t)
		if gold.Unread(strings.TrimPrefix(reports[i].Set, "questions ")) {
			unread.Add(t)
		}
	}
	for i := n; i < len(out); i++ {
		out[i].Figures = mean.Figures()
		if out[i].Set == "questions unread" {
			out[i].Figures = unread.Figures()
		}
	}
	return append(out, score.Kinds("questions by kind", all)), nil
}

// NewsQuestions are the quiz questions as they are asked: on the quiz's day, those without an answer on
// the corpus' last, with "u" before their id.
func NewsQuestions(n gold.News) []briefing.Question {
	var out []briefing.Question
	last := ""
	for _, q := range n.Answerable {
		last = max(last, q.Day())
		out = append(out, briefing.Question{ID: q.ID, Text: q.Question, AsOf: EndOf(q.Day())})
	}
	for _, q := range n.Unanswerable {
		out = append(out, briefing.Question{ID: "u" + q.ID, Text: q.Question, AsOf: EndOf(last)})
	}
	return out
}

func news(ctx context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	n, err := d.News()
	if err != nil {
		return nil, err
	}
	desk, err := e.Desk(n.Corpus)
	if err != nil {
		return nil, err
	}
	answers, err := Ask(ctx, desk, NewsQuestions(n))
	if err != nil {
		return nil, err
	}
	return []score.Report{score.News(n, answers)}, nil
}

// PagesFolder is where the five pages lie that the set "pages" asks about: beside the data's folder.
func PagesFolder(d gold.Data) string { return filepath.Join(d.Folder, "..", "..", "corpus") }

// PageQuestions are the questions on the five pages as they are asked.
func PageQuestions(questions []gold.PageQuestion) []briefing.Question {
	var out []briefing.Question
	for _, q := range questions {
		out = append(out, briefing.Question{ID: q.ID, Text: q.Question, AsOf: EndOf(q.AsOf)})
	}
	return out
}

func pages(ctx context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	asked, err := d.Pages()
	if err != nil {
		return nil, err
	}
	desk, err := e.DeskOf(PagesFolder(d))
	if err != nil {
		return nil, err
	}
	answers, err := Ask(ctx, desk, PageQuestions(asked))
	if err != nil {
		return nil, err
	}
	return []score.Report{score.Pages(asked, answers)}, nil
}

func speakers(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	quoted, err := d.Quotes(false)
	if err != nil {
		return nil, err
	}
	spoken, err := e.Spoken(quoted)
	if err != nil {
		return nil, err
	}
	return []score.Report{score.Speakers(quoted, spoken)}, nil
}

func stories(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	labelled, err := d.Stories()
	return grouped("stories", e, labelled, err)
}

func lookalikes(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	labelled, err := d.Lookalikes()
	return grouped("lookalike", e, labelled, err)
}

func grouped(set string, e Engine, labelled []gold.Labelled, err error) ([]score.Report, error) {
	if err != nil {
		return nil, err
	}
	var rows []gold.Row
	for _, l := range labelled {
		rows = append(rows, l.Row)
	}
	desk, err := e.Desk(rows)
	if err != nil {
		return nil, err
	}
	return []score.Report{score.Stories(set, labelled, Stories(desk))}, nil
}

func splits(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	blogs, err := d.LiveBlogs()
	if err != nil {
		return nil, err
	}
	var out []score.Report
	for name, marked := range map[string]bool{"split marked": true, "split unmarked": false} {
		cuts, err := e.Cuts(blogs, marked)
		if err != nil {
			return nil, err
		}
		out = append(out, score.Split(name, blogs, cuts))
	}
	slices.SortFunc(out, func(a, b score.Report) int { return strings.Compare(a.Set, b.Set) })
	return out, nil
}

func summaries(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	digests, err := d.Digests()
	if err != nil {
		return nil, err
	}
	told := make([]string, len(digests))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, x := range digests {
		g.Go(func() error {
			var err error
			told[i], err = e.Summarize(x, 40)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	got := map[string]string{}
	for i, x := range digests {
		got[x.ID] = told[i]
	}
	return []score.Report{score.Summaries(digests, got)}, nil
}

func articles(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	p, err := d.ArticlePages()
	if err != nil {
		return nil, err
	}
	return []score.Report{score.Articles(p, e.ReadPages(p))}, nil
}

// language is the one that the engine reads.
const language = "en"

func segments(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	p, err := d.SegmentPages(language)
	if err != nil {
		return nil, err
	}
	return []score.Report{score.Segments(p, e.ReadPages(p))}, nil
}

func dates(_ context.Context, e Engine, d gold.Data) ([]score.Report, error) {
	p, err := d.DatePages(language)
	if err != nil {
		return nil, err
	}
	return []score.Report{score.Dates(p, e.ReadPages(p))}, nil
}
