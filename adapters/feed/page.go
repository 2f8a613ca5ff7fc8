package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// feedTypes are what pages call their feeds: https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/rel#alternate
var feedTypes = map[string]bool{"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true}

// Of an index page: how many words the text of a link to an article has at least, and how many such links
// make a page one that lists others.
const (
	linkWords  = 4
	indexLinks = 5
	mostLinks  = 60
)

// parsePage reads a web page: the feeds that it names, and whether it is an article or lists articles.
func parsePage(body []byte, base *url.URL) document {
	d := document{form: formPage, page: body}
	reader, err := charset.NewReader(bytes.NewReader(body), "text/html")
	if err != nil {
		return d
	}
	p := pageReader{base: base, seen: map[string]bool{base.String(): true}}
	z := html.NewTokenizer(reader)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		p.token(kind, z)
	}
	d.title, d.feeds, d.article = strings.Join(strings.Fields(p.title.String()), " "), p.feeds, p.article
	if !p.article && len(p.links) >= indexLinks {
		d.form, d.entries = formIndex, p.links[:min(len(p.links), mostLinks)]
	}
	return d
}

// pageReader collects what is of use in a page.
type pageReader struct {
	base    *url.URL
	feeds   []string
	article bool // it says that it is one
	links   []entry
	seen    map[string]bool
	title   strings.Builder
	inTitle bool
	href    string // of the link that is open
	words   strings.Builder
}

func (p *pageReader) token(kind html.TokenType, z *html.Tokenizer) {
	switch kind {
	case html.TextToken:
		text := html.UnescapeString(string(z.Text()))
		if p.inTitle && p.title.Len() < 1000 {
			p.title.WriteString(text)
		}
		if p.href != "" {
			p.words.WriteString(text)
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, has := z.TagName()
		p.start(string(name), attributes(z, has))
	case html.EndTagToken:
		switch name, _ := z.TagName(); string(name) {
		case "title":
			p.inTitle = false
		case "a":
			p.endLink()
		}
	}
}

func (p *pageReader) start(name string, attr map[string]string) {
	switch name {
	case "title":
		p.inTitle = p.title.Len() == 0
	case "base":
		if u, err := p.base.Parse(attr["href"]); err == nil && attr["href"] != "" {
			p.base = u
		}
	case "link":
		if strings.Contains(strings.ToLower(attr["rel"]), "alternate") && feedTypes[strings.ToLower(attr["type"])] {
			if link := resolve(p.base, attr["href"]); link != "" && !slices.Contains(p.feeds, link) {
				p.feeds = append(p.feeds, link)
			}
		}
	case "meta":
		p.article = p.article || strings.EqualFold(attr["property"], "og:type") && strings.EqualFold(attr["content"], "article")
	case "a":
		p.endLink()
		p.href = resolve(p.base, attr["href"])
	case "br", "div", "p", "span", "h2", "h3":
		p.words.WriteByte(' ')
	}
}

// endLink takes a link whose text reads like a headline and that leads to another page of the same site.
func (p *pageReader) endLink() {
	title := strings.Join(strings.Fields(p.words.String()), " ")
	href := p.href
	p.href = ""
	p.words.Reset()
	u, err := url.Parse(href)
	if href == "" || err != nil || u.Host != p.base.Host || p.seen[href] || len(strings.Fields(title)) < linkWords || len(strings.Trim(u.Path, "/")) < 8 {
		return
	}
	p.seen[href] = true
	p.links = append(p.links, entry{link: href, title: title})
}

func attributes(z *html.Tokenizer, has bool) map[string]string {
	out := map[string]string{}
	for has {
		var k, v []byte
		k, v, has = z.TagAttr()
		if _, doubled := out[string(k)]; !doubled {
			out[string(k)] = string(v)
		}
	}
	return out
}
