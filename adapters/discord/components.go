package discord

import (
	"strconv"
	"strings"

	"briefbot/bot"
)

// component is a container, a section, a text, a line, a row, a button or a select: https://docs.discord.com/developers/components/reference
type component struct {
	Type        int            `json:"type"`
	Content     string         `json:"content,omitempty"` // of a text: Markdown
	Components  []component    `json:"components,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	CustomID    string         `json:"custom_id,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	Options     []selectOption `json:"options,omitempty"`
	Accessory   *component     `json:"accessory,omitempty"`    // of a section: what stands at its side
	AccentColor int            `json:"accent_color,omitempty"` // of a container: the line at its left
}

// selectOption is one choice of a select.
type selectOption struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

// Component types and button styles, of the same page.
const (
	typeRow, typeButton, typeSelect           = 1, 2, 3
	typeSection, typeText                     = 9, 10
	typeSeparator, typeContainer              = 14, 17
	stylePrimary, styleSecondary, styleDanger = 1, 2, 4
)

// accent is the colour of the line at the left of what is laid out.
const accent = 0x3b6ea5

// components are the buttons and selects below a message's text, in as many rows as a message holds.
func components(m bot.Message) []component {
	all := rows(m)
	return all[:min(len(all), maxRows)]
}

// rows are all of the message's buttons and selects. An opinion's buttons stand in the row before them.
func rows(m bot.Message) []component {
	all, used := []component{}, map[string]bool{}
	for _, b := range m.Blocks {
		all = joined(all, b, controls(b, used))
	}
	return all
}

// joined adds the rows of a block to those above; the buttons of an opinion share the row above them
// where it has room.
func joined(all []component, b bot.Block, more []component) []component {
	if last := len(all) - 1; b.Kind == bot.Rating && last >= 0 && len(more) == 1 && all[last].Type == typeRow &&
		all[last].Components[0].Type == typeButton && len(all[last].Components)+len(more[0].Components) <= maxRowButtons {
		all[last].Components = append(all[last].Components, more[0].Components...)
		return all
	}
	return append(all, more...)
}

// controls are one block's select and buttons. Discord refuses a message in which two have one
// custom_id: the second of two falls away, as it does the same.
func controls(b bot.Block, used map[string]bool) (rows []component) {
	if s := b.Select; s != nil && !used[customID(s.Action, "")] {
		if options := choices(s.Options, nil); len(options) > 0 {
			used[customID(s.Action, "")] = true
			rows = append(rows, component{Type: typeRow, Components: []component{{
				Type: typeSelect, CustomID: customID(s.Action, ""), Placeholder: clip(bot.PlainText(s.Hint), maxPlaceholder), Options: options,
			}}})
		}
	}
	row := component{Type: typeRow}
	for _, x := range b.Buttons {
		c, ok := button(x, used)
		if !ok {
			continue
		}
		if len(row.Components) == maxRowButtons {
			rows, row = append(rows, row), component{Type: typeRow}
		}
		row.Components = append(row.Components, c)
	}
	if len(row.Components) > 0 {
		rows = append(rows, row)
	}
	return rows
}

// button is one button, unless there is one with its custom_id already.
func button(x bot.Button, used map[string]bool) (component, bool) {
	id, text := customID(x.Action, x.Value), clip(bot.PlainText(x.Label), maxLabel)
	if used[id] || strings.TrimSpace(text) == "" {
		return component{}, false
	}
	used[id] = true
	style := styleSecondary
	switch x.Style {
	case bot.Primary:
		style = stylePrimary
	case bot.Danger:
		style = styleDanger
	}
	return component{Type: typeButton, Style: style, Label: text, CustomID: id}, true
}

// laidOut reports whether the message has items with something to do, or the buttons of several
// things that are told one after the other.
func laidOut(m bot.Message) bool {
	parted := 0 // 1 after buttons, 2 after text below them
	for _, b := range m.Blocks {
		switch {
		case b.Kind == bot.Item && len(b.Menu) > 0:
			return true
		case b.Kind == bot.Rating: // belongs to what stands above it
		case len(b.Buttons) == 0 && b.Select == nil:
			if parted == 1 && line(b) != "" {
				parted = 2
			}
		case parted == 2:
			return true
		default:
			parted = 1
		}
	}
	return false
}

// layout is a message in components: runs of text, items with their button beside them, each row of
// buttons below what it belongs to, and a line between one thing and the next. Items stand in one
// container with all around them.
func layout(m bot.Message) []component {
	l := layouter{used: map[string]bool{}}
	for _, b := range m.Blocks {
		l.add(b)
	}
	l.flush()
	if l.items == 0 {
		return l.out
	}
	return []component{{Type: typeContainer, AccentColor: accent, Components: l.out}}
}

// layouter collects a layout.
type layouter struct {
	out   []component
	lines []string
	used  map[string]bool
	items int
}

func (l *layouter) flush() {
	if len(l.lines) > 0 {
		l.out, l.lines = append(l.out, component{Type: typeText, Content: strings.Join(l.lines, "\n")}), nil
	}
}

func (l *layouter) add(b bot.Block) {
	if b.Kind == bot.Item {
		l.item(b)
		return
	}
	if text := line(b); text != "" {
		if last := len(l.out) - 1; len(l.lines) == 0 && last >= 0 && l.out[last].Type != typeSeparator && l.out[last].Type != typeText {
			l.out = append(l.out, component{Type: typeSeparator})
		}
		l.lines = append(l.lines, text)
	}
	if more := controls(b, l.used); len(more) > 0 {
		l.flush()
		l.out = joined(l.out, b, more)
	}
}

// item is a numbered section with its first button at its side; without one it is a text.
func (l *layouter) item(b bot.Block) {
	if l.flush(); l.items == 0 && len(l.out) > 0 {
		l.out = append(l.out, component{Type: typeSeparator})
	}
	l.items++
	text := component{Type: typeText, Content: itemText(b, strconv.Itoa(l.items)+". ")}
	if len(b.Menu) > 0 {
		if side, ok := button(b.Menu[0], l.used); ok {
			l.out = append(l.out, component{Type: typeSection, Components: []component{text}, Accessory: &side})
			return
		}
	}
	l.out = append(l.out, text)
}

// weigh counts a layout's components, those inside others too, and its texts' characters.
func weigh(list []component) (count, characters int) {
	for _, c := range list {
		n, m := weigh(c.Components)
		if c.Accessory != nil {
			n++
		}
		count, characters = count+1+n, characters+length(c.Content)+m
	}
	return count, characters
}
