package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"briefbot/briefing"
)

// extraction is what an HTML page holds, before cleaning and splitting of its lines.
type extraction struct {
	Title, Source, CanonicalURL, Language string
	Encoding                              string // the encoding, where it was guessed
	Published                             briefing.PubTime
	Live                                  bool // it says that it is a live blog
	From                                  briefing.PublishedFrom
	// Lines are the main body, a paragraph for each block element: the page's own characters, entities
	// decoded, spaces collapsed. The page's headline is not among them.
	Lines []line
	// Dropped lists prose that was left out, in page order, at most maxDropped of them.
	Dropped []briefing.Dropped
}

const (
	maxMarkup  = 16 << 20 // bytes of markup that are looked at; no article is longer
	maxDropped = 40       // entries of a page's drop log
	maxLogged  = 200      // bytes of one entry's text
)

// extractHTML reads the main text of a page, and what its markup tells about it. url is the page's
// address and may be empty; no date more than a day after fetched is believed, unless that is zero.
// A page without any text is an extraction without lines. The error wraps
// briefing.ErrUnreadable when body is no HTML at all.
func extractHTML(body []byte, url string, fetched time.Time) (extraction, error) {
	if binary(body) {
		return extraction{}, fmt.Errorf("%w: binary data where HTML was expected", briefing.ErrUnreadable)
	}
	markup, guessed, err := decodeHTML(body)
	if err != nil {
		return extraction{}, err
	}
	doc, err := parseHTML(markup, true)
	if err != nil {
		return extraction{}, fmt.Errorf("%w: not HTML: %w", briefing.ErrUnreadable, err)
	}
	head := readHead(doc)
	l := layOut(doc)
	x := extraction{
		Title: head.title(l), Source: head.source(), CanonicalURL: head.canonical(url),
		Language: head.language, Encoding: guessed,
	}
	x.Published, x.From = findDate(doc, head, l, url, fetched)
	l.live = head.linked.live || is(liveTitles, x.Title)
	x.Live = l.live
	l.choose(x.Title)
	if l.keptWords() < thinWords && bytes.Contains(body, []byte("<noscript")) {
		if plain, err := parseHTML(markup, false); err == nil {
			if p := layOut(plain); p.choose(x.Title) > 2*l.keptWords()+thinWords/2 {
				l = p
			}
		}
	}
	if given := head.linked.body; l.keptWords()*2 < countWords(given) && countWords(given) >= fewWords {
		l.replace(given)
	}
	if given := head.first("og:description", "description", "twitter:description"); l.keptWords() < countWords(given)/2 {
		l.replace(given)
	}
	x.take(l)
	return x, nil
}

// take takes over the blocks of a page of which it is known which are kept.
func (x *extraction) take(l *layout) {
	ruled := false
	for i := range l.blocks {
		b := &l.blocks[i]
		ruled = ruled || b.ruled
		switch {
		case b.kept:
			if ruled && len(x.Lines) > 0 {
				x.Lines = append(x.Lines, line{text: "---", gap: 1})
			}
			ruled = false
			for k, s := range splitLines(b.text) {
				x.Lines = append(x.Lines, line{text: s.text, gap: 1, heading: k == 0 && b.heading > 0, at: b.at, stamped: b.stamp})
			}
		case b.why != "" && b.words >= 4 && len(x.Dropped) < maxDropped:
			x.Dropped = append(x.Dropped, briefing.Dropped{Text: clip(b.text, maxLogged), Why: b.why})
		}
	}
}

// clip shortens s to at most n bytes, at a character's edge.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// attr is the value of n's attribute, or "".
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hasAttr reports whether n carries the attribute, with or without a value.
func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// innerText is the text below n with spaces collapsed.
func innerText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && b.Len() < 4000 {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return collapse(b.String())
}
