package slack

import (
	"strings"
	"unicode"
)

// control replaces what is written between angle brackets to Slack: mentions, channels, commands.
// In rich text it means nothing, but text is copied, quoted and read by other programs.
var control = strings.NewReplacer("<!", "<\u2060!", "<@", "<\u2060@", "<#", "<\u2060#")

// plain makes article text safe to stand in a rich_text element: no control characters, no
// direction overrides, nothing that looks like a mention.
func plain(s string) string {
	return control.Replace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, s))
}

// markup are mrkdwn's own marks, each parted from the word beside it by a word joiner, which is
// not seen: Slack has no escape for them.
// https://docs.slack.dev/messaging/formatting-message-text/#escaping
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;",
	"*", "\u2060*\u2060", "_", "\u2060_\u2060", "~", "\u2060~\u2060", "`", "\u2060`\u2060")

// escape makes text safe to stand in mrkdwn.
func escape(s string) string { return markup.Replace(plain(s)) }

// fallback makes text safe to stand in a message's text field, which Slack reads as mrkdwn.
func fallback(s string) string { return clip(escape(s), maxText) }

// clip cuts s to at most n characters, at a space where there is one in the last fifth, and says
// so with an ellipsis.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := n - 1
	for i := cut; i > n*4/5; i-- {
		if r[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(r[:cut]), " ") + "…"
}

// webLink reports whether an address may become a link.
func webLink(u string) bool {
	return (strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://")) && len(u) <= 3000 && !strings.ContainsAny(u, " |<>\n")
}
