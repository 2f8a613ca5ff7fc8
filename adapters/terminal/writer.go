package terminal

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"briefbot/bot"
)

// Style says how messages are written. The zero value is plain text of 100 columns.
type Style struct {
	// Color uses bold, dim and underline. Set it only for a terminal.
	Color bool
	// Width is the columns to wrap at; 0 is 100.
	Width int
	// Buttons shows each button with the line to type in its place.
	Buttons bool
}

// Write writes a message. Article text is shown as it is, without what a terminal would obey.
func Write(w io.Writer, m bot.Message, s Style) error {
	if s.Width <= 0 {
		s.Width = 100
	}
	var out strings.Builder
	blank := true
	for _, b := range m.Blocks {
		if b.Kind == bot.Heading && !blank {
			out.WriteString("\n")
		}
		text := s.block(b)
		out.WriteString(text)
		blank = strings.HasSuffix(text, "\n\n")
	}
	if len(m.Blocks) == 0 {
		out.WriteString(bot.PlainText(m.Summary) + "\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (s Style) block(b bot.Block) string {
	switch b.Kind {
	case bot.Heading:
		return s.heading(b)
	case bot.Bullet:
		return s.wrap(b.Spans, "  * ", "    ", "")
	case bot.Quote:
		return s.wrap(b.Spans, "  > ", "  > ", "")
	case bot.Note:
		return s.wrap(b.Spans, "  ", "  ", dim)
	case bot.Divider:
		return "\n"
	case bot.Actions:
		return s.actions(b)
	}
	return s.wrap(b.Spans, "", "", "")
}

// heading is a bold or an underlined line. Its link is not written out: the points below have theirs.
func (s Style) heading(b bot.Block) string {
	if s.Color {
		return s.wrap(b.Spans, "", "", bold)
	}
	spans := make([]bot.Span, len(b.Spans))
	for i, span := range b.Spans {
		span.Link = ""
		spans[i] = span
	}
	text := s.wrap(spans, "", "", "")
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
	}
	return text + strings.Repeat("-", longest) + "\n"
}

// press is a button and what to type to press it.
func press(label, action, value string) string {
	return fmt.Sprintf("[%s: /press %s]", bot.PlainText(label), strings.TrimSpace(action+" "+value))
}

// actions lists buttons with what to type.
func (s Style) actions(b bot.Block) string {
	if !s.Buttons || len(b.Buttons) == 0 && b.Select == nil {
		return ""
	}
	var out []string
	for _, x := range b.Buttons {
		out = append(out, press(x.Label, x.Action, x.Value))
	}
	if b.Select != nil {
		for _, o := range b.Select.Options {
			out = append(out, press(o.Label, b.Select.Action, o.Value))
		}
	}
	// Several on a line, none broken: what is to be typed has to stand in one piece.
	text, column := "", 0
	for _, x := range out {
		n := utf8.RuneCountInString(x)
		switch {
		case column == 0:
			text += "  "
			column = 2
		case column+1+n > s.Width:
			text += "\n  "
			column = 2
		default:
			text += " "
			column++
		}
		text += x
		column += n
	}
	return text + "\n"
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
	glued       bool // no space before it
}

// wrap writes spans as a paragraph, its lines within the width.
func (s Style) wrap(spans []bot.Span, first, rest, style string) string {
	var out strings.Builder
	out.WriteString(first)
	column, start := utf8.RuneCountInString(first), true
	words := s.words(spans, style)
	for i, w := range words {
		n := utf8.RuneCountInString(w.text)
		whole := n // with what is glued to it: both go to the next line together
		for j := i + 1; j < len(words) && words[j].glued; j++ {
			whole += utf8.RuneCountInString(words[j].text)
		}
		switch {
		case start || w.glued:
		case column+1+whole > s.Width:
			out.WriteString("\n" + rest)
			column = utf8.RuneCountInString(rest)
		default:
			out.WriteString(" ")
			column++
		}
		start = false
		if s.Color && w.style != "" {
			out.WriteString(w.style + w.text + reset)
		} else {
			out.WriteString(w.text)
		}
		column += n
	}
	return strings.TrimRight(out.String(), " ") + "\n"
}

func (s Style) words(spans []bot.Span, style string) []word {
	var out []word
	space := true
	for _, span := range spans {
		text := bot.PlainText(span.Text)
		if text == "" && !span.Time.IsZero() {
			text = span.Time.Format("2 Jan 2006 15:04 MST")
		}
		if span.Link != "" && !s.Color {
			text += " <" + bot.PlainText(span.Link) + ">"
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
			out = append(out, word{field, st, glued})
		}
		if text != "" {
			space = strings.HasSuffix(text, " ")
		}
	}
	return out
}
