package ingest

import (
	"embed"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"briefbot/briefing/rank"
)

// blockFeatures are what is looked at of a block in the box of the article, to tell whether it is text
// of the article or furniture of the page. All lie between 0 and 1.
var blockFeatures = rank.Features{
	"words",   // how many words it has, as a logarithm, of 60
	"short",   // five words at most
	"prose",   // it ends as sentences do
	"heading", // it is a heading
	"item",    // it stands in a list
	"linked",  // the share of its words that stand in links
	"teaser",  // nearly all of its words are linked, and it is no sentence
	"label",   // it is a stock phrase
	"list",    // it heads a list of other stories, or stands in one
	"tail",    // it begins what stands behind articles, or stands behind that, near the end
	"author",  // it names the author or the reading time, above the text
	"dated",   // it holds a full date, above the text
	"above",   // no paragraph stands above it
	"below",   // no paragraph stands below it
	"trailer", // a few words behind the last paragraph, as agencies' marks and buttons are
	"amid",    // the blocks right before and behind it are paragraphs
	"same",    // another block of its kind of element and class holds text
	"twice",   // the page says the same elsewhere
	"cut off", // it ends in an ellipsis, as teasers do
	"titled",  // most of its words are capitalised, as a headline's or a name's
	"inside",  // its box's name says that it is no part of the article
}

//go:embed weights/furniture.json
var blockWeights embed.FS

// blockModel tells the probability of a block in the article's box being text of the article. Its
// threshold is the probability from which a block is kept.
var blockModel = rank.Embed(blockWeights, "weights/furniture.json", blockFeatures)

// boxReading is what the blocks of an article's box are judged by together.
type boxReading struct {
	first, last int                // the first and the last paragraph of prose
	kinds       map[string]float64 // and in each kind of element, by tag and class
	total       float64
	seen        map[string]int // how often the page says the same
	list, tail  map[int]bool   // blocks of lists of other stories, and behind an article's end
}

// prosaic reports a block that looks like a paragraph of an article.
func (b *block) prosaic() bool {
	return b.words >= 8 && endsProse(b.text) && b.linked() < .5 && b.heading == 0
}

// kindOf is an element's tag and class.
func kindOfElement(n *html.Node) string { return n.Data + "." + attr(n, "class") }

// readBox looks at the blocks of a box together.
func (l *layout) readBox(main box) *boxReading {
	r := &boxReading{first: main.hi, last: -1, kinds: map[string]float64{}, seen: map[string]int{}, list: map[int]bool{},
		tail: map[int]bool{}}
	for i := main.lo; i < main.hi; i++ {
		b := &l.blocks[i]
		r.seen[matchKey(b.text)]++
		if b.why != "" || !b.prosaic() {
			continue
		}
		r.first, r.last = min(r.first, i), i
		w := float64(b.words)
		r.kinds[kindOfElement(b.node)] += w
		r.total += w
	}
	behind := 0.0
	for i := main.hi - 1; i >= main.lo; i-- {
		b := &l.blocks[i]
		if b.why != "" {
			continue
		}
		if is(listHeadings, b.text) && !endsProse(b.text) && b.words <= 12 {
			for k := i; k < l.listEnd(main, i); k++ {
				r.list[k] = true
			}
		}
		if behind += float64(b.words); behind*tailShare <= r.total+behind && is(tailHeadings, b.text) {
			for k := i; k < main.hi; k++ {
				r.tail[k] = true
			}
		}
	}
	return r
}

// features are the features of block i of a box.
func (l *layout) features(r *boxReading, main box, i int) []float64 {
	b := &l.blocks[i]
	above, linked, prose, cut := i <= r.first, b.linked(), endsProse(b.text), cutOff(b.text)
	heads := above && b.words <= 12 && !prose // a few words above the text
	kind := r.kinds[kindOfElement(b.node)]
	return []float64{
		min(math.Log1p(float64(b.words))/math.Log(61), 1), truth(b.words <= 5), truth(prose), truth(b.heading > 0), truth(b.item),
		linked, truth(linked > .8 && (!prose || cut)),
		truth(isLabel(b.text)), truth(r.list[i]), truth(r.tail[i]),
		truth(heads && is(authorLines, b.text)), truth(heads && len(scanDates(b.text, false)) > 0),
		truth(above && i != r.first), truth(i > r.last), truth(i > r.last && b.markLike()),
		truth(l.paragraph(main, i-1) && l.paragraph(main, i+1)),
		truth(kind > 0 && (!b.prosaic() || kind > float64(b.words))),
		truth(r.seen[matchKey(b.text)] > 1), truth(cut), capitals(b.text), truth(insideJunk(b.node, main.node)),
	}
}

// markLike reports a few words that can be an agency's mark or a button.
func (b *block) markLike() bool {
	return b.words <= 6 && !endsProse(b.text) && !b.item && !strings.ContainsAny(b.text, "0123456789(")
}

// insideJunk reports that an element, or one around it up to another, is named as no part of an article.
func insideJunk(n, within *html.Node) bool {
	for ; n != nil && n != within; n = n.Parent {
		if why, _ := junk(n); why != "" {
			return true
		}
	}
	return false
}

// paragraph reports that block i stands in the box and is a paragraph.
func (l *layout) paragraph(main box, i int) bool {
	return i >= main.lo && i < main.hi && l.blocks[i].why == "" && l.blocks[i].prosaic()
}

// capitals is the share of a text's words that begin with a capital.
func capitals(s string) float64 {
	n, all := 0, 0
	for w := range strings.FieldsSeq(s) {
		all++
		for _, r := range w {
			if unicode.IsLetter(r) {
				if unicode.IsUpper(r) {
					n++
				}
				break
			}
		}
	}
	return float64(n) / float64(max(all, 1))
}

// Blocks reads a page's article for fitting: the blocks of its box, with what speaks for each of them
// being text of the article.
func Blocks(p Page) (texts []string, features [][]float64, err error) {
	markup, _, err := decodeHTML(p.Body)
	if err != nil {
		return nil, nil, err
	}
	doc, err := parseHTML(markup, true)
	if err != nil {
		return nil, nil, err
	}
	h, l := readHead(doc), layOut(doc)
	title := h.title(l)
	main, ok := l.articleBox(title, false)
	if !ok {
		return nil, nil, nil
	}
	r := l.readBox(main)
	for i := main.lo; i < main.hi; i++ {
		if b := &l.blocks[i]; b.why == "" && matchKey(b.text) != matchKey(title) {
			texts, features = append(texts, b.text), append(features, l.features(r, main, i))
		}
	}
	return texts, features, nil
}

// BlockFeatures names the features of Blocks.
func BlockFeatures() rank.Features { return slices.Clone(blockFeatures) }
