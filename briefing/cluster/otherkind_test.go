package cluster

import (
	"fmt"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// Two events of one kind on one day, told in the same words, are two stories; one event in two outlets'
// words is one.
func TestLookAlikesInTwoPlaces(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		name    string
		reports [2][2]string // title, text
		stories int
	}{
		{"ferries in two ports", [2][2]string{
			{"Ferry hits pier in Skerry",
				"A ferry hit a pier in Skerry on Tuesday and four people were hurt, the harbour master said.\n" +
					"The pier is closed."},
			{"Ferry hits pier in Orrin",
				"A ferry hit a pier in Orrin on Tuesday and two people were hurt, the harbour master said.\n" +
					"Divers look at the hull."}}, 2},
		{"two firms", [2][2]string{
			{"Halden Gas profit rises by a tenth",
				"Halden Gas said on Tuesday that its profit rose by a tenth last year to 40 million crowns.\n" +
					"It will pay more to its owners."},
			{"Merrow Line profit rises by a fifth",
				"Merrow Line said on Tuesday that its profit rose by a fifth last year to 12 million crowns.\n" +
					"It will order a ship."}}, 2},
		{"two courts", [2][2]string{
			{"Tamm baker jailed for fraud",
				"A court in Tamm sentenced Anton Brok, 51, to four years in prison for fraud on Tuesday.\n" +
					"He had taken the savings of pensioners."},
			{"Velden baker jailed for fraud",
				"A court in Velden sentenced Karl Minde, 38, to three years in prison for fraud on Tuesday.\n" +
					"He had taken money from neighbours."}}, 2},
		{"one ferry, two outlets", [2][2]string{
			{"Ferry hits pier in Skerry",
				"A ferry hit a pier in Skerry on Tuesday and four people were hurt, the harbour master said.\n" +
					"The pier is closed."},
			{"Four hurt as ferry strikes Skerry pier",
				"Four people were hurt when a ferry struck the pier in Skerry on Tuesday, harbour master Emil Sorge said.\n" +
					"The pier is shut."}}, 1},
	} {
		var docs []*text.Document
		for i, r := range c.reports {
			docs = append(docs, an.Analyze(briefing.Article{
				ID: briefing.ArticleID(fmt.Sprint("a", i)), Title: r[0], Text: r[1], Language: "en", Source: fmt.Sprint("Outlet ", i),
				Published: briefing.PubTime{Time: time.Date(2024, 5, 14, 8, 0, 0, 0, time.UTC)}, PublishedFrom: briefing.FromFeed}))
		}
		if got := len(Stories(docs, Options{})); got != c.stories {
			t.Errorf("%s: %d stories, want %d", c.name, got, c.stories)
		}
	}
}
