package daily

import (
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
)

// A short budget tells the main point of many stories before it tells more of one.
func TestBreadthBeforeDepth(t *testing.T) {
	var articles []briefing.Article
	var stories []briefing.Story
	for _, town := range []string{"Orlo", "Tamm", "Velden", "Kess", "Dorn"} {
		a := article(town+" Post", "Council of "+town+" sells its mill",
			"The council of "+town+" sold the old paper mill of "+town+" on Tuesday to a firm from the coast. The mill of "+town+" had stood empty since the paper trade of "+town+" moved away.", noon.Add(-2*time.Hour))
		articles = append(articles, a)
		stories = append(stories, story(town, a.Title, town, a))
	}
	b := build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 130)
	prove(t, b, articles...)
	if len(b.Stories) < 4 {
		t.Errorf("%d stories", len(b.Stories))
	}
	for _, s := range b.Stories {
		if !slices.ContainsFunc(s.Points, func(p briefing.Point) bool { return strings.Contains(p.Text, "sold the old paper mill") }) {
			t.Errorf("%s is told without its main point: %+v", s.ID, s.Points)
		}
	}
}

// A point in the words of the title is not told twice, but it is told.
func TestPointInTheTitlesWords(t *testing.T) {
	a := article("Coast Radio", "", "The school on Merrow opened its doors again on Tuesday with all its pupils. Repairs to the roof of the school on Merrow had taken the builders 14 months.", noon.Add(-2*time.Hour))
	a.Text = strings.TrimPrefix(a.Text, "\n")
	a.Revision = briefing.RevisionOf(a.Title, a.Text)
	b := build([]briefing.Article{a}, []briefing.Story{story("s1", "", "", a)}, Request{}).Tailor(nil, briefing.Preferences{}, 0)
	prove(t, b, a)
	s := b.Stories[0]
	if s.Title+"." != "The school on Merrow opened its doors again on Tuesday with all its pupils." || len(s.Points) != 1 || !strings.Contains(s.Points[0].Text, "14 months") {
		t.Fatalf("title %q, points %+v", s.Title, s.Points)
	}
	if !slices.ContainsFunc(s.Facts, func(f briefing.Fact) bool { return strings.Contains(f.Text, "opened its doors") }) {
		t.Error("what the title tells is not noted as told")
	}
}

// A copy that comes late is no development of what it copies.
func TestLateCopyIsNoDevelopment(t *testing.T) {
	articles, stories := world()
	var told briefing.Told
	for _, s := range build(articles, stories, Request{}).Tailor(nil, briefing.Preferences{}, 0).Stories {
		told = append(told, s.Facts...)
	}
	late := article("Mill News", "Ship tragedy near Port Ansel", "A vessel with 14 individuals went under close to Port Ansel as heavy waves struck it, sources indicate.", noon.Add(-time.Minute))
	stories[0].Articles = append(stories[0].Articles, briefing.StoryArticle{ID: late.ID, CopyOf: articles[0].ID})
	b := build(append(articles, late), stories, Request{}).Tailor(told, briefing.Preferences{}, 0)
	if len(b.Stories) != 0 {
		t.Errorf("told: %+v", b.Stories)
	}
}

// News stands before what explains it, and many dead before a decree.
func TestRank(t *testing.T) {
	fire := article("A Post", "Fire at mill in Orlo kills 40", "A fire at the paper mill of Orlo killed 40 people on Tuesday. The mill of Orlo burned for nine hours.", noon.Add(-6*time.Hour))
	law := article("B Post", "Parliament approves budget", "The parliament of Velden approved the budget for the schools on Tuesday. The president of Velden signed it at once.", noon.Add(-5*time.Hour))
	how := article("C Post", "How the budget of Velden works", "The parliament of Velden approves the budget and the president of Velden signs it into law each May. The schools of Velden have the largest part of it.", noon.Add(-time.Hour))
	b := build([]briefing.Article{fire, law, how}, []briefing.Story{story("how", how.Title, "", how), story("law", law.Title, "", law), story("fire", fire.Title, "", fire)}, Request{}).
		Tailor(nil, briefing.Preferences{}, 0)
	var order []string
	for _, s := range b.Stories {
		order = append(order, string(s.ID))
	}
	if got := strings.Join(order, " "); got != "fire law how" {
		t.Errorf("order: %s", got)
	}
}

// What counts as told by several newsrooms is what the window brings, not what came before it.
func TestNewsroomsAreThoseOfTheWindow(t *testing.T) {
	articles, stories := world()
	old := article("Old Gazette", "Ferry Linnet to sail again", "The ferry Linnet shall sail to Port Ansel from Monday.", noon.Add(-50*time.Hour))
	stories[0].Articles = append(stories[0].Articles, briefing.StoryArticle{ID: old.ID})
	for _, s := range build(append(articles, old), stories, Request{}).Tailor(nil, briefing.Preferences{}, 0).Stories {
		if s.ID == "s1" && s.IndependentSources != 2 {
			t.Errorf("%d newsrooms", s.IndependentSources)
		}
	}
}

// What matters more is told first, what is followed before that, and what is left of the words goes to what fits.
func TestFollowedFirst(t *testing.T) {
	flood := article("B Post", "Flood in Tamm kills 30", "A flood of the river Tamm killed 30 people in Tamm on Tuesday, the police said.", noon.Add(-time.Hour))
	fire := article("A Post", "Fire at mill in Orlo kills 40", "A fire that broke out in the store of the paper mill of Orlo after four dry weeks killed 40 people in the town of Orlo, burned the railway bridge down and left the hospital without light on Tuesday, the fire brigade said.", noon.Add(-5*time.Hour))
	fair := article("C Post", "Fair in Dorn opens its gates", "The spring fair of Dorn opened its gates to visitors on Tuesday afternoon at two.", noon.Add(-20*time.Hour))
	e := build([]briefing.Article{fire, flood, fair}, []briefing.Story{story("fire", fire.Title, "Orlo", fire), story("flood", flood.Title, "Tamm", flood), story("fair", fair.Title, "Dorn", fair)}, Request{})
	for want, p := range map[string]briefing.Preferences{"flood fair": {}, "fair flood": {Follow: []string{"Dorn"}}} {
		b := e.Tailor(nil, p, 45)
		prove(t, b, fire, flood, fair)
		var told []string
		for _, s := range b.Stories {
			told = append(told, string(s.ID))
		}
		if got := strings.Join(told, " "); got != want {
			t.Errorf("%+v: told %q, want %q", p, got, want)
		}
	}
}
