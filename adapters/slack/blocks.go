package slack

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// dateFormat shows a moment in the reader's zone: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
const (
	dateFormat = "{date_short_pretty} at {time}"
	dayFormat  = "{date_short_pretty}"
)

// blocks makes Block Kit of a message's blocks. Neighbouring bullets become one list. A ping is an
// element of its own: Slack notifies nobody for what stands in a message's text beside its blocks.
func blocks(m bot.Message) []slack.Block {
	if !m.Private {
		m = unnamed(m)
	}
	var out []slack.Block
	if m.Ping != "" && groupID(m.Ping) {
		out = append(out, slack.NewRichTextBlock("", slack.NewRichTextSection(slack.NewRichTextSectionUserGroupElement(m.Ping))))
	}
	var bullets []slack.RichTextElement
	flush := func() {
		if len(bullets) > 0 {
			out = append(out, slack.NewRichTextBlock("", bulletList{Type: slack.RTEList, Style: slack.RTEListBullet, Elements: bullets}))
			bullets = nil
		}
	}
	for _, b := range m.Blocks {
		if b.Kind == bot.Bullet {
			bullets = append(bullets, slack.NewRichTextSection(elements(b.Spans)...))
			continue
		}
		flush()
		if x := block(b); x != nil {
			out = append(out, x)
		}
	}
	flush()
	if len(out) == 0 && strings.TrimSpace(m.Summary) != "" {
		out = append(out, slack.NewRichTextBlock("", slack.NewRichTextSection(slack.NewRichTextSectionTextElement(clip(bot.PlainText(m.Summary), maxSection), nil))))
	}
	return out
}

// block makes Block Kit of one block other than a bullet, or nil where nothing of it can be shown.
func block(b bot.Block) slack.Block {
	switch b.Kind {
	case bot.Heading:
		return heading(b)
	case bot.Quote:
		return slack.NewRichTextBlock("", &slack.RichTextQuote{Type: slack.RTEQuote, Elements: elements(b.Spans)})
	case bot.Note:
		return note(b)
	case bot.Divider:
		return slack.NewDividerBlock()
	case bot.Item:
		return item(b)
	case bot.Rating:
		return rating(b)
	case bot.Actions:
		return actions(b)
	}
	return slack.NewRichTextBlock("", slack.NewRichTextSection(elements(b.Spans)...))
}

// unnamed is a message that names no users: Slack notifies whoever a message names, but for those
// that one reader alone sees.
func unnamed(m bot.Message) bot.Message {
	m.Blocks = slices.Clone(m.Blocks)
	for i, b := range m.Blocks {
		for _, spans := range []*[]bot.Span{&b.Spans, &b.Head, &b.Foot} {
			*spans = slices.Clone(*spans)
			for j := range *spans {
				(*spans)[j].User = ""
			}
		}
		m.Blocks[i] = b
	}
	return m
}

// bulletList is a list in rich text. The SDK's own writes an offset, which is for ordered lists and
// not in Slack's schema of bullets.
type bulletList struct {
	Type     slack.RichTextElementType     `json:"type"`
	Style    slack.RichTextListElementType `json:"style"`
	Elements []slack.RichTextElement       `json:"elements"`
}

// RichTextElementType implements slack.RichTextElement.
func (l bulletList) RichTextElementType() slack.RichTextElementType { return l.Type }

// heading is a header block where its text is plain and short, else a bold line. A story's heading is
// always a line: some have a link, which a header cannot hold, and all are to look the same.
func heading(b bot.Block) slack.Block {
	text, linked := "", b.Story != ""
	for _, s := range b.Spans {
		text += s.Text
		linked = linked || s.Link != "" || !s.Time.IsZero() || channelID(s.Channel) || userID(s.User)
	}
	if text = strings.TrimSpace(bot.PlainText(text)); !linked && text != "" && utf8.RuneCountInString(text) <= maxHeader {
		return slack.NewHeaderBlock(slack.NewTextBlockObject(slack.PlainTextType, text, false, false))
	}
	spans := make([]bot.Span, len(b.Spans))
	for i, s := range b.Spans {
		s.Bold = true
		spans[i] = s
	}
	return slack.NewRichTextBlock("", slack.NewRichTextSection(elements(spans)...))
}

// note is small print: a context block, in which text is plain, and moments, channels and links alone are
// markup, of our own making; a link's words format nothing: see literal. What is too long for it is rich text.
func note(b bot.Block) slack.Block {
	var parts []slack.MixedElement
	text := ""
	flush := func() {
		if text = strings.TrimSpace(text); text != "" {
			parts = append(parts, slack.NewTextBlockObject(slack.PlainTextType, text, false, false))
		}
		text = ""
	}
	for _, s := range b.Spans {
		switch {
		case s.Link != "":
			linked := markup([]bot.Span{s})
			if utf8.RuneCountInString(linked) > maxSection {
				return slack.NewRichTextBlock("", slack.NewRichTextSection(elements(b.Spans)...))
			}
			flush()
			parts = append(parts, slack.NewTextBlockObject(slack.MarkdownType, linked, false, true))
		case s.Time.IsZero() && channelID(s.Channel):
			flush()
			parts = append(parts, slack.NewTextBlockObject(slack.MarkdownType, "<#"+s.Channel+">", false, true))
		case s.Time.IsZero() && userID(s.User):
			flush()
			parts = append(parts, slack.NewTextBlockObject(slack.MarkdownType, "<@"+s.User+">", false, true))
		case s.Time.IsZero():
			text += bot.PlainText(s.Text)
		default:
			flush()
			parts = append(parts, slack.NewTextBlockObject(slack.MarkdownType, moment(s), false, true))
		}
	}
	flush()
	if len(parts) > maxContext {
		return slack.NewRichTextBlock("", slack.NewRichTextSection(elements(b.Spans)...))
	}
	if len(parts) == 0 {
		parts = append(parts, slack.NewTextBlockObject(slack.PlainTextType, " ", false, false))
	}
	return slack.NewContextBlock("", parts...)
}

// moment is a span's time as markup, in the reader's zone:
// https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
func moment(s bot.Span) string {
	format, words := when(s)
	words = clip(strings.NewReplacer("|", "", "^", "").Replace(words), maxSection/10)
	return "<!date^" + strconv.FormatInt(s.Time.Unix(), 10) + "^" + format + "|" + entities.Replace(words) + ">"
}

// when is the format of a span's time, and its words for who cannot be shown it so.
func when(s bot.Span) (format, words string) {
	format = dateFormat
	if s.DateOnly {
		format = dayFormat
	}
	if words = bot.PlainText(s.Text); strings.TrimSpace(words) == "" {
		words = s.Time.UTC().Format("2 Jan 2006 15:04 UTC")
	}
	return format, words
}

// elements makes rich text of spans. Slack refuses an empty element, so that empty spans fall away.
func elements(spans []bot.Span) []slack.RichTextSectionElement {
	var out []slack.RichTextSectionElement
	for _, s := range spans {
		text := bot.PlainText(s.Text)
		if text == "" && s.Time.IsZero() {
			continue
		}
		var style *slack.RichTextSectionTextStyle
		if s.Bold || s.Italic || s.Code {
			style = &slack.RichTextSectionTextStyle{Bold: s.Bold, Italic: s.Italic, Code: s.Code}
		}
		switch {
		case !s.Time.IsZero():
			format, words := when(s)
			out = append(out, slack.NewRichTextSectionDateElement(s.Time.Unix(), format, nil, &words))
		case channelID(s.Channel):
			out = append(out, slack.NewRichTextSectionChannelElement(s.Channel, style))
		case userID(s.User):
			out = append(out, slack.NewRichTextSectionUserElement(s.User, style))
		case s.Link != "" && webLink(s.Link):
			out = append(out, slack.NewRichTextSectionLinkElement(s.Link, text, style))
		default:
			out = append(out, slack.NewRichTextSectionTextElement(text, style))
		}
	}
	if len(out) == 0 {
		out = append(out, slack.NewRichTextSectionTextElement(" ", nil))
	}
	return out
}

// actions is a row of buttons, with a select where the block has one. Slack refuses a row in which two
// have the same action: the later ones are numbered, and plainAction takes the number off again.
func actions(b bot.Block) slack.Block {
	var els []slack.BlockElement
	used := map[string]int{}
	id := func(action string) string {
		if used[action]++; used[action] > 1 {
			return action + numberMark + strconv.Itoa(used[action])
		}
		return action
	}
	for _, x := range b.Buttons {
		if len(els) == maxActions {
			break
		}
		label := bot.PlainText(x.Label)
		if strings.TrimSpace(label) == "" {
			label = x.Action
		}
		button := slack.NewButtonBlockElement(id(x.Action), clip(x.Value, maxButtonValue), plain(label, maxButtonText))
		switch x.Style {
		case bot.Primary:
			button.Style = slack.StylePrimary
		case bot.Danger:
			button.Style = slack.StyleDanger
		}
		els = append(els, button)
	}
	if s := b.Select; s != nil && len(els) < maxActions {
		if options, _ := choices(bot.Field{Options: s.Options}); len(options) > 0 {
			hint := bot.PlainText(s.Hint)
			if strings.TrimSpace(hint) == "" {
				hint = "Choose"
			}
			els = append(els, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(hint, maxPlaceholder), id(s.Action), options...))
		}
	}
	if len(els) == 0 {
		return nil
	}
	return slack.NewActionBlock("", els...)
}

// numberMark stands before an action's number: no action of the bot's has it.
const numberMark = "#"

// plainAction is an action as the bot knows it.
func plainAction(id string) string {
	action, _, _ := strings.Cut(id, numberMark)
	return action
}
