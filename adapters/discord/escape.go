package discord

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/bot"
)

// everybody matches the two words that are shown as a ping of everybody, even where they ping
// nobody. A backslash does not part them; what parts them is not seen.
var everybody = regexp.MustCompile(`(?i)@(everyone|here)`)

// escape makes text safe to stand anywhere in a message: it formats, links and mentions nothing. A
// backslash stands before what Discord's Markdown would read, and nowhere else; it is not shown.
// https://docs.discord.com/developers/reference#message-formatting
func escape(s string) string {
	runes := []rune(bot.PlainText(s))
	var out strings.Builder
	for i, r := range runes {
		if special(runes, i) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return everybody.ReplaceAllString(out.String(), "@\u200b$1")
}

// special reports whether the character at i would be read as Markdown where it stands.
func special(text []rune, i int) bool {
	next := func(n int) rune {
		if i+n < 0 || i+n >= len(text) {
			return 0
		}
		return text[i+n]
	}
	switch r := text[i]; r {
	case '\\', '*', '`', '[', ']', '<':
		return true
	case '_': // inside a word it is a letter like others
		return !letter(next(-1)) || !letter(next(1))
	case '~', '|':
		return next(-1) == r || next(1) == r
	case ':': // an address becomes a link at its "://"
		return next(1) == '/' && next(2) == '/'
	case '-', '+', '#', '>': // lists, headings, small print, quotes: at the start of a line
		return blank(text[:i])
	case '.', ')': // numbered lists
		for i--; i >= 0 && text[i] >= '0' && text[i] <= '9'; i-- {
		}
		return next(1) >= '0' && next(1) <= '9' && blank(text[:i+1])
	}
	return false
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func blank(text []rune) bool {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// length is a text's length as Discord counts it, in code points:
// https://github.com/discord/discord-api-docs/issues/1315
func length(s string) int { return utf8.RuneCountInString(s) }

// clip cuts a label to at most n characters.
func clip(s string, n int) string { return bot.CutText(s, n, length) }

// webLink reports whether an address may become a link.
func webLink(u string) bool {
	return (strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://")) && len(u) <= maxURL &&
		!strings.ContainsFunc(u, func(r rune) bool {
			return unicode.IsSpace(r) || bot.PlainText(string(r)) == "" || strings.ContainsRune(`<>\`, r)
		})
}

// target is an address inside a link: its parentheses would end the link.
func target(u string) string { return strings.NewReplacer("(", "%28", ")", "%29").Replace(u) }
