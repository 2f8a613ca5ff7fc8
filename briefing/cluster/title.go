package cluster

import (
	"slices"
	"strings"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// format matches headings that name a kind of page before, or instead of, what happened.
var format = lex.Re(`(?i)^({en/page-format-labels})\b|\b({en/page-format-phrases})\b`)

// heading is what a document would be called by.
type heading struct {
	text    string
	terms   []int32 // those in it, each once, in their order
	penalty float64 // for what makes it a bad title
}

// heading reads a document's title, or its first sentence where it has none.
func (lx *lexicon) heading(d *text.Document) heading {
	h := heading{text: strings.TrimSpace(d.Article.Title)}
	tokens := d.Title.Tokens
	if h.text == "" {
		if len(d.Sentences) == 0 {
			return h
		}
		s := d.Sentences[0]
		h.text, tokens = d.Article.Text[s.Start:s.End], s.Tokens
		h.penalty = 0.5
	}
	words := 0
	for _, tok := range tokens {
		if !tok.Word {
			continue
		}
		words++
		if id, ok := lx.ids[tok.Stem]; ok && !slices.Contains(h.terms, id) {
			h.terms = append(h.terms, id)
		}
	}
	h.judge(d, words)
	h.text = strings.Clone(h.text) // it must not hold the whole article
	return h
}

// judge adds up what makes a heading of so many words a bad title: its length, and what it names before or instead of
// what happened.
func (h *heading) judge(d *text.Document, words int) {
	for _, p := range []struct {
		add float64
		bad bool
	}{
		{.3, words < 3 || words > 24 || cutOff(h.text)},
		{.6, masthead(d) || dated(d.Title) && !d.Article.Published.IsZero()},
		{.2, strings.Contains(h.text, " | ") || strings.HasSuffix(h.text, "?")},
		{.3, format.MatchString(h.text)},
	} {
		if p.bad {
			h.penalty += p.add
		}
	}
}

// cutOff reports a heading that ends in the dots of one that was cut off.
func cutOff(heading string) bool {
	return strings.HasSuffix(heading, "...") || strings.HasSuffix(heading, "…")
}

// title picks the heading that says most of what the group's documents share: of the members'
// titles, or their first sentences where no member has one.
func (g *Grouper) title(members []int32) string {
	centre := centroid(g.bagsOf(members))
	best, bestScore := "", -1.0
	for _, n := range members {
		h := &g.cards[n].head
		if h.text == "" {
			continue
		}
		score := 0.0
		for _, id := range h.terms {
			score += centre[id]
		}
		if score = max(0, score*(1-h.penalty)); score > bestScore {
			best, bestScore = h.text, score
		}
	}
	return clip(bare(best), 160)
}

// bare is a heading without the outlet's name behind a bar and without dots that say that it was cut
// off. What stands behind a bar is taken for the outlet's name when it is short and the shorter part.
func bare(heading string) string {
	if before, after, ok := strings.Cut(heading, " | "); ok && len(after) < len(before) && len(strings.Fields(after)) <= 4 {
		heading = before
	}
	heading = strings.TrimSpace(heading)
	if cutOff(heading) {
		heading = strings.TrimRight(heading, ".… ")
	}
	return heading
}

// masthead reports whether a document's title names its outlet, before or instead of what happened.
func masthead(d *text.Document) bool {
	source := text.Fold(strings.TrimSpace(d.Article.Source))
	return source != "" && strings.HasPrefix(text.Fold(strings.TrimSpace(d.Article.Title)), source)
}

// dated reports whether a heading is little more than a date.
func dated(heading text.Sentence) bool {
	covered := 0
	for _, x := range heading.Times {
		covered += x.End - x.Start
	}
	return covered > 0 && covered*2 > heading.End-heading.Start
}

// clip shortens s to at most n bytes, at a space where there is one.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := strings.LastIndexByte(s[:n], ' ')
	if cut <= 0 {
		for cut = n; cut > 0 && !utf8.RuneStart(s[cut]); cut-- {
		}
	}
	return strings.TrimSpace(s[:cut])
}
