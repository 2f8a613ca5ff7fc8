package render

import (
	"fmt"
	"net/url"
	"strings"

	"briefbot/bot"
	"briefbot/briefing"
)

// citations finds citations by their number.
type citations map[int]briefing.Citation

func numbered(cs []briefing.Citation) citations {
	out := make(citations, len(cs))
	for _, c := range cs {
		out[c.N] = c
	}
	return out
}

// pick returns the citations of a point, each article once, best first.
func (cs citations) pick(numbers []int) []briefing.Citation {
	var out []briefing.Citation
	seen := map[briefing.ArticleID]bool{}
	for _, n := range numbers {
		c, ok := cs[n]
		if ok && !seen[c.Article] {
			seen[c.Article] = true
			out = append(out, c)
		}
	}
	return out
}

// outlet is the name under which a citation's source is shown.
func outlet(c briefing.Citation) string {
	switch {
	case c.Source != "":
		return c.Source
	case c.Origin != "":
		return c.Origin
	case c.Title != "":
		return c.Title
	}
	return "source"
}

// safeLink is address when it is http or https with a host, else nothing.
func safeLink(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return address
}

// place tells where a reader without a link finds a citation: outlet, title, day, paragraph. What
// the reader knows from above is left out: the title that the story has, and all but the outlet of
// an article that was named before.
func (n named) place(c briefing.Citation) string {
	parts := []string{outlet(c)}
	if !n.articles[c.Article] {
		if c.Title != "" && c.Title != outlet(c) && c.Title != n.title {
			parts = append(parts, "“"+short(c.Title, 80)+"”")
		}
		if !c.Published.IsZero() {
			parts = append(parts, day(c.Published.Time))
		}
		if n.articles != nil {
			n.articles[c.Article] = true
		}
	}
	if c.Paragraph > 0 {
		parts = append(parts, fmt.Sprintf("paragraph %d", c.Paragraph))
	}
	return strings.Join(parts, ", ")
}

// named is what a reader has been told of the sources before. The zero value is nothing.
type named struct {
	title    string
	articles map[briefing.ArticleID]bool
}

// source is a citation as it stands behind a point: the outlet's name, linked, or the place in words.
func (n named) source(c briefing.Citation) bot.Span {
	if link := safeLink(c.URL); link != "" {
		return bot.Link(outlet(c), link)
	}
	return bot.Span{Text: n.place(c), Italic: true}
}

// behind is " (A; B)" with the sources of a point, or nothing.
func (n named) behind(cs []briefing.Citation) []bot.Span {
	if len(cs) == 0 {
		return nil
	}
	return append(append([]bot.Span{bot.Text(" (")}, n.list(cs)...), bot.Text(")"))
}

// list is "A; B" with the sources of a point.
func (n named) list(cs []briefing.Citation) []bot.Span {
	var spans []bot.Span
	for i, c := range cs {
		if i > 0 {
			spans = append(spans, bot.Text("; "))
		}
		spans = append(spans, n.source(c))
	}
	return spans
}

// pointSpans is a point with its sources.
func (cs citations) pointSpans(p briefing.Point, n named) []bot.Span {
	return append(framed(p), n.behind(cs.pick(p.Cites))...)
}

// framed is a point's text, the speaker that it begins with in bold.
func framed(p briefing.Point) []bot.Span {
	rest, ok := strings.CutPrefix(p.Text, p.Frame)
	who := strings.TrimRight(p.Frame, " ")
	if !ok || who == "" {
		return []bot.Span{bot.Text(p.Text)}
	}
	return []bot.Span{bot.Bold(who), bot.Text(p.Frame[len(who):] + rest)}
}

// sideSpans is one side of a disagreement: who says it, what, and where it stands.
func (cs citations) sideSpans(p briefing.Point, n named) []bot.Span {
	cited := cs.pick(p.Cites)
	who := p.Speaker
	if who == "" && len(cited) > 0 {
		who = outlet(cited[0])
	}
	spans := framed(p)
	if who != "" && p.Frame == "" && !names(p.Text, who) {
		spans = []bot.Span{bot.Bold(who), bot.Text(" says: " + p.Text)}
	}
	return append(spans, n.behind(cited)...)
}

// names reports whether a text names somebody, by the last word of the name at least.
func names(text, who string) bool {
	words := strings.Fields(strings.ToLower(who))
	return len(words) > 0 && strings.Contains(strings.ToLower(text), words[len(words)-1])
}
