package summary

import (
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// A number of dead that a later report has raised is not what a story begins with, and is no matter of
// dispute any more.
func TestOutgrownToll(t *testing.T) {
	first := article("Tram derails in Orlo, seven dead", "A tram derailed on the harbour bridge of Orlo on Monday, killing seven people, the fire brigade of Orlo said.\n“Seven people have been killed,” fire chief Ada Lund told reporters. The hospital gave another figure. “Nine people have been killed,” said its director, Tom Veld.")
	later := article("Brakes of Orlo tram had been reported", "The number of people killed when a tram derailed on the harbour bridge of Orlo rose to nine on Tuesday, the fire brigade of Orlo said.\nThe brakes of the tram had been reported twice, the union of drivers in Orlo said.")
	first.ID, later.ID, later.Published.Time = "first", "later", first.Published.Add(20*time.Hour)
	an := annotate.New(annotate.Options{})
	told := func(articles ...briefing.Article) briefing.Summary {
		t.Helper()
		var docs []*text.Document
		for _, a := range articles {
			a.Revision = briefing.RevisionOf(a.Title, a.Text)
			docs = append(docs, an.Analyze(a))
		}
		s := Of(an, docs, Options{Words: 200})
		if len(s.Points) == 0 {
			t.Fatalf("nothing is told: %+v", s)
		}
		return s
	}
	if s := told(first); len(s.Disagreements) != 1 || !strings.Contains(s.Points[0].Text, "killing seven") {
		t.Errorf("on the first day: %+v", s)
	}
	if s := told(first, later); !strings.Contains(s.Points[0].Text, "rose to nine") || strings.Contains(s.Title, "seven dead") || len(s.Disagreements) != 0 {
		t.Errorf("on the second day: %q, %+v, %+v", s.Title, s.Points, s.Disagreements)
	}
	later.Text = strings.ReplaceAll(later.Text, "rose to nine", "rose to eight")
	if s := told(first, later); len(s.Disagreements) != 1 {
		t.Errorf("eight settles seven against nine: %+v", s)
	}
}
