package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/briefing"
	"briefbot/briefing/desk"
)

// The bot's requests reach the engine whole: outlets limit an edition, and a correction is seen.
func TestEngineLimitsAndCorrects(t *testing.T) {
	at := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	page := func(outlet, title, body string) briefing.Article {
		a := briefing.Article{Origin: outlet, Source: outlet, Title: title, Text: title + "\n" + body, Published: briefing.PubTime{Time: at}, FirstSeen: at}
		a.ID = briefing.IdentifyArticle("", outlet, 1, 0, title)
		a.Revision = briefing.RevisionOf(a.Title, a.Text)
		return a
	}
	fire := page("Harbour Post", "Mill at Orlo burns down", "A fire destroyed the paper mill at Orlo on Tuesday and killed four workers, the fire brigade of Orlo said.")
	d := desk.New(desk.Options{})
	d.Put(fire, page("Coast Radio", "Council of Tamm bans fireworks", "The council of Tamm banned fireworks on all beaches of the town on Tuesday by nine votes to two."))
	e := &engine{desk: d, sources: func(context.Context) ([]bot.SourceHealth, error) { return nil, nil }}
	edition, err := e.Edition(t.Context(), bot.EditionRequest{Window: briefing.Window{From: at.Add(-time.Hour), To: at.Add(time.Hour)}, Sources: []string{"harbour post"}})
	if err != nil {
		t.Fatal(err)
	}
	b := edition.Tailor(nil, briefing.Preferences{}, 0)
	if len(b.Stories) != 1 || !strings.Contains(b.Stories[0].Points[0].Text, "four workers") {
		t.Fatalf("stories: %+v", b.Stories)
	}
	if _, changed, err := e.Corrected(t.Context(), b); err != nil || len(changed) > 0 {
		t.Fatalf("with nothing new: %v, %v", changed, err)
	}
	fire.Text = strings.Replace(fire.Text, "four workers", "three workers", 1)
	fire.Revision = briefing.RevisionOf(fire.Title, fire.Text)
	d.Put(fire)
	now, changed, err := e.Corrected(t.Context(), b)
	if err != nil || len(changed) != 1 || now.Stories[0].State != briefing.Corrected || !strings.Contains(now.Stories[0].Points[0].Text, "three workers") {
		t.Fatalf("%v, %v: %+v", changed, err, now.Stories)
	}
}
