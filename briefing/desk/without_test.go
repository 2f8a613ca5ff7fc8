package desk

import (
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/daily"
)

// An edition without an outlet holds nothing that the outlet alone has.
func TestEditionWithoutAnOutlet(t *testing.T) {
	d, _, _, _ := morning(t)
	e, err := d.Edition(t.Context(), daily.Request{AsOf: day.Add(3 * time.Hour), Window: briefing.Window{From: day.Add(-time.Hour),
		To: day.Add(3 * time.Hour)}, Without: []string{"harbour post "}})
	if err != nil {
		t.Fatal(err)
	}
	b := e.Tailor(nil, briefing.Preferences{}, 200)
	if len(b.Stories) != 1 || b.Coverage.Articles != 1 {
		t.Fatalf("%d stories of %d articles", len(b.Stories), b.Coverage.Articles)
	}
	for _, c := range b.Citations {
		if c.Source == "Harbour Post" {
			t.Errorf("it cites %s", c.Source)
		}
	}
}
