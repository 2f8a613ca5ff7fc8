package ingest

import (
	"strings"
	"testing"
)

const damHeld = "The dam at Elm held through the night, the harbour council of Norvik said on Tuesday.\n\nNobody was hurt."

func TestOutletOfAPlainPage(t *testing.T) {
	for _, c := range []struct{ name, page, source, title string }{
		{"masthead", "The Norvik Courier\n\nDam at Elm holds through the night\n\n" + damHeld, "The Norvik Courier", "Dam at Elm holds through the night"},
		{"beside the date", "Dam at Elm holds\n\nNorvik Courier | 6 May 2031\n\n" + damHeld, "Norvik Courier", "Dam at Elm holds"},
		{"agency's dateline", "Dam at Elm holds\n\nELM, May 6 (Harbour Wire) - " + damHeld, "Harbour Wire", "Dam at Elm holds"},
		{"a writer", "Ann Poe\n\nDam at Elm holds through the night\n\n" + damHeld + "\n\nThe keeper told Ann Poe that it was luck.", "", "Dam at Elm holds through the night"},
		{"a short headline", "Elm Dam Holds\n\n" + damHeld, "", "Elm Dam Holds"},
		{"a headline over another", "Storm Over Elm\n\nDam holds through the night\n\n" + damHeld, "", "Storm Over Elm"},
		{"a place in brackets", "Dam at Elm holds\n\nThe dam (Norvik) - held through the night, its keeper said.", "", "Dam at Elm holds"},
		{"a picture's credit", "Dam at Elm holds\n\nPia Holm/The Norvik Courier\n\n" + damHeld, "", "Dam at Elm holds"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := plain(t, Page{Origin: "courier-dam.txt", Body: []byte(c.page)})[0]
			if a.Source != c.source || a.Title != c.title {
				t.Errorf("source %q, title %q, want %q, %q", a.Source, a.Title, c.source, c.title)
			}
			if c.source != "" && strings.HasPrefix(a.Text, c.source) {
				t.Errorf("the text begins with the outlet: %q", a.Text)
			}
		})
	}
}

func TestIntroductionIsNoArticle(t *testing.T) {
	page := "# Norvik Radio live: the flood hour by hour\n\nTuesday, May 6, 2031\n\n___\n\n## Dam at Elm holds\n\nThe dam held.\n\n___\n\n## Bakers go home\n\nThe bakers went home.\n\n___\n\nNorvik Radio is funded by its members. Donate"
	got := plain(t, Page{Origin: "p.md", Kind: Markdown, Body: []byte(page)})
	if len(got) != 2 || got[0].Title != "Dam at Elm holds" || got[1].Title != "Bakers go home" || got[1].Source != "Norvik Radio" {
		t.Fatalf("%d articles, %+v", len(got), got)
	}
	if got[0].Published.String() != "2031-05-06" || got[1].Published.String() != "2031-05-06" {
		t.Errorf("published %s, %s", got[0].Published, got[1].Published)
	}
	reasons := map[string]bool{}
	for _, d := range got[0].Dropped {
		reasons[d.Why] = true
	}
	if !reasons[whyIntro] || !reasons[whyDated] {
		t.Errorf("dropped %v", got[0].Dropped)
	}
}
