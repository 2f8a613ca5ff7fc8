package daily

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// rank fills the parts of the candidate's score that are the same for every destination.
func (c *candidate) rank(r Request) {
	c.count()
	end := r.Window.To
	if end.IsZero() {
		end = r.AsOf
	}
	newest, place := time.Time{}, 0
	for i, d := range c.fresh {
		if t := latest(d.Article, end); t.After(newest) {
			newest = t
		}
		if i == 0 || d.Article.Position < place {
			place = d.Article.Position
		}
	}
	half := 24 * time.Hour
	if !r.Window.From.IsZero() && !end.IsZero() {
		half = max(end.Sub(r.Window.From), 12*time.Hour)
	}
	age := time.Duration(0)
	if !end.IsZero() && !newest.IsZero() {
		age = max(end.Sub(newest), 0)
	}
	weight, what := c.weigh()
	language := 1.0
	if foreign := c.language(); foreign != "" && r.language != "" && foreign != r.language {
		language = foreignWeight
		what = append(what, "in another language than most: "+foreign)
	}
	c.why = briefing.Why{
		Sources:  math.Log2(1 + float64(c.independent)),
		Recency:  math.Exp2(-age.Hours() / half.Hours()),
		Position: 1 / (1 + 0.03*float64(min(place, 10))),
		Weight:   weight * language,
		Novelty:  1,
	}
	c.why.Reasons = c.reasons(age, place, what)
	c.score = product(c.why)
}

// foreignWeight is what a story counts for that stands only in another language than most articles of
// the window: few of its readers will read on.
const foreignWeight = 0.15

// language is the language that all fresh articles of the story share, or empty.
func (c *candidate) language() string {
	l := c.fresh[0].Article.Language
	for _, d := range c.fresh {
		if d.Article.Language != l {
			return ""
		}
	}
	return l
}

// latest is when an article came, not after end; where only the day is known, the afternoon of it:
// neither late enough to stand before what is known to be fresh nor early enough to fall behind.
func latest(a briefing.Article, end time.Time) time.Time {
	t := seen(a)
	if a.Published.DayOnly && t.Equal(a.Published.Time) {
		t = t.Add(15 * time.Hour)
		if !end.IsZero() && t.After(end) {
			return end
		}
	}
	return t
}

func product(w briefing.Why) float64 {
	return w.Sources * w.Recency * w.Position * w.Weight * w.Novelty
}

// count counts the outlets whose fresh articles tell the story, and the independent newsrooms among
// them: a copy belongs to the newsroom whose text it copies, in the window or before it. Who told of the
// story's beginnings does not vouch for today's news of it.
func (c *candidate) count() {
	outlet := map[briefing.ArticleID]string{}
	for _, d := range c.docs {
		outlet[d.Article.ID] = d.Article.Outlet()
	}
	outlets, newsrooms := map[string]bool{}, map[string]bool{}
	for _, d := range c.fresh {
		outlets[d.Article.Outlet()] = true
		root := d.Article.ID
		for range len(c.copyOf) {
			of, ok := c.copyOf[root]
			if _, here := outlet[of]; !ok || !here {
				break
			}
			root = of
		}
		newsrooms[outlet[root]] = true
	}
	c.outlets, c.independent = len(outlets), len(newsrooms)
}

// happening is a class of events that make a story weigh more.
type happening struct {
	reason string
	weight float64
	stems  map[string]bool
	named  bool // its words can be parts of names
}

// happenings are told apart by general words; a story counts each class once.
var happenings = sync.OnceValue(func() []happening {
	var out []happening
	for _, r := range lex.Table("en/happenings", 4) {
		weight, err := strconv.ParseFloat(r.Cells[1], 64)
		if err != nil {
			panic(fmt.Errorf("lex: en/happenings.tsv:%d: %q is no number", r.Line, r.Cells[1]))
		}
		h := happening{reason: r.Cells[0], weight: weight, stems: map[string]bool{}, named: r.Cells[2] == "named"}
		for _, w := range strings.Fields(r.Cells[3]) {
			h.stems[text.Stem(w)] = true
		}
		out = append(out, h)
	}
	return out
})

// tollWeight is what a story's toll adds, for each power of ten of those killed; hurt people count a
// quarter of those killed.
const tollWeight = 0.25

// aside says in words what a page of a kind does in place of reporting; it is empty for a kind that
// reports.
func aside(k briefing.Kind) string {
	switch k {
	case briefing.KindExplainer:
		return "explains more than it reports"
	case briefing.KindOpinion:
		return "says what its writer thinks"
	case briefing.KindList:
		return "lists more than it reports"
	case briefing.KindAdvice:
		return "gives advice"
	case briefing.KindGallery:
		return "shows pictures"
	case briefing.KindNotice:
		return "points to something else"
	}
	return ""
}

// asideWeight is what a piece that does not report counts beside news.
const asideWeight = 0.5

// weigh looks at the titles and first sentences of the candidate's fresh articles.
func (c *candidate) weigh() (weight float64, what []string) {
	weight = 0.5
	for _, h := range happenings() {
		hits := 0
		for _, d := range c.fresh {
			if h.in(d) {
				hits++
			}
		}
		if 3*hits >= len(c.fresh) {
			weight += h.weight
			what = append(what, h.reason)
		}
	}
	toll, asides, is := 0.0, 0, ""
	for _, d := range c.fresh {
		toll = max(toll, tollOf(d))
		c.toll = toll
		if a := aside(d.Article.Kind); a != "" {
			asides, is = asides+1, a
		}
	}
	weight += tollWeight * math.Log10(1+toll)
	if 2*asides > len(c.fresh) {
		weight *= asideWeight
		what = append(what, is)
	}
	return weight, what
}

// headSentences is how many sentences, after the title, say what an article reports.
const headSentences = 3

// tollOf is how many people d reports killed, in its title or first sentences; of those hurt a quarter.
func tollOf(d *text.Document) float64 {
	killed, hurt := claim.Toll(&d.Title)
	for i := range d.Sentences[:min(len(d.Sentences), headSentences)] {
		k, h := claim.Toll(&d.Sentences[i])
		killed, hurt = max(killed, k), max(hurt, h)
	}
	return max(killed, hurt/4)
}

// in reports whether h happens in d's title or first three sentences.
func (h happening) in(d *text.Document) bool {
	if l := d.Article.Language; l != "" && l != "en" {
		return false // the words are English ones
	}
	for _, t := range d.Title.Tokens {
		if h.stems[t.Stem] {
			return true
		}
	}
	for _, s := range d.Sentences[:min(len(d.Sentences), headSentences)] {
		for i, t := range s.Tokens {
			// A capital in mid-sentence is part of a name, which tells of actors only.
			named := i > 0 && t.Text != "" && unicode.IsUpper([]rune(t.Text)[0])
			if h.stems[t.Stem] && (h.named || !named) && !t.Negated() {
				return true
			}
		}
	}
	return false
}

// reasons says the parts of the score in words.
func (c *candidate) reasons(age time.Duration, place int, what []string) []string {
	var out []string
	if c.independent == 1 {
		out = append(out, "one newsroom only")
	} else {
		out = append(out, fmt.Sprintf("%d independent newsrooms", c.independent))
	}
	out = append(out, what...)
	switch h := int(age.Hours()); {
	case h < 1:
		out = append(out, "reported in the last hour")
	case h == 1:
		out = append(out, "last reported 1 hour before")
	default:
		out = append(out, fmt.Sprintf("last reported some %d hours before", h))
	}
	if place == 0 {
		out = append(out, "stands first on a page")
	}
	return out
}
