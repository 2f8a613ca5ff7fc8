package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a stretch of text that a browser shows as a paragraph of its own.
type block struct {
	node      *html.Node // the block element around it
	text      string
	words     int
	linkWords int    // words inside links
	heading   int    // 1 to 6 for h1 to h6
	at        string // the time of a time element in it
	stamp     bool   // it stamps an entry of a live blog
	ruled     bool   // a rule stands before it
	item      bool
	kept      bool
	why       string // why it is left out, where that is worth telling
}

// linked is the share of a block's words that stand in links.
func (b *block) linked() float64 { return float64(b.linkWords) / float64(max(b.words, 1)) }

// box is a block element: it holds the blocks from lo up to hi.
type box struct {
	node   *html.Node
	lo, hi int
	parent int // its box, or -1
}

// layout is a page cut into blocks, in reading order, and the nested boxes that hold them.
type layout struct {
	blocks []block
	boxes  []box // parents before children
	live   bool  // the page says that it is a live blog

	buf     strings.Builder
	words   int
	links   int
	breaks  int
	heading int
	item    bool
	inLink  int
	at      string
	ruled   bool
}

// layOut cuts a page into blocks.
func layOut(doc *html.Node) *layout {
	l := &layout{}
	l.walk(doc, doc, -1)
	l.flush(doc)
	return l
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Ul, atom.Center, atom.Caption, atom.Hgroup:
		return true
	}
	return false
}

// silent reports whether an element's content is never prose.
func silent(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Embed, atom.Button,
		atom.Select, atom.Textarea, atom.Input, atom.Head, atom.Video, atom.Audio, atom.Canvas, atom.Map, atom.Math, atom.Datalist,
		atom.Frameset, atom.Applet, atom.Progress:
		return true
	}
	return false
}

// raw reports whether a noscript element was left unparsed, as it is for readers with scripts.
func raw(n *html.Node) bool {
	return n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode
}

// walk adds what stands below n; holder is the block element around it, parent its box.
func (l *layout) walk(n, holder *html.Node, parent int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch a := c.DataAtom; {
		case c.Type == html.TextNode:
			l.add(c.Data)
		case c.Type != html.ElementNode, silent(a), a == atom.Noscript && raw(c):
		case a == atom.Br:
			l.lineBreak(holder)
		case (a == atom.Td || a == atom.Th) && smallCell(c):
			l.buf.WriteByte(' ')
			l.walk(c, holder, parent)
			l.buf.WriteByte(' ')
		case isBlock(a) || a == atom.Td || a == atom.Th:
			l.flush(holder)
			l.box(c, parent)
		default:
			l.inline(c, holder, parent)
		}
	}
}

// lineBreak ends a line, and with the second in a row the paragraph.
func (l *layout) lineBreak(holder *html.Node) {
	if l.breaks++; l.breaks > 1 {
		l.flush(holder)
	} else {
		l.buf.WriteByte('\n')
	}
}

// inline adds an element that stands inside a line.
func (l *layout) inline(c, holder *html.Node, parent int) {
	link := c.DataAtom == atom.A
	if link {
		l.inLink++
	}
	if c.DataAtom == atom.Time {
		l.at = attr(c, "datetime")
	}
	l.walk(c, holder, parent)
	if link {
		l.inLink--
	}
}

// box adds a block element.
func (l *layout) box(c *html.Node, parent int) {
	l.ruled = l.ruled || c.DataAtom == atom.Hr
	at := len(l.boxes)
	l.boxes = append(l.boxes, box{node: c, lo: len(l.blocks), parent: parent})
	heading, item := l.heading, l.item
	if len(c.Data) == 2 && c.Data[0] == 'h' && c.Data[1] >= '1' && c.Data[1] <= '6' {
		l.heading = int(c.Data[1] - '0')
	}
	l.item = item || c.DataAtom == atom.Li
	l.walk(c, c, at)
	l.flush(c)
	l.heading, l.item = heading, item
	l.boxes[at].hi = len(l.blocks)
}

// smallCell reports whether a table cell holds data and not a part of the page's layout.
func smallCell(c *html.Node) bool {
	length := 0
	for d := range c.Descendants() {
		if d.Type == html.ElementNode && isBlock(d.DataAtom) && d.DataAtom != atom.P {
			return false
		}
		if d.Type == html.TextNode {
			if length += len(d.Data); length > 200 {
				return false
			}
		}
	}
	return true
}

func (l *layout) add(s string) {
	if strings.TrimSpace(s) != "" {
		l.breaks = 0
		n := countWords(s)
		l.words += n
		if l.inLink > 0 {
			l.links += n
		}
	}
	l.buf.WriteString(s)
}

// ruleBytes is the length of the longest rule.
const ruleBytes = 60

func (l *layout) flush(holder *html.Node) {
	l.breaks = 0
	if l.buf.Len() == 0 {
		return
	}
	text := collapse(l.buf.String())
	words, links := l.words, l.links
	l.buf.Reset()
	at := l.at
	l.words, l.links, l.at = 0, 0, ""
	if text == "" {
		return
	}
	if len(text) < ruleBytes && rule.MatchString(text) {
		l.ruled = true
		return
	}
	l.blocks = append(l.blocks, block{node: holder, text: text, words: max(words, 1), linkWords: links, heading: l.heading,
		item: l.item, at: at, ruled: l.ruled})
	l.ruled = false
}

// countWords counts words between spaces; two letters of a script without spaces count as one word.
func countWords(s string) int {
	n, in, dense := 0, false, 0
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			in = false
		case unspaced(r):
			dense++
			in = false
		case !in && wordly(r):
			in = true
			n++
		}
	}
	return n + dense/2
}

// unspaced reports a letter of a script that puts no spaces between words: Thai, Japanese, Chinese.
func unspaced(r rune) bool {
	return r >= 0x0e00 && r < 0x0e80 || r >= 0x3040 && r < 0x3100 || r >= 0x3400 && r < 0xa000
}

// wordly reports what a word begins with: of ASCII only a letter or a digit.
func wordly(r rune) bool {
	return r >= utf8.RuneSelf || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z'
}

// collapse trims s and makes every run of white space one space; a single no-break space stays.
func collapse(s string) string {
	if collapsed(s) {
		return strings.Trim(s, " ")
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && !unprinted(r) {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		n, space := gap(s[i:])
		if i += n; b.Len() > 0 && i < len(s) {
			b.WriteString(space)
		}
	}
	return b.String()
}

// collapsed reports whether s has nothing to collapse but spaces at its ends.
func collapsed(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x80 || c == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return false
		}
	}
	return true
}

// unprinted reports a rune that takes no room: a control, a mark of byte order, a place to break a word.
func unprinted(r rune) bool { return unicode.IsControl(r) || widthless(r) }

// widthless reports a mark within words that prints nothing: a soft hyphen, a place to break a word or none.
func widthless(r rune) bool { return r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff' }

// withoutWidthless takes the marks out of s that print nothing and would part a word.
func withoutWidthless(s string) string {
	return strings.Map(func(r rune) rune {
		if widthless(r) {
			return -1
		}
		return r
	}, s)
}

// gap measures the white space and invisible runes that s begins with, and gives the space that stands for them.
func gap(s string) (n int, space string) {
	for i, r := range s {
		switch {
		case unicode.IsSpace(r) && r == '\u00a0' && i == 0:
			space = "\u00a0"
		case unicode.IsSpace(r):
			space = " "
		case !unprinted(r):
			return i, space
		}
	}
	return len(s), space
}
