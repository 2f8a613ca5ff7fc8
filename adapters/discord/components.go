package discord

import (
	"strings"

	"briefbot/bot"
)

// component is a text, a line, a row, a button or a select: https://docs.discord.com/developers/components/reference
type component struct {
	Type        int            `json:"type"`
	Content     string         `json:"content,omitempty"` // of a text: Markdown
	Components  []component    `json:"components,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	CustomID    string         `json:"custom_id,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	Options     []selectOption `json:"options,omitempty"`
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
	typeText, typeSeparator                   = 10, 14
	stylePrimary, styleSecondary, styleDanger = 1, 2, 4
)

// components are the buttons and selects below a message's text, in as many rows as a message holds.
func components(m bot.Message) []component {
	all := rows(m)
	return all[:min(len(all), maxRows)]
}

// rows are all of the message's buttons and selects.
func rows(m bot.Message) []component {
	all, used := []component{}, map[string]bool{}
	for _, b := range m.Blocks {
		all = append(all, controls(b, used)...)
	}
	return all
}

// controls are one block's buttons and select. Discord refuses a message in which two have one
// custom_id: the second of two falls away, as it does the same.
func controls(b bot.Block, used map[string]bool) (rows []component) {
	var row component
	for _, x := range b.Buttons {
		id, text := customID(x.Action, x.Value), clip(bot.PlainText(x.Label), maxLabel)
		if used[id] || strings.TrimSpace(text) == "" {
			continue
		}
		used[id] = true
		if len(row.Components) == maxRowButtons {
			rows, row = append(rows, row), component{}
		}
		style := styleSecondary
		switch x.Style {
		case bot.Primary:
			style = stylePrimary
		case bot.Danger:
			style = styleDanger
		}
		row.Type = typeRow
		row.Components = append(row.Components, component{Type: typeButton, Style: style, Label: text, CustomID: id})
	}
	if len(row.Components) > 0 {
		rows = append(rows, row)
	}
	if s := b.Select; s != nil && !used[customID(s.Action, "")] {
		if options := choices(s.Options, nil); len(options) > 0 {
			used[customID(s.Action, "")] = true
			rows = append(rows, component{Type: typeRow, Components: []component{{
				Type: typeSelect, CustomID: customID(s.Action, ""), Placeholder: clip(bot.PlainText(s.Hint), maxPlaceholder), Options: options,
			}}})
		}
	}
	return rows
}

// laidOut reports whether the message has the buttons of several stories, or of several other things
// that are told one after the other.
func laidOut(m bot.Message) bool {
	first, parted := "", 0 // parted: 1 after buttons that belong to no story, 2 after text below them
	for _, b := range m.Blocks {
		switch {
		case len(b.Buttons) == 0 && b.Select == nil:
			if parted == 1 && line(b) != "" {
				parted = 2
			}
		case b.Story == "" && parted == 2:
			return true
		case b.Story == "":
			parted = 1
		case first == "":
			first = b.Story
		case b.Story != first:
			return true
		}
	}
	return false
}

// layout is a message in components: runs of text, each with its buttons below it, and a line
// between stories, or between whatever else has buttons.
func layout(m bot.Message) []component {
	var out []component
	var lines []string
	used := map[string]bool{}
	flush := func() {
		if len(lines) > 0 {
			out, lines = append(out, component{Type: typeText, Content: strings.Join(lines, "\n")}), nil
		}
	}
	for i, b := range m.Blocks {
		if text := line(b); text != "" {
			if i > 0 && (b.Story == "" || b.Story != m.Blocks[i-1].Story || m.Blocks[i-1].Kind == bot.Divider) && endsInRow(out, lines) {
				out = append(out, component{Type: typeSeparator})
			}
			lines = append(lines, text)
		}
		if controls := controls(b, used); len(controls) > 0 {
			flush()
			out = append(out, controls...)
		}
	}
	flush()
	return out
}

// endsInRow reports whether what stands so far ends with buttons.
func endsInRow(out []component, lines []string) bool {
	return len(lines) == 0 && len(out) > 0 && out[len(out)-1].Type == typeRow
}

// weigh counts a layout's components, those inside others too, and its texts' characters.
func weigh(list []component) (count, characters int) {
	for _, c := range list {
		n, m := weigh(c.Components)
		count, characters = count+1+n, characters+length(c.Content)+m
	}
	return count, characters
}
