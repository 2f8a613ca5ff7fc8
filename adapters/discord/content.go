package discord

import (
	"strconv"
	"strings"

	"briefbot/bot"
)

// outgoing is the body of a request that carries a message: text with rows of buttons below it, or,
// where flagLayout stands, components alone.
type outgoing struct {
	Content    string      `json:"content,omitempty"`
	Components []component `json:"components"`
	Flags      int         `json:"flags,omitempty"`
	// AllowedMentions stands in every request, so that nothing pings by default.
	AllowedMentions  mentions `json:"allowed_mentions"`
	Nonce            string   `json:"nonce,omitempty"`
	EnforceNonce     bool     `json:"enforce_nonce,omitempty"`
	MessageReference *replyTo `json:"message_reference,omitempty"`
}

// mentions says who may be pinged: https://docs.discord.com/developers/resources/message#allowed-mentions-object
type mentions struct {
	Parse []string `json:"parse"`
	Roles []string `json:"roles,omitempty"`
}

// replyTo makes a message a reply.
type replyTo struct {
	MessageID       string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// body is a message as it is sent. key, where there is one, is made recognisable in it.
//
// What has stories with something to do, or the buttons of several orders, is laid out in components, each
// one's beside or below it. All else is text, since of a message in components nothing is seen in a notification
// (https://github.com/discord/discord-api-docs/issues/7854).
func body(m bot.Message, key string) outgoing {
	out := outgoing{Flags: flagSuppressEmbeds, AllowedMentions: mentions{Parse: []string{}}}
	if m.Silent {
		out.Flags |= flagSilent
	}
	ping := ""
	if m.Ping != "" && snowflake(m.Ping) {
		ping = "<@&" + m.Ping + ">\n"
		out.AllowedMentions.Roles = []string{m.Ping}
	}
	if laidOut(m) {
		out.Flags |= flagLayout
		out.Components = layout(m)
		if ping != "" {
			out.Components = append([]component{{Type: typeText, Content: ping}}, out.Components...)
		}
	} else {
		out.Content, out.Components = ping+content(m), components(m)
	}
	if key != "" {
		out.Nonce, out.EnforceNonce = nonce(key), true
		out.mark(reference(key))
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

// itemText is an item's lines: its title, numbered where a number is given, its text, its small print.
func itemText(b bot.Block, number string) string {
	var lines []string
	if head := inline(b.Head); strings.TrimSpace(head) != "" {
		if plain := strings.TrimSuffix(strings.TrimPrefix(head, "**"), "**"); number != "" && "**"+plain+"**" == head {
			head = "**" + number + plain + "**"
		}
		lines = append(lines, head)
	}
	if text := inline(b.Spans); strings.TrimSpace(text) != "" {
		lines = append(lines, text)
	}
	if foot := inline(b.Foot); strings.TrimSpace(foot) != "" {
		lines = append(lines, "-# "+foot)
	}
	return strings.Join(lines, "\n")
}

func line(b bot.Block) string {
	if b.Kind == bot.Item {
		return itemText(b, "")
	}
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
	case bot.Divider, bot.Actions, bot.Rating:
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
		if snowflake(x.Channel) { // shown by its name, to those who may see it
			s.WriteString("<#" + x.Channel + ">")
			continue
		}
		if snowflake(x.User) { // by his name; who may be pinged stands apart, in what is sent with the text
			s.WriteString("<@" + x.User + ">")
			continue
		}
		if rest := strings.TrimLeft(x.Text, "\n"); rest != x.Text { // a span's own line breaks are ours
			s.WriteByte('\n')
			x.Text = rest
		}
		text := escape(x.Text)
		if strings.TrimSpace(text) == "" {
			s.WriteString(text)
			continue
		}
		if plain := bot.PlainText(x.Text); x.Code && !strings.ContainsAny(plain, "`\\") {
			text = "`" + plain + "`" // nothing in it is read
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

// snowflake reports whether s is one of Discord's ids.
func snowflake(s string) bool {
	return len(s) >= 15 && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
