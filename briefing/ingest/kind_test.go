package ingest

import (
	"strings"
	"testing"

	"briefbot/briefing"
)

// ferry is a body that says nothing of its kind.
const ferry = "The ferry between Norvik and Sund was laid up on Monday, the line's owner said. Its crew had asked for " +
	"more pay since May. The county paid for a bus over the bridge at Orm.\n\nThe strike began at dawn. Some four hundred people " +
	"waited on the pier at Norvik, the harbour office said."

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		want       briefing.Kind
		title, url string
		body       string
	}{
		{briefing.KindReport, "Ferry at Norvik laid up as crew strikes", "", ferry},
		{briefing.KindReport, "Council of Orm sells its mill", "https://norvik.example/news/2031/05/council-sells-mill", ferry},
		{briefing.KindReport, "Mayor must pay for the pier, court rules", "", ferry},
		{briefing.KindReport, "Three dead as a crane falls at Sund", "", ferry},
		{briefing.KindReport, "Bridge at Orm opens after nine years", "https://norvik.example/region/bridge-opens", ferry},
		{briefing.KindLive, "Norvik strike live updates: ferry laid up", "https://norvik.example/news/live-updates/strike", ferry},
		{briefing.KindLive, "Norvik strike updates: Ferry sails again", "https://norvik.example/live-updates-strike", ferry},
		{briefing.KindRoundUp, "Five things to know for May 12: Ferry, bridge, mill", "", ferry},
		{briefing.KindRoundUp, "Ferry strike, a new bridge: the morning podcast", "https://norvik.example/podcast/12-may",
			"On today's episode, the ferry.\n\n" + ferry},
		{briefing.KindRoundUp, "Norvik news round-up: Monday's news", "", "Here's what you need to know today.\n\n" + ferry},
		{briefing.KindOpinion, "Opinion: The ferry belongs to Norvik", "https://norvik.example/opinion/ferry", ferry},
		{briefing.KindOpinion, "Editorial: A bridge too dear", "", ferry + "\n\nThe views expressed are her own."},
		{briefing.KindOpinion, "Kommentar: Die Brücke ist zu teuer", "https://norvik.example/kommentare/bruecke", ferry},
		{briefing.KindOpinion, "Tribune : le ferry doit naviguer", "", ferry},
		{briefing.KindExplainer, "Warum die Fähre stillliegt", "", ferry},
		{briefing.KindExplainer, "La grève du ferry : ce que l'on sait", "", ferry},
		{briefing.KindExplainer, "Чому стоїть пором", "", ferry},
		{briefing.KindRoundUp, "Fähre, Brücke, Mühle: Der Tag im Überblick", "", ferry},
		{briefing.KindGallery, "En images : la tempête à Port Elm", "", "Des bateaux à quai."},
		{briefing.KindObituary, "Ida Lund ist tot", "", ferry},
		{briefing.KindLive, "Der Streik im Liveticker", "", ferry},
		{briefing.KindExplainer, "What we know about the ferry strike", "", ferry},
		{briefing.KindExplainer, "Why is the ferry laid up?", "", ferry},
		{briefing.KindExplainer, "Fact check: Was the mill sold for a crown?", "", ferry},
		{briefing.KindList, "Seven takeaways from the vote in Norvik", "", ferry},
		{briefing.KindList, "Harbour prize 2031: The full list of winners by category", "", ferry},
		{briefing.KindAdvice, "How to watch the regatta: The best deals on tickets", "https://norvik.example/deals/regatta",
			"You can watch the regatta from your boat. You need your ticket by noon. We may earn a share when you buy your ticket here."},
		{briefing.KindGallery, "Photos: The storm at Port Elm", "https://norvik.example/gallery/storm",
			"Boats lie on the pier at Port Elm on Monday."},
		{briefing.KindGallery, "In pictures: the regatta of Norvik", "", "Sails in the sound on Sunday."},
		{briefing.KindPreview, "Regatta preview: predictions for Sunday", "",
			"The regatta will start at noon. The boats from Sund will be watched. Ida Lund will sail alone."},
		{briefing.KindObituary, "Ida Lund, who ran the ferries of Norvik, dies at 80", "",
			"Ida Lund died on Monday at her house in Orm. She was 80.\n\n" + ferry},
		{briefing.KindNotice, "Correction: the name of the ferry", "https://norvik.example/corrections/12", "The ferry is the Orm."},
	} {
		got := plain(t, Page{Title: c.title, URL: c.url, Body: []byte(c.body)})
		if len(got) == 0 || got[len(got)-1].Kind != c.want {
			t.Errorf("%q: %q, want %q", c.title, got[0].Kind, c.want)
		}
	}
}

// TestKindOfItems holds that an item of a page of many matters has a kind of its own.
func TestKindOfItems(t *testing.T) {
	page := "Here's a round-up of what's happening.\n\nThe day brought a strike, a sale and a question, " +
		"and more rain than there had been since the spring of last year.\n\n" +
		"Ferry laid up\n\n" + strings.ReplaceAll(ferry, "\n\n", " ") + "\n\nCouncil sells its mill\n\n" +
		"The council of Orm sold its mill on Tuesday for a crown, its clerk said, and the miller will stay in it for the rest of his life " +
		"without paying any rent.\n\n" +
		"Why is the rain so strong?\n\nA warm sea off Sund gave off more water than in any spring that was measured there before, " +
		"Ada Holm of the weather office said on Tuesday."
	got := plain(t, Page{Title: "Norvik round-up: Tuesday's news", Body: []byte(page)})
	kinds := map[string]briefing.Kind{}
	for _, a := range got {
		kinds[a.Title] = a.Kind
	}
	if kinds["Ferry laid up"] != briefing.KindReport || kinds["Council sells its mill"] != briefing.KindReport ||
		kinds["Why is the rain so strong?"] != briefing.KindExplainer {
		t.Errorf("%v", kinds)
	}
}

// TestEveryKindCanBeTold holds that each kind is the answer for some page: its own signs, all given.
func TestEveryKindCanBeTold(t *testing.T) {
	m := kindModel.Model()
	for i, want := range []briefing.Kind{briefing.KindReport, briefing.KindLive, briefing.KindRoundUp, briefing.KindOpinion,
		briefing.KindExplainer, briefing.KindList, briefing.KindAdvice, briefing.KindGallery, briefing.KindPreview,
		briefing.KindObituary, briefing.KindNotice} {
		if manners[i].kind != want {
			t.Fatalf("the %d. kind is %q, want %q", i, manners[i].kind, want)
		}
		best, top := -1, 0.0
		at := 0
		for k, other := range manners {
			x := make([]float64, len(kindFeatures))
			x[at] = 1
			for n := 1; k == i && n <= 3; n++ {
				x[at+n] = 1
			}
			at += len(kindSigns) + len(other.names)
			if s := m.Score(x); best < 0 || s > top {
				best, top = k, s
			}
		}
		if best != i && want != briefing.KindReport {
			t.Errorf("a page that calls itself %q all over is taken for %q", want, manners[best].kind)
		}
	}
}
