package ingest

import (
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// dateFields are the meta names under which publishing systems give the time, the trustworthiest
// first, by trust: "surest" are believed before linked data, which some systems fill with the time of
// the first draft; "modified" are for want of better.
var dateFields = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, r := range lex.Table("markup/date-fields", 2) {
		out[r.Cells[1]] = append(out[r.Cells[1]], r.Cells[0])
	}
	return out
})

// dater gathers what speaks for a page's publication day.
type dater struct {
	latest     time.Time // nothing after it is believed; zero: no bound
	monthFirst bool
}

// findDate dates a page: address and markup before visible text, publication before change. The
// day is the one that the page itself writes, in whatever zone it writes it.
func findDate(doc *html.Node, h *head, l *layout, address string, fetched time.Time) (briefing.PubTime, briefing.PublishedFrom) {
	d := &dater{monthFirst: monthFirst(doc, address)}
	if !fetched.IsZero() {
		d.latest = fetched.Add(24 * time.Hour)
	}
	marked, ok := d.marked(h)
	if u, has := d.inURL(address); has {
		if ok && apart(u.Time, marked.Time) <= 1 {
			return local(marked, u.Time), briefing.FromMetadata
		}
		return u, briefing.FromURL
	}
	if seen, has := d.byline(l, h.title(l), marked.Time); has && (!ok || apart(seen.Time, marked.Time) != 0) {
		if ok && apart(seen.Time, marked.Time) == 1 {
			if t := local(marked, seen.Time); apart(t.Time, seen.Time) == 0 {
				return t, briefing.FromMetadata
			}
		}
		return seen, briefing.FromText
	}
	if ok {
		if _, offset := marked.Zone(); marked.DayOnly || offset != 0 {
			return marked, briefing.FromMetadata
		}
		if seen, ok := d.shown(doc); ok {
			marked = local(marked, seen.Time)
		}
		return marked, briefing.FromMetadata
	}
	if t, ok := d.elements(doc); ok {
		return t, briefing.FromMetadata
	}
	if t, ok := d.inScripts(doc, publishedField); ok {
		return t, briefing.FromMetadata
	}
	if t, ok := d.visible(l); ok {
		return t, briefing.FromText
	}
	for _, list := range [][]string{h.linked.modified, h.values(dateFields()["modified"])} {
		if t, ok := d.first(list); ok {
			return t, briefing.FromMetadata
		}
	}
	if t, ok := d.inScripts(doc, modifiedField); ok {
		return t, briefing.FromMetadata
	}
	if t, ok := d.first(h.meta["description"]); ok {
		return t, briefing.FromText
	}
	if t, ok := d.inURL(h.first("og:image", "twitter:image")); ok {
		return t, briefing.FromMetadata
	}
	return briefing.PubTime{}, briefing.FromNothing
}

// local puts an instant that is given in UTC into a zone in which it falls on the day that the page
// itself writes, if that is the day before or after and such a zone exists on earth. The zone's
// offset is the nearest whole hour: only the day is known.
func local(t briefing.PubTime, written time.Time) briefing.PubTime {
	if t.DayOnly || apart(t.Time, written) != 1 {
		return t
	}
	step, most := 1, 14
	if written.Before(t.Time) {
		step, most = -1, 8
	}
	for h := 1; h <= most; h++ {
		if l := t.In(time.FixedZone("", step*h*3600)); apart(l, written) == 0 {
			return briefing.PubTime{Time: l}
		}
	}
	return t
}

// apart is the distance of two times' written days.
func apart(a, b time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	n := int(day(a).Sub(day(b)).Hours() / 24)
	return max(n, -n)
}

func (d *dater) believed(t briefing.PubTime) bool {
	return t.Year() >= earliestYear && (d.latest.IsZero() || !t.After(d.latest))
}

// first is the first of the stamps that can be read and believed.
func (d *dater) first(stamps []string) (briefing.PubTime, bool) {
	for _, s := range stamps {
		if t, ok := readStamp(s, d.monthFirst); ok && d.believed(t) {
			return t, true
		}
	}
	return briefing.PubTime{}, false
}

func (h *head) values(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, h.meta[n]...)
	}
	return out
}

// marked reads linked data and meta elements.
func (d *dater) marked(h *head) (briefing.PubTime, bool) {
	for _, list := range [][]string{h.values(dateFields()["surest"]), h.linked.published, h.values(dateFields()["published"]), h.linked.loosePublished} {
		if t, ok := d.first(list); ok {
			return t, true
		}
	}
	return briefing.PubTime{}, false
}

// The forms of a full date in an address.
var urlDay = lex.Re(`(?:^|[/_.=-])((?:19|20)\d\d)[/_.-](1[0-2]|0?[1-9])[/_.-](3[01]|[12]\d|0?[1-9])(?:[^0-9]|$)`)
var urlDayCompact = lex.Re(`(?:^|[/_.=-])(20\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9]))(?:[^0-9]|$)`)
var urlDayFirst = lex.Re(`(?:^|[/_-])(0?[1-9]|[12]\d|3[01])[_.-](0?[1-9]|1[0-2])[_.-](20\d\d)(?:[^0-9]|$)`)
var urlDayMonth = lex.Re(`(?:^|[/_.=-])((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?:[/_.-]|$)`)

// inURL reads a full date in the page's address.
func (d *dater) inURL(address string) (briefing.PubTime, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return briefing.PubTime{}, false
	}
	path := u.Path
	for _, re := range []*lex.Regexp{urlDay, urlDayCompact, urlDayMonth, urlDayFirst} {
		if m := re.FindString(strings.ToLower(path)); m != "" {
			m = strings.Trim(m, "/_.=-")
			if f := scanDates(strings.Map(dateDashes, m), false); len(f) > 0 {
				t := briefing.PubTime{Time: f[0].day, DayOnly: true}
				if d.believed(t) {
					return t, true
				}
			}
			if p := strings.Split(m, "/"); len(p) == 3 && monthNames()[p[1]] != 0 {
				if f := scanDates(p[2]+" "+p[1]+" "+p[0], false); len(f) > 0 {
					t := briefing.PubTime{Time: f[0].day, DayOnly: true}
					if d.believed(t) {
						return t, true
					}
				}
			}
		}
	}
	return briefing.PubTime{}, false
}

func dateDashes(r rune) rune {
	if r == '/' || r == '_' || r == '.' {
		return '-'
	}
	return r
}

// monthFirst reports whether a page writes 5/3/2024 for the third of May: American ones do.
func monthFirst(doc *html.Node, address string) bool {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Html {
			if lang := strings.ToLower(attr(n, "lang")); lang != "" {
				return strings.HasPrefix(lang, "en-us") || lang == "en" && strings.Contains(address, ".com")
			}
			break
		}
	}
	return false
}
