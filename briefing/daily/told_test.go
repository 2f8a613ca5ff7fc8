package daily

import (
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// What became of what was told is told, first and as the title; what only says it again is not.
func TestReversalIsTold(t *testing.T) {
	for _, c := range []struct {
		title, body string // of the day before
		now, text   string
		told        string // in the title; empty for nothing
	}{
		{"Curfew in Dorn", "The governor imposed a curfew in Dorn on Monday. Two people were shot on Sunday.",
			"Curfew lifted", "The governor lifted the curfew in Dorn on Tuesday. Shops may open all night.", "lifted the curfew"},
		{"Diver missing off Merrow", "The diver Ole Brandt went missing off Merrow on Monday, the coastguard said.",
			"Diver found", "The diver Ole Brandt was found alive off Merrow on Tuesday, the coastguard said.", "found alive"},
		{"Ferry line to Orlo shut", "The ferry line from Velden to Orlo was shut on Monday, the harbour said.",
			"Ferry line to Orlo runs again", "The ferry line from Velden to Orlo reopened on Tuesday, the harbour said.", "reopened"},
		{"Surgeon Abel Finch charged", "Prosecutors charged the surgeon Abel Finch with manslaughter in Velden on Monday.",
			"Charge against Finch", "Prosecutors charged the surgeon Abel Finch with manslaughter in Velden on Monday.", ""},
		{"Council buys the mill", "The council of Orlo bought the old mill on Monday for a museum.",
			"Old mill sold", "The old mill was bought by the council of Orlo on Monday for a museum.", ""},
	} {
		before := article("Harbour Post", c.title, c.body, noon.Add(-27*time.Hour))
		after := article("Coast Radio", c.now, c.text, noon.Add(-time.Hour))
		s := story("s1", c.title, "", before)
		yesterday := Request{AsOf: noon.AddDate(0, 0, -1), Window: briefing.Window{From: noon.AddDate(0, 0, -2), To: noon.AddDate(0, 0, -1)}}
		var told briefing.Told
		for _, x := range build([]briefing.Article{before}, []briefing.Story{s}, yesterday).Tailor(nil, briefing.Preferences{}, 0).Stories {
			told = append(told, x.Facts...)
		}
		if len(told) == 0 {
			t.Errorf("%s: nothing was told", c.title)
		}
		s = story("s1", c.title, "", before, after)
		b := build([]briefing.Article{before, after}, []briefing.Story{s}, Request{}).Tailor(told, briefing.Preferences{}, 0)
		prove(t, b, before, after)
		switch {
		case c.told == "" && len(b.Stories) > 0:
			t.Errorf("told again: %+v", b.Stories)
		case c.told != "" && (len(b.Stories) == 0 || !strings.Contains(b.Stories[0].Title, c.told)):
			t.Errorf("%s: %+v, left out %+v", c.now, b.Stories, b.LeftOut)
		}
	}
}

// A sentence that is told for what comes after it, which begins with a pronoun, is not told before that as well.
func TestContextIsToldOnce(t *testing.T) {
	for _, text := range []string{
		"The council of Orlo raised the ferry fare from 3 to 4 crowns on Monday. It will apply from 1 June.",
		"A court in Velden freed the baker Otto Krull on Tuesday. He had spent 11 years in jail for a murder that he did not commit.",
	} {
		a := article("Harbour Post", "News of the day from the coast", text, noon.Add(-time.Hour))
		b := build([]briefing.Article{a}, []briefing.Story{story("s1", "", "", a)}, Request{}).Tailor(nil, briefing.Preferences{}, 0)
		prove(t, b, a)
		first, _, _ := strings.Cut(text, ". ")
		said := ""
		for _, s := range b.Stories {
			for _, p := range s.Points {
				said += p.Text + " "
			}
		}
		if n := strings.Count(said, first); n > 1 {
			t.Errorf("%d times: %s", n, said)
		}
	}
}

// A story that is alone in its window is told, though its title is long and its own sentence, or speaks of "the governor".
func TestLoneStoryIsTold(t *testing.T) {
	for _, text := range []string{
		"The health ministry pulled a batch of the Neravax vaccine in Velden on Tuesday after three deaths (a link to the vaccine was " +
			"ruled out hours later).",
		"The governor lifted the curfew in Dorn on Tuesday.",
	} {
		a := article("Harbour Post", "Day's news", text, noon.Add(-time.Hour))
		b := build([]briefing.Article{a}, []briefing.Story{story("s1", "", "", a)}, Request{}).Tailor(nil, briefing.Preferences{}, 0)
		prove(t, b, a)
		if len(b.Stories) != 1 {
			t.Errorf("%q is left out: %+v", text, b.LeftOut)
		}
	}
}
