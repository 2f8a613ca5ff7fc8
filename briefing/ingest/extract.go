package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// choose marks the blocks of the page's article as kept.
//
// It weighs every block as prose or as furniture by its length and its share of links (Kohlschütter
// et al., "Boilerplate detection using shallow text features", 2010), leaves out boxes whose names
// say what they are, and takes the box with the largest sum, a box that is named for an article's
// body counting more (maximum subsequence segmentation, Pasternack and Roth 2009, on the tree).
// It returns how many words were kept.
func (l *layout) choose(title string) (words int) {
	for _, lenient := range []bool{false, true} {
		for i := range l.blocks {
			l.blocks[i].kept, l.blocks[i].why = false, ""
		}
		l.dropJunk(lenient)
		main, ok := l.mainBox(l.headlineAt(title))
		if !ok {
			continue
		}
		for i := main.lo; i < main.hi; i++ {
			b := &l.blocks[i]
			if b.why == "" {
				b.kept = true
			}
		}
		l.dropFurniture(main, title)
		l.keepDeck(main, title)
		l.dropTail(main)
		if words = l.keptWords(); words >= fewWords {
			break
		}
	}
	return words
}

const (
	fewWords  = 50  // an article that comes out shorter puts the names of its boxes in doubt
	thinWords = 100 // one that comes out shorter is looked for among what readers without scripts see
)

// keptWords counts the words of the article.
func (l *layout) keptWords() (n int) {
	for i := range l.blocks {
		if l.blocks[i].kept {
			n += l.blocks[i].words
		}
	}
	return n
}

// replace puts the article's text as linked data gives it in place of the page's blocks, for pages
// that show their text by a script.
func (l *layout) replace(body string) {
	if strings.Contains(body, "</p>") || strings.Contains(body, "<br") || strings.Contains(body, "&lt;p") {
		if doc, err := html.Parse(strings.NewReader(html.UnescapeString(body))); err == nil {
			l.blocks = layOut(doc).blocks
			for i := range l.blocks {
				l.blocks[i].kept = true
			}
			return
		}
	}
	l.blocks = l.blocks[:0]
	for line := range strings.Lines(html.UnescapeString(body)) {
		if line = collapse(line); line != "" {
			l.blocks = append(l.blocks, block{text: line, words: countWords(line), kept: true})
		}
	}
}

// weight is how strongly a block speaks for an article, or against one.
func (b *block) weight() float64 {
	linked := b.linked()
	switch {
	case b.why != "":
		return 0
	case b.heading > 0:
		return 0
	case b.node.DataAtom == atom.Tr:
		return .3 * float64(min(b.words, 40)) * (1 - 2*linked)
	case linked >= .5:
		return -1 - .5*float64(min(b.words, 20))
	case b.words >= 12 || b.words >= 5 && endsProse(b.text):
		w := float64(min(b.words, 150)) * (1 - linked)
		if b.words < 20 && !endsProse(b.text) {
			w *= .4
		}
		return w
	}
	return -1.5
}

// endsProse reports whether s ends as sentences do.
func endsProse(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', '…', ':', '。', '！', '？', '।':
			return true
		case '"', '\'', '”', '’', '»', ')', ']', '“', ' ', '«', '」':
			s = s[:len(s)-n]
		default:
			return false
		}
	}
	return false
}

// dropJunk gives the blocks of boxes that are no part of an article their reason. A box that holds
// most of the page's prose is believed to be misnamed.
func (l *layout) dropJunk(lenient bool) {
	prose := make([]float64, len(l.blocks)+1)
	for i := range l.blocks {
		prose[i+1] = prose[i] + max(l.blocks[i].weight(), 0)
	}
	total := prose[len(l.blocks)]
	links := make([]int, len(l.blocks)+1)
	for i := range l.blocks {
		links[i+1] = links[i] + l.blocks[i].linkWords
	}
	for _, x := range l.boxes {
		if x.lo == x.hi || l.blocks[x.lo].why != "" && l.blocks[x.hi-1].why != "" {
			continue
		}
		why, hard := junk(x.node)
		if why == "" || bodyPrior(x.node) > 1.3 && !hard || lenient && !hard && why != "cookie notice" && why != "related stories" {
			continue
		}
		if why == "related stories" && links[x.hi] == links[x.lo] {
			continue // a teaser without a link is the article's own
		}
		share := (prose[x.hi] - prose[x.lo]) / max(total, 1)
		if share > .5 && !hard || share > .9 {
			continue
		}
		for i := x.lo; i < x.hi; i++ {
			l.blocks[i].why = why
		}
	}
}

// mainBox finds the box of the article; headline is the block of the page's headline or -1.
func (l *layout) mainBox(headline int) (box, bool) {
	sum := make([]float64, len(l.blocks)+1)
	for i := range l.blocks {
		sum[i+1] = sum[i] + l.blocks[i].weight()
	}
	reach := l.reach(headline)
	best, at := 0., -1
	for i, x := range l.boxes {
		s := sum[x.hi] - sum[x.lo]
		if s <= 0 || single(x.node.DataAtom) {
			continue
		}
		if headline >= 0 && x.hi > headline && x.lo <= reach {
			s *= headlinePrior
		}
		if s *= bodyPrior(x.node); s >= best {
			best, at = s, i
		}
	}
	if at < 0 {
		return box{}, false
	}
	return l.boxes[at], true
}

// single reports whether an element is a paragraph or the like, and so no article.
func single(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Figure, atom.Figcaption, atom.Blockquote, atom.Tr:
		return true
	}
	return false
}

// dropFurniture leaves out what stands in the main box and is no part of the article: the headline,
// lists of links, labels, and headings that nothing follows.
func (l *layout) dropFurniture(main box, title string) {
	key := matchKey(title)
	text := false // a paragraph was kept above
	for i := main.lo; i < main.hi; i++ {
		b := &l.blocks[i]
		if !b.kept {
			continue
		}
		switch {
		case b.heading == 1 && !text, key != "" && matchKey(b.text) == key:
			b.drop("headline")
		case b.linked() > .8 && (b.words < 25 || b.item), b.linked() > .5 && b.item && b.words < 30:
			b.drop("links")
		case isLabel(b.text):
			b.drop("label")
			if is(listHeadings, b.text) {
				l.dropList(main, i)
			}
		case !text && b.heading == 0 && b.words <= 12 && !endsProse(b.text) && (is(authorLines, b.text) || len(scanDates(b.text, false)) > 0):
			b.drop("byline")
		default:
			text = text || b.heading == 0 && b.words > 8
		}
	}
	below := false // a paragraph is kept below, before any heading of the same rank
	for i := main.hi - 1; i >= main.lo; i-- {
		b := &l.blocks[i]
		if !b.kept {
			continue
		}
		if b.heading == 0 {
			below = true
		} else if !below {
			b.drop("heading without text")
		}
	}
}

// dropList leaves out what follows the heading of a list of other stories within its box, when that
// is a small part of the main box.
func (l *layout) dropList(main box, at int) {
	for i := len(l.boxes) - 1; i >= 0; i-- {
		x := l.boxes[i]
		if x.lo > at || x.hi <= at || x.hi-x.lo < 2 {
			continue
		}
		if x.lo <= main.lo && x.hi >= main.hi || (x.hi-at)*3 > main.hi-main.lo {
			return
		}
		words, prose := 0, 0
		for k := at + 1; k < x.hi; k++ {
			b := &l.blocks[k]
			words += b.words
			if b.words >= 10 && b.linked() < .2 && endsProse(b.text) {
				prose += b.words
			}
		}
		if prose*2 > words {
			return // a label inside the text
		}
		for k := at; k < x.hi; k++ {
			if b := &l.blocks[k]; b.why == "" {
				b.drop("related stories")
			}
		}
		return
	}
}

func (b *block) drop(why string) { b.kept, b.why = false, why }

// matchKey is s reduced to its letters and digits in lower case, for comparing.
func matchKey(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
