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
	n := int(written(a).Sub(written(b)).Hours() / 24)
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
