package slack

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// item is a story as a section, its menu as an overflow menu beside it. A section's text is markup
// ("mrkdwn"), in which text of others must format nothing: see literal.
// https://docs.slack.dev/reference/block-kit/blocks/section-block/
func item(b bot.Block) slack.Block {
	text := itemText(shortened(b))
	if strings.TrimSpace(text) == "" {
		text = " "
	}
	section := slack.NewSectionBlock(&slack.TextBlockObject{Type: slack.MarkdownType, Text: text, Verbatim: true}, nil, nil)
	if menu := overflow(b.Menu); menu != nil {
		section.Accessory = slack.NewAccessory(menu)
	}
	return section
}

// itemText is an item's lines as markup.
func itemText(b bot.Block) string {
	var lines []string
	for _, spans := range [][]bot.Span{b.Head, b.Spans, b.Foot} {
		if line := markup(spans); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// overflow offers buttons as the options of one menu; an option carries action and value, which
// pressed takes apart. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element/
func overflow(menu []bot.Button) *slack.OverflowBlockElement {
	var options []*slack.OptionBlockObject
	for _, x := range menu {
		value := x.Action + menuMark + x.Value
		if len(options) == maxOverflow || len(value) > maxOptionValue {
			continue
		}
		options = append(options, slack.NewOptionBlockObject(value, plain(bot.PlainText(x.Label), maxButtonText), nil))
	}
	if len(options) == 0 {
		return nil
	}
	return slack.NewOverflowBlockElement(menuAction, options...)
}

// menuAction is the action of every overflow menu; menuMark stands between an option's action and value.
const (
	menuAction = "menu"
	menuMark   = " "
)

// rating is Slack's own way of asking for an opinion; what is not two buttons is a row of buttons.
// https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element/
func rating(b bot.Block) slack.Block {
	if len(b.Buttons) != 2 {
		return actions(b)
	}
	button := func(x bot.Button) *slack.FeedbackButton {
		return slack.NewFeedbackButton(plain(bot.PlainText(x.Label), maxButtonText), x.Action+menuMark+clip(x.Value, maxButtonValue)).
			WithAccessibilityLabel(clip(bot.PlainText(x.Label), maxButtonText))
	}
	return slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(menuAction, button(b.Buttons[0]), button(b.Buttons[1])))
}

// markup is a line of spans as Slack's markup.
func markup(spans []bot.Span) string {
	var out strings.Builder
	for _, s := range spans {
		if !s.Time.IsZero() {
			out.WriteString(moment(s))
			continue
		}
		if channelID(s.Channel) {
			out.WriteString("<#" + s.Channel + ">")
			continue
		}
		if rest := strings.TrimLeft(s.Text, "\n"); rest != s.Text { // a line break at its beginning is ours
			out.WriteByte('\n')
			s.Text = rest
		}
		out.WriteString(marked(literal(bot.PlainText(s.Text), strings.HasSuffix(out.String(), "\n") || out.Len() == 0), s))
	}
	return out.String()
}

// marked puts a span's style around its words: marks must touch what they mark.
func marked(text string, s bot.Span) string {
	core := strings.TrimSpace(text)
	if core == "" {
		return text
	}
	at := strings.Index(text, core)
	mark := core
	if s.Link != "" && webLink(s.Link) {
		mark = "<" + linkEntities.Replace(s.Link) + "|" + strings.ReplaceAll(core, "|", "¦") + ">"
	}
	if s.Italic {
		mark = "_" + mark + "_"
	}
	if s.Bold {
		mark = "*" + mark + "*"
	}
	return text[:at] + mark + text[at+len(core):]
}

// linkEntities escapes an address: https://docs.slack.dev/messaging/formatting-message-text/#escaping
var linkEntities = strings.NewReplacer("&", "&amp;", "<", "%3C", ">", "%3E", "|", "%7C")

// literals are the look-alikes of the characters that format markup. Slack knows no escape for them.
var literals = map[rune]rune{'*': '∗', '_': 'ˍ', '~': '∼', '`': 'ˋ', ':': '∶'}

// literal is text that formats nothing: what Slack escapes is escaped; a mark that would format, since
// it does not stand inside a word, and a colon that could begin an emoji's name are replaced by their
// look-alikes; so is what would make a line a quotation or a list. begins says that a line begins with
// it. https://docs.slack.dev/messaging/formatting-message-text/
func literal(text string, begins bool) string {
	var out strings.Builder
	before := ' '
	text = strings.ToValidUTF8(text, "\ufffd")
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch like, formats := literals[r]; {
		case r == '>' && begins && strings.TrimSpace(text[:i]) == "":
			out.WriteRune('›')
		case r == ':' && !emoji(text[i:]):
			out.WriteRune(r)
		case r == '_' && word(before) && word(next):
			out.WriteRune(r)
		case formats && utf8.ValidRune(r):
			out.WriteRune(like)
		default:
			out.WriteRune(r)
		}
		before = r
	}
	return entities.Replace(out.String())
}

// word reports whether a rune is part of a word.
func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// emoji reports whether a text that begins with a colon begins with an emoji's name between colons.
func emoji(text string) bool {
	name, _, closed := strings.Cut(text[1:], ":")
	return closed && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_+-'") == ""
}
