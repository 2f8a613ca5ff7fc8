package evidence

import (
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// Whatever a saved document says, the check ends, and what it lets pass consists of the quote's words in their
// order.
func FuzzCheckPoint(f *testing.F) {
	f.Add(ferry, 0, 40, "A ferry with 40 people aboard sank.", "", "")
	f.Add("“We will rebuild,” she said (in a drill).", 0, 60, "Ola Brandt: “We will rebuild”", "Ola Brandt: ", "Ola Brandt")
	f.Add("MORN (VNA) — Ada Morn (left), 54, a town, which is 54, sang.", 0, 70, "Ada Morn sang.", "", "")
	f.Add("", 0, 0, "", "", "")
	an := annotate.New(annotate.Options{})
	f.Fuzz(func(t *testing.T, body string, start, end int, shown, frame, speaker string) {
		a := article("Storm", body)
		x := briefing.Citation{N: 1, Article: a.ID, Revision: a.Revision, Origin: a.Origin, Source: a.Source, Title: a.Title, Published: a.Published, Start: start, End: end, SHA256: briefing.TextSHA256(body)}
		if start >= 0 && end >= start && end <= len(body) {
			x.Quote = body[start:end]
		}
		p := briefing.Point{Text: shown, Frame: frame, Speaker: speaker, Cites: []int{1}}
		if CheckPoint(an, p, []briefing.Citation{x}, shelf(a)) != nil {
			return
		}
		from := units(x.Quote)
		for _, u := range units(shown[len(frame):]) {
			k := 0
			for k < len(from) && from[k].core != u.core {
				k++
			}
			if k == len(from) {
				t.Fatalf("%q passes for %q: %q is not in it", shown, x.Quote, u.core)
			}
			from = from[k+1:]
		}
	})
}
