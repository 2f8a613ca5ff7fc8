package summary

import (
	"embed"
	"math"
	"strings"
	"sync"
	"time"

	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

func countWords(s string) int { return len(strings.Fields(s)) }

// pointFeatures are what a sentence is chosen as a point by.
var pointFeatures = rank.Features{
	"top", "first", "centre", "support-mean", "support", "titles", "leads", "figures", "quoted", "spoken", "age", "length",
	"top-and-centre", "own-title", "capitals", "second", "depth", "short", "toll", "past",
	"copied", "outgrown", "subject", "nameless", "half-said", "foreign",
}

//go:embed weights
var weights embed.FS

// pointModel scores points. Its weights were set by hand and lie in the middle of a wide neighbourhood that
// measured the same; weights fitted to single sets did worse on data left out.
var pointModel = sync.OnceValue(func() *rank.Model { return rank.MustRead(weights, "weights/point.json", pointFeatures) })

// rate scores a candidate by its features.
func (s *story) rate(c *candidate) { c.score = pointModel().Score(c.features) }

// measured is how many of the features can be told before a point is made of the sentence; the others are
// told by spoil.
const measured = 23

// measure tells the features of a candidate's sentence.
func (s *story) measure(c *candidate) {
	x := &c.doc.Sentences[c.sentence]
	top, first := 1/float64(1+c.rank), truth(c.rank == 0)
	own := ownTitle(c)
	if own == 0 && len(c.doc.Title.Tokens) > 0 && matterWords(c.doc.Title.Tokens) >= 3 { // a scene: what the page is about comes later
		top, first = sceneTop*top, 0
	}
	support := 0.0
	for _, g := range c.bigrams {
		support += (s.support[g] - 1) / s.voices
	}
	centre := c.bag.Cosine(s.centroid)
	figures, capitals := looks(x)
	c.features = append(make([]float64, 0, len(pointFeatures)),
		top,
		first,
		centre,
		support/float64(max(len(c.bigrams), 1)),
		math.Min(support/10, 2),
		math.Min(s.inTitles(c)/6, 2),
		s.nearLeads(c),
		truth(figures > 0),
		truth(x.Quoted || text.QuotationMarks(c.doc.Article.Text[x.Start:x.End]) >= 2),
		truth(x.Speaker != ""),
		s.age(c)/7,
		math.Abs(float64(c.words)-26)/26,
		top*centre,
		own,
		capitals,
		truth(c.rank == 1 || c.rank == 2),
		math.Min(float64(c.rank), 40)/40,
		truth(c.words < 12),
		truth(len(claim.Tolls(x)) > 0),
		truth(past(c.doc, x)),
		truth(c.copied),
		truth(s.hasOutgrown(c.doc, c.sentence)),
		c.bag.Cosine(s.subject),
	)
	c.features = append(c.features, 0, 0, 0)
}

// spoil tells the features of the point that was made of a candidate's sentence: it names nobody and
// nothing, its quotation goes on elsewhere or it answers words that it does not hold, or it is in another
// language than most of the articles.
func (s *story) spoil(c *candidate) {
	c.features[measured] = truth(c.nameless())
	c.features[measured+1] = truth(!paired(c.point.Text) || echoes.Match(c.point.Text, 0) != nil)
	c.features[measured+2] = truth(s.language != "" && c.doc.Article.Language != s.language)
}

// inTitles is how often the headlines hold the candidate's words.
func (s *story) inTitles(c *candidate) float64 {
	n := 0.0
	for _, t := range c.bag.Terms {
		n += s.titles[t.Stem] / s.voices
	}
	return n
}

// nearLeads is how like the beginnings of the articles the candidate is.
func (s *story) nearLeads(c *candidate) float64 {
	n := 0.0
	for _, l := range s.leads {
		n += c.bag.Cosine(l) / float64(len(s.leads))
	}
	return n
}

// age is how many days older than the moment of the summary the candidate's article is, up to two weeks.
func (s *story) age(c *candidate) float64 {
	if c.day.IsZero() {
		return 0
	}
	return min(math.Max(s.asOf.Sub(c.day).Hours()/24, 0), 14)
}

// matterWords counts the words that carry matter.
func matterWords(tokens []text.Token) float64 {
	n := 0.0
	for _, t := range tokens {
		n += truth(t.Word && !t.Stop)
	}
	return n
}

// ownTitle is the share of its own page's headline that the candidate holds.
func ownTitle(c *candidate) float64 {
	own := 0.0
	for _, t := range c.doc.Title.Tokens {
		own += truth(t.Word && !t.Stop && c.bag.Has(t.Stem))
	}
	return own / math.Max(matterWords(c.doc.Title.Tokens), 3)
}

// looks counts the figures of a sentence, and gives the share of its tokens that are capitalised words.
func looks(x *text.Sentence) (figures, capitals float64) {
	for _, t := range x.Tokens {
		switch {
		case t.Word && text.HasDigit(t.Text):
			figures++
		case t.Word && text.StartsUpper(t.Text):
			capitals++
		}
	}
	return figures, capitals / float64(max(len(x.Tokens), 1))
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// sceneTop is what is left of a sentence's place when it shares nothing with its own heading.
const sceneTop = 0.3

// longPast is how long before publication something happened that is background.
const longPast = 10 * 24 * time.Hour

// backgroundOpenings are the beginnings of sentences that tell what was before the news.
var backgroundOpenings = lex.Phrases("en/background-openings")

// past reports whether a sentence begins with a time long before its article: "Three months ago, …".
func past(d *text.Document, x *text.Sentence) bool {
	if backgroundOpenings.Match(text.Fold(d.Article.Text[x.Start:min(x.End, x.Start+60)]), 0) != nil {
		return true
	}
	if d.Article.Published.IsZero() {
		return false
	}
	for _, t := range x.Times {
		if len(x.Tokens) > 4 && t.Start <= x.Tokens[2].Start() && !t.To.IsZero() && d.Article.Published.Sub(t.To) > longPast {
			return true
		}
	}
	return false
}
