package ingest

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// publishedField matches a publication time in the data that a page hands to its scripts, or in the
// RDF that older publishing systems hide in comments.
var publishedField = lex.Re(`(?i)["']?(?:date_?published|published_?(?:at|time|date|on)|publish(?:ing)?_?(?:date|time)|` +
	`publication_?date|pub_?date|original_?date|date_?created|created_?(?:at|on)|dc:date)\\?["']?\s*[:=]\s*\\?["']([^"'\\<>]{8,40})`)

// modifiedField is its like for the time of the last change.
var modifiedField = lex.Re(`(?i)["']?(?:date_?modified|(?:updated|modified)_?(?:at|time|date|on)|` +
	`last_?(?:updated|modified))\\?["']?\s*[:=]\s*\\?["']([^"'\\<>]{8,40})`)

// maxScript is how many bytes of one script or comment are looked at.
const maxScript = 512 << 10

// inScripts reads the first publication time in the page's scripts and comments, for pages that
// give it nowhere else.
func (d *dater) inScripts(doc *html.Node, field *lex.Regexp) (briefing.PubTime, bool) {
	for n := range doc.Descendants() {
		if n.Type != html.CommentNode && (n.Type != html.TextNode || n.Parent.DataAtom != atom.Script) {
			continue
		}
		for _, m := range field.FindAllStringSubmatch(n.Data[:min(len(n.Data), maxScript)], 8) {
			if t, ok := d.first(m[1:]); ok {
				return t, true
			}
		}
	}
	return briefing.PubTime{}, false
}
