package cluster

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unique"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// card is what is kept of a document.
type card struct {
	article item
	// doc is the article as it was read; nil where the Library gives it back.
	doc   *text.Document
	head  heading
	wire  *wire
	bag   bag
	lead  lead
	at    time.Time // of publication; zero where it is not known for certain
	about []about   // what it could be labelled with
	// first is the card whose text this one repeats, or its own number. Only a first print is
	// compared with others.
	first    int32
	reprints []int32 // those that repeat this one
	edges    edges   // to other cards, first prints
	linked   bool    // its edges were looked for
	frozen   bool    // nothing new can be compared with it
	copies   []int32 // the cards that copy it or that it copies
	group    *group
	heads    headClaims
	print    *imprint
}

// item is what is known of an article whose text was let go of.
type item struct {
	ID            briefing.ArticleID
	Revision      briefing.Revision
	Origin        string
	Position      int
	Language      string
	Published     briefing.PubTime
	PublishedFrom briefing.PublishedFrom
}

func itemOf(a *briefing.Article) item {
	return item{a.ID, a.Revision, a.Origin, a.Position, a.Language, a.Published, a.PublishedFrom}
}

// outline is an article of which no more is known.
func (a *item) outline() briefing.Article {
	return briefing.Article{ID: a.ID, Revision: a.Revision, Origin: a.Origin, Position: a.Position, Language: a.Language,
		Published: a.Published, PublishedFrom: a.PublishedFrom}
}

// alone is the item without holding on to what it was read from.
func (a item) alone() item {
	a.ID, a.Revision = briefing.ArticleID(strings.Clone(string(a.ID))), briefing.Revision(strings.Clone(string(a.Revision)))
	a.Origin, a.Language = strings.Clone(a.Origin), unique.Make(a.Language).Value()
	a.PublishedFrom = unique.Make(a.PublishedFrom).Value()
	return a
}

// group is a story with its members.
type group struct {
	members []int32 // oldest first
	story   briefing.Story
	serial  int32
}

// chronological orders documents by publication, undated ones last, by their place on a page, and
// by identity where that does not decide, so that nothing after it depends on the order of the input.
func chronological(docs []*text.Document) []*text.Document {
	out := slices.Clone(docs)
	slices.SortStableFunc(out, func(x, y *text.Document) int {
		a, b := itemOf(&x.Article), itemOf(&y.Article)
		return earlier(&a, &b)
	})
	return out
}

// earlier is the order of chronological.
func earlier(a, b *item) int {
	if a.Published.IsZero() != b.Published.IsZero() {
		if a.Published.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Published.Compare(b.Published.Time), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Position, b.Position),
		cmp.Compare(a.ID, b.ID), cmp.Compare(a.Revision, b.Revision))
}

// certain reports whether an article's publication time is known well enough to part it from what
// is like it. A date that was read in the text may be that of an event or of another piece, and one
// in an address is sometimes that of a rewritten page; they make two articles less alike, but close
// no story.
func certain(a *item) bool {
	switch a.PublishedFrom {
	case briefing.FromURL, briefing.FromText, briefing.FromVote:
		return false
	}
	return !a.Published.IsZero()
}

// together is the factor that two documents' publication times put on their likeness. An uncertain
// time counts here, since much likeness can outweigh it.
func together(a, b *item, t tuning) float64 {
	x, y := a.Published, b.Published
	if x.IsZero() || y.IsZero() {
		return 1
	}
	apart := x.Sub(y.Time).Abs()
	if apart > closes && !(certain(a) && certain(b)) {
		return t.closedFloor
	}
	return closeness(apart.Hours()/24, t.sigma, t.timeFloor)
}

// horizon is how far apart two articles of one story may be whose times are certain.
const horizon = 2 * closes

// apart reports whether two cards are surely too far apart in time to be compared.
func (c *card) apart(o *card) bool {
	return !c.at.IsZero() && !o.at.IsZero() && c.at.Sub(o.at).Abs() > horizon
}

// closeness is how far two publication times speak for one story: 1 on the same day, falling as a
// Gaussian towards floor. An unknown time speaks neither way.
func closeness(days, sigma, floor float64) float64 {
	return floor + (1-floor)*math.Exp(-days*days/(2*sigma*sigma))
}
