package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefbot/briefing/lex"
	"briefbot/briefing/rank"
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
		main, ok := l.articleBox(title, lenient)
		if !ok {
			continue
		}
		l.keepText(main, title)
		l.keepDeck(main, title)
		if words = l.keptWords(); words >= fewWords {
			break
		}
	}
	return words
}

// articleBox finds the box of the article, with the blocks of other boxes left out. Where lenient, only
// boxes whose names leave no doubt are left out.
func (l *layout) articleBox(title string, lenient bool) (box, bool) {
	for i := range l.blocks {
		l.blocks[i].kept, l.blocks[i].why = false, ""
	}
	l.dropJunk(lenient)
	return l.mainBox(l.headlineAt(title))
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
	prose, links := make([]float64, len(l.blocks)+1), make([]int, len(l.blocks)+1) // sums up to a block
	for i := range l.blocks {
		prose[i+1] = prose[i] + max(l.blocks[i].weight(), 0)
		links[i+1] = links[i] + l.blocks[i].linkWords
	}
	for _, x := range l.boxes {
		if x.lo == x.hi || l.leftOut(x) {
			continue
		}
		why, hard := junk(x.node)
		if why == "" || !hard && (bodyPrior(x.node) > 1.3 || lenient && !sureJunk.Has(why)) {
			continue
		}
		if why == "related stories" && links[x.hi] == links[x.lo] {
			continue // a teaser without a link is the article's own
		}
		most := .5
		if hard {
			most = .9
		}
		if prose[x.hi]-prose[x.lo] > most*max(prose[len(l.blocks)], 1) {
			continue
		}
		for i := x.lo; i < x.hi; i++ {
			l.blocks[i].why = why
		}
	}
	if lenient {
		l.showHidden(prose)
	}
}

// mostHidden is the share of a page's prose that can be hidden; of a page that hides more, a script shows it.
const mostHidden = .8

// showHidden takes the blocks back that are left out as hidden, where that is nearly all of the page, and those that
// are no prose, by which boxes are told from each other. prose are the sums of the blocks' prose.
func (l *layout) showHidden(prose []float64) {
	hidden := 0.
	for i := range l.blocks {
		if l.blocks[i].why == whyHidden {
			hidden += prose[i+1] - prose[i]
		}
	}
	for i := range l.blocks {
		if l.blocks[i].why == whyHidden && (prose[i+1] == prose[i] || hidden > mostHidden*prose[len(l.blocks)]) {
			l.blocks[i].why = ""
		}
	}
}

// leftOut reports that a box is left out already, from its first block to its last.
func (l *layout) leftOut(x box) bool { return l.blocks[x.lo].why != "" && l.blocks[x.hi-1].why != "" }

// sureJunk are the reasons that leave no doubt.
var sureJunk = lex.Few{"cookie notice", "related stories", whyHidden}

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
	case atom.P, atom.Li, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol,
		atom.Figure, atom.Figcaption, atom.Blockquote, atom.Tr:
		return true
	}
	return false
}

// keepText keeps what the model takes for text of the article in the main box; the rest is furniture.
func (l *layout) keepText(main box, title string) {
	key, r, model := matchKey(title), l.readBox(main), blockModel.Model()
	for i := main.lo; i < main.hi; i++ {
		b := &l.blocks[i]
		if b.why != "" {
			continue
		}
		if b.heading == 1 && i < r.first || key != "" && matchKey(b.text) == key {
			b.drop("headline")
			continue
		}
		x := l.features(r, main, i)
		if model.Probability(x) > model.Threshold {
			b.kept = true
		} else {
			b.drop(blockWhy(model.Parts(x)))
		}
	}
	l.keepStamps(main)
	below := false // a paragraph is kept below, before any heading of the same rank
	for i := main.hi - 1; i >= main.lo; i-- {
		b := &l.blocks[i]
		if !b.kept {
			continue
		}
		if b.heading == 0 {
			below = below || !b.stamp
		} else if !below {
			b.drop("heading without text")
		}
	}
}

// stampWords is the length of the longest line that stamps an entry.
const stampWords = 8

// keepStamps keeps, on a live blog, the times of its entries, whatever their boxes are called.
func (l *layout) keepStamps(main box) {
	if !l.live {
		return
	}
	for i := main.lo; i < main.hi; i++ {
		if b := &l.blocks[i]; b.at != "" && b.heading == 0 && b.words <= stampWords && !endsProse(b.text) &&
			b.why != "comments" && b.why != "related stories" {
			b.kept, b.why, b.stamp = true, "", true
		}
	}
}

// blockWhy tells in words what spoke most against a block.
func blockWhy(parts []rank.Part) string {
	for _, p := range parts {
		if p.Add >= 0 {
			continue
		}
		switch p.Feature {
		case "linked", "teaser":
			return "links"
		case "label", "author", "dated":
			return "label"
		case "list":
			return "related stories"
		case "tail", "below":
			return "section behind the end"
		case "inside":
			return "page furniture"
		}
	}
	return "no text of the article"
}

// listEnd is where the list of other stories ends that the heading at a block begins, or the block
// itself, where its box is a large part of the article's or holds prose.
func (l *layout) listEnd(main box, at int) int {
	for i := len(l.boxes) - 1; i >= 0; i-- {
		x := l.boxes[i]
		if x.lo > at || x.hi <= at || x.hi-x.lo < 2 {
			continue
		}
		if x.lo <= main.lo && x.hi >= main.hi || (x.hi-at)*3 > main.hi-main.lo {
			return at
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
			return at // a label inside the text
		}
		return x.hi
	}
	return at
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
