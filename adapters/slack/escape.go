package slack

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/bot"
)

// plain is article text as it may stand in a rich_text or plain_text element, where Slack reads no
// markup: in one line, without control characters and without what is not seen but hides, turns or
// tags text. Joiners that scripts and emoji need stay.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == 0x2028 || r == 0x2029:
			return ' '
		case unicode.IsControl(r), hidden(r):
			return -1
		}
		return r
	}, s)
}

// hidden reports whether r is a character that changes what is read without being seen: direction
// marks and overrides (UAX #9), zero-width spaces, invisible operators, tags.
func hidden(r rune) bool {
	switch {
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r >= 0xe0000 && r <= 0xe007f
}

// entities are the three characters that Slack reads in a text field:
// https://docs.slack.dev/messaging/formatting-message-text/#escaping
var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// fallback makes text safe to stand in a message's text field, within its length.
func fallback(s string) string {
	escape := func(s string) string { return entities.Replace(plain(s)) }
	return escape(bot.CutText(s, maxText, func(s string) int { return utf8.RuneCountInString(escape(s)) }))
}

// clip cuts a label to at most n characters.
func clip(s string, n int) string { return bot.CutText(s, n, utf8.RuneCountInString) }

// webLink reports whether an address may become a link.
func webLink(u string) bool {
	return (strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://")) && len(u) <= maxURL &&
		!strings.ContainsFunc(u, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || hidden(r) || strings.ContainsRune("|<>\"", r)
		})
}
