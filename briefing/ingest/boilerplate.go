package ingest

import (
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefbot/briefing/lex"
)

// nameAttributes are the attributes that say what part of a page an element is.
var nameAttributes = lex.Words("markup/name-attributes")

// names is an element's class, id and the like as lower-case words joined by spaces and, for words
// written together or apart ("entry-content", "entryContent"), without any separator.
func names(n *html.Node) (words, joined string) {
	var w, j strings.Builder
	for i := range n.Attr {
		key := n.Attr[i].Key
		if key != "class" && !nameAttributes.Has(key) || key == "id" && len(n.Data) == 2 && n.Data[0] == 'h' { // a heading's id is its text
			continue
		}
		v := n.Attr[i].Val
		for name := range strings.FieldsSeq(v[:min(len(v), 400)]) {
			if !aboutContent(name) {
				addName(&w, &j, name)
			}
		}
	}
	if w.Len() == 0 {
		return "", ""
	}
	w.WriteByte(' ')
	return w.String(), j.String()
}

// topicName is a class name, or a part or beginning of one, that tells of topics or looks.
type topicName struct {
	name   string
	prefix bool
}

var topicNames = sync.OnceValue(func() []topicName {
	var out []topicName
	for _, r := range lex.Table("markup/topic-names", 2) {
		out = append(out, topicName{r.Cells[0], r.Cells[1] == "prefix"})
	}
	return out
})

// aboutContent reports whether a class name tells of an element's topics or looks, in the manner of
// WordPress ("tag-print", "category-ads"), Drupal ("field--label-hidden") and grids ("hidden-xs"),
// and not of its part on the page.
func aboutContent(name string) bool {
	for _, t := range topicNames() {
		if t.prefix && (strings.HasPrefix(name, t.name) && len(name) > len(t.name) || name == t.name) || !t.prefix &&
			strings.Contains(name, t.name) {
			return true
		}
	}
	return false
}

// addName adds one class name to both forms that names returns.
func addName(w, j *strings.Builder, name string) {
	w.WriteByte(' ')
	if j.Len() > 0 {
		j.WriteByte(' ')
	}
	lower := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if lower {
				w.WriteByte(' ')
			}
			w.WriteByte(c | 32)
			j.WriteByte(c | 32)
			lower = false
		case c >= 'a' && c <= 'z', c >= 0x80:
			w.WriteByte(c)
			j.WriteByte(c)
			lower = true
		default:
			w.WriteByte(' ')
			lower = false
		}
	}
}

// junkName marks an element as no part of the article, by its class or id.
type junkName struct {
	name  string
	whole bool // only as a whole word, with the spaces around it; else anywhere, words run together
	why   string
}

var junkNames = sync.OnceValue(func() []junkName {
	var out []junkName
	for _, r := range lex.Table("markup/junk-names", 3) {
		j := junkName{r.Cells[0], r.Cells[1] == "word", r.Cells[2]}
		if j.whole {
			j.name = " " + j.name + " "
		}
		out = append(out, j)
	}
	return out
})

// whyHidden is the reason for which what a page does not show is left out.
const whyHidden = "hidden"

// junk tells why an element looks like no part of an article, or "". hard says that it stays out
// even where it holds most of the page's text, as reader comments do.
func junk(n *html.Node) (why string, hard bool) {
	switch n.DataAtom {
	case atom.Nav, atom.Menu:
		return "navigation", true
	case atom.Aside:
		return "side bar", false
	case atom.Footer:
		return "page furniture", false
	case atom.Figcaption, atom.Caption:
		return "caption", false
	case atom.Form, atom.Fieldset:
		return "form", false
	case atom.Html, atom.Body, atom.Main:
		return "", false
	}
	if unseen(n) {
		return whyHidden, false
	}
	return junkNamed(n)
}

// unseen reports an element that the page does not show.
func unseen(n *html.Node) bool {
	if hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" {
		return true
	}
	_, hides := hiding(attr(n, "style"))
	return hides
}

// junkNamed is junk by an element's class and id. An article's own element is junk only as a comment or a
// related story, whatever else its names say.
func junkNamed(n *html.Node) (why string, hard bool) {
	words, joined := names(n)
	if words == "" {
		return "", false
	}
	item := n.DataAtom == atom.Article || strings.Contains(words, " hentry ")
	for _, j := range junkNames() {
		in := joined
		if j.whole {
			in = words
		}
		comments := j.why == "comments" && !j.whole
		if strings.Contains(in, j.name) && (!item || comments || j.why == "related stories" && !j.whole) {
			return j.why, comments
		}
	}
	return "", false
}

// bodyNames are class names that publishing systems give to the element that holds the article's
// body, words run together.
var bodyNames = lex.Words("markup/body-names")

// How much more a box counts for being marked as an article's body, named as one, or an article.
const itemPrior, namedPrior, articlePrior = 4.0, 3.0, 2.0

// bodyPrior is how much more a box counts for its element's name when the main box is looked for.
func bodyPrior(n *html.Node) float64 {
	if strings.Contains(strings.ToLower(attr(n, "itemprop")), "articlebody") {
		return itemPrior
	}
	_, joined := names(n)
	for _, b := range bodyNames.All() {
		if strings.Contains(joined, b) {
			return namedPrior
		}
	}
	switch {
	case n.DataAtom == atom.Article:
		return articlePrior
	case n.DataAtom == atom.Main, attr(n, "role") == "main":
		return 1.1
	}
	return 1
}
