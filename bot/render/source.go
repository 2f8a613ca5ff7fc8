package render

import (
	"fmt"
	"net/url"
	"regexp"
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

// outlets are the first citation of each outlet that a story is told from, its points' first.
func (cs citations) outlets(s briefing.BriefingStory) []briefing.Citation {
	var numbers []int
	for _, p := range s.Points {
		numbers = append(numbers, p.Cites...)
	}
	for _, d := range s.Disagreements {
		numbers = append(append(numbers, d.A.Cites...), d.B.Cites...)
	}
	var out []briefing.Citation
	seen := map[string]bool{}
	for _, c := range cs.pick(append(numbers, s.TitleCites...)) {
		if name := outlet(c); !seen[name] {
			seen[name] = true
			out = append(out, c)
		}
	}
	return out
}

// outlet is the name under which a citation's source is shown: the outlet's, else the site's, else
// the article's title.
func outlet(c briefing.Citation) string {
	switch site := host(c.URL); {
	case c.Source != "":
		return c.Source
	case site != "":
		return site
	case c.Title != "":
		return short(c.Title, 40)
	}
	return "unnamed source"
}

// host is the site of an address, without "www.", or nothing.
func host(address string) string {
	u, err := url.Parse(safeLink(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// safeLink is address when it is http or https with a host, else nothing.
func safeLink(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return address
}

// hostLike is an address, or the name of a host, in what an outlet calls itself.
var hostLike = regexp.MustCompile(`(?i)[\p{L}\p{N}_-]+(?:[.。．｡][\p{L}\p{N}_-]+)*[.。．｡]\p{L}{2,}`)

// honest is what a link to an address may be called: an outlet's name, unless that looks like the address
// of another host; then it is the host that the link leads to.
func honest(name, link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return name
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	for _, said := range hostLike.FindAllString(name, -1) {
		said = strings.TrimPrefix(strings.ToLower(said), "www.")
		if said != host && !strings.HasSuffix(host, "."+said) {
			return host
		}
	}
	return name
}

// place tells where a reader finds a citation: outlet, title, day, paragraph.
func place(c briefing.Citation) string {
	parts := []string{outlet(c)}
	if c.Title != "" && c.Title != outlet(c) {
		parts = append(parts, "“"+short(c.Title, 80)+"”")
	}
	if !c.Published.IsZero() {
		parts = append(parts, day(c.Published.Time))
	}
	if c.Paragraph > 0 {
		parts = append(parts, fmt.Sprintf("paragraph %d", c.Paragraph))
	}
	return strings.Join(parts, ", ")
}

// source is a citation as it stands behind what it carries: the outlet's name, linked.
func source(c briefing.Citation) bot.Span {
	if link := safeLink(c.URL); link != "" {
		return bot.Link(honest(outlet(c), link), link)
	}
	return bot.Span{Text: outlet(c), Italic: true}
}

// behind is " (A, B)" with the outlets of a point, or nothing.
func (cs citations) behind(p briefing.Point) []bot.Span {
	return bracketed(cs.pick(p.Cites))
}

// bracketed names the outlets of citations, each once.
func bracketed(cited []briefing.Citation) []bot.Span {
	var spans []bot.Span
	seen := map[string]bool{}
	for _, c := range cited {
		if seen[outlet(c)] {
			continue
		}
		seen[outlet(c)] = true
		lead := ", "
		if len(spans) == 0 {
			lead = " ("
		}
		spans = append(spans, bot.Text(lead), source(c))
	}
	if len(spans) == 0 {
		return nil
	}
	return append(spans, bot.Text(")"))
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

// side is one side of a disagreement: who says it, and what. named says that it is its outlet that says it.
func (cs citations) side(p briefing.Point) (spans []bot.Span, named bool) {
	cited := cs.pick(p.Cites)
	who := p.Speaker
	if who == "" && len(cited) > 0 {
		who, named = outlet(cited[0]), len(cited) == 1
	}
	spans = framed(p)
	if who != "" && p.Frame == "" && !names(p.Text, who) {
		return []bot.Span{bot.Bold(who), bot.Text(" says: " + p.Text)}, named
	}
	return spans, false
}

// names reports whether a text names somebody, by the last word of the name at least.
func names(text, who string) bool {
	words := strings.Fields(strings.ToLower(who))
	return len(words) > 0 && strings.Contains(strings.ToLower(text), words[len(words)-1])
}
