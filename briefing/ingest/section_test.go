package ingest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

func TestRoundUpsAreCutAtTheirHeadings(t *testing.T) {
	sections := []string{
		"Ferry line to Sund opens again",
		"The ferry between Norvik and Sund sailed again on Monday for the first time since the storm, the line's owner said. It had been laid up for nine weeks, and its crew had been sent home without pay.",
		"Council votes for a wider pier",
		"The harbour council of Norvik voted by nine to two on Monday to widen the pier, its chair Ada Lund said. The work will begin in May and cost four million crowns, half of which the county pays.",
		"Bakers end their strike",
		"The bakers of Orm went back to work on Tuesday after three weeks, their union said. They will be paid six per cent more from June on, and work on one Sunday in the month at the most.",
	}
	body := strings.Join(sections, "\n\n")
	intro := "The ferry sails, the council votes and the bakers work: Norvik had a full week, and so had the towns around it on both sides of the sound."
	may14 := briefing.PubTime{Time: time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC), DayOnly: true}
	for _, c := range []struct {
		name, title, intro string
		cut                bool
	}{
		{"by its title", "Monday's news round-up", intro, true},
		{"by its first lines", "Norvik on Monday", intro + "\n\nHere’s a round-up of what’s happening.", true},
		{"by a number", "Three things to know this morning", intro, true},
		{"in brief", "Norvik news in brief", intro, true},
		{"an article with sub-headings", "Norvik sails, votes and bakes", intro, false},
	} {
		got := plain(t, Page{Title: c.title, Published: may14, From: briefing.FromFeed, Body: []byte(c.intro + "\n\n" + body)})
		var titles []string
		for _, a := range got {
			titles = append(titles, a.Title)
			if !a.Published.Time.Equal(may14.Time) {
				t.Errorf("%s: %q is of %s", c.name, a.Title, a.Published)
			}
		}
		if cut := slices.Contains(titles, sections[0]) && slices.Contains(titles, sections[2]) && slices.Contains(titles, sections[4]); cut != c.cut || !c.cut && len(got) != 1 {
			t.Errorf("%s: %q", c.name, titles)
		}
	}
}
