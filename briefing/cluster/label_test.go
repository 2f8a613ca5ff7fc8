package cluster_test

import (
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

func topicOf(t *testing.T, stories []briefing.Story, id string) string {
	t.Helper()
	for _, s := range stories {
		for _, a := range s.Articles {
			if string(a.ID) == id {
				return s.Topic
			}
		}
	}
	t.Fatalf("%s is in no story", id)
	return ""
}

func TestLabels(t *testing.T) {
	stories := cluster.Stories(newspaper(), cluster.Options{})
	for id, want := range map[string][]string{
		"quake-1": {"Ossendry", "Vellmar"}, "other-quake-1": {"Kessia", "Tarn", "Lowen", "Dornmund"}, "vote-1": {"Marsland", "fishing treaty", "Quist"}, "lone": {"Pellworth"},
	} {
		got := topicOf(t, stories, id)
		ok := false
		for _, w := range want {
			ok = ok || strings.Contains(got, w)
		}
		if !ok || len(strings.Fields(got)) > 4 || strings.Contains(got, ",") {
			t.Errorf("%s has the label %q, want one of %q", id, got, want)
		}
	}
}

// Who follows a label goes on doing so: a story keeps it as long as it fits.
func TestLabelStays(t *testing.T) {
	docs := newspaper()
	before := cluster.Stories(docs, cluster.Options{})
	was := topicOf(t, before, "vote-1")
	docs = append(docs, article("vote-3", "Post", "2031-02-06", "Tamm calls for election in Marsland",
		`Rolf Tamm, who leads the opposition in Marsland, called for an election on Thursday over the fishing treaty that parliament rejected by 61 votes to 58.
Rolf Tamm said Prime Minister Ada Quist had lost her majority, and the herring quota with it. Rolf Tamm wants to govern Marsland himself.`))
	if now := topicOf(t, cluster.Stories(docs, cluster.Options{Known: before}), "vote-1"); now != was {
		t.Errorf("%q became %q", was, now)
	}
}

// Two events in one town, announced by one mayor, are two stories.
func TestEventsInOneTown(t *testing.T) {
	docs := []*text.Document{
		article("quota", "Coast Wire", "2031-02-03", "Fisheries council of Tolmar cuts herring quota",
			`The fisheries council of Tolmar cut the herring quota by 12 percent on Monday, citing weak stocks off the Tolmar coast.
Mayor Bertil Anker of Tolmar said the fleet could land 88,000 tonnes. Boats may stay in the harbour of Tolmar from October.`),
		article("gale", "Coast Wire", "2031-02-03", "Gale warning for the Tolmar coast",
			`Forecasters warned of gales along the Tolmar coast from Tuesday evening. Mayor Bertil Anker of Tolmar asked boats to stay in the harbour of Tolmar.
Winds of 110 kilometres an hour were possible, forecaster Ludo Prym said.`),
		article("gale-2", "Daily Post", "2031-02-03", "Tolmar coast braces for gales",
			`Gales of 110 kilometres an hour may hit the Tolmar coast on Tuesday evening, forecasters said. Mayor Bertil Anker closed the harbour of Tolmar.`),
	}
	got := groups(cluster.Stories(docs, cluster.Options{}))
	for _, g := range got {
		if len(g) == 3 || len(g) == 2 && (g[0] == "quota" || g[1] == "quota") {
			t.Errorf("stories: %v", got)
		}
	}
}
