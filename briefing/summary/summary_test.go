package summary

import (
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

func article(title, body string) briefing.Article {
	a := briefing.Article{Origin: "a.txt", Source: "Harbour Post", Title: title, Text: body, Published: briefing.PubTime{Time: time.Date(2031, 4, 2, 9, 0, 0, 0, time.UTC)}}
	a.ID = briefing.IdentifyArticle("", a.Origin, 1, 0, title)
	a.Revision = briefing.RevisionOf(title, body)
	return a
}

func TestOfIsProven(t *testing.T) {
	a := article("Ferry sinks off Port Ansel", "Ferry sinks off Port Ansel\nPORT ANSEL (Coastal Wire) — A ferry with 40 people aboard sank off Port Ansel on Tuesday in heavy seas. Three of the passengers were still missing late on Tuesday evening. The harbour of Port Ansel stays closed to all traffic until the wreck has been raised.")
	an := text.New(text.Options{})
	s := Of(an, []*text.Document{an.Analyze(a)}, Options{})
	if len(s.Points) == 0 || s.Title == "" {
		t.Fatalf("no points or title: %+v", s)
	}
	t.Logf("%+v", s)
	faults := CheckSummary(an, s, func(briefing.ArticleID, briefing.Revision) (briefing.Article, error) { return a, nil })
	for _, err := range faults {
		t.Error(err)
	}
}
