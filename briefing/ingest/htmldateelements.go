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
	switch prop := strings.ToLower(attr(n, "itemprop")); {
	case containsAny(prop, "datepublished", "datecreated"):
		return 1
	case strings.Contains(prop, "datemodified"):
		return 7
	}
	words, joined := names(n)
	if r := timeRank(n, joined); r > 0 {
		return r
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

// timeRank is the rank of a time element, or of an abbreviation that is named for a time; joined are its names.
func timeRank(n *html.Node, joined string) int {
	if n.DataAtom != atom.Time && (n.DataAtom != atom.Abbr || joined == "") {
		return 0
	}
	switch {
	case containsAny(joined, "updated", "modified") && !strings.Contains(joined, "published"):
		return 7
	case containsAny(joined, "updated", "modified", "publish", "entrydate"), hasAttr(n, "pubdate"):
		return 2
	case n.DataAtom == atom.Time:
		return 3
	}
	return 0
}

// rankKinds are the signs that elements are, by their rank.
var rankKinds = map[int]int{1: byProperty, 2: byProperty, 3: byTime, 4: byNamed, 5: byCalled, 7: byChange}

// elements reads the dates of time elements and of elements that are named for a date, outside
// comments, lists of other stories and the like: of each kind the first.
func (d *dater) elements(doc *html.Node) []sign {
	var out []sign
	seen := map[int]bool{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || silent(c.DataAtom) || elsewhere(c) {
				continue
			}
			if r := dateRank(c); r > 0 && (!seen[r] || !seen[7]) {
				if t, ok := d.element(c); ok {
					if r != 7 && labelledChange(c) {
						r = 7
					}
					if !seen[r] {
						seen[r] = true
						out = append(out, sign{rankKinds[r], t})
					}
				}
			}
			walk(c)
		}
	}
	walk(doc)
	return out
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
		var change briefing.PubTime
		before := 0 // where the date before ends
		for _, f := range scanDates(s, d.monthFirst) {
			t := briefing.PubTime{Time: f.day, DayOnly: true}
			switch {
			case !d.believed(t):
			case !lastChange(s[before:f.start]):
				return t, true
			case change.IsZero():
				change = t
			}
			before = f.end
		}
		return change, !change.IsZero()
	}
	return briefing.PubTime{}, false
}

// visible reads the dates of short lines, from the headline on first, and for want of any such line
// the first date of the text.
func (d *dater) visible(l *layout) (t briefing.PubTime, long, ok bool) {
	from := 0
	for i := range l.blocks {
		if l.blocks[i].heading == 1 {
			from = i
			break
		}
	}
	for _, long = range []bool{false, true} {
		for k := range l.blocks {
			b := &l.blocks[(from+k)%len(l.blocks)]
			if (b.words > 20) != long || strings.Contains(b.text, "©") || strings.Contains(strings.ToLower(b.text), "copyright") {
				continue
			}
			for _, f := range scanDates(b.text, d.monthFirst) {
				t := briefing.PubTime{Time: f.day, DayOnly: true}
				if d.believed(t) {
					return t, long, true
				}
			}
		}
	}
	return briefing.PubTime{}, false, false
}
