package feed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
)

// Full says where the text of an entry is taken from.
type Full string

// The ways.
const (
	FullAuto Full = ""     // from the feed where it has the whole text, else from the entry's page where the site allows it
	FullPage Full = "page" // always from the page, where the site allows it
	FullFeed Full = "feed" // always from the feed
)

// Options describe one source. URL is needed; all else has a default.
type Options struct {
	// URL is a feed's, a sitemap's, a page's, or a site's that names its feed.
	URL string
	// Name is what people call it, and the outlet of its articles; empty is its address and its own title.
	Name string
	// Zone is meant where a date has none; nil is UTC.
	Zone *time.Location
	Full Full
	// Every is the time between two looks; 0 follows the rate at which entries come.
	Every time.Duration
	// Header is sent to the host of URL alone. It may hold secrets.
	Header http.Header
}

// Source is one feed, sitemap or page. It implements briefing.Source.
type Source struct {
	client *Client
	o      Options
}

var _ briefing.Source = (*Source)(nil)

// New returns a source that asks through a client.
func New(c *Client, o Options) *Source { return &Source{client: c, o: o} }

// Name implements briefing.Source.
func (s *Source) Name() string { return cmp.Or(s.o.Name, short(s.o.URL)) }

// mostPages is how many pages of entries one look fetches; the rest is for the next look.
const mostPages = 30

// soon is how long it is until the next look where one did not fetch everything.
const soon = 2 * time.Minute

// Read implements briefing.Source.
func (s *Source) Read(ctx context.Context, since briefing.SourceState) (briefing.Reading, error) {
	now := s.client.o.Now()
	st := understood(since)
	a, err := s.client.fetch(ctx, s.request(st, now))
	var d document
	if err == nil && a.status == http.StatusNotModified && st.Whole == 0 {
		err = &Trouble{Words: short(s.o.URL) + " answers that nothing has changed (304), though nothing was read yet; whoever runs the site has to mend it", Status: a.status}
	}
	if err == nil && a.status != http.StatusNotModified {
		if d, err = parse(a, s.o.Zone); err == nil {
			d, err = s.lead(ctx, &st, &a, d)
		}
	}
	switch {
	case ctx.Err() != nil:
		return briefing.Reading{}, ctx.Err()
	case err != nil:
		return s.failed(st, err), err
	case a.status == http.StatusNotModified:
		return briefing.Reading{Next: st.encode(), Holds: st.Holds, Again: s.again(time.Duration(st.Every)*time.Second, 0)}, nil
	}
	if a.moved != "" {
		st.URL, st.ETag, st.Modified = a.moved, "", ""
	}
	if !a.cut && d.broken == nil {
		st.ETag, st.Modified = a.header.Get("ETag"), a.header.Get("Last-Modified")
	} else {
		st.ETag, st.Modified = "", ""
	}
	st.Whole = now.Unix()
	if d.form == formPage {
		d.entries = []entry{{link: a.url, title: d.title, body: string(d.page)}}
	}
	st.Holds = len(d.entries)
	pages, problems, rest, err := s.pages(ctx, &st, d, now)
	if err != nil {
		return briefing.Reading{}, err
	}
	every := rate(d.entries, now)
	st.Every = int64(every / time.Second)
	st.Rest = rest
	r := briefing.Reading{Pages: pages, Next: st.encode(), Holds: st.Holds, Problems: problems, Again: s.again(every, d.every)}
	if d.broken != nil {
		r.Problems = append(r.Problems, d.broken)
	}
	if rest > 0 {
		r.Again = min(r.Again, soon)
	}
	return r, nil
}

// calm is how long answers that nothing has changed are believed: after it everything is asked for anew.
const calm = 7 * 24 * time.Hour

// request is what is asked for first.
func (s *Source) request(st state, now time.Time) request {
	r := request{url: cmp.Or(st.URL, s.o.URL), header: s.o.Header}
	if st.URL != "" && !sameHost(st.URL, s.o.URL) {
		r.header = nil // it is for the host that it was given for
	}
	if st.Rest == 0 && now.Sub(time.Unix(st.Whole, 0)) < calm {
		r.etag, r.modified = st.ETag, st.Modified
	}
	return r
}

func sameHost(a, b string) bool {
	u, err := url.Parse(a)
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && u.Scheme == v.Scheme && u.Host == v.Host
}

// failed is what is told of a look that gave nothing. Where the address had moved, the one that was given
// is tried next time: it may have moved somewhere else, or back.
func (s *Source) failed(st state, err error) briefing.Reading {
	r := briefing.Reading{Holds: -1}
	var t *Trouble
	if errors.As(err, &t) {
		r.Again = t.Again
	}
	if st.URL != "" {
		st.URL, st.ETag, st.Modified = "", "", ""
		r.Next = st.encode()
	}
	return r
}

// lead goes on from a document that only leads to others: from a site to its feed, from a list of sitemaps
// to the newest of them.
func (s *Source) lead(ctx context.Context, st *state, a *answer, d document) (document, error) {
	switch {
	case d.form == formSitemaps:
		return s.sitemaps(ctx, d)
	case len(d.feeds) > 0 && !d.article && (d.form == formPage || d.form == formIndex):
		next, err := s.client.fetch(ctx, request{url: d.feeds[0]})
		if err != nil {
			return d, err
		}
		if d, err = parse(next, s.o.Zone); err != nil {
			return d, err
		}
		next.moved = cmp.Or(next.moved, next.url)
		*a = next
		st.ETag, st.Modified = "", ""
	}
	return d, nil
}

// mostSitemaps is how many of a list of sitemaps are read: those of news first, then the newest.
const mostSitemaps = 2

func (s *Source) sitemaps(ctx context.Context, d document) (document, error) {
	list := d.entries
	slices.SortStableFunc(list, func(a, b entry) int {
		x, y := strings.Contains(strings.ToLower(a.link), "news"), strings.Contains(strings.ToLower(b.link), "news")
		switch {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return b.published.Compare(a.published)
	})
	out := document{form: formSitemap}
	for _, e := range list[:min(len(list), mostSitemaps)] {
		a, err := s.client.fetch(ctx, request{url: e.link, crawl: true})
		if err != nil {
			return out, err
		}
		part, err := parse(a, s.o.Zone)
		if err != nil {
			return out, err
		}
		out.entries = append(out.entries, part.entries...)
		out.broken = cmp.Or(out.broken, part.broken)
	}
	out.entries = out.entries[:min(len(out.entries), mostEntries)]
	return out, nil
}

// How often a source is looked at whose rate is not known, and the bounds for others.
const (
	usual  = 30 * time.Minute
	lively = 10 * time.Minute
	quiet  = 3 * time.Hour
)

// rate is how often to look, by how fast the latest entries came: twice between two of them.
func rate(entries []entry, now time.Time) time.Duration {
	var times []time.Time
	for _, e := range entries {
		if believable(e.published, now) {
			times = append(times, e.published)
		}
	}
	if len(times) < 3 {
		return usual
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	times = times[:min(len(times), 20)]
	gap := now.Sub(times[len(times)-1]) / time.Duration(len(times))
	return min(max(gap/2, lively), quiet)
}

// again is when to come back: as configured, else by the rate, and not before the document itself wants;
// a little earlier or later, so that sources do not come all at once.
func (s *Source) again(rate, asked time.Duration) time.Duration {
	every := s.o.Every
	if every == 0 {
		every = max(cmp.Or(rate, usual), min(asked, quiet))
	}
	return every - every/10 + time.Duration(rand.Int64N(int64(every/5)+1))
}

// believable says that a date can be a publication's: not ahead of the day, and not before the web.
func believable(t, now time.Time) bool {
	return t.Year() >= 1995 && t.Before(now.Add(24*time.Hour))
}

// work is an entry that is new or changed, on its way to a page.
type work struct {
	entry
	at int // its place in the state
}

// pages makes pages of the entries that are new or changed. rest counts those that are left for the next
// look. What cannot be had is told in problems.
func (s *Source) pages(ctx context.Context, st *state, d document, now time.Time) (out []briefing.RawPage, problems []error, rest int, err error) {
	todo := st.compare(d.entries, now)
	fetches, missing := 0, 0
	var why error
	var halted bool // the site wants no more of us now
	for _, w := range todo {
		needs := s.needsPage(d, w)
		if needs && (fetches >= mostPages || halted) {
			st.postpone(w.at)
			rest++
			continue
		}
		page, trouble := s.page(ctx, d, w, needs, now)
		if ctx.Err() != nil {
			return nil, nil, 0, ctx.Err()
		}
		if needs {
			fetches++
		}
		var t *Trouble
		if errors.As(trouble, &t) && (t.Status == http.StatusTooManyRequests || t.Status == http.StatusServiceUnavailable) {
			halted = true
		}
		if trouble != nil && !errors.Is(trouble, errRobots) && st.retry(w.at) {
			rest++
		}
		if page.Body == nil {
			missing, why = missing+1, trouble
			continue
		}
		out = append(out, page)
	}
	switch {
	case missing > 0 && why != nil:
		problems = append(problems, &Trouble{Words: fmt.Sprintf("of its entries %d have no text of their own, and their pages cannot be had: %v", missing, why)})
	case missing > 0:
		problems = append(problems, &Trouble{Words: fmt.Sprintf("of its entries %d have neither a text nor a page; whoever runs the site has to mend it", missing)})
	}
	slices.SortStableFunc(out, func(a, b briefing.RawPage) int { return a.Published.Compare(b.Published.Time) })
	return out, problems, rest, nil
}
