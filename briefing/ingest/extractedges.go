package ingest

import (
	"regexp"
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
		b := &l.blocks[i]
		if b.why != "" || b.linked() > .3 || b.words > deckWords || b.words < 8 || !endsProse(b.text) ||
			isLabel(b.text) || authorLine.MatchString(b.text) || l.repeats(main, b.text) {
			continue
		}
		b.kept = true
		n++
	}
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

// tailHead matches the lines that begin what stands behind articles: contacts, authors, other
// stories, requests.
var tailHead = regexp.MustCompile(`(?i)^(?:(?:press|media) )?contacts?:?$|^(?:for )?(?:further|more) information|^about (?:the )?(?:authors?|writer|us\b)|^notes? (?:to|for) editors|^(?:share|rate) this|^(?:more|other) (?:articles|stories|posts|news)|^while you(?:'|’)?(?:re| are) here|^latest (?:articles|stories|news|posts)|` +
	`^(?:presse|medien)?kontakte?\b:?|^(?:presse|ihre )?ansprechpartner|^(?:weiterführende|weitere|mehr|zusätzliche) (?:informationen|infos|links|artikel|beiträge|themen|meldungen|aktuelle|nachrichten)|^(?:das )?könnte (?:sie|dich|euch) auch interessieren|^(?:verwandte|ähnliche|neueste|aktuelle) (?:artikel|beiträge|themen|news)|^(?:diesen )?(?:artikel|beitrag) (?:teilen|empfehlen)|^lust auf mehr|^schon gelesen|^über (?:den|die) autor|^mehr (?:zu|zum|zur|über|von) |^mehr:|^weiterlesen|^hat ihnen (?:dieser|der) artikel|^zum newsletter|` +
	`^(?:sur|à propos de) l[’']auteur|^à lire aussi|^pour aller plus loin|^en savoir plus|^(?:más|otras) (?:noticias|información)|^sobre el autor|^te puede interesar|^(?:altri|altre) (?:articoli|notizie)|^(?:mais|outras) notícias|^veja (?:também|mais)`)

const (
	tailWords = 8 // words of the longest line that begins a tail
	tailShare = 5 // a tail is at most one in this many of the article's words
)

// dropTail leaves out what stands behind the article's end: sections of other things, then the
// short lines behind the last sentence, as agencies' marks and buttons are.
func (l *layout) dropTail(main box) {
	total, after := l.keptWords(), 0
	for i := main.hi - 1; i >= main.lo; i-- {
		b := &l.blocks[i]
		if !b.kept {
			continue
		}
		if after += b.words; after*tailShare > total {
			break
		}
		if b.words > tailWords || !tailHead.MatchString(b.text) {
			continue
		}
		for k := i; k < main.hi; k++ {
			if l.blocks[k].kept {
				l.blocks[k].drop("section behind the end")
			}
		}
	}
	for i := main.hi - 1; i >= main.lo; i-- {
		b := &l.blocks[i]
		if !b.kept {
			continue
		}
		if b.item || b.words > 6 || endsProse(b.text) || strings.ContainsAny(b.text, "0123456789(") {
			return
		}
		b.drop("words behind the end")
	}
}
