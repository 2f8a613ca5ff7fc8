package daily

import (
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// A count in a story of its own, such as a round-up's item, is superseded by that of the whole story.
func TestSupersededInAnotherStory(t *testing.T) {
	old := article("A Post", "", "Fifty people are dead after a fire in the mill of Orlo.", noon.Add(-40*time.Hour))
	now := article("B Post", "", "A fire in the mill of Orlo left 53 people dead.", noon.Add(-2*time.Hour))
	r := Request{AsOf: noon, Window: briefing.Window{From: noon.Add(-72 * time.Hour), To: noon.Add(time.Second)}}
	stories := []briefing.Story{story("a", "", "", old), story("b", "", "", now)}
	e := build([]briefing.Article{old, now}, stories, r)
	for _, s := range e.Tailor(nil, briefing.Preferences{}, 0).Stories {
		if s.ID == "a" {
			t.Errorf("told: %s %+v", s.Title, s.Points)
		}
	}
}

// What a later report of the story has raised, and what was to come and has come, is not told as the state of things.
func TestSupersededIsNotTold(t *testing.T) {
	for _, c := range []struct{ name, before, after, never, told string }{
		{
			"toll", "At least 14 people were killed when the mill of Orlo burned down on Monday night. The mill of Orlo had stood since 1931.",
			"The fire in the mill of Orlo has killed 22 people, the fire brigade of Orlo said on Wednesday. The mill burned for nine hours.",
			"14 people", "22 people",
		},
		{
			"extent", "The Orlo Fire has ballooned to at least 4,261 acres since Sunday. The crews of Velden dug lines by night.",
			"The Orlo Fire had burned 4,375 acres and was 23% contained, the fire brigade of Velden said on Wednesday. It is the third of the year.",
			"4,261", "4,375",
		},
		{
			"plan", "The parliament of Velden will vote on the new harbour law on Tuesday. The harbour law would double the fees of Orlo.",
			"The parliament of Velden passed the new harbour law by 40 votes to 31. The fees of the harbour of Orlo rise in May.",
			"will vote", "passed",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			old := article("A Post", "", c.before, noon.Add(-40*time.Hour))
			now := article("B Post", "", c.after, noon.Add(-2*time.Hour))
			all := []briefing.Article{old, now}
			r := Request{AsOf: noon, Window: briefing.Window{From: noon.Add(-72 * time.Hour), To: noon.Add(time.Second)}}
			b := build(all, []briefing.Story{story("s", "", "", all...)}, r).Tailor(nil, briefing.Preferences{}, 0)
			prove(t, b, all...)
			line := ""
			for _, s := range b.Stories {
				line += s.Title + " | "
				for _, p := range s.Points {
					line += p.Text + " | "
				}
			}
			if strings.Contains(line, c.never) || !strings.Contains(line, c.told) {
				t.Errorf("told: %s", line)
			}
		})
	}
}

// What was to come today is over late in the evening and not at noon; a state that was to last until a day is told
// until that day is over, though the sentence stands in the past.
func TestOvertakenByTheHour(t *testing.T) {
	for _, c := range []struct {
		text string
		at   time.Time // noon is a Wednesday's
		told bool
	}{
		{"Former harbour master Pell Orin will testify today before the inquiry into the mill fire of Orlo.", noon, true},
		{"Former harbour master Pell Orin will testify today before the inquiry into the mill fire of Orlo.", noon.Add(11 * time.Hour), false},
		{"Harbour master Pell Orin will testify today to the panel investigating the August 6th wreck.", noon.Add(11 * time.Hour), false},
		{"The flood left all entrances of the park of Orlo closed through at least Thursday, wardens said.", noon.Add(11 * time.Hour), true},
		{"The flood left all entrances of the park of Orlo closed through at least Wednesday, wardens said.", noon.Add(11 * time.Hour), false},
		{"The bridge of Orlo stays closed until Friday, the town said on Wednesday.", noon.Add(11 * time.Hour), true},
	} {
		a := article("A Post", "", c.text, noon.Add(-3*time.Hour))
		r := Request{AsOf: c.at, Window: briefing.Window{From: c.at.Add(-48 * time.Hour), To: c.at.Add(time.Second)}}
		e := build([]briefing.Article{a}, []briefing.Story{story("s", "", "", a)}, r)
		if told := !e.facts[0].outgrown; told != c.told {
			t.Errorf("at %s %q is told: %v", c.at.Format(time.Kitchen), c.text, told)
		}
	}
}
