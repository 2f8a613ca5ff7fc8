package ingest

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// linkedData is what a page's JSON-LD tells about its article (schema.org's Article and its kinds).
type linkedData struct {
	headline, publisher, body string
	published, modified       []string // articles' dates first, then pages'
	loosePublished            []string // dates of other things than articles
	live                      bool     // it is a live blog
}

// maxLinkedDepth bounds the nesting that is followed; real pages stay below ten.
const maxLinkedDepth = 20

// read takes in one script's content. What is no JSON is mended where only raw line ends are wrong,
// and else passed over.
func (d *linkedData) read(s string) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		s = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, s)
		if json.Unmarshal([]byte(s), &v) != nil {
			return
		}
	}
	d.visit(v, 0)
}

func (d *linkedData) visit(v any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.visit(e, depth+1)
		}
	case map[string]any:
		d.thing(v)
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "item", "hasPart"} {
			d.visit(v[k], depth+1)
		}
	}
}

// thing reads one thing of the page by its type.
func (d *linkedData) thing(m map[string]any) {
	kind := strings.ToLower(textOf(m["@type"]))
	d.live = d.live || strings.Contains(kind, "liveblog")
	if containsAny(kind, "article", "posting", "report", "blog") {
		d.article(m)
	} else {
		d.beside(kind, m)
	}
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// beside reads what is no article: whose day may be the page's, and the publisher.
func (d *linkedData) beside(kind string, m map[string]any) {
	published := textOf(m["datePublished"])
	if published == "" && strings.Contains(kind, "video") {
		published = textOf(m["uploadDate"])
	}
	if published != "" && !containsAny(kind, "comment", "review") {
		d.loosePublished = append(d.loosePublished, published)
	}
	if strings.Contains(kind, "organization") {
		d.publisher = cmp.Or(d.publisher, textOf(m["name"]))
	}
}

// article reads an article.
func (d *linkedData) article(m map[string]any) {
	if published := cmp.Or(textOf(m["datePublished"]), textOf(m["dateCreated"])); published != "" {
		d.published = append(d.published, published)
	}
	if modified := textOf(m["dateModified"]); modified != "" {
		d.modified = append(d.modified, modified)
	}
	d.headline = cmp.Or(d.headline, textOf(m["headline"]))
	d.publisher = cmp.Or(textOf(m["publisher"]), d.publisher)
	if b, ok := m["articleBody"].(string); ok && len(b) > len(d.body) {
		d.body = b
	}
}

// textOf is a value's text: itself, its name, or its first element's.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return collapse(v)
	case []any:
		var all []string
		for _, e := range v {
			if s := textOf(e); s != "" {
				all = append(all, s)
			}
		}
		if len(all) > 6 {
			all = all[:6]
		}
		return strings.Join(all, ", ")
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return collapse(s)
		}
		if s, ok := v["@value"].(string); ok {
			return collapse(s)
		}
	}
	return ""
}
