package ingest

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"briefbot/briefing"
)

// draft is a page that has been cut into lines, between reading and writing.
type draft struct {
	page     Page
	title    string
	source   string
	url      string
	language string
	// published is the page's own date; from says how it is known.
	published briefing.PubTime
	from      briefing.PublishedFrom
	lines     []line
	live      bool               // the markup says that it is a live blog
	dropped   []briefing.Dropped // what the reading of markup left out already
}

// Articles cleans, splits and dates pages, in order, every article of a page with its Position.
// A page in which nothing is left to read is a Failure.
func (r *Reader) Articles(pages ...Page) ([]briefing.Article, []Failure) {
	read := make([]*draft, len(pages))
	errs := make([]error, len(pages))
	inParallel(len(pages), func(i int) {
		p := pages[i]
		if p.Fetched.IsZero() {
			p.Fetched = r.options.Now
		}
		read[i], errs[i] = open(p)
	})
	var failures []Failure
	drafts := make([]*draft, 0, len(pages))
	for i, d := range read {
		if errs[i] != nil {
			failures = append(failures, Failure{Path: pages[i].Origin, Err: errs[i]})
			continue
		}
		drafts = append(drafts, d)
	}
	templates := learnTemplates(drafts)
	inParallel(len(drafts), func(i int) {
		templates.mark(drafts[i])
		nameOutlet(drafts[i])
		tidyTitle(drafts[i])
		clean(drafts[i])
		split(drafts[i])
		date(drafts[i])
	})
	dateByNeighbours(drafts)
	var out []briefing.Article
	for _, d := range drafts {
		articles := d.write()
		if len(articles) == 0 {
			failures = append(failures, Failure{Path: d.page.Origin, Err: errNothingLeft})
		}
		out = append(out, articles...)
	}
	laterLast(out)
	return out, failures
}

// laterLast puts the revisions of one item, where several pages are of it, in the order of their dates: the last is the
// one that holds. One without a date, or of the same day where only that is known, stays behind the one before it.
func laterLast(articles []briefing.Article) {
	places := map[briefing.ArticleID][]int{}
	for i := range articles {
		places[articles[i].ID] = append(places[articles[i].ID], i)
	}
	type revision struct {
		article briefing.Article
		at      time.Time
	}
	for _, at := range places {
		if len(at) < 2 {
			continue
		}
		var all []revision
		var before time.Time
		for _, i := range at {
			t := articles[i].Published
			if t.IsZero() || t.DayOnly && written(t.Time).Equal(written(before)) {
				t.Time = before
			}
			before = t.Time
			all = append(all, revision{articles[i], before})
		}
		slices.SortStableFunc(all, func(a, b revision) int { return a.at.Compare(b.at) })
		for k, i := range at {
			articles[i] = all[k].article
		}
	}
}

// inParallel calls f for 0 to n-1 on all processors and waits for the last.
func inParallel(n int, f func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wait.Wait()
}

// write makes the articles of a page whose lines are judged.
func (d *draft) write() []briefing.Article {
	var parts [][]line
	for i, start := 1, 0; i <= len(d.lines); i++ {
		if i == len(d.lines) || d.lines[i].starts {
			parts, start = append(parts, d.lines[start:i]), i
		}
	}
	parts, introduced := dropIntroduction(parts)
	dropEmptyEntries(parts)
	if parts = foldEmpty(parts); introduced && len(parts) > 1 {
		d.title = "" // it names the whole page and none of its entries
	}
	var out []briefing.Article
	times, exact := entryTimes(parts, d.published)
	for i, lines := range parts {
		a := d.article(lines, len(parts), len(out))
		if t := times[i]; !t.IsZero() && !d.future(t.Time) {
			a.Published, a.PublishedFrom = t, briefing.FromText
			if exact[i] {
				a.PublishedFrom = briefing.FromMetadata
			}
		}
		out = append(out, a)
	}
	tellApart(out)
	if len(out) > 0 && len(d.dropped) > 0 {
		out[0].Dropped = append(d.dropped[:len(d.dropped):len(d.dropped)], out[0].Dropped...)
	}
	return out
}

// tellApart gives articles of one page that begin alike identities of their own. They are counted
// from the page's end, since a live blog grows at its top.
func tellApart(articles []briefing.Article) {
	seen := map[briefing.ArticleID]int{}
	for i := len(articles) - 1; i >= 0; i-- {
		a := &articles[i]
		n := seen[a.ID]
		seen[a.ID]++
		if n > 0 {
			a.ID = briefing.IdentifyArticle("", string(a.ID), len(articles), n, "")
		}
	}
}

// foldEmpty joins parts of which nothing is kept to a neighbour, so that their dropped lines stay
// in the record. The parts are stretches of one page's lines, each right behind the one before.
func foldEmpty(parts [][]line) [][]line {
	var out [][]line
	var before []line // parts without anything, at the page's top
	for _, p := range parts {
		switch last := len(out) - 1; {
		case last >= 0 && kept(p) == 0:
			out[last] = out[last][:len(out[last])+len(p)]
		case last >= 0:
			out = append(out, p)
		default:
			if before != nil {
				p = before[:len(before)+len(p)]
			}
			if before = p; kept(p) > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

func kept(lines []line) int {
	n := 0
	for _, l := range lines {
		if l.why == "" {
			n++
		}
	}
	return n
}

// article writes one part of a page.
func (d *draft) article(lines []line, parts, position int) briefing.Article {
	a := briefing.Article{Origin: d.page.Origin, Position: position, Source: d.source, URL: d.url, Language: d.language,
		Published: d.published, PublishedFrom: d.from}
	var text strings.Builder
	for _, l := range lines {
		if l.why != "" {
			a.Dropped = append(a.Dropped, briefing.Dropped{Text: l.text, Why: l.why})
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		} else if l.heading {
			a.Title = l.text
		}
		text.WriteString(l.text)
	}
	a.Text = text.String()
	if d.title != "" && (parts == 1 || position == 0 && !headingLike(a.Title)) {
		a.Title = d.title
	}
	if parts > 1 && position > 0 && a.Published.Time.Equal(d.published.Time) && !a.Published.IsZero() {
		a.PublishedFrom = briefing.FromPage
	}
	a.Revision = briefing.RevisionOf(a.Title, a.Text)
	name, address := a.Title, d.url
	if parts > 1 {
		name, address = "", "" // the page's title may stand on another entry tomorrow
	}
	begin, _, _ := strings.Cut(a.Text, "\n")
	a.ID = briefing.IdentifyArticle(d.url, d.page.Origin, parts, position, cmp.Or(name, begin))
	a.Kind = articleKind(cmp.Or(a.Title, d.title), address, lines)
	return a
}
