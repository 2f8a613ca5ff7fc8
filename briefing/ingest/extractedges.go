package ingest

import (
	"strings"
)

const (
	deckBlocks   = 3   // paragraphs of the longest deck
	deckDistance = 12  // blocks between the headline and the article's box in which a deck is looked for
	deckWords    = 120 // words of the longest paragraph of a deck
)

const (
	headlinePrior = 3  // how much more a box counts that begins before or soon after the headline
	reachWords    = 50 // words behind the headline within which the article's box begins
)

// headlineAt is the block of the page's headline, or -1.
func (l *layout) headlineAt(title string) int {
	key := matchKey(title)
	for i := range l.blocks {
		if l.blocks[i].heading > 0 && key != "" && matchKey(l.blocks[i].text) == key {
			return i
		}
	}
	return -1
}

// reach is the last block at which the article of a headline begins.
func (l *layout) reach(headline int) int {
	words := 0
	for ; headline >= 0 && headline < len(l.blocks)-1 && words <= reachWords; headline++ {
		if b := &l.blocks[headline]; b.why == "" && b.linked() < .5 {
			words += b.words
		}
	}
	return headline
}

// keepDeck keeps the lead paragraphs that stand between the headline and the article's box, as many
// pages set them apart from the body.
func (l *layout) keepDeck(main box, title string) {
	key := matchKey(title)
	at := -1
	for i := max(main.lo-deckDistance, 0); i < main.lo; i++ {
		if b := &l.blocks[i]; b.heading > 0 && key != "" && matchKey(b.text) == key {
			at = i
		}
	}
	if at < 0 {
		return
	}
	n := 0
	for i := at + 1; i < main.lo && n < deckBlocks; i++ {
		if b := &l.blocks[i]; b.why == "" && b.deckLike() && !l.repeats(main, b.text) {
			b.kept = true
			n++
		}
	}
}

// deckLike reports a block that can be a paragraph of a deck.
func (b *block) deckLike() bool {
	return b.linked() <= .3 && b.words >= 8 && b.words <= deckWords && endsProse(b.text) && !isLabel(b.text) && !is(authorLines, b.text)
}

// repeats reports whether the article's box says the same again.
func (l *layout) repeats(main box, s string) bool {
	key := matchKey(s)
	for i := main.lo; i < main.hi; i++ {
		if b := &l.blocks[i]; b.kept && strings.Contains(matchKey(b.text), key) {
			return true
		}
	}
	return false
}

// tailShare: a tail is at most one in this many of the article's words.
const tailShare = 5
