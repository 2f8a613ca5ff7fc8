package slack

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/bot"
)

// entities are the three characters that Slack reads in a text field:
// https://docs.slack.dev/messaging/formatting-message-text/#escaping
var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// fallback makes text safe to stand in a message's text field, within its length.
func fallback(s string) string {
	escape := func(s string) string { return entities.Replace(bot.PlainText(s)) }
	return escape(bot.CutText(s, maxText, func(s string) int { return utf8.RuneCountInString(escape(s)) }))
}

// clip cuts a label to at most n characters.
func clip(s string, n int) string { return bot.CutText(s, n, utf8.RuneCountInString) }

// webLink reports whether an address may become a link.
func webLink(u string) bool {
	return (strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://")) && len(u) <= maxURL &&
		!strings.ContainsFunc(u, func(r rune) bool {
			return unicode.IsSpace(r) || bot.PlainText(string(r)) == "" || strings.ContainsRune("|<>\"", r)
		})
}
