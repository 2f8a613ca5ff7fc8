package ingest

import (
	"embed"
	"math"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"briefbot/briefing"
	"briefbot/briefing/rank"
)

// A page says its day in many places, and not all of them tell the truth: an address carries the day of
// an event or of the printed issue, linked data the first draft's, a byline the last change's. So the
// signs are weighed: each day that any of them names is a candidate, and a fitted model says which
// one the page was published on.

// dateFeatures are what is looked at of a candidate: which signs name its day, and how it stands to the
// others. All lie between 0 and 1.
var dateFeatures = rank.Features{
	"address",  // the page's address
	"surest",   // the surest meta element
	"meta",     // another meta element for the publication
	"linked",   // linked data of the article
	"loose",    // linked data of something else
	"beside",   // the line beside the headline
	"property", // an element with a property for the publication, or a time element named for it
	"time",     // a time element
	"named",    // an element that is named for the publication's day
	"called",   // an element that is named for a day, a byline or the like
	"changed",  // what is said to be the last change's
	"resort",   // what is read for want of better, the surer the greater: scripts, lines, changes, pictures
	"agree",    // how many signs name this day, of four
	"shifted",  // only instants in UTC name it, and readers are shown the day before or after
}

// The signs; those before byScript are places in dateFeatures.
const (
	byAddress = iota
	bySurest
	byMeta
	byLinked
	byLoose
	byHeadline
	byProperty
	byTime
	byNamed
	byCalled
	byChange
	byScript // from here on for want of better, the surer first
	byLine
	byText
	byChangeScript
	byDescription
	byPicture
	signKinds
)

//go:embed weights/date.json
var dateWeights embed.FS

// dateModel scores the candidates for a page's day; the greatest is taken.
var dateModel = rank.Embed(dateWeights, "weights/date.json", dateFeatures)

// sign is a place of the page that names a day.
type sign struct {
	kind int
	time briefing.PubTime
}

// candidateDay is a day that a page may have been published on.
type candidateDay struct {
	day   time.Time // midnight UTC
	signs []sign    // those that name it
	near  []sign    // those that name the day before or after
}

// written is the day that a time writes, at midnight UTC.
func written(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// candidates lists the days that the signs name, earliest first.
func candidates(signs []sign) []candidateDay {
	var out []candidateDay
	for _, s := range signs {
		day := written(s.time.Time)
		if !slices.ContainsFunc(out, func(c candidateDay) bool { return c.day.Equal(day) }) {
			out = append(out, candidateDay{day: day})
		}
	}
	slices.SortFunc(out, func(a, b candidateDay) int { return a.day.Compare(b.day) })
	for i := range out {
		for _, s := range signs {
			switch apart(s.time.Time, out[i].day) {
			case 0:
				out[i].signs = append(out[i].signs, s)
			case 1:
				out[i].near = append(out[i].near, s)
			}
		}
	}
	return out
}

// dateVector is a candidate's features; i is its place among all.
func dateVector(all []candidateDay, i int) []float64 {
	x := make([]float64, byScript, len(dateFeatures))
	resort := 0.0
	for _, s := range all[i].signs {
		if s.kind < byScript {
			x[s.kind] = 1
		} else {
			resort = max(resort, float64(signKinds-s.kind)/float64(signKinds-byScript))
		}
	}
	agree := 0
	for _, v := range x[:byChange] {
		agree += int(v)
	}
	return append(x, resort, math.Min(float64(agree), 4)/4, truth(all[i].shifted()))
}

// shifted reports that only instants in UTC name a candidate, and that the page writes the day before
// or after beside its headline, in its address or where it is named for the publication.
func (c candidateDay) shifted() bool {
	for _, s := range c.signs {
		if _, offset := s.time.Zone(); s.kind != byChange && (s.time.DayOnly || offset != 0) {
			return false
		}
	}
	return slices.ContainsFunc(c.near, func(s sign) bool {
		return s.time.DayOnly && (s.kind == byAddress || s.kind == byHeadline || s.kind == byNamed)
	})
}

// findDate dates a page by its signs. The day is the one that the page itself writes, in whatever zone it
// writes it.
func findDate(doc *html.Node, h *head, l *layout, address string, fetched time.Time) (briefing.PubTime, briefing.PublishedFrom) {
	all := candidates(newDater(doc, address, fetched).signs(doc, h, l, address))
	best, top := -1, math.Inf(-1)
	for i := range all {
		if s := dateModel.Model().Score(dateVector(all, i)); s > top {
			best, top = i, s
		}
	}
	if best < 0 {
		return briefing.PubTime{}, briefing.FromNothing
	}
	return all[best].published()
}

// published is the candidate as a time: the instant that a sign of it gives, else an instant that falls
// on the day in some zone on earth, else the day.
func (c candidateDay) published() (briefing.PubTime, briefing.PublishedFrom) {
	from := c.from()
	first := func(ok func(sign) bool) int {
		return slices.IndexFunc(c.signs, func(s sign) bool { return !s.time.DayOnly && ok(s) })
	}
	if i := first(func(s sign) bool { return s.kind != byChange && s.kind != byChangeScript }); i >= 0 {
		return c.signs[i].time, from
	}
	for _, s := range c.near {
		if s.kind != byChange && metadata(s.kind) {
			if t := local(s.time, c.day); !t.DayOnly && apart(t.Time, c.day) == 0 {
				return t, briefing.FromMetadata
			}
		}
	}
	if i := first(func(sign) bool { return true }); i >= 0 {
		return c.signs[i].time, from
	}
	return briefing.PubTime{Time: c.day, DayOnly: true}, from
}

// from is the kind of sign that the candidate is known by.
func (c candidateDay) from() briefing.PublishedFrom {
	switch {
	case slices.ContainsFunc(c.signs, func(s sign) bool { return metadata(s.kind) }):
		return briefing.FromMetadata
	case slices.ContainsFunc(c.signs, func(s sign) bool { return s.kind == byAddress }):
		return briefing.FromURL
	}
	return briefing.FromText
}

// metadata reports a sign that stands in the page's markup and not in what readers see.
func metadata(kind int) bool {
	switch kind {
	case byAddress, byHeadline, byLine, byText, byDescription:
		return false
	}
	return true
}

func newDater(doc *html.Node, address string, fetched time.Time) *dater {
	d := &dater{monthFirst: monthFirst(doc, address)}
	if !fetched.IsZero() {
		d.latest = fetched.Add(24 * time.Hour)
	}
	return d
}

// signs reads the page's signs. What costs more to read is read only where the page says its day in
// none of the usual places.
func (d *dater) signs(doc *html.Node, h *head, l *layout, address string) []sign {
	var out []sign
	add := func(kind int, t briefing.PubTime, ok bool) {
		if ok {
			out = append(out, sign{kind, t})
		}
	}
	list := func(kind int, stamps []string) {
		t, ok := d.first(stamps)
		add(kind, t, ok)
	}
	list(bySurest, h.values(dateFields()["surest"]))
	list(byLinked, h.linked.published)
	list(byMeta, h.values(dateFields()["published"]))
	list(byLoose, h.linked.loosePublished)
	var marked time.Time
	if len(out) > 0 {
		marked = out[0].time.Time
	}
	t, ok := d.inURL(address)
	add(byAddress, t, ok)
	t, ok = d.byline(l, h.title(l), marked)
	add(byHeadline, t, ok)
	out = append(out, d.elements(doc)...)
	list(byChange, append(slices.Clone(h.linked.modified), h.values(dateFields()["modified"])...))
	if slices.ContainsFunc(out, func(s sign) bool { return s.kind < byCalled }) {
		return out
	}
	t, ok = d.inScripts(doc, publishedField)
	add(byScript, t, ok)
	t, long, ok := d.visible(l)
	if long {
		add(byText, t, ok)
	} else {
		add(byLine, t, ok)
	}
	t, ok = d.inScripts(doc, modifiedField)
	add(byChangeScript, t, ok)
	list(byDescription, h.meta["description"])
	t, ok = d.inURL(h.first("og:image", "twitter:image"))
	add(byPicture, t, ok)
	return out
}

// DateCandidates reads the days that an HTML page may have been published on, for fitting: each with
// what speaks for it.
func DateCandidates(p Page) (days []time.Time, features [][]float64, err error) {
	markup, _, err := decodeHTML(p.Body)
	if err != nil {
		return nil, nil, err
	}
	doc, err := parseHTML(markup, true)
	if err != nil {
		return nil, nil, err
	}
	all := candidates(newDater(doc, p.URL, p.Fetched).signs(doc, readHead(doc), layOut(doc), p.URL))
	for i := range all {
		days, features = append(days, all[i].day), append(features, dateVector(all, i))
	}
	return days, features, nil
}

// DateFeatures names the features of DateCandidates.
func DateFeatures() rank.Features { return slices.Clone(dateFeatures) }

// labelledChange reports that the words before an element call its day the last change's.
func labelledChange(n *html.Node) bool {
	before := ""
	for s := n.PrevSibling; s != nil && strings.TrimSpace(before) == ""; s = s.PrevSibling {
		if s.Type == html.TextNode {
			before = s.Data
		} else if s.Type == html.ElementNode && !isBlock(s.DataAtom) {
			before = innerText(s)
		}
	}
	if before == "" && n.Parent != nil && n.PrevSibling == nil && !isBlock(n.Parent.DataAtom) && n.Parent.PrevSibling != nil {
		before = innerText(n.Parent.PrevSibling)
	}
	before = strings.TrimSpace(before)
	if i := strings.LastIndexAny(before, "|•·0123456789"); i >= 0 {
		before = before[i+1:]
	}
	return len(before) <= 60 && lastChange(before)
}
