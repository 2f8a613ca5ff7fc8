package summary

import (
	"errors"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

var published = briefing.PubTime{Time: time.Date(2031, 4, 2, 9, 0, 0, 0, time.UTC)}

func article(title, body string) briefing.Article {
	a := briefing.Article{Origin: "a.txt", Source: "Harbour Post", Title: title, Text: body, Published: published}
	a.ID = briefing.IdentifyArticle("", a.Origin, 1, 0, title)
	a.Revision = briefing.RevisionOf(title, body)
	return a
}

// shelf answers for the articles it holds.
func shelf(articles ...briefing.Article) evidence.Article {
	return func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error) {
		for _, a := range articles {
			if a.ID == id && a.Revision == r {
				return a, nil
			}
		}
		return briefing.Article{}, briefing.ErrNotFound
	}
}

const ferry = "PORT ANSEL (Coastal Wire) — A ferry with 40 people (28 of them pupils) aboard sank off Port Ansel on Tuesday in heavy seas, after its engine had stopped. The harbour did not close and may stay open if the wreck is raised by Friday. Divers of the navy lifted the wreck from a depth of 62 metres."

func TestCheckSummaryAndBriefing(t *testing.T) {
	a := article("Ferry sinks off Port Ansel", "Ferry sinks off Port Ansel\n"+ferry)
	an := annotate.New(annotate.Options{})
	good := func() briefing.Summary { return Of(an, []*text.Document{an.Analyze(a)}, Options{}) }
	for name, c := range map[string]struct {
		change func(*briefing.Summary)
		says   string
	}{
		"as it stands":       {func(*briefing.Summary) {}, ""},
		"invented title":     {func(s *briefing.Summary) { s.Title = "Ferry captain arrested" }, "title"},
		"title without cite": {func(s *briefing.Summary) { s.TitleCites = nil }, "title"},
		"number given twice": {func(s *briefing.Summary) { s.Citations = append(s.Citations, s.Citations[0]) }, "twice"},
		"made-up point":      {func(s *briefing.Summary) { s.Points[0].Text = "The captain fled." }, "point 1"},
		"invented other side": {func(s *briefing.Summary) {
			s.Disagreements = []briefing.Disagreement{{A: s.Points[0], B: briefing.Point{Text: "No ferry sank.", Cites: []int{1}}}}
		}, "side b"},
		"invented matter of dispute": {func(s *briefing.Summary) {
			s.Disagreements = []briefing.Disagreement{{About: "bribes", A: s.Points[0], B: s.Points[0]}}
		}, "bribes"},
	} {
		t.Run(name, func(t *testing.T) {
			s := good()
			c.change(&s)
			b := briefing.Briefing{Citations: s.Citations, Stories: []briefing.BriefingStory{{Title: s.Title, TitleCites: s.TitleCites, Points: s.Points, Disagreements: s.Disagreements}}}
			for _, faults := range [][]error{evidence.CheckSummary(an, s, shelf(a)), evidence.CheckBriefing(an, b, shelf(a))} {
				if c.says == "" && len(faults) > 0 {
					t.Fatal(faults)
				}
				if c.says != "" && (len(faults) == 0 || !strings.Contains(errors.Join(faults...).Error(), c.says)) {
					t.Fatalf("got %v, want a fault that says %q", faults, c.says)
				}
			}
		})
	}
}
