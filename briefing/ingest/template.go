package ingest

import (
	"cmp"
	"hash/maphash"
	"strings"

	"briefbot/briefing/text"
)

// A line that recurs on the pages of one host is part of its template: a slogan, a notice, an
// invitation. Background paragraphs recur too, in every report of one matter; those are long, and
// only many pages prove a long line to be no news.
const (
	templatePages     = 3  // pages of a host on which a short line must stand
	templateWords     = 14 // what a short line is
	templateLong      = 60 // no longer line is a template's
	templateLongPages = 12 // pages on which a longer line must stand
	templateTop       = 3  // lines at a page's top and
	templateBottom    = 6  // bottom where even one word is a template's
)

// templates are the lines that recur, by host.
type templates struct {
	seed  maphash.Seed
	lines map[string]map[uint64]int
}

// learnTemplates counts, over the plain pages of one Read, on how many pages of a host each line
// stands. Pages with one gist are copies of one page and count once.
func learnTemplates(drafts []*draft) *templates {
	t := &templates{seed: maphash.MakeSeed(), lines: map[string]map[uint64]int{}}
	pages := map[string]int{}
	for _, d := range drafts {
		pages[templateHost(d)]++
	}
	seen := map[string]map[uint64]bool{}
	for _, d := range drafts {
		host := templateHost(d)
		if host == "" || pages[host] < templatePages {
			continue
		}
		if seen[host] == nil {
			seen[host], t.lines[host] = map[uint64]bool{}, map[uint64]int{}
		}
		if page := t.hash(gist(d.lines)); seen[host][page] {
			continue
		} else {
			seen[host][page] = true
		}
		on := map[uint64]bool{}
		for _, l := range d.lines {
			if h := t.hash(l.text); !on[h] {
				on[h] = true
				t.lines[host][h]++
			}
		}
	}
	return t
}

// gist is a page's two longest lines.
func gist(lines []line) string {
	var first, second string
	for _, l := range lines {
		if len(l.text) > len(first) {
			first, second = l.text, first
		} else if len(l.text) > len(second) {
			second = l.text
		}
	}
	return first + "\n" + second
}

func (t *templates) hash(s string) uint64 { return maphash.String(t.seed, s) }

// templateHost is under which name a page's template is learnt; HTML pages are read by their
// markup and take no part.
func templateHost(d *draft) string {
	if d.page.Kind == HTML {
		return ""
	}
	if h := hostOf(d.page.URL); h != "" {
		return h
	}
	return d.page.Source
}

// mark leaves out a page's template lines. Headings, marks and the words of stock phrases keep
// their own reasons.
func (t *templates) mark(d *draft) {
	counts := t.lines[templateHost(d)]
	if len(counts) == 0 {
		return
	}
	for i := range d.lines {
		l := &d.lines[i]
		n := counts[t.hash(l.text)]
		if n < templatePages || l.heading || l.text == d.title || l.mark() != noMark {
			continue
		}
		words := strings.Count(l.text, " ") + 1
		if edge := i < templateTop || i >= len(d.lines)-templateBottom; !edge && mayHead(l.text, words) {
			continue
		}
		if words <= templateWords || words <= templateLong && n >= templateLongPages {
			l.why = cmp.Or(stock(text.Fold(l.text), words), whyTemplate)
		}
	}
}

// mayHead reports a label, a list's entry or a date, which may head news though it comes back.
func mayHead(s string, words int) bool {
	return words < 3 || strings.ContainsAny(s, "0123456789•") || !beginsLetter(s)
}
