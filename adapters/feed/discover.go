package feed

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Found is what stands at an address, before anything is kept of it.
type Found struct {
	// URL is the feed's own, or the page's where there is no feed; Title is its own.
	URL, Title string
	// Kind says in a word or two what it is: "feed", "news sitemap", "page with links", "page".
	Kind string
	// Latest are its latest entries, newest first, five at most.
	Latest []Latest
}

// Latest is an entry in a list.
type Latest struct {
	Title, URL string
	Published  time.Time // zero where it is not known
}

// shownLatest is how many entries are shown of what was found.
const shownLatest = 5

// usualPaths are where sites keep feeds that their pages do not name.
var usualPaths = []string{"/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss"}

// Find looks what stands at an address that a person typed: a feed, or the feed of a site, or else the page.
func (c *Client) Find(ctx context.Context, address string) (Found, error) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	a, err := c.fetch(ctx, request{url: address})
	if err != nil {
		return Found{}, err
	}
	d, err := parse(a, nil)
	if err != nil {
		return Found{}, err
	}
	if d.article || d.form == formFeed || d.form == formSitemap || d.form == formSitemaps {
		return c.found(ctx, a, d)
	}
	base, err := url.Parse(a.url)
	if err != nil {
		return Found{}, err
	}
	if b, feed, ok := c.feedOf(ctx, base, d.feeds); ok {
		a, d = b, feed
	}
	if ctx.Err() != nil {
		return Found{}, ctx.Err()
	}
	return c.found(ctx, a, d)
}

// feedOf reads the feed of a site: one that its page names, or one at a usual path.
func (c *Client) feedOf(ctx context.Context, site *url.URL, named []string) (answer, document, bool) {
	for _, u := range named {
		a, d, err := c.feedAt(ctx, u, false)
		if err == nil || ctx.Err() != nil {
			return a, d, err == nil
		}
	}
	for _, path := range usualPaths {
		a, d, err := c.feedAt(ctx, site.Scheme+"://"+site.Host+path, true)
		if err == nil {
			return a, d, true
		}
		var t *Trouble
		if ctx.Err() != nil || errors.As(err, &t) && t.Status == 0 && !errors.Is(err, errRobots) && !errors.Is(err, errNoFeed) {
			break // the site itself is in trouble: it is not asked five times more
		}
	}
	return answer{}, document{}, false
}

// errNoFeed says that an address gives something else than a feed.
var errNoFeed = errors.New("no feed")

// feedAt reads the feed at an address.
func (c *Client) feedAt(ctx context.Context, address string, crawl bool) (answer, document, error) {
	a, err := c.fetch(ctx, request{url: address, crawl: crawl})
	if err != nil {
		return a, document{}, err
	}
	d, err := parse(a, nil)
	if err != nil || d.form != formFeed || len(d.entries) == 0 {
		return a, d, &Trouble{Words: short(address) + " is no feed", Err: errNoFeed}
	}
	return a, d, nil
}

// found sums up what was found.
func (c *Client) found(ctx context.Context, a answer, d document) (Found, error) {
	f := Found{URL: a.url, Title: d.title, Kind: map[form]string{formFeed: "feed", formSitemap: "news sitemap", formSitemaps: "news sitemap", formIndex: "page with links", formPage: "page"}[d.form]}
	if a.moved != "" {
		f.URL = a.moved
	}
	if d.form == formSitemaps {
		var err error
		if d, err = New(c, Options{URL: a.url}).sitemaps(ctx, d); err != nil {
			return f, err
		}
	}
	list := slices.Clone(d.entries)
	if d.form == formPage {
		list = []entry{{title: d.title, link: a.url}}
	}
	slices.SortStableFunc(list, func(x, y entry) int { return y.published.Compare(x.published) })
	for _, e := range list[:min(len(list), shownLatest)] {
		l := Latest{Title: e.title, URL: e.link, Published: e.published}
		if l.Title == "" {
			l.Title = short(e.link)
		}
		f.Latest = append(f.Latest, l)
	}
	return f, nil
}
