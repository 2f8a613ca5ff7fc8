package ingest

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// markdownLines reads Markdown into lines: one a block, headings marked, links as their words. A
// front matter between two "---" lines at the very top is passed over, as static sites have it.
func markdownLines(source []byte) []line {
	if rest, ok := strings.CutPrefix(string(source), "---\n"); ok {
		if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
			source = []byte(body)
		}
	}
	var out []line
	doc := goldmark.DefaultParser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindHeading, ast.KindParagraph, ast.KindTextBlock:
			for _, l := range splitLines(inlineText(n, source)) {
				l.gap, l.heading = 1, n.Kind() == ast.KindHeading
				out = append(out, l)
			}
			return ast.WalkSkipChildren, nil
		case ast.KindThematicBreak:
			out = append(out, line{text: "---", gap: 1})
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			for _, l := range splitLines(string(n.Lines().Value(source))) {
				out = append(out, l)
			}
			return ast.WalkSkipChildren, nil
		case ast.KindHTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out
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
