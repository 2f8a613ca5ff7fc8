package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefbot/briefing/lex"
)

// A page can hide text by a rule in a style sheet of its own. No style engine is needed for what such rules commonly
// are: one class, one id, or an element's name with one of them. Rules for printing, narrow screens and the like stand in
// blocks of their own and are passed over.

// maxStyle is how many bytes of a page's style sheets are looked at.
const maxStyle = 256 << 10

// plainSelector is a class or an id, with or without an element's name before it.
var plainSelector = lex.Re(`^[a-z][a-z0-9]*[.#][\w-]+$|^[.#][\w-]+$`)

// offScreen is a place so far to the left or above that nothing of it is seen.
var offScreen = lex.Re(`(?:^|;)(?:left|top|text-indent|margin-left):-\d{4,}`)

// zeroSize is a size of letters of nothing.
var zeroSize = lex.Re(`(?:^|;)font-size:0(?:\.0+)?(?:px|em|rem|%|pt)?(?:!important)?(?:;|$)`)

// hiding reads declarations of style: whether they say that something is shown or not, and whether they hide it.
func hiding(declarations string) (says, hides bool) {
	if declarations == "" {
		return false, false
	}
	s := strings.Join(strings.Fields(strings.ToLower(declarations)), "")
	hides = strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") ||
		zeroSize.MatchString(s) || offScreen.MatchString(s)
	return hides || strings.Contains(s, "display:") || strings.Contains(s, "visibility:"), hides
}

// markHidden gives the elements that a page's own style sheets hide the attribute that says so. Where the elements of one
// rule hold half of the page's text they are left: a script shows them.
func markHidden(doc *html.Node) {
	hidden, sheets := map[string]bool{}, 0
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil && sheets < maxStyle && !printed(n) {
			sheet := n.FirstChild.Data
			sheet = sheet[:min(len(sheet), maxStyle-sheets)]
			sheets += len(sheet)
			readSheet(sheet, hidden)
		}
	}
	if len(hidden) == 0 {
		return
	}
	all := proseBytes(doc)
	found, held := map[string][]*html.Node{}, map[string]int{} // by selector
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if s := selected(n, hidden); s != "" && 2*held[s] < all {
			found[s] = append(found[s], n)
			held[s] += proseBytes(n)
		}
	}
	for s, nodes := range found {
		for _, n := range nodes {
			if 2*held[s] < all && !hasAttr(n, "hidden") {
				n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
			}
		}
	}
}

// printed reports a style sheet for something other than the screen.
func printed(n *html.Node) bool {
	media := strings.ToLower(attr(n, "media"))
	return media != "" && media != "all" && media != "screen"
}

// remarks are the comments of a style sheet.
var remarks = lex.Re(`(?s)/\*.*?\*/`)

// readSheet notes which plain selectors a style sheet hides; of two rules for one the later holds.
func readSheet(sheet string, hidden map[string]bool) {
	sheet = remarks.Compiled().ReplaceAllString(sheet, "")
	depth, selectors, start := 0, "", 0
	for i := range len(sheet) {
		switch sheet[i] {
		case '{':
			if depth++; depth == 1 {
				selectors, start = sheet[start:i], i+1
			}
		case '}':
			if depth--; depth <= 0 {
				note(selectors, sheet[start:i], hidden)
				depth, start = 0, i+1
			}
		case ';':
			if depth == 0 { // behind @import
				start = i + 1
			}
		}
	}
}

// note notes one rule of a style sheet. A block of rules begins with "@" and is none.
func note(selectors, declarations string, hidden map[string]bool) {
	says, hides := hiding(declarations)
	if !says {
		return
	}
	for s := range strings.SplitSeq(selectors, ",") {
		if s = strings.TrimSpace(s); plainSelector.MatchString(s) {
			hidden[s] = hides
		}
	}
}

// selected is the selector of those that hide by which an element is meant, or "".
func selected(n *html.Node, hidden map[string]bool) string {
	names := strings.Fields("." + strings.Join(strings.Fields(attr(n, "class")), " ."))
	if id := attr(n, "id"); id != "" {
		names = append(names, "#"+id)
	}
	for _, name := range names {
		for _, s := range [...]string{name, n.Data + name} {
			if hidden[s] {
				return s
			}
		}
	}
	return ""
}

// proseBytes is the length of the text below a node, scripts and styles not counted.
func proseBytes(n *html.Node) int {
	total := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !silent(d.Parent.DataAtom) {
			total += len(strings.TrimSpace(d.Data))
		}
	}
	return total
}
