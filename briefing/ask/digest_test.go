package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

func TestWhatIsNew(t *testing.T) {
	all := append([]briefing.Article{
		paper("crane", 9, "Crane falls", "A crane fell into the harbour of Marlow on Thursday, and nobody was hurt, the harbour master said."),
		paper("crane2", 9, "Crane in the water", "A crane has fallen into the harbour of Marlow, the harbour master said on Thursday."),
		paper("quiz", 9, "Quiz", "Which crane fell into the harbour of Marlow on Thursday?"),
	}, papers...)
	bot := newAnswerer(all...)
	for _, c := range []struct{ question, first, never string }{
		{"What's new?", "crane", "left their homes"},
		{"whats new", "crane", "?"},
		{"any news?", "crane", "?"},
		{"What happened on 6 May?", "tore two cranes", "Marlow"},
		{"What happened since Thursday?", "crane", "left their homes"},
		{"What happened yesterday?", "crane", "left their homes"},
	} {
		a, err := bot.Ask(context.Background(), briefing.Question{ID: "q", Text: c.question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, c.first) || strings.Contains(a.Text, c.never) {
			t.Errorf("%s: %s %q, want %q first and %q nowhere", c.question, a.Status, a.Text, c.first, c.never)
		}
		if strings.Count(a.Text, "harbour master") > 1 {
			t.Errorf("%s: one thing is told twice: %q", c.question, a.Text)
		}
		for _, p := range a.Points {
			if len(p.Cites) != 1 || p.Cites[0] > len(a.Citations) {
				t.Errorf("%s: the point %q has the citations %v", c.question, p.Text, p.Cites)
			}
		}
	}
	a, err := newAnswerer(papers...).Ask(context.Background(), briefing.Question{Text: "What happened on 2 May?", AsOf: may(10)})
	if err != nil || a.Status != briefing.NoAnswer {
		t.Errorf("a day without news: %s %q, %v; want no answer", a.Status, a.Text, err)
	}
}
