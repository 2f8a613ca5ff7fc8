package ingest

import (
	"cmp"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	table "github.com/yuin/goldmark/extension"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"briefbot/briefing"
)

// frontMatter cuts the fields between two "---" lines at the very top of a page, as static sites
// have them, from the page. Only plain "key: value" lines are read; keys are in lower case.
func frontMatter(page string) (fields map[string]string, body string) {
	page = strings.ReplaceAll(page, "\r\n", "\n")
	rest, ok := strings.CutPrefix(strings.TrimPrefix(page, "\ufeff"), "---\n")
	if !ok {
		return nil, page
	}
	head, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return nil, page
	}
	fields = map[string]string{}
	for l := range strings.SplitSeq(head, "\n") {
		if key, value, ok := strings.Cut(l, ":"); ok && key == strings.TrimLeft(key, " \t-#") {
			if value = strings.Trim(strings.TrimSpace(value), "\"'"); value != "" {
				fields[strings.ToLower(key)] = value
			}
		}
	}
	return fields, body
}

// markdown reads a Markdown page. What the caller gave is stronger than its front matter, and a
// heading of the body is a stronger title than the front matter's.
func (d *draft) markdown(page string) {
	fields, body := frontMatter(page)
	d.lines = markdownLines([]byte(body))
	if d.title == "" && (len(d.lines) == 0 || !d.lines[0].heading) {
		d.title = fields["title"]
	}
	d.source = cmp.Or(d.source, fields["source"], fields["publisher"], fields["outlet"])
	d.url = cmp.Or(d.url, CanonicalURL(cmp.Or(fields["url"], fields["canonical"])))
	if !d.published.IsZero() {
		return
	}
	for _, key := range []string{"published", "date", "pubdate", "created"} {
		if t, ok := rowTime(fields[key]); ok {
			d.published, d.from = t, briefing.FromMetadata
			return
		}
	}
}

// markdownLines reads Markdown into lines: one a block, headings marked, links as their words. The
// emphasised words below a picture are its caption.
func markdownLines(source []byte) []line {
	var out []line
	picture := false
	doc := tables().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindHeading, ast.KindParagraph, ast.KindTextBlock:
			lines := splitLines(inlineText(n, source))
			for _, l := range lines {
				l.gap, l.heading = 1, n.Kind() == ast.KindHeading
				if picture || startsWithImage(n) {
					l.why = captionOf(n)
				}
				out = append(out, l)
			}
			picture = len(lines) == 0 && startsWithImage(n)
			return ast.WalkSkipChildren, nil
		case extension.KindTableHeader, extension.KindTableRow:
			out = append(out, line{text: rowText(n, source), gap: 1})
			return ast.WalkSkipChildren, nil
		case ast.KindThematicBreak:
			out = append(out, line{text: "---", gap: 1})
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			out = append(out, splitLines(string(n.Lines().Value(source)))...)
			return ast.WalkSkipChildren, nil
		case ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out
}

// tables reads Markdown with tables.
var tables = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(table.Table)).Parser()
})

// rowText is the text of a table's row, cell by cell.
func rowText(row ast.Node, source []byte) string {
	var cells []string
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, inlineText(c, source))
	}
	return strings.Join(strings.Fields(strings.Join(cells, " ")), " ")
}

// startsWithImage reports a block that begins with a picture.
func startsWithImage(n ast.Node) bool {
	c := n.FirstChild()
	return c != nil && c.Kind() == ast.KindImage
}

// captionOf tells that a block by a picture is its caption: there is nothing in it but the picture
// and emphasised words.
func captionOf(n ast.Node) string {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); c.Kind() != ast.KindImage && c.Kind() != ast.KindEmphasis && (!ok || t.Segment.Len() > 0) {
			return ""
		}
	}
	return whyCaption
}

// inlineText is a block's text without its marks. A soft line break is a space: Markdown's
// paragraphs are wrapped freely.
func inlineText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(source))
			if c.SoftLineBreak() {
				b.WriteByte(' ')
			} else if c.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.URL(source))
		case *ast.RawHTML, *ast.Image:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
