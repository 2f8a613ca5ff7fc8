package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
)

// sitemapURL is an entry of a sitemap, or of a list of sitemaps:
// https://www.sitemaps.org/protocol.html and
// https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Title     string `xml:"title"`
		Published string `xml:"publication_date"`
	} `xml:"news"`
}

// parseSitemap reads a sitemap, or a list of them, as far as it goes. The entries are those of news, or
// all where none says that it is news, newest first.
func parseSitemap(body []byte, a answer, base *url.URL) (document, error) {
	d := document{form: formSitemap}
	decoder := xml.NewDecoder(bytes.NewReader(body))
	decoder.Strict = false
	news := false
	for len(d.entries) < mostEntries*10 {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			d.broken = &Trouble{Words: short(a.url) + " is broken XML; what stands before the break is read, whoever runs the site has to mend it", Err: err}
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "sitemapindex":
			d.form = formSitemaps
		case "url", "sitemap":
			var u sitemapURL
			if err := decoder.DecodeElement(&u, &start); err != nil {
				continue // the next token tells what is wrong
			}
			e := entry{link: resolve(base, u.Loc), title: plainText(u.News.Title), published: sitemapTime(u.News.Published)}
			if e.published.IsZero() {
				e.published = sitemapTime(u.LastMod)
			}
			news = news || u.News.Title != ""
			if e.link != "" {
				d.entries = append(d.entries, e)
			}
		}
	}
	if news {
		d.entries = slices.DeleteFunc(d.entries, func(e entry) bool { return e.title == "" })
	}
	slices.SortStableFunc(d.entries, func(a, b entry) int { return cmp.Compare(b.published.Unix(), a.published.Unix()) })
	d.entries = d.entries[:min(len(d.entries), mostEntries)]
	if len(d.entries) == 0 && d.broken != nil {
		return document{}, d.broken
	}
	return d, nil
}

// sitemapTime reads a W3C date: https://www.w3.org/TR/NOTE-datetime
func sitemapTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t
		}
	}
	return time.Time{}
}
