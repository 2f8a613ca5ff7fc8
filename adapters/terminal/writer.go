package terminal

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"briefbot/bot"
)

// Style says how messages are written. The zero value is plain text of 100 columns, with the links
// at the end.
type Style struct {
	// Color uses bold, dim and underline, and hides links behind their words. Set it only for a terminal.
	Color bool
	// Width is the columns to wrap at; 0 is 100.
	Width int
	// Buttons shows what can be typed to press a button.
	Buttons bool
}

// Write writes a message. Article text is shown as it is, without what a terminal would obey.
func Write(w io.Writer, m bot.Message, s Style) error {
	if s.Width <= 0 {
		s.Width = 100
	}
	p := page{Style: s, links: map[string]int{}}
	var out strings.Builder
	blank := true
	for _, b := range m.Blocks {
		if (b.Kind == bot.Heading || b.Kind == bot.Item) && !blank {
			out.WriteString("\n")
		}
		text := p.block(b)
		out.WriteString(text)
		blank = strings.HasSuffix(text, "\n\n")
	}
	if len(m.Blocks) == 0 {
		out.WriteString(bot.PlainText(m.Summary) + "\n")
	}
	if len(p.addresses) > 0 {
		out.WriteString("\n")
		for i, address := range p.addresses {
			fmt.Fprintf(&out, "  [%d] %s\n", i+1, address)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// page is a message being written: the items and links in it are numbered.
type page struct {
	Style
	items     int
	links     map[string]int
	addresses []string
}

// link is the number under which an address stands at the end.
func (p *page) link(address string) int {
	if n, ok := p.links[address]; ok {
		return n
	}
	p.addresses = append(p.addresses, address)
	p.links[address] = len(p.addresses)
	return len(p.addresses)
}

func (p *page) block(b bot.Block) string {
	switch b.Kind {
	case bot.Heading:
		return p.heading(b)
	case bot.Bullet:
		return p.wrap(b.Spans, "  * ", "    ", "")
	case bot.Quote:
		return p.wrap(b.Spans, "  > ", "  > ", "")
	case bot.Note:
		return p.wrap(b.Spans, "  ", "  ", dim)
	case bot.Divider:
		return "\n"
	case bot.Item:
		return p.item(b)
	case bot.Actions, bot.Rating:
		return p.actions(b)
	}
	return p.wrap(b.Spans, "", "", "")
}

// item is a numbered title with its text and small print below it, and what can be done with it.
func (p *page) item(b bot.Block) string {
	p.items++
	number := fmt.Sprintf("%d. ", p.items)
	indent := strings.Repeat(" ", len(number))
	out := ""
	if len(b.Head) > 0 {
		out = p.wrap(b.Head, number, indent, "")
		number = indent
	}
	for _, spans := range lines(b.Spans) {
		out += p.wrap(spans, number, indent, "")
		number = indent
	}
	if len(b.Foot) > 0 {
		out += p.wrap(b.Foot, indent, indent, dim)
	}
	if p.Buttons && len(b.Menu) > 0 {
		var words []string
		for _, x := range b.Menu {
			words = append(words, fmt.Sprintf("%d %s", p.items, strings.ToLower(bot.PlainText(x.Label))))
		}
		out += p.wrap([]bot.Span{bot.Text("(" + strings.Join(words, ", ") + ")")}, indent, indent, dim)
	}
	return out
}

// lines cuts spans where a span begins a new line.
func lines(spans []bot.Span) [][]bot.Span {
	var out [][]bot.Span
	var run []bot.Span
	for _, s := range spans {
		if strings.HasPrefix(s.Text, "\n") {
			if len(run) > 0 {
				out, run = append(out, run), nil
			}
			s.Text = strings.TrimLeft(s.Text, "\n")
		}
		if s.Text != "" || !s.Time.IsZero() {
			run = append(run, s)
		}
	}
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

// heading is a bold or an underlined line. Its link is not written out: the points below have theirs.
func (p *page) heading(b bot.Block) string {
	if p.Color {
		return p.wrap(b.Spans, "", "", bold)
	}
	spans := make([]bot.Span, len(b.Spans))
	for i, span := range b.Spans {
		span.Link = ""
		spans[i] = span
	}
	text := p.wrap(spans, "", "", "")
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
	}
	return text + strings.Repeat("-", longest) + "\n"
}

// actions lists what can be typed to press each button.
func (p *page) actions(b bot.Block) string {
	if !p.Buttons || len(b.Buttons) == 0 && b.Select == nil {
		return ""
	}
	var words []string
	for _, x := range b.Buttons {
		words = append(words, strings.ToLower(bot.PlainText(x.Label)))
	}
	if b.Select != nil {
		for _, o := range b.Select.Options {
			words = append(words, "“"+bot.PlainText(o.Label)+"”")
		}
	}
	return p.wrap([]bot.Span{bot.Text("Type: " + strings.Join(words, " · "))}, "  ", "  ", dim)
}

// The terminal's styles: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ (SGR).
const (
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	under = "\x1b[4m"
	reset = "\x1b[0m"
)

// word is a word of a paragraph in one style.
type word struct {
	text, style string
	link        string // what it leads to
	glued       bool   // no space before it
}

// linked is a word that leads to its address where the terminal can: OSC 8, as in
// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
func linked(w word) string {
	if w.link == "" {
		return w.text
	}
	return "\x1b]8;;" + w.link + "\x1b\\" + w.text + "\x1b]8;;\x1b\\"
}

// wrap writes spans as a paragraph, its lines within the width.
func (p *page) wrap(spans []bot.Span, first, rest, style string) string {
	var out strings.Builder
	out.WriteString(first)
	column, start := utf8.RuneCountInString(first), true
	words := p.words(spans, style)
	for i, w := range words {
		n := utf8.RuneCountInString(w.text)
		whole := n // with what is glued to it: both go to the next line together
		for j := i + 1; j < len(words) && words[j].glued; j++ {
			whole += utf8.RuneCountInString(words[j].text)
		}
		switch {
		case start || w.glued:
		case column+1+whole > p.Width:
			out.WriteString("\n" + rest)
			column = utf8.RuneCountInString(rest)
		default:
			out.WriteString(" ")
			column++
		}
		start = false
		if p.Color && w.style != "" {
			out.WriteString(w.style + linked(w) + reset)
		} else {
			out.WriteString(w.text)
		}
		column += n
	}
	return strings.TrimRight(out.String(), " ") + "\n"
}

func (p *page) words(spans []bot.Span, style string) []word {
	var out []word
	space := true
	for _, span := range spans {
		text := bot.PlainText(span.Text)
		if text == "" && !span.Time.IsZero() {
			text = span.Time.Format("2 Jan 2006 15:04 MST")
		}
		if span.Link != "" && !p.Color {
			text += fmt.Sprintf(" [%d]", p.link(bot.PlainText(span.Link)))
		}
		st := style
		if span.Bold {
			st += bold
		}
		if span.Link != "" {
			st += under
		}
		for i, field := range strings.Fields(text) {
			glued := i == 0 && !space && !strings.HasPrefix(text, " ")
			out = append(out, word{field, st, bot.PlainText(span.Link), glued})
		}
		if text != "" {
			space = strings.HasSuffix(text, " ")
		}
	}
	return out
}
