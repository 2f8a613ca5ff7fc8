package ingest

import (
	"embed"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/rank"
)

// A page of many matters without time lines or rules is cut at its headings; an ordinary article with
// sub-headings stays one, however long. Which of both a page is, a fitted model tells by what the page
// calls itself and by how little its sections have to do with each other and with its title.

const (
	sectionsMin  = 3  // headings that part a page
	sectionWords = 25 // words of a section, on average, from which it can be read alone
)

// sectionFeatures are what is looked at to tell whether a page's sections are matters of their own. All
// lie between 0 and 1.
var sectionFeatures = rank.Features{
	"title says so", // the title calls the page a round-up
	"address says so",
	"lines say so", // its first or last lines do
	"likeness",     // of each section to the next, in words
	"title lists",  // the title parts several matters by commas
}

//go:embed weights/section.json
var sectionWeights embed.FS

// sectionModel tells the probability that the sections of a page are matters of their own. Its threshold
// is the one from which on a page is cut. It was fitted by
//
//	go run ./cmd/fit kind DATA
var sectionModel = rank.Embed(sectionWeights, "weights/section.json", sectionFeatures)

// sectionsOf lists the headings that part a page into sections.
func sectionsOf(lines []line, title string) []int {
	var at []int
	for i := range lines {
		if lines[i].why == "" && i > 0 && lines[i].text != title && subheading(lines, i) {
			at = append(at, i)
		}
	}
	return at
}

// cutAtSections cuts a page of many matters at its headings, and reports whether it did.
func cutAtSections(d *draft) bool {
	at := sectionsOf(d.lines, d.title)
	if len(at) < sectionsMin || keptWords(d.lines) < sectionWords*(len(at)+1) {
		return false
	}
	if m := sectionModel.Model(); m.Probability(sectionVector(d, at)) < m.Threshold {
		return false
	}
	startAt(d.lines, at)
	return true
}

// startAt begins an item at each of some headings, and leaves the labels of parts above them out.
func startAt(lines []line, at []int) {
	for _, i := range at {
		lines[i].starts = true
		k := i - 1
		for k >= 0 && lines[k].why != "" {
			k--
		}
		if k > 0 && !paragraphLike(lines[k].text) && partLabel(lines[k]) && !lines[k].starts {
			lines[k].why = whyPart
		}
	}
}

// keptWords counts the words of the lines that are kept.
func keptWords(lines []line) int {
	n := 0
	for _, l := range lines {
		if l.why == "" {
			n += strings.Count(l.text, " ") + 1
		}
	}
	return n
}

// saysRoundUp reports that a page's title, address or first lines call it a round-up.
func saysRoundUp(d *draft) bool {
	for _, place := range calledBy(d.title, d.url, d.lines) {
		if place[string(briefing.KindRoundUp)] {
			return true
		}
	}
	return false
}

// sectionVector is what is looked at of a page with headings at some lines.
func sectionVector(d *draft, at []int) []float64 {
	called := calledBy(d.title, d.url, d.lines)
	says := func(place int) float64 { return truth(called[place][string(briefing.KindRoundUp)]) }
	return []float64{says(0), says(1), says(2), sectionLikeness(d.lines, at), listing(d.title)}
}

// listing is how many matters a title parts by commas, of four.
func listing(title string) float64 {
	return capped(strings.Count(title, ", ")+strings.Count(title, "; "), 3)
}

// sectionLines is how many lines of a section are looked at.
const sectionLines = 6

// sectionLikeness is how like in words the beginning of each section is to that of the next, on average. Words weigh
// by how rare they are in these beginnings and in what stands above the first.
func sectionLikeness(lines []line, at []int) float64 {
	var chosen []line
	var ends []int // in chosen
	for k, from := range append([]int{0}, at...) {
		to := len(lines)
		if k < len(at) {
			to = at[k]
		}
		n := 0
		for i := from; i < to && n < sectionLines; i++ {
			if lines[i].why == "" {
				chosen = append(chosen, lines[i])
				n++
			}
		}
		ends = append(ends, len(chosen))
	}
	all, sum := readLines(chosen), 0.0
	for k := 2; k < len(ends); k++ {
		sum += likeness(all[ends[k-2]:ends[k-1]], all[ends[k-1]:ends[k]])
	}
	return sum / float64(max(len(ends)-2, 1))
}

// subheading reports a line between two paragraphs that is none itself.
func subheading(lines []line, i int) bool {
	l := lines[i]
	if !l.heading && (l.gap == 0 || !headingLike(l.text) && !(loneWord(l.text))) || endsStop(l.text) || signed(l.text) || cutOff(l.text) {
		return false
	}
	after := neighbour(lines, i, 1)
	return after != nil && paragraphLike(after.text) && endsPart(lines, i-1)
}

// endsPart reports that a paragraph stands before a heading, or the label of a part of the page below one.
func endsPart(lines []line, i int) bool {
	for labels := 0; i >= 0; i-- {
		switch {
		case lines[i].why != "":
		case paragraphLike(lines[i].text):
			return true
		case labels > 0 || !partLabel(lines[i]):
			return false
		default:
			labels++
		}
	}
	return false
}

// partLabel reports a few words that can stand above several headings.
func partLabel(l line) bool {
	return l.gap > 0 && countWords(l.text) <= 4 && !endsStop(l.text) && l.mark() == noMark
}

// loneWord reports a heading of one word.
func loneWord(s string) bool { return !strings.Contains(s, " ") && len(s) >= 4 && namesOnly(s) }

// paragraphWords is the length from which a line is a paragraph however it ends.
const paragraphWords = 25

// paragraphLike reports a line that ends like a sentence and is long enough to be a paragraph.
func paragraphLike(s string) bool {
	words := strings.Count(s, " ") + 1
	return words >= paragraphWords || words >= 5 && endsSentence(s)
}

// neighbour is the next kept line in a direction, or nil.
func neighbour(lines []line, i, step int) *line {
	for k := i + step; k >= 0 && k < len(lines); k += step {
		if lines[k].why == "" {
			return &lines[k]
		}
	}
	return nil
}

// Sections reads a page for fitting: what is looked at of its sections, or nil where it has too few or is cut
// otherwise, as a live blog is.
func Sections(p Page) ([]float64, error) {
	d, err := open(p)
	if err != nil {
		return nil, err
	}
	nameOutlet(d)
	tidyTitle(d)
	clean(d)
	at := sectionsOf(d.lines, d.title)
	if len(at) < sectionsMin || keptWords(d.lines) < sectionWords*(len(at)+1) || d.page.Kind != HTML && isLive(d) {
		return nil, nil
	}
	return sectionVector(d, at), nil
}

// SectionFeatures names the features of Sections.
func SectionFeatures() rank.Features { return slices.Clone(sectionFeatures) }
