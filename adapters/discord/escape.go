package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup are the characters that Discord's Markdown gives a meaning to, each behind a backslash:
// https://discord.com/developers/docs/reference#message-formatting
var markup = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, `~`, `\~`, "`", "\\`", `|`, `\|`, `>`, `\>`, `<`, `\<`,
	`[`, `\[`, `]`, `\]`, `#`, `\#`, `@`, "@\u200b", `://`, ":\u200b//")

// plain drops what could hide or turn text: control characters, direction overrides.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, s)
}

// escape makes text safe to stand anywhere in a message: it formats, links and mentions nothing.
func escape(s string) string {
	s = markup.Replace(plain(s))
	// At the start of a line "-", "+" and "1." make lists, "-#" small print.
	trimmed := strings.TrimLeft(s, " ")
	if strings.HasPrefix(trimmed, "-") || strings.HasPrefix(trimmed, "+") {
		s = `\` + trimmed
	}
	if digits := strings.TrimLeft(trimmed, "0123456789"); digits != trimmed && strings.HasPrefix(digits, ".") {
		s = trimmed[:len(trimmed)-len(digits)] + `\` + digits
	}
	return s
}

// length is a text's length as Discord counts it: in code points.
func length(s string) int { return utf8.RuneCountInString(s) }

// clip cuts plain text to at most n characters and says so with an ellipsis.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// webLink reports whether an address may become a link.
func webLink(u string) bool {
	return (strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://")) && len(u) <= 512 && !strings.ContainsAny(u, " <>()\n")
}
