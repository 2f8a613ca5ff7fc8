package feed

import (
	"strings"

	"golang.org/x/net/html"
)

// unseen are elements whose text nobody reads.
var unseen = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "head": true}

// plainText is HTML, or text that may hold some, as its readers see it, in one line. A title that was
// escaped twice is unescaped twice.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.Join(strings.Fields(s), " ")
	}
	var b strings.Builder
	hidden := ""
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		name, _ := z.TagName()
		switch tag := string(name); kind {
		case html.TextToken:
			if hidden == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			if unseen[tag] && hidden == "" && tag != "head" {
				hidden = tag
			}
			if !inline[tag] {
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if tag == hidden {
				hidden = ""
			}
			if !inline[tag] {
				b.WriteByte(' ')
			}
		case html.SelfClosingTagToken:
			b.WriteByte(' ')
		}
	}
	out := html.UnescapeString(b.String())
	if looksEscaped(out) && out != s {
		return plainText(out)
	}
	return strings.Join(strings.Fields(out), " ")
}

// looksEscaped says that what was unescaped holds markup that was escaped twice.
func looksEscaped(s string) bool {
	for _, sign := range []string{"</", "<b>", "<i>", "<em>", "<br", "<p>", "<a ", "<span", "&amp;", "&quot;", "&#"} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}

// inline are elements that do not part words.
var inline = map[string]bool{"a": true, "b": true, "i": true, "em": true, "strong": true, "span": true}

// wordsOf counts the words that readers see.
func wordsOf(s string) int { return len(strings.Fields(plainText(s))) }
