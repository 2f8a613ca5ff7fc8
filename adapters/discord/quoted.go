package discord

import (
	"regexp"
	"strings"
)

// What a message's markup looks like: https://docs.discord.com/developers/reference#message-formatting
// and https://support.discord.com/hc/en-us/articles/210298617
var (
	linkMarks  = regexp.MustCompile(`\[([^\]\n]+)\]\(<?https?://[^)\s]+\)`)
	otherMarks = regexp.MustCompile("(?m)^ *(?:#{1,3}|-#|>{1,3}|[-*]) +|<(?:t:|@[!&]?|#|a?:\\w+:)[^>\\s]*>|\\*{2,3}|__|~~|\\|\\||`+")
	escapes    = regexp.MustCompile(`\\([^\w\s])`)
)

// text is what a message says, without its markup; of one without text, what its components, its
// first embed or what it forwards says.
func (m message) text() string {
	switch {
	case m.Content != "":
		return unmarked(m.Content)
	case len(texts(m.Components)) > 0:
		return unmarked(strings.Join(texts(m.Components), "\n"))
	case len(m.Embeds) > 0 && m.Embeds[0].Description != "":
		return unmarked(m.Embeds[0].Description)
	case len(m.Embeds) > 0:
		return unmarked(m.Embeds[0].Title)
	}
	for _, s := range m.Snapshots {
		if s.Message != nil {
			return s.Message.text()
		}
	}
	return ""
}

// links are the web addresses in a message, and those that its previews are of.
func (m message) links() (out []string) {
	for _, text := range append([]string{m.Content}, texts(m.Components)...) {
		out = append(out, webAddress.FindAllString(text, -1)...)
	}
	for _, e := range m.Embeds {
		if e.URL != "" {
			out = append(out, e.URL)
		}
	}
	for _, s := range m.Snapshots {
		if s.Message != nil {
			out = append(out, s.Message.links()...)
		}
	}
	return out
}

// webAddress matches an address as people write it, in markup too.
var webAddress = regexp.MustCompile(`https?://[^\s<>()\[\]]+`)

// texts are the texts of components, in order.
func texts(parts []*shownPart) (lines []string) {
	for _, p := range parts {
		if p == nil {
			continue
		}
		if p.Content != "" {
			lines = append(lines, p.Content)
		}
		lines = append(lines, texts(p.Components)...)
	}
	return lines
}

// unmarked is text without Discord's markup: what is asked about is what people read.
func unmarked(s string) string {
	s = linkMarks.ReplaceAllString(s, "$1")
	s = otherMarks.ReplaceAllString(s, "")
	return strings.TrimSpace(escapes.ReplaceAllString(s, "$1"))
}
