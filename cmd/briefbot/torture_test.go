package main

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"briefbot/adapters/feed"
	"briefbot/briefing"
)

// trial is one way in which a source can be bad.
type trial struct {
	name string
	// serve sets the web up; the source is read at /bad/feed, or where url says.
	serve func(w *fakeWeb)
	url   func(w *fakeWeb) string
	full  feed.Full
	// patience is how long an answer may take; 0 is longer than any busy machine needs.
	patience time.Duration
	// problem is what status must say of it; "" is that nothing is wrong.
	problem string
	// articles is how many come of it in the end, looks how often it is looked at; 0 is once.
	articles, looks int
	// holds is what the text of its articles, with their titles, must hold; "!" before it is must not.
	holds []string
}

// at serves a handler as the bad feed.
func at(h http.HandlerFunc) func(*fakeWeb) { return func(w *fakeWeb) { w.does("/bad/feed", h) } }

func feedOf(items ...string) func(*fakeWeb) { return at(says(channel("Bad News", items...))) }

// piece is an entry of the bad feed.
func piece(n int) string {
	title, text := told("bad", n)
	return item(title, fmt.Sprintf("/bad/%d.html", n), fmt.Sprint("bad-", n), morning, text)
}

func hijack(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			fmt.Fprint(c, raw)
			c.Close()
		}
	}
}

// drip sends a byte at a time until the reader has gone.
func drip(head string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		fmt.Fprint(w, head)
		for r.Context().Err() == nil {
			fmt.Fprint(w, " ")
			if c.Flush() != nil {
				return
			}
			select {
			case <-r.Context().Done():
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
}

func utf16of(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

func latin(s string) string {
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

const umlauts = "Bürgermeisterin Müller eröffnet die Brücke"

func encoded(label string) string {
	_, text := told("bad", 0)
	s := channel("Bad News", item(umlauts, "/bad/0.html", "g", morning, text))
	return strings.Replace(s, "UTF-8", label, 1)
}

// teaser is an entry that needs its page.
func teaser(n int, link string) string {
	title, _ := told("bad", n)
	return item(title, link, fmt.Sprint("bad-", n), morning, "The council of "+places[n%8]+" has decided about the "+things[n/8%8]+" on Tuesday after a long debate in the town hall.")
}

// wholePage is the page of the nth article.
func wholePage(n int) string {
	title, text := told("bad", n)
	return "<!doctype html><html><head><title>" + title + "</title></head><body><nav>Home</nav><article><h1>" + title + "</h1>" + text + "</article></body></html>"
}

var trials = []trial{
	// What is well, in every form.
	{name: "RSS", serve: feedOf(piece(0), piece(1)), articles: 2},
	{name: "Atom", serve: at(says(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://127.0.0.1/bad/"><title>Bad News</title><entry><id>urn:1</id><title>Ferry runs aground off Sund</title><link href="ferry.html"/><updated>2031-05-06T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>` + strings.Repeat("The ferry ran aground off Sund on Tuesday, and all were taken ashore by boats. ", 14) + `</p></div></content></entry></feed>`)), articles: 1, holds: []string{"taken ashore"}},
	{name: "RSS 1.0", serve: at(says(`<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>Bad News</title><link>/</link></channel><item rdf:about="/bad/1.html"><title>Ferry runs aground off Sund</title><link>/bad/1.html</link><dc:date>2031-05-06T08:00:00Z</dc:date><description>` + strings.Repeat("The ferry ran aground off Sund on Tuesday, and all were taken ashore by boats. ", 14) + `</description></item></rdf:RDF>`)), articles: 1},
	{name: "JSON Feed", serve: at(says(`{"version":"https://jsonfeed.org/version/1.1","title":"Bad News","items":[{"id":"1","url":"/bad/1.html","title":"Ferry runs aground off Sund","date_published":"2031-05-06T08:00:00Z","content_html":"<p>` + strings.Repeat("The ferry ran aground off Sund on Tuesday, and all were taken ashore by boats. ", 14) + `</p>"}]}`)), articles: 1},
	{name: "a news sitemap", serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/bad/1.html</loc><news:news><news:title>The ferry of Tamm was opened, report 1</news:title><news:publication_date>2031-05-06T08:00:00Z</news:publication_date></news:news></url><url><loc>/about.html</loc></url></urlset>`))
		w.does("/bad/1.html", says(wholePage(1)))
	}, articles: 1, holds: []string{"report number 1 "}},
	{name: "a list of sitemaps", serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(`<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>`))
		w.does("/old.xml", says(`<urlset></urlset>`))
		w.does("/news.xml", says(`<urlset><url><loc>/bad/2.html</loc><lastmod>2031-05-06</lastmod></url></urlset>`))
		w.does("/bad/2.html", says(wholePage(2)))
	}, articles: 1},
	{name: "a site that names its feed", serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(`<html><head><title>Bad News</title><link rel="alternate" type="application/rss+xml" href="/bad/rss"></head><body>Welcome</body></html>`))
		w.does("/bad/rss", says(channel("Bad News", piece(0), piece(1))))
	}, articles: 2, looks: 2},
	{name: "a page that lists others", serve: func(w *fakeWeb) {
		list := ""
		for n := range 6 {
			title, _ := told("bad", n)
			list += fmt.Sprintf(`<div><a href="/bad/%d-report.html">%s</a></div>`, n, title)
			w.does(fmt.Sprintf("/bad/%d-report.html", n), says(wholePage(n)))
		}
		w.does("/bad/feed", says("<html><body>"+list+"</body></html>"))
	}, articles: 6, looks: 2},
	{name: "a single page", serve: at(says(wholePage(3))), articles: 1, looks: 2},
	{name: "a packed answer", serve: at(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, channel("Bad News", piece(0)))
		z.Close()
	}), articles: 1},
	{name: "a packed file", serve: at(func(w http.ResponseWriter, _ *http.Request) {
		z := gzip.NewWriter(w)
		fmt.Fprint(z, channel("Bad News", piece(0)))
		z.Close()
	}), articles: 1},
	{name: "served as a picture", serve: at(says(channel("Bad News", piece(0)), "Content-Type", "image/png")), articles: 1},
	{name: "no entries", serve: feedOf(), articles: 0},

	// Broken XML.
	{name: "XML that breaks off", serve: at(says(strings.TrimSuffix(channel("Bad News", piece(0), piece(1), piece(2)), "cil of Sund said</description></item></channel></rss>")[:len(channel("Bad News", piece(0), piece(1)))+60])), problem: "broken XML", articles: 2},
	{name: "XML broken in the middle", serve: feedOf(piece(0), "<item><title>broken</ttle><<<", piece(1)), problem: "have neither a text nor a page", articles: 1},
	{name: "an undeclared entity", serve: at(says(strings.Replace(channel("Bad News", piece(0)), "Bad News", "Bad&nbsp;News &eacute; &bogus;", 1))), articles: 1},
	{name: "a bare ampersand", serve: at(says(strings.Replace(channel("Bad News", piece(0)), "Bad News", "Bad & News", 1))), articles: 1},
	{name: "control characters", serve: at(says(strings.Replace(channel("Bad News", piece(0)), "Bad News", "Bad\x0b\x01News", 1))), articles: 1},
	{name: "a NUL", serve: feedOf(strings.Replace(piece(0), "Paragraph", "Para\x00graph", 1)), articles: 1},
	{name: "space before the declaration", serve: at(says("\n\n  " + channel("Bad News", piece(0)))), articles: 1},
	{name: "a warning before the feed", serve: at(says("Warning: mysql_connect() failed in /var/www/x.php on line 3\n" + channel("Bad News", piece(0)))), articles: 1},
	{name: "a mark and the feed", serve: at(says("\ufeff" + channel("Bad News", piece(0)))), articles: 1},
	{name: "an entity bomb", serve: at(says(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("x", 1000) + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `"><!ENTITY c "` + strings.Repeat("&b;", 1000) + `">]><rss><channel><title>&c;</title>` + piece(0) + `</channel></rss>`)), articles: 1, holds: []string{"!xxxx"}},
	{name: "an entity of a file", serve: at(says(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>x</title>` + strings.Replace(piece(0), "Paragraph", "&f; Paragraph", 1) + `</channel></rss>`)), articles: 1, holds: []string{"!root:"}},

	// Encodings.
	{name: "says UTF-8 and is not", serve: at(says(latin(encoded("UTF-8")))), articles: 1, holds: []string{umlauts}},
	{name: "ISO-8859-1", serve: at(says(latin(encoded("ISO-8859-1")))), articles: 1, holds: []string{umlauts}},
	{name: "an encoding that nobody knows", serve: at(says(latin(encoded("x-harbour-7")))), articles: 1, holds: []string{umlauts}},
	{name: "UTF-8 under another name", serve: at(says(encoded("windows-1252"))), articles: 1, holds: []string{umlauts}},
	{name: "UTF-16", serve: at(says(utf16of(encoded("UTF-16")))), articles: 1, holds: []string{umlauts}},
	{name: "the encoding in the header alone", serve: at(says(latin(strings.Replace(encoded("UTF-8"), ` encoding="UTF-8"`, "", 1)), "Content-Type", "text/xml; charset=iso-8859-1")), articles: 1, holds: []string{umlauts}},

	// Dates.
	{name: "no date", serve: feedOf(strings.Replace(piece(0), morning, "", 1)), articles: 1},
	{name: "a date that is none", serve: feedOf(strings.Replace(piece(0), morning, "yesterday evening", 1)), articles: 1},
	{name: "a date far ahead", serve: feedOf(strings.Replace(piece(0), "06 May 2031", "06 May 2099", 1)), articles: 1},
	{name: "a date before the web", serve: feedOf(strings.Replace(piece(0), "Tue, 06 May 2031", "Thu, 01 Jan 1970", 1)), articles: 1},

	// Too much.
	{name: "an endless feed", serve: at(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.TrimSuffix(channel("Bad News"), "</channel></rss>"))
		for n := 0; r.Context().Err() == nil; n++ {
			if _, err := fmt.Fprint(w, piece(n)); err != nil {
				return
			}
		}
	}), problem: "larger than is read", articles: -1},
	{name: "an endless line", serve: at(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<rss><channel><title>")
		for r.Context().Err() == nil {
			if _, err := fmt.Fprint(w, strings.Repeat("x", 1<<16)); err != nil {
				return
			}
		}
	}), problem: "broken feed", articles: 0},
	{name: "a packed bomb", serve: at(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, strings.TrimSuffix(channel("Bad News", piece(0)), "</channel></rss>"))
		_, _ = io.CopyN(z, zeros{}, 64<<20)
		z.Close()
	}), problem: "larger than is read", articles: 1},
	{name: "thousands of entries", full: feed.FullFeed, serve: at(func(w http.ResponseWriter, _ *http.Request) {
		var items []string
		for n := range 1500 {
			items = append(items, item(fmt.Sprintf("Short note number %d from the harbour of Sund", n), fmt.Sprintf("/bad/%d.html", n), "", "", strings.Repeat(fmt.Sprintf("Note %d was written at the harbour of Sund. ", n), 6)))
		}
		fmt.Fprint(w, channel("Bad News", items...))
	}), problem: "has 1500 entries, of which the first 1000 are read", articles: 1000},
	{name: "elements without end in each other", serve: feedOf(item("Deep things are told in Orlo", "/bad/d.html", "d", morning, strings.Repeat("<div>", 20000)+"<p>"+strings.Repeat("The council of Orlo said on Tuesday that the bridge is closed. ", 20)+"</p>")), articles: 1},
	{name: "a title of a megabyte", serve: feedOf(item(strings.Repeat("Very ", 200000)+"long", "/bad/l.html", "l", morning, strings.Repeat("The council of Orlo said on Tuesday that the bridge is closed. ", 20))), articles: 1},

	// Markup.
	{name: "HTML in a title", serve: feedOf(strings.Replace(piece(0), "<title>", "<title>&lt;b&gt;Latest:&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;", 1)), articles: 1, holds: []string{"Latest:", "!<b>", "!alert"}},
	{name: "a title escaped twice", serve: feedOf(strings.Replace(piece(0), "<title>", "<title>&amp;lt;i&amp;gt;Orlo &amp;amp;amp; Tamm&amp;lt;/i&amp;gt; ", 1)), articles: 1, holds: []string{"Orlo & Tamm", "!&lt;"}},
	{name: "a program in the text", serve: feedOf(strings.Replace(piece(0), "<description>", "<description>&lt;script&gt;steal()&lt;/script&gt;&lt;style&gt;p{color:red}&lt;/style&gt;", 1)), articles: 1, holds: []string{"!steal", "!color:red"}},

	// Links.
	{name: "relative links", serve: feedOf(strings.Replace(piece(0), "/bad/0.html", "0.html", 1)), articles: 1},
	{name: "no link and no guid", serve: feedOf(strings.NewReplacer("/bad/0.html", "", "bad-0", "").Replace(piece(0))), articles: 1, looks: 2},
	{name: "a link that is a program", serve: feedOf(strings.Replace(piece(0), "/bad/0.html", "javascript:alert(1)", 1)), articles: 1, looks: 2},
	{name: "a link into a private network", serve: feedOf(teaser(0, "http://10.11.12.13/bad/secret")), articles: 1, holds: []string{"after a long debate"}},
	{name: "all links the same", serve: feedOf(strings.Replace(piece(0), "/bad/0.html", "/bad/", 1), strings.Replace(piece(1), "/bad/1.html", "/bad/", 1), strings.Replace(piece(2), "/bad/2.html", "/bad/", 1)), articles: 3, looks: 2},

	// Identity.
	{name: "an entry twice", serve: feedOf(piece(0), piece(0), piece(1)), articles: 2},
	{name: "one guid for all", serve: feedOf(strings.Replace(piece(0), "bad-0", "x", 1), strings.Replace(piece(1), "bad-1", "x", 1)), articles: 2, looks: 2},
	{name: "all guids change at every fetch", serve: changing(func(n int, s string) string { return strings.ReplaceAll(s, "bad-", fmt.Sprintf("v%d-", n)) }), articles: 2, looks: 4},
	{name: "all links change at every fetch", serve: changing(func(n int, s string) string {
		return strings.ReplaceAll(s, ".html", fmt.Sprintf(".html?session=%d", n))
	}), articles: 2, looks: 4},
	{name: "all guids and links change at every fetch", serve: changing(func(n int, s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, "bad-", fmt.Sprintf("v%d-", n)), "/bad/", fmt.Sprintf("/bad/v%d/", n))
	}), articles: 2, looks: 4},
	{name: "all dates change at every fetch", serve: changing(func(n int, s string) string {
		return strings.ReplaceAll(s, "08:00:00", fmt.Sprintf("08:00:%02d", n))
	}), articles: 2, looks: 4},
	{name: "an entry that moves", serve: changing(func(n int, s string) string {
		return strings.Replace(s, "/bad/0.html", fmt.Sprintf("/bad/moved-%d.html", min(n, 2)), 1)
	}), articles: 2, looks: 3},

	// Statuses.
	{name: "410", serve: at(fails(410)), problem: "gone for good (410)"},
	{name: "404", serve: at(fails(404)), problem: "nothing at"},
	{name: "401", serve: at(fails(401)), problem: "refuses access (401)"},
	{name: "403", serve: at(fails(403)), problem: "refuses access (403)"},
	{name: "429", serve: at(fails(429, "Retry-After", "7200")), problem: "asked less often (429)"},
	{name: "451", serve: at(fails(451)), problem: "may not be read from here (451)"},
	{name: "500", serve: at(fails(500)), problem: "in trouble itself (500)"},
	{name: "503", serve: at(fails(503, "Retry-After", "Tue, 06 May 2031 23:00:00 GMT")), problem: "in trouble itself (503)"},
	{name: "204", serve: at(fails(204)), problem: "status 204"},
	{name: "304 from the beginning", serve: at(fails(304)), problem: "nothing has changed (304), though nothing was read yet", looks: 2},
	{name: "304 for ever after", serve: func(w *fakeWeb) {
		w.does("/bad/feed", func(out http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") != "" {
				out.WriteHeader(http.StatusNotModified)
				return
			}
			n := w.count("/bad/feed")
			out.Header().Set("ETag", `"one"`)
			fmt.Fprint(out, channel("Bad News", piece(0), piece(min(n, 2))))
		})
	}, articles: 3, looks: 12},
	{name: "200 with an error page", serve: at(says("<html><body><h1>Service unavailable</h1></body></html>")), problem: "nothing could be read", looks: 2},
	{name: "200 with plain words", serve: at(says("It works!")), problem: "neither a feed nor a web page"},
	{name: "200 with nothing", serve: at(says("")), problem: "nothing at all"},
	{name: "another JSON", serve: at(says(`{"error":"no such feed"}`)), problem: "JSON, but no feed"},
	{name: "another XML", serve: at(says(`<?xml version="1.0"?><svg></svg>`)), problem: "no feed and no sitemap"},
	{name: "a list of feeds", serve: at(says(`<opml version="2.0"><body><outline xmlUrl="https://a.example/f"/></body></opml>`)), problem: "sources import"},
	{name: "a picture", serve: at(says("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe")), problem: "neither a feed nor a web page"},

	// Redirects.
	{name: "a circle", serve: func(w *fakeWeb) {
		w.does("/bad/feed", fails(302, "Location", "/bad/b"))
		w.does("/bad/b", fails(302, "Location", "/bad/feed"))
	}, problem: "more than 5 times"},
	{name: "to a private network", serve: at(fails(302, "Location", "http://10.11.12.13/")), problem: "private network"},
	{name: "to a cloud's metadata", serve: at(fails(302, "Location", "http://169.254.169.254/latest/meta-data/")), problem: "private network"},
	{name: "to a private network by another spelling", serve: at(fails(302, "Location", "http://[::ffff:10.11.12.13]/")), problem: "private network"},
	{name: "to a file", serve: at(fails(302, "Location", "file:///etc/passwd")), problem: "no web address"},
	{name: "to nowhere", serve: at(fails(302)), problem: "redirects to no address"},
	{name: "for good", serve: func(w *fakeWeb) {
		w.does("/bad/feed", fails(301, "Location", "/bad/new"))
		w.does("/bad/new", says(channel("Bad News", piece(0))))
	}, articles: 1, looks: 3},

	// Packing and protocol.
	{name: "says packed and is not", serve: at(says(channel("Bad News", piece(0)), "Content-Encoding", "gzip")), problem: "says that it is packed"},
	{name: "packed otherwise", serve: at(says("\x0b\x02", "Content-Encoding", "br")), problem: "was not asked for"},
	{name: "no HTTP at all", serve: at(hijack("SSH-2.0-OpenSSH_9.6\r\n")), problem: "breaks its answer off"},
	{name: "no answer", serve: at(hijack("")), problem: "breaks its answer off"},
	{name: "less than was promised", serve: at(hijack("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + strings.TrimSuffix(channel("Bad News", piece(0), piece(1)), "</channel></rss>"))), problem: "breaks off", articles: 2},
	{name: "a header without end", serve: at(hijack("HTTP/1.1 200 OK\r\nX-Long: " + strings.Repeat("x", 1<<20) + "\r\n\r\n")), problem: "could not be read"},
	{name: "byte by byte", patience: 200 * time.Millisecond, serve: at(drip("<rss><channel><title>")), problem: "too slowly"},
	{name: "silence", patience: 200 * time.Millisecond, serve: at(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), problem: "too slowly"},
	{name: "nobody listens", url: func(*fakeWeb) string {
		gone := httptest.NewServer(nil)
		defer gone.Close()
		return gone.URL + "/bad/feed"
	}, problem: "takes no connections"},
	{name: "HTTPS where there is none", url: func(w *fakeWeb) string { return strings.Replace(w.URL, "http:", "https:", 1) + "/bad/feed" }, problem: "speaks no HTTPS"},
	{name: "a port that none has", url: func(*fakeWeb) string { return "http://127.0.0.1:99999/bad/feed" }, problem: "cannot be reached"},

	// Pages of entries.
	{name: "a teaser and its page", serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", says(wholePage(0)))
	}, articles: 1, holds: []string{"report number 0 ", "!Home"}},
	{name: "a teaser whose page is an error", serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", says("<html><body><h1>Oops</h1><p>Something went wrong. Please try again.</p></body></html>"))
	}, articles: 1, holds: []string{"after a long debate", "!went wrong"}},
	{name: "a teaser whose page is missing", serve: feedOf(teaser(0, "/bad/none.html")), articles: 1, looks: 6, holds: []string{"after a long debate"}},
	{name: "a teaser whose page comes later", serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", func(out http.ResponseWriter, r *http.Request) {
			if w.count("/bad/0.html") < 3 {
				out.WriteHeader(503)
				return
			}
			fmt.Fprint(out, wholePage(0))
		})
	}, articles: 1, looks: 4, holds: []string{"report number 0 "}},
	{name: "a site that forbids its pages", serve: func(w *fakeWeb) {
		w.does("/robots.txt", says("User-agent: *\nDisallow: /bad/\n"))
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", says(wholePage(0)))
	}, articles: 1, holds: []string{"after a long debate", "!report number"}},
	{name: "a site whose rules cannot be had", serve: func(w *fakeWeb) {
		w.does("/robots.txt", fails(500))
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", says(wholePage(0)))
	}, articles: 1, holds: []string{"after a long debate", "!report number"}},
	{name: "rules that are no rules", serve: func(w *fakeWeb) {
		w.does("/robots.txt", says("<html>\xff\xfe welcome </html>"))
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", says(wholePage(0)))
	}, articles: 1, holds: []string{"report number 0 "}},
	{name: "texts from the feed alone", full: feed.FullFeed, serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"))))
		w.does("/bad/0.html", says(wholePage(0)))
	}, articles: 1, holds: []string{"!report number"}},
	{name: "a page that slows down", patience: 3 * time.Second, serve: func(w *fakeWeb) {
		w.does("/bad/feed", says(channel("Bad News", teaser(0, "/bad/0.html"), piece(1))))
		w.does("/bad/0.html", drip("<html>"))
	}, articles: 2},
}

// zeros is an endless input.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// changing is a feed of two entries that change with every fetch.
func changing(change func(n int, feed string) string) func(*fakeWeb) {
	return func(w *fakeWeb) {
		w.does("/bad/feed", func(out http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(out, change(w.count("/bad/feed"), channel("Bad News", piece(0), piece(1))))
		})
	}
}

// TestTorture reads bad sources beside a good one: each says in a line what is wrong with it, brings what
// can be had of it once, and takes nothing from the other.
func TestTorture(t *testing.T) {
	var checks atomic.Int64
	t.Cleanup(func() {
		if checks.Load() < 80 {
			t.Errorf("only %d checks", checks.Load())
		}
		t.Logf("%d trials, %d checks", len(trials), checks.Load())
	})
	for _, c := range trials {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStand(t, feed.ClientOptions{})
			s.web.does("/good/feed", says(rss("good", 3)))
			url := "/bad/feed"
			if c.serve != nil {
				c.serve(s.web)
			}
			if c.url != nil {
				url = c.url(s.web)
			}
			s.add(feed.ClientOptions{Timeout: cmp.Or(c.patience, time.Minute), MaxBytes: 1 << 20}, feed.Options{URL: url, Name: "bad", Full: c.full})
			s.add(feed.ClientOptions{}, feed.Options{URL: "/good/feed", Name: "good"})
			for range max(1, c.looks) {
				s.look()
			}
			line := s.line("bad")
			checks.Add(int64(3 + len(c.holds)))
			if c.problem == "" && strings.Contains(line, "PROBLEM") || !strings.Contains(line, c.problem) || line == "" {
				t.Errorf("status says %q, want %q", line, c.problem)
			}
			var all strings.Builder
			var bad []briefing.Article
			for _, a := range s.articles("") {
				if !strings.Contains(a.URL, "/good/") {
					bad = append(bad, a)
					all.WriteString(a.Title + "\n" + a.Text + "\n")
				}
				if a.Published.After(s.at.now().Add(24 * time.Hour)) {
					t.Errorf("an article is of %s", a.Published)
				}
			}
			if len(bad) != c.articles && !(c.articles < 0 && len(bad) > 0) {
				t.Errorf("%d articles came of it, want %d\n%s", len(bad), c.articles, s.log.String())
			}
			for _, h := range c.holds {
				if text, not := strings.CutPrefix(h, "!"); strings.Contains(all.String(), text) == not {
					t.Errorf("its articles hold %q: %t\n%.600s", text, not, all.String())
				}
			}
			if n, good := len(s.articles("/good/")), s.line("good"); n != 3 || strings.Contains(good, "PROBLEM") {
				t.Errorf("the good source beside it: %d articles, %q", n, good)
			}
		})
	}
}
