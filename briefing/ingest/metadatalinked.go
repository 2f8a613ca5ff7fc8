package ingest

import (
	"encoding/json"
	"strings"
)

// linkedData is what a page's JSON-LD tells about its article (schema.org's Article and its kinds).
type linkedData struct {
	headline, author, publisher, body string
	published, modified               []string // articles' dates first, then pages'
	loosePublished                    []string // dates of other things than articles
	live                              bool     // it is a live blog
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

func (d *linkedData) thing(m map[string]any) {
	kind := strings.ToLower(textOf(m["@type"]))
	article := strings.Contains(kind, "article") || strings.Contains(kind, "posting") || strings.Contains(kind, "report") ||
		strings.Contains(kind, "blog")
	d.live = d.live || strings.Contains(kind, "liveblog")
	published, modified := textOf(m["datePublished"]), textOf(m["dateModified"])
	if !article {
		if published == "" && strings.Contains(kind, "video") {
			published = textOf(m["uploadDate"])
		}
		if published != "" && !strings.Contains(kind, "comment") && !strings.Contains(kind, "review") {
			d.loosePublished = append(d.loosePublished, published)
		}
		if strings.Contains(kind, "organization") && d.publisher == "" {
			d.publisher = textOf(m["name"])
		}
		return
	}
	if published == "" {
		published = textOf(m["dateCreated"])
	}
	if published != "" {
		d.published = append(d.published, published)
	}
	if modified != "" {
		d.modified = append(d.modified, modified)
	}
	if d.headline == "" {
		d.headline = textOf(m["headline"])
	}
	if d.author == "" {
		d.author = textOf(m["author"])
	}
	if p := textOf(m["publisher"]); p != "" {
		d.publisher = p
	}
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
