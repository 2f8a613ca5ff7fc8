package ingest

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// dateName is a class name of elements that carry a date.
type dateName struct {
	name  string
	whole bool // only as a whole word, with the spaces around it
	rank  int
}

var dateNames = sync.OnceValue(func() []dateName {
	var out []dateName
	for _, r := range lex.Table("markup/date-names", 3) {
		d := dateName{name: r.Cells[0], whole: r.Cells[1] == "word"}
		if d.rank, _ = strconv.Atoi(r.Cells[2]); d.whole {
			d.name = " " + d.name + " "
		}
		out = append(out, d)
	}
	return out
})

// dateAttributes carry a date in machine form.
var dateAttributes = lex.Words("markup/date-attributes")

// dateRank orders the elements that can carry a page's date: the smaller, the more certain; 0 is none.
func dateRank(n *html.Node) int {
	prop := strings.ToLower(attr(n, "itemprop"))
	if strings.Contains(prop, "datepublished") || strings.Contains(prop, "datecreated") {
		return 1
	}
	if strings.Contains(prop, "datemodified") {
		return 7
	}
	words, joined := names(n)
	if n.DataAtom == atom.Time || n.DataAtom == atom.Abbr && words != "" {
		switch {
		case strings.Contains(joined, "updated") || strings.Contains(joined, "modified"):
			if !strings.Contains(joined, "published") {
				return 7
			}
			return 2
		case hasAttr(n, "pubdate"), strings.Contains(joined, "publish"), strings.Contains(joined, "entrydate"):
			return 2
		case n.DataAtom == atom.Time:
			return 3
		}
	}
	if words == "" {
		return 0
	}
	for _, d := range dateNames() {
		if d.whole && strings.Contains(words, d.name) || !d.whole && strings.Contains(joined, d.name) {
			return d.rank
		}
	}
	return 0
}

// elements reads the dates of time elements and of elements that are named for a date, outside
// comments, lists of other stories and the like; the surest kind wins, of one kind the first.
func (d *dater) elements(doc *html.Node) (briefing.PubTime, bool) {
	var best briefing.PubTime
	rank := 8
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || silent(c.DataAtom) || elsewhere(c) {
				continue
			}
			if r := dateRank(c); r > 0 && r < rank {
				if t, ok := d.element(c); ok {
					best, rank = t, r
				}
			}
			walk(c)
		}
	}
	walk(doc)
	return best, rank < 8
}

// shown reads the date that a page shows its readers in the first element named for one.
func (d *dater) shown(doc *html.Node) (briefing.PubTime, bool) {
	var walk func(n *html.Node) (briefing.PubTime, bool)
	walk = func(n *html.Node) (briefing.PubTime, bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || silent(c.DataAtom) || elsewhere(c) {
				continue
			}
			if r := dateRank(c); r > 0 && r < 7 {
				if s := innerText(c); len(s) <= 300 {
					if f := scanDates(s, d.monthFirst); len(f) > 0 && !f[0].ambiguous {
						return briefing.PubTime{Time: f[0].day, DayOnly: true}, true
					}
				}
			}
			if t, ok := walk(c); ok {
				return t, true
			}
		}
		return briefing.PubTime{}, false
	}
	return walk(doc)
}

// otherThings are the reasons of such elements.
var otherThings = lex.Words("markup/elsewhere")

// elsewhere reports whether an element tells of other things than the page's article.
func elsewhere(n *html.Node) bool {
	why, _ := junk(n)
	return otherThings.Has(why)
}

// element reads the date that one element carries in an attribute or as its text.
func (d *dater) element(n *html.Node) (briefing.PubTime, bool) {
	for _, k := range dateAttributes.All() {
		if v := attr(n, k); v != "" {
			if t, ok := d.first([]string{v}); ok {
				return t, true
			}
		}
	}
	if s := innerText(n); len(s) <= 300 {
		for _, f := range scanDates(s, d.monthFirst) {
			t := briefing.PubTime{Time: f.day, DayOnly: true}
			if d.believed(t) {
				return t, true
			}
		}
	}
	return briefing.PubTime{}, false
}

// visible reads the dates of short lines, from the headline on first, and for want of any such line
// the first date of the text.
func (d *dater) visible(l *layout) (briefing.PubTime, bool) {
	from := 0
	for i := range l.blocks {
		if l.blocks[i].heading == 1 {
			from = i
			break
		}
	}
	for _, long := range []bool{false, true} {
		for k := range l.blocks {
			b := &l.blocks[(from+k)%len(l.blocks)]
			if (b.words > 20) != long || strings.Contains(b.text, "©") || strings.Contains(strings.ToLower(b.text), "copyright") {
				continue
			}
			for _, f := range scanDates(b.text, d.monthFirst) {
				t := briefing.PubTime{Time: f.day, DayOnly: true}
				if d.believed(t) {
					return t, true
				}
			}
		}
	}
	return briefing.PubTime{}, false
}
