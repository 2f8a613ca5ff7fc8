package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// names is an element's class, id and the like as lower-case words joined by spaces and, for words
// written together or apart ("entry-content", "entryContent"), without any separator.
func names(n *html.Node) (words, joined string) {
	var w, j strings.Builder
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "id":
			if len(n.Data) == 2 && n.Data[0] == 'h' {
				continue // a heading's id is its text
			}
		case "class", "role", "data-testid", "data-component", "data-module", "data-widget-type", "itemtype", "aria-label":
		default:
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

// aboutContent reports whether a class name tells of an element's topics or looks, in the manner of
// WordPress ("tag-print", "category-ads"), Drupal ("field--label-hidden") and grids ("hidden-xs"),
// and not of its part on the page.
func aboutContent(name string) bool {
	for _, p := range [...]string{"tag-", "category-", "hidden-", "has-", "no-", "dialog-off-canvas", "print-", "elementor-widget", "postid-", "author-"} {
		if strings.HasPrefix(name, p) && len(name) > len(p) || name == p {
			return true
		}
	}
	for _, p := range [...]string{"label-hidden", "-hidden", "no-sidebar", "withsidebar", "with-sidebar", "has-sidebar", "promoted", "commentary", "paywall", "sticky"} {
		if strings.Contains(name, p) {
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

// junkParts mark an element as no part of the article wherever they stand in its class or id,
// words run together; junkWords only as whole words.
var junkParts = []struct{ part, why string }{
	{"comment", "comments"}, {"kommentar", "comments"}, {"disqus", "comments"}, {"respond", "comments"}, {"leserbrief", "comments"},
	{"related", "related stories"}, {"recommend", "related stories"}, {"readmore", "related stories"}, {"readnext", "related stories"},
	{"morefrom", "related stories"}, {"alsolike", "related stories"}, {"popular", "related stories"}, {"trending", "related stories"},
	{"mostread", "related stories"}, {"outbrain", "related stories"}, {"taboola", "related stories"}, {"teaser", "related stories"},
	{"crosslink", "related stories"}, {"similar", "related stories"}, {"seealso", "related stories"}, {"prevnext", "related stories"},
	{"postnav", "navigation"}, {"pagination", "navigation"}, {"breadcrumb", "navigation"}, {"navbar", "navigation"},
	{"navigation", "navigation"}, {"sidebar", "side bar"}, {"skiplink", "navigation"}, {"sitemap", "navigation"}, {"submenu", "navigation"},
	{"newsletter", "newsletter"}, {"subscri", "newsletter"}, {"signup", "newsletter"}, {"mailchimp", "newsletter"},
	{"sharing", "share buttons"}, {"sharebar", "share buttons"}, {"socialshare", "share buttons"}, {"addtoany", "share buttons"},
	{"sharethis", "share buttons"}, {"shariff", "share buttons"}, {"sharedaddy", "share buttons"}, {"sociallinks", "share buttons"},
	{"cookie", "cookie notice"}, {"consent", "cookie notice"}, {"gdpr", "cookie notice"},
	{"advert", "advertisement"}, {"sponsor", "advertisement"}, {"promo", "advertisement"}, {"banner", "advertisement"},
	{"caption", "caption"}, {"bildunterschrift", "caption"}, {"imagecredit", "caption"}, {"photocredit", "caption"},
	{"authorbio", "about the author"}, {"authorbox", "about the author"}, {"aboutauthor", "about the author"}, {"authorinfo", "about the author"},
	{"byline", "byline"}, {"postmeta", "byline"}, {"entrymeta", "byline"}, {"articlemeta", "byline"}, {"metainfo", "byline"}, {"dateline", "byline"},
	{"entryfooter", "page furniture"}, {"copyright", "page furniture"}, {"disclaimer", "page furniture"}, {"tagcloud", "page furniture"},
	{"taglist", "page furniture"}, {"posttags", "page furniture"}, {"footer", "page furniture"}, {"colophon", "page furniture"},
	{"catlinks", "page furniture"}, {"screenreader", "page furniture"}, {"visuallyhidden", "page furniture"}, {"printonly", "page furniture"},
	{"modal", "page furniture"}, {"popup", "page furniture"}, {"lightbox", "page furniture"}, {"overlay", "page furniture"},
	{"widget", "page furniture"}, {"masthead", "page furniture"}, {"toolbar", "page furniture"}, {"slideshow", "gallery"},
	{"tooltip", "page furniture"}, {"infobox", "side bar"}, {"navbox", "navigation"}, {"mweditsection", "page furniture"},
}

var junkWords = []struct{ word, why string }{
	{"nav", "navigation"}, {"menu", "navigation"}, {"menue", "navigation"}, {"toc", "navigation"}, {"pager", "navigation"},
	{"share", "share buttons"}, {"social", "share buttons"}, {"follow", "share buttons"}, {"rating", "share buttons"}, {"ratings", "share buttons"},
	{"ad", "advertisement"}, {"ads", "advertisement"}, {"adsense", "advertisement"}, {"anzeige", "advertisement"}, {"werbung", "advertisement"},
	{"tags", "page furniture"}, {"tag", "page furniture"}, {"meta", "byline"}, {"author", "byline"}, {"autor", "byline"}, {"timestamp", "byline"},
	{"date", "byline"}, {"datum", "byline"}, {"login", "page furniture"}, {"search", "page furniture"}, {"legal", "page furniture"},
	{"credit", "caption"}, {"credits", "caption"}, {"hidden", "page furniture"}, {"reply", "comments"}, {"replies", "comments"},
	{"complementary", "side bar"}, {"contentinfo", "page furniture"}, {"dialog", "page furniture"}, {"alert", "page furniture"},
	{"next", "navigation"}, {"previous", "navigation"}, {"donate", "newsletter"}, {"donation", "newsletter"},
	{"profile", "about the author"}, {"bio", "about the author"}, {"gallery", "gallery"}, {"carousel", "gallery"},
}

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
	if hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" {
		return "hidden", false
	}
	if s := attr(n, "style"); s != "" {
		s = strings.ReplaceAll(strings.ToLower(s), " ", "")
		if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
			return "hidden", false
		}
	}
	words, joined := names(n)
	if words == "" {
		return "", false
	}
	item := n.DataAtom == atom.Article || strings.Contains(words, " hentry ")
	for _, j := range junkParts {
		if strings.Contains(joined, j.part) {
			if item && j.why != "comments" && j.why != "related stories" {
				continue
			}
			return j.why, j.why == "comments"
		}
	}
	if item {
		return "", false
	}
	for _, j := range junkWords {
		if i := strings.Index(words, j.word); i > 0 && strings.Contains(words, " "+j.word+" ") {
			return j.why, false
		}
	}
	return "", false
}

// bodyNames are class names that publishing systems give to the element that holds the article's
// body, words run together.
var bodyNames = []string{
	"articlebody", "articlecontent", "articletext", "storybody", "storycontent", "storytext", "entrycontent", "postcontent",
	"postbody", "posttext", "newstext", "newscontent", "newsbody", "bodycontent", "contentbody", "bodytext", "bodycopy",
	"fieldnamebody", "fieldbody", "articlemain", "mainarticle", "richtext", "contenttext", "maintext", "blogcontent", "textbody",
	"articledetail", "newsdetail", "articlecopy", "singlecontent", "postsingle", "storydetail", "artikelinhalt", "artikeltext", "articleinner",
}

// How much more a box counts for being marked as an article's body, named as one, or an article.
const itemPrior, namedPrior, articlePrior = 4.0, 3.0, 2.0

// bodyPrior is how much more a box counts for its element's name when the main box is looked for.
func bodyPrior(n *html.Node) float64 {
	if strings.Contains(strings.ToLower(attr(n, "itemprop")), "articlebody") {
		return itemPrior
	}
	_, joined := names(n)
	for _, b := range bodyNames {
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
