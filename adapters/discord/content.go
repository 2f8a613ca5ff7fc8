package discord

import (
	"strconv"
	"strings"

	"briefbot/bot"
)

// outgoing is the body of a request that carries a message.
type outgoing struct {
	Content    string      `json:"content"`
	Components []component `json:"components"`
	Flags      int         `json:"flags,omitempty"`
	// AllowedMentions stands in every request, so that nothing pings by default.
	AllowedMentions  mentions `json:"allowed_mentions"`
	Nonce            string   `json:"nonce,omitempty"`
	EnforceNonce     bool     `json:"enforce_nonce,omitempty"`
	MessageReference *replyTo `json:"message_reference,omitempty"`
}

// mentions says who may be pinged: https://discord.com/developers/docs/resources/message#allowed-mentions-object
type mentions struct {
	Parse []string `json:"parse"`
	Roles []string `json:"roles,omitempty"`
}

// replyTo makes a message a reply.
type replyTo struct {
	MessageID       string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// component is a row, a button or a select: https://discord.com/developers/docs/components/reference
type component struct {
	Type        int            `json:"type"`
	Components  []component    `json:"components,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	CustomID    string         `json:"custom_id,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	Options     []selectOption `json:"options,omitempty"`
}

type selectOption struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Component types and button styles, of the same page.
const (
	typeRow, typeButton, typeSelect           = 1, 2, 3
	stylePrimary, styleSecondary, styleDanger = 1, 2, 4
)

// body is a message as it is sent. key, where there is one, is made recognisable in it.
func body(m bot.Message, key string) outgoing {
	out := outgoing{Content: content(m), Components: components(m), Flags: flagSuppressEmbeds, AllowedMentions: mentions{Parse: []string{}}}
	if m.Silent {
		out.Flags |= flagSilent
	}
	if key != "" {
		out.Nonce, out.EnforceNonce = nonce(key), true
		out.mark(reference(key))
	}
	if m.Ping != "" && snowflake(m.Ping) {
		out.Content = "<@&" + m.Ping + ">\n" + out.Content
		out.AllowedMentions.Roles = []string{m.Ping}
	}
	return out
}

// content is the message's text in Markdown.
func content(m bot.Message) string {
	var lines []string
	for _, b := range m.Blocks {
		if line := line(b); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return escape(m.Summary)
	}
	return strings.Join(lines, "\n")
}

func line(b bot.Block) string {
	text := inline(b.Spans)
	if strings.TrimSpace(text) == "" && b.Kind != bot.Divider {
		return ""
	}
	switch b.Kind {
	case bot.Heading:
		return "### " + text
	case bot.Bullet:
		return "- " + text
	case bot.Quote:
		return "> " + text
	case bot.Note:
		return "-# " + text
	case bot.Divider, bot.Actions:
		return ""
	}
	return text
}

// inline is a line of spans in Markdown.
func inline(spans []bot.Span) string {
	var s strings.Builder
	for _, x := range spans {
		if !x.Time.IsZero() {
			format := "f"
			if x.DateOnly {
				format = "D"
			}
			s.WriteString("<t:" + strconv.FormatInt(x.Time.Unix(), 10) + ":" + format + ">")
			continue
		}
		text := escape(x.Text)
		if strings.TrimSpace(text) == "" {
			s.WriteString(text)
			continue
		}
		if x.Link != "" && webLink(x.Link) {
			text = "[" + text + "](<" + target(x.Link) + ">)"
		}
		// Marks must touch the words that they mark.
		core := strings.TrimSpace(text)
		at := strings.Index(text, core)
		mark := ""
		if x.Bold {
			mark += "**"
		}
		if x.Italic {
			mark += "*"
		}
		s.WriteString(text[:at] + mark + core + reverse(mark) + text[at+len(core):])
	}
	return s.String()
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// components are the message's buttons and selects, in as many rows as a message holds.
func components(m bot.Message) []component {
	all := rows(m)
	return all[:min(len(all), maxRows)]
}

// rows are all of the message's buttons and selects. Discord refuses a message in which two have one
// custom_id: the second of two falls away, as it does the same.
func rows(m bot.Message) []component {
	rows, used := []component{}, map[string]bool{}
	for _, b := range m.Blocks {
		var row component
		for _, x := range b.Buttons {
			id, label := customID(x.Action, x.Value), clip(bot.PlainText(x.Label), maxLabel)
			if used[id] || strings.TrimSpace(label) == "" {
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
			row.Components = append(row.Components, component{Type: typeButton, Style: style, Label: label, CustomID: id})
		}
		if len(row.Components) > 0 {
			rows = append(rows, row)
		}
		if s := b.Select; s != nil && len(s.Options) > 0 && !used[customID(s.Action, "")] {
			used[customID(s.Action, "")] = true
			c := component{Type: typeSelect, CustomID: customID(s.Action, ""), Placeholder: clip(bot.PlainText(s.Hint), maxPlaceholder)}
			for _, o := range s.Options[:min(len(s.Options), maxOptions)] {
				c.Options = append(c.Options, selectOption{clip(bot.PlainText(o.Label), maxOptionText), o.Value})
			}
			rows = append(rows, component{Type: typeRow, Components: []component{c}})
		}
	}
	return rows
}

// snowflake reports whether s is one of Discord's ids.
func snowflake(s string) bool {
	return len(s) >= 15 && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
