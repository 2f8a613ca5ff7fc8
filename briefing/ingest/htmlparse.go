package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"briefbot/briefing/lex"
)

// parseHTML builds the tree of a page. The parser refuses pages nested deeper than 512 elements;
// such a page is flattened to its paragraphs first, which no later step can overflow on either.
// Without scripting, what the page shows to readers without JavaScript is parsed, too.
func parseHTML(s string, scripting bool) (*html.Node, error) {
	doc, err := html.ParseWithOptions(strings.NewReader(s), html.ParseOptionEnableScripting(scripting))
	if err != nil {
		doc, err = html.Parse(strings.NewReader(flatten(s)))
	}
	if err == nil {
		markHidden(doc)
	}
	return doc, err
}

// declared finds the encodings that a page declares in its head.
var declared = lex.Re(`(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)`)

// decodeHTML turns a page into UTF-8. What is valid UTF-8 is UTF-8, whatever the page declares;
// else the declared encoding holds, and of undeclared bytes the encoding is guessed. What lies behind
// maxMarkup bytes is not read.
func decodeHTML(b []byte) (s, guessed string, err error) {
	b = b[:min(len(b), maxMarkup)]
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) || zeros(b, 0) || zeros(b, 1) {
		return decode(b)
	}
	for _, m := range declared.Compiled().FindAllSubmatch(b[:min(len(b), 16<<10)], 4) {
		e, name := charset.Lookup(string(m[1]))
		if e == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") || utf8.Valid(b) && name != "iso-2022-jp" {
			continue
		}
		if out, err := e.NewDecoder().Bytes(b); err == nil {
			return string(out), "", nil
		}
	}
	return decode(b)
}

// flatten reduces markup to paragraphs of bare text, keeping links, headings and the head's data.
func flatten(s string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	skip := 0
	for {
		switch tt := z.Next(); tt {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if skip == 0 {
				out.Write(z.Raw())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch a {
			case atom.Script, atom.Style:
				if tt == html.StartTagToken {
					skip = 1
				} else {
					skip = 0
				}
			case atom.Title, atom.Meta, atom.H1, atom.H2, atom.H3, atom.A:
				out.Write(z.Raw())
			default:
				if isBlock(a) || a == atom.Br {
					out.WriteString("<p>")
				}
			}
		}
	}
}
