package feed

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

// document is what an address gave: the entries of a feed, a sitemap or a list of links, or one page.
type document struct {
	form    form
	title   string
	entries []entry
	// feeds are the addresses of feeds that a web page names.
	feeds []string
	// page is a web page itself; article says that it calls itself one.
	page    []byte
	article bool
	// every is how often the document itself asks to be looked at, or 0.
	every time.Duration
	// broken says that it could be read in part only, and why.
	broken error
}

// form is what a document is.
type form string

// The forms.
const (
	formFeed     form = "feed"
	formSitemap  form = "sitemap"
	formSitemaps form = "sitemaps" // a list of sitemaps
	formIndex    form = "index"    // a page that lists others
	formPage     form = "page"
)

// entry is one item of a document.
type entry struct {
	guid, link, title string
	body              string // the longest text that the entry has, HTML
	published         time.Time
	// shared says that other entries give the same link; origin is its name over all looks.
	shared bool
	origin string
}

// mostEntries is how many entries of one document are read, those that stand first.
const mostEntries = 1000

// parse tells what an answer is and reads it. zone is meant where a date has none.
func parse(a answer, zone *time.Location) (document, error) {
	base, err := url.Parse(a.url)
	if err != nil {
		return document{}, err
	}
	body := toUTF8(a.body, a.header.Get("Content-Type"))
	if len(bytes.TrimSpace(body)) == 0 {
		return document{}, &Trouble{Words: short(a.url) + " answers with nothing at all; check the address"}
	}
	body = fromRoot(body)
	switch root(body) {
	case "rss", "rdf", "feed", "json":
		return parseFeed(body, a, base, zone)
	case "urlset", "sitemapindex":
		return parseSitemap(body, a, base)
	case "opml":
		return document{}, &Trouble{Words: short(a.url) + " is a list of feeds (OPML); read it in with briefbot sources import"}
	case "html":
		return parsePage(body, base), nil
	case "xml":
		return document{}, &Trouble{Words: short(a.url) + " is XML, but no feed and no sitemap; check the address"}
	}
	return document{}, &Trouble{Words: short(a.url) + " is neither a feed nor a web page; check the address"}
}

// root names a document by its first element, lower case: "json" for an object, "html" for markup
// without a known root, "xml" for another XML root, "" for what is none of these.
func root(body []byte) string {
	head := body[:min(len(body), 64<<10)]
	for {
		head = bytes.TrimLeft(head, " \t\r\n\ufeff\x00")
		switch {
		case bytes.HasPrefix(head, []byte("{")):
			return "json"
		case bytes.HasPrefix(head, []byte("<?")):
			head = after(head, "?>")
		case bytes.HasPrefix(head, []byte("<!--")):
			head = after(head, "-->")
		case bytes.HasPrefix(bytes.ToLower(head[:min(9, len(head))]), []byte("<!doctype")):
			head = afterDoctype(head)
		case bytes.HasPrefix(head, []byte("<")):
			return element(head, body)
		default:
			if bytes.Contains(bytes.ToLower(head), []byte("<html")) || bytes.Contains(bytes.ToLower(head), []byte("<body")) {
				return "html"
			}
			return ""
		}
	}
}

// strayBytes is how much may stand before a document that does not belong to it.
const strayBytes = 4096

// fromRoot is a document without what stands before it by mistake, as a warning of the site's program, and
// without its document type: the entities that one declares are never looked at.
func fromRoot(body []byte) []byte {
	body = bytes.TrimLeft(body, " \t\r\n\x00")
	head := body[:min(len(body), strayBytes)]
	if !bytes.HasPrefix(head, []byte("<")) && !bytes.HasPrefix(head, []byte("{")) && !bytes.Contains(bytes.ToLower(head), []byte("<html")) {
		for _, sign := range []string{"<?xml", "<rss", "<feed", "<rdf:RDF"} {
			if i := bytes.Index(head, []byte(sign)); i > 0 {
				body = body[i:]
				break
			}
		}
	}
	declared, rest := []byte(nil), body
	if bytes.HasPrefix(body, []byte("<?xml")) {
		rest = after(body, "?>")
		declared = body[:len(body)-len(rest)]
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if bytes.HasPrefix(rest, []byte("<!DOCTYPE")) && root(body) != "html" {
		return append(bytes.Clone(declared), afterDoctype(rest)...)
	}
	return body
}

func after(b []byte, end string) []byte {
	if _, rest, ok := bytes.Cut(b, []byte(end)); ok {
		return rest
	}
	return nil
}

// afterDoctype passes over a document type with its own declarations.
func afterDoctype(b []byte) []byte {
	depth := 0
	for i, c := range b {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return b[i+1:]
			}
		}
	}
	return nil
}

// element is the root by the name of the first element.
func element(head, body []byte) string {
	name := head[1:]
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch low := strings.ToLower(string(name)); low {
	case "rss", "rdf", "feed", "urlset", "sitemapindex", "opml", "html":
		return low
	case "channel": // RSS without its root
		return "rss"
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<?xml")) {
		return "xml"
	}
	return "html"
}

// parseFeed reads a feed. One that breaks off or is broken in the middle is read as far as it goes.
func parseFeed(body []byte, a answer, base *url.URL, zone *time.Location) (document, error) {
	f, broken, err := readSalvaged(body, a)
	if err != nil {
		return document{}, err
	}
	d := document{form: formFeed, broken: broken}
	if f.FeedType == "json" && len(f.Items) == 0 && !strings.Contains(f.FeedVersion, "jsonfeed") && !bytes.Contains(body, []byte("jsonfeed.org")) {
		return document{}, &Trouble{Words: short(a.url) + " is JSON, but no feed; check the address"}
	}
	d.title = plainText(f.Title)
	if r, ok := f.OriginalFeed().(*rss.Feed); ok {
		d.every = minutes(r.TTL)
	}
	for _, item := range f.Items {
		if item == nil || len(d.entries) == mostEntries {
			continue
		}
		if e := readItem(item, base, zone); e.link != "" || e.title != "" || e.body != "" {
			d.entries = append(d.entries, e)
		}
	}
	if len(f.Items) > mostEntries && d.broken == nil {
		d.broken = &Trouble{Words: fmt.Sprintf("%s has %d entries, of which the first %d are read", short(a.url), len(f.Items), mostEntries)}
	}
	return d, nil
}

// readSalvaged parses a feed, or as much of one as is whole: broken says then why it is not all.
func readSalvaged(body []byte, a answer) (f *gofeed.Feed, broken, err error) {
	f, err = readFeed(body)
	switch {
	case a.cut:
		broken = &Trouble{Words: fmt.Sprintf("%s is larger than is read (%d MB), or breaks off; its first entries are read",
			short(a.url), len(a.body)>>20)}
	case err != nil:
		broken = &Trouble{Words: short(a.url) + " is broken XML; what stands before the break is read, whoever runs the site has to mend it",
			Err: err}
	}
	for try := 0; err != nil && try < mostSalvage; try++ {
		if body = salvage(body); body == nil {
			break
		}
		f, err = readFeed(body)
	}
	if err != nil {
		return nil, nil, &Trouble{Words: short(a.url) + " is a broken feed; whoever runs the site has to mend it", Err: err}
	}
	return f, broken, nil
}

// readFeed parses; a panic of the parser is an error.
func readFeed(body []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the parser gave up: %v", p)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	f, err = p.Parse(bytes.NewReader(body))
	if err == nil && f == nil {
		err = gofeed.ErrFeedTypeNotDetected
	}
	return f, err
}

// mostSalvage is how often the end of a broken feed is cut back before it is given up.
const mostSalvage = 5

// salvage cuts a broken feed back behind its last whole entry but one that may be the broken one, and
// closes it. It returns nil where there is none.
func salvage(body []byte) []byte {
	for _, closing := range []struct{ entry, end string }{{"</item>", "</channel></rss>"}, {"</entry>", "</feed>"}} {
		at := bytes.LastIndex(body, []byte(closing.entry))
		if at < 0 {
			continue
		}
		if bytes.HasSuffix(body, []byte(closing.entry+closing.end)) { // cut back before: that one goes too
			if at = bytes.LastIndex(body[:at], []byte(closing.entry)); at < 0 {
				return nil
			}
		}
		return append(bytes.Clone(body[:at]), closing.entry+closing.end...)
	}
	return nil
}

func minutes(ttl string) time.Duration {
	n := 0
	for _, c := range strings.TrimSpace(ttl) {
		if c < '0' || c > '9' || n > 1<<20 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return time.Duration(n) * time.Minute
}

// readItem is a feed's item as an entry.
func readItem(item *gofeed.Item, base *url.URL, zone *time.Location) entry {
	e := entry{guid: strings.TrimSpace(item.GUID), title: plainText(item.Title), body: item.Content}
	if len(item.Description) > len(e.body) {
		e.body = item.Description
	}
	e.link = resolve(base, item.Link)
	if e.link == "" {
		for _, l := range item.Links {
			if e.link = resolve(base, l); e.link != "" {
				break
			}
		}
	}
	if e.link == "" { // a guid may be the address
		if u, err := url.Parse(e.guid); err == nil && u.Host != "" {
			e.link = resolve(base, e.guid)
		}
	}
	switch {
	case item.PublishedParsed != nil:
		e.published = inZone(*item.PublishedParsed, item.Published, zone)
	case item.UpdatedParsed != nil:
		e.published = inZone(*item.UpdatedParsed, item.Updated, zone)
	}
	return e
}

// inZone moves a time that was written without a zone, and so read as UTC, to the zone that is meant.
func inZone(t time.Time, written string, zone *time.Location) time.Time {
	if zone == nil || zone == time.UTC {
		return t
	}
	written = strings.TrimSpace(written)
	_, offset := t.Zone()
	if offset != 0 || len(written) < 10 || strings.ContainsAny(written[10:], "+Zz") || strings.Count(written[10:], "-") > 0 || strings.HasSuffix(written, "GMT") || strings.HasSuffix(written, "UTC") || strings.HasSuffix(written, "UT") {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
}

// resolve makes a link whole. What is no web address gives "".
func resolve(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if link == "" {
		return ""
	}
	u, err := base.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u.String()
}
