package desk

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/daily"
	"briefbot/briefing/evidence"
)

// revised is a with another text, as a newer revision of the same item.
func revised(a briefing.Article, old, new string) briefing.Article {
	a.Text = strings.Replace(a.Text, old, new, 1)
	a.Revision = briefing.RevisionOf(a.Title, a.Text)
	return a
}

func morning(t *testing.T) (*Desk, briefing.Briefing, briefing.Article, briefing.Article) {
	t.Helper()
	fire := article("Harbour Post", "Mill at Orlo burns down",
		"Mill at Orlo burns down\nA fire destroyed the paper mill at Orlo on Tuesday and killed four workers, the fire brigade of Orlo said.\nThe mill had made newsprint for the whole coast since 1911 and employed 230 people in Orlo.", day)
	vote := article("Coast Radio", "Council of Tamm bans fireworks",
		"Council of Tamm bans fireworks\nThe council of Tamm banned fireworks on all beaches of the town on Tuesday by nine votes to two.\nShops in Tamm may sell what they have until the end of June.", day.Add(time.Hour))
	d := New(Options{})
	d.Put(fire, vote)
	e, err := d.Edition(t.Context(), daily.Request{AsOf: day.Add(3 * time.Hour), Window: briefing.Window{From: day.Add(-time.Hour), To: day.Add(3 * time.Hour)}})
	if err != nil {
		t.Fatal(err)
	}
	b := e.Tailor(nil, briefing.Preferences{}, 200)
	if len(b.Stories) == 2 && strings.Contains(b.Stories[0].Title, "fireworks") {
		slices.Reverse(b.Stories) // which of them weighs more is not what the tests are about
	}
	if len(b.Stories) != 2 || !strings.Contains(b.Stories[0].Points[0].Text, "killed four workers") {
		t.Fatalf("the briefing is not what the test is about: %+v", b.Stories)
	}
	return d, b, fire, vote
}

func TestCorrected(t *testing.T) {
	tests := []struct {
		name    string
		change  func(d *Desk, fire, vote briefing.Article)
		changed bool
		left    bool   // the fire is left out
		says    string // a part of the fire's points
		not     string
	}{
		{name: "nothing happened", change: func(*Desk, briefing.Article, briefing.Article) {}, says: "killed four workers"},
		{name: "a sentence is put before it", change: func(d *Desk, fire, _ briefing.Article) {
			d.Put(revised(fire, "A fire", "This is the third fire of the year on the coast.\nA fire"))
		}, says: "killed four workers"},
		{name: "a number is corrected", change: func(d *Desk, fire, _ briefing.Article) { d.Put(revised(fire, "four workers", "three workers")) },
			changed: true, says: "killed three workers", not: "four"},
		{name: "the quote now stands in a denial", change: func(d *Desk, fire, _ briefing.Article) {
			d.Put(revised(fire, "A fire", "It is not true what this newspaper wrote, that A fire"))
		}, changed: true, not: "killed four workers"},
		{name: "the speaker is another one", change: func(d *Desk, fire, _ briefing.Article) {
			d.Put(revised(fire, "the fire brigade of Orlo said", "a passer-by claimed"))
		}, changed: true, not: "fire brigade"},
		{name: "the article is gone", change: func(d *Desk, fire, _ briefing.Article) { d.Remove(fire.ID) }, changed: true, left: true},
		{name: "the article says nothing any more", change: func(d *Desk, fire, _ briefing.Article) {
			fire.Text, fire.Revision = "Removed", briefing.RevisionOf(fire.Title, "Removed")
			d.Put(fire)
		}, changed: true, left: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, b, fire, vote := morning(t)
			before := b
			tt.change(d, fire, vote)
			now, changed, err := d.Corrected(t.Context(), b)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(b, before) {
				t.Error("the given briefing was touched")
			}
			for _, err := range evidence.CheckBriefing(d.Analyzer(), now, d.Article) {
				t.Error(err)
			}
			for i, c := range now.Citations {
				if tt.changed && c.N != i+1 {
					t.Errorf("citation %d has the number %d", i+1, c.N)
				}
			}
			id := b.Stories[0].ID
			if got := len(changed) == 1 && changed[0] == id; got != tt.changed || len(changed) > 1 {
				t.Errorf("changed: %v", changed)
			}
			if tt.left {
				if len(now.Stories) != 1 || now.Stories[0].ID == id || len(now.LeftOut) != len(b.LeftOut)+1 {
					t.Errorf("stories %+v, left out %+v", now.Stories, now.LeftOut)
				}
				return
			}
			if len(now.Stories) != 2 || now.Stories[0].ID != id {
				t.Fatalf("stories: %+v", now.Stories)
			}
			points := ""
			for _, p := range now.Stories[0].Points {
				points += p.Text + "\n"
			}
			if !strings.Contains(points, tt.says) || tt.not != "" && strings.Contains(points, tt.not) {
				t.Errorf("it says:\n%s", points)
			}
			state := briefing.New
			if tt.changed {
				state = briefing.Corrected
			}
			if now.Stories[0].State != state || now.Stories[1].State != briefing.New {
				t.Errorf("states %s and %s", now.Stories[0].State, now.Stories[1].State)
			}
			if now.Stories[1].Points[0].Text != b.Stories[1].Points[0].Text {
				t.Errorf("the other story became %+v", now.Stories[1])
			}
			if again, more, err := d.Corrected(t.Context(), now); err != nil || len(more) > 0 || !reflect.DeepEqual(again, now) {
				t.Errorf("a second look changes %v: %v", more, err)
			}
		})
	}
}

// What still stands of a story whose one article is gone is told on.
func TestCorrectedKeepsWhatStands(t *testing.T) {
	d, b, fire, _ := morning(t)
	other := article("City Ledger", "Mill at Orlo burns down",
		"Mill at Orlo burns down\nThe fire at the paper mill of Orlo could be seen from Tamm, and four workers died in it.\nThe owner of the mill, Per Holm, said that it would be built again within two years.", day.Add(30*time.Minute))
	d.Put(other)
	e, err := d.Edition(t.Context(), daily.Request{AsOf: b.AsOf, Window: b.Window})
	if err != nil {
		t.Fatal(err)
	}
	b = e.Tailor(nil, briefing.Preferences{}, 300)
	d.Remove(fire.ID)
	now, changed, err := d.Corrected(t.Context(), b)
	if err != nil || len(changed) != 1 {
		t.Fatalf("changed %v, %v", changed, err)
	}
	for _, err := range evidence.CheckBriefing(d.Analyzer(), now, d.Article) {
		t.Error(err)
	}
	if len(now.Stories) != 2 || now.Stories[0].State != briefing.Corrected || len(now.Stories[0].Points) == 0 {
		t.Fatalf("stories: %+v", now.Stories)
	}
	for _, c := range now.Citations {
		if c.Article == fire.ID {
			t.Errorf("the article that is gone is cited: %+v", c)
		}
	}
}

func TestEditionOfSomeOutlets(t *testing.T) {
	d, b, _, vote := morning(t)
	e, err := d.Edition(t.Context(), daily.Request{AsOf: b.AsOf, Window: b.Window, Sources: []string{" coast RADIO", "nobody"}})
	if err != nil {
		t.Fatal(err)
	}
	got := e.Tailor(nil, briefing.Preferences{}, 0)
	if len(got.Stories) != 1 || got.Coverage.Articles != 1 || got.Coverage.Sources != 1 || got.Coverage.Stories != 1 {
		t.Errorf("stories %+v, coverage %+v", got.Stories, got.Coverage)
	}
	for _, c := range got.Citations {
		if c.Article != vote.ID {
			t.Errorf("cited: %+v", c)
		}
	}
}
