package feed

import (
	"context"
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"

	"briefbot/briefing"
)

// wholeText is how many words an entry's own text has where it is the article and no teaser.
const wholeText = 150

// needsPage says that an entry's page is to be fetched.
func (s *Source) needsPage(d document, w work) bool {
	switch {
	case d.form == formPage || w.link == "" || w.shared:
		return false
	case s.o.Full == FullFeed:
		return w.body == ""
	case s.o.Full == FullPage:
		return true
	}
	return wordsOf(w.body) < wholeText
}

// page makes a page of an entry. A page of it that cannot be had is told, and what the entry itself says
// stands in its place; where it says nothing, the page has no body.
func (s *Source) page(ctx context.Context, d document, w work, fetch bool, now time.Time) (briefing.RawPage, error) {
	p := briefing.RawPage{Origin: w.origin, URL: w.link, Title: w.title, Source: s.outlet(d, w), Kind: briefing.PageHTML, Fetched: now}
	if w.shared {
		p.URL = ""
	}
	if believable(w.published, now) {
		p.Published, p.From = briefing.PubTime{Time: w.published}, briefing.FromFeed
	}
	if d.form == formPage {
		p.Title, p.Body = "", []byte(w.body) // the page itself tells its title better
		return p, nil
	}
	own := w.markup()
	if !fetch {
		p.Body = own
		return p, nil
	}
	a, err := s.client.fetch(ctx, request{url: w.link, crawl: true})
	if err == nil && !about(string(a.body), w.title) {
		err = &Trouble{Words: short(w.link) + " answers with a page that does not hold the article"}
	}
	if err != nil {
		p.Body = own
		return p, err
	}
	p.Body, p.Instead = a.body, own
	return p, nil
}

// outlet is the name under which an entry's article is shown, or empty where its page tells better: the
// entries of a feed that collects other sites' are theirs.
func (s *Source) outlet(d document, w work) string {
	if w.link != "" && !sameSite(w.link, s.o.URL) {
		return ""
	}
	if s.o.Name != "" {
		return s.o.Name
	}
	if d.form != formFeed || len(strings.Fields(d.title)) > 6 {
		return ""
	}
	return d.title
}

// sameSite says that two addresses' hosts share their last two names.
func sameSite(a, b string) bool {
	tail := func(s string) string {
		host, _, _ := strings.Cut(short(s), "/")
		names := strings.Split(host, ".")
		return strings.Join(names[max(0, len(names)-2):], ".")
	}
	return tail(a) == tail(b)
}

// markup is what an entry itself says, as a page, or nil where it says nothing.
func (w work) markup() []byte {
	body := strings.TrimSpace(w.body)
	if wordsOf(body) == 0 {
		return nil
	}
	if !strings.Contains(body, "<") {
		var b strings.Builder
		for p := range strings.SplitSeq(strings.ReplaceAll(body, "\r\n", "\n"), "\n") {
			if p = strings.TrimSpace(p); p != "" {
				fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(html.UnescapeString(p)))
			}
		}
		body = b.String()
	} else if !strings.Contains(body, "<p") && !strings.Contains(body, "<div") {
		body = "<p>" + body + "</p>"
	}
	return fmt.Appendf(nil, "<!doctype html><html><head><meta charset=\"utf-8\"><title>%s</title></head><body><article>%s</article></body></html>",
		html.EscapeString(w.title), body)
}

// about says that a page holds what a title names: at least half of the title's longer words. An error
// page that is sent as a success, or a wall, holds fewer.
func about(page, title string) bool {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	text := strings.ToLower(plainText(page))
	if len(words) == 0 || !strings.ContainsFunc(text, unicode.IsLetter) {
		return len(words) == 0 && text != ""
	}
	long, held := 0, 0
	for _, w := range words {
		if len(w) < 4 {
			continue
		}
		long++
		if strings.Contains(text, w) {
			held++
		}
	}
	return 2*held >= long
}
