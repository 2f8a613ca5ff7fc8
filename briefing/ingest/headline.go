package ingest

import (
	"strings"

	"golang.org/x/net/html"
)

// title is the page's headline: the heading that linked data, meta elements or the page's title
// confirm, else the only first-rank heading, else the title without the outlet's name.
func (h *head) title(l *layout) string {
	meta := html.UnescapeString(h.first("og:title", "twitter:title", "dc.title", "headline", "title"))
	given := []string{h.linked.headline, meta, h.pageTitle}
	if t := h.confirmedHeading(l, append(given, withoutTail(meta), withoutTail(h.pageTitle))); t != "" {
		return t
	}
	if t := onlyHeading(l); t != "" && matchKey(t) != matchKey(h.source()) {
		return t
	}
	for _, c := range given {
		if c = collapse(html.UnescapeString(c)); c != "" {
			return c
		}
	}
	return ""
}

// confirmedHeading is the heading that the given titles confirm best: as the whole of one, as the
// head of one, or, for a heading with a kicker, as what holds one; the outlet's name, which stands
// at a title's end, is confirmed by nothing else and passed over.
func (h *head) confirmedHeading(l *layout, given []string) string {
	keys := make([]string, len(given))
	for i, g := range given {
		keys[i] = matchKey(html.UnescapeString(g))
	}
	outlet := matchKey(h.source())
	best, title := 0, ""
	for i := range l.blocks {
		b := &l.blocks[i]
		if b.heading == 0 || b.heading > 3 || len(b.text) > 400 {
			continue
		}
		key := matchKey(b.text)
		if len(key) < 4 || key == outlet {
			continue
		}
		for j, k := range keys {
			score, text := confirms(key, k, b.heading), b.text
			if score == kicker {
				text = collapse(html.UnescapeString(given[j]))
			}
			if score > 0 {
				score += 3*(3-b.heading) + min(b.words, 4)
			}
			if score > best {
				best, title = score, text
			}
		}
	}
	return title
}

// kicker is the score of a heading that holds a given title behind a kicker.
const kicker = 25

// confirms scores how far a given title confirms a heading of some rank; both are keys (see matchKey).
func confirms(heading, title string, rank int) int {
	switch {
	case title == heading:
		return 40
	case strings.HasPrefix(title, heading) && (len(heading)*2 > len(title) || rank == 1):
		return 30
	case len(heading) > 14 && strings.Contains(title, heading) && !strings.HasSuffix(title, heading):
		return 20
	case len(heading) > 14 && strings.HasSuffix(title, heading) && len(heading)*2 > len(title):
		return 15
	case len(title) > 14 && len(title)*2 > len(heading) && strings.Contains(heading, title) && rank == 1:
		return kicker
	}
	return 0
}

// onlyHeading is the first-rank heading of a page that has one of them, if it is long enough to be
// a headline.
func onlyHeading(l *layout) string {
	var only string
	for i := range l.blocks {
		b := &l.blocks[i]
		if b.heading != 1 || matchKey(b.text) == matchKey(only) {
			continue
		}
		if only != "" {
			return ""
		}
		only = b.text
	}
	if countWords(only) < 3 || len(only) > 300 {
		return ""
	}
	return only
}

var titleMarks = []string{" | ", " - ", " – ", " — ", " :: ", " · ", " » "}

// titleTailWords is the length of the longest name of an outlet behind a title.
const titleTailWords = 5

// tidyTitle takes the outlet's name off a title's end.
func tidyTitle(d *draft) {
	title := d.title
	for range 2 { // "… | Politics - CNN" has two tails
		head, tail := titleTail(title)
		if head == "" || !d.ownName(tail) {
			break
		}
		title = head
	}
	if title != "" {
		d.title = title
	}
}

// withoutTail is a title without what stands behind its last mark, or "" if it has no mark.
func withoutTail(title string) string {
	head, _ := titleTail(title)
	return head
}

// titleTail parts a title at its last mark.
func titleTail(title string) (head, tail string) {
	at, size := -1, 0
	for _, m := range titleMarks {
		if i := strings.LastIndex(title, m); i > at {
			at, size = i, len(m)
		}
	}
	if at < 0 {
		return "", title
	}
	return strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+size:])
}

// ownName reports that a title's tail names the page's outlet: it is its name or that of its host, or
// it is written as an outlet's name is.
func (d *draft) ownName(tail string) bool {
	if countWords(tail) > titleTailWords || endsProse(tail) {
		return false
	}
	key := matchKey(tail)
	host, _, _ := strings.Cut(hostOf(d.url), ".")
	for _, name := range []string{matchKey(d.source), matchKey(host)} {
		if len(name) >= 2 && (key == name || strings.HasPrefix(key, name) || len(key) >= 3 && strings.HasPrefix(name, key)) {
			return true
		}
	}
	return outletLike(tail) && outletWord.MatchString(tail) && countWords(tail) >= 2
}

// cutOff reports a title that ends in mid-sentence.
func cutOff(title string) bool {
	return strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...")
}
