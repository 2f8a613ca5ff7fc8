package ingest

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page's markup tells about it.
type head struct {
	meta      map[string][]string // by lower-case name, property or itemprop
	links     map[string]string   // by rel
	pageTitle string
	language  string
	linked    linkedData
}

// readHead collects a page's meta elements, links and linked data, wherever they stand.
func readHead(doc *html.Node) *head {
	h := &head{meta: map[string][]string{}, links: map[string]string{}}
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			h.language = cmp.Or(h.language, languageTag(attr(n, "lang")))
		case atom.Title:
			if h.pageTitle == "" && n.Parent.DataAtom != atom.Svg {
				h.pageTitle = innerText(n)
			}
		case atom.Meta:
			h.readMeta(n)
		case atom.Link:
			rel := strings.ToLower(attr(n, "rel"))
			h.links[rel] = cmp.Or(h.links[rel], strings.TrimSpace(attr(n, "href")))
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				h.linked.read(n.FirstChild.Data)
			}
		}
	}
	return h
}

// readMeta takes in what a meta element says under each of its names.
func (h *head) readMeta(n *html.Node) {
	v := collapse(attr(n, "content"))
	if v == "" {
		return
	}
	for _, k := range []string{"property", "name", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(attr(n, k))); name != "" {
			h.meta[name] = append(h.meta[name], v)
		}
	}
}

// first is the first value of the first of these meta names that the page has.
func (h *head) first(names ...string) string {
	for _, n := range names {
		if v := h.meta[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// source is the outlet's name.
func (h *head) source() string {
	for _, c := range []string{h.first("og:site_name"), h.linked.publisher, h.first("application-name",
		"apple-mobile-web-app-title", "dc.publisher", "publisher", "copyright")} {
		if c = collapse(html.UnescapeString(c)); c != "" && len(c) <= 60 && !strings.HasPrefix(c, "http") {
			return c
		}
	}
	return ""
}

// canonical is the address that the page gives as its own, made absolute. A front page's address on
// an article's page is a mistake that some publishing systems make, and is passed over.
func (h *head) canonical(page string) string {
	base, err := url.Parse(page)
	if err != nil {
		base = &url.URL{}
	}
	for _, c := range []string{h.links["canonical"], h.first("og:url")} {
		u, err := url.Parse(c)
		if c == "" || err != nil {
			continue
		}
		u = base.ResolveReference(u)
		if u.Host == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(base.Path, "/") != "" {
			continue
		}
		return u.String()
	}
	return ""
}

// languageTag is a lang attribute as a BCP 47 primary language.
func languageTag(s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
	if len(s) != 2 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return s
}
