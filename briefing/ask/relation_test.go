package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

// What is asked stands in the papers in other words, or in the words of something else.
func TestWhoseAndWhat(t *testing.T) {
	bot := newAnswerer(append([]briefing.Article{
		paper("leak", 9, "Leak at Harbour Power affects 42,000 customers",
			"A leak of data at Harbour Power has affected 42,000 people, the company said on Thursday.\n"+
				"A thief sold 900 Harbour Power customer records, a weekly wrote.\n"+
				"Ada Brink, head of the company, apologised."),
		paper("bridge", 9, "Council of Greyhaven approves a bridge",
			"The council of Greyhaven approved the footbridge on Thursday.\n"+
				"The council voted by 9 to 4 to widen the lane to Tolm."),
	}, papers...)...)
	for _, c := range []struct {
		question string
		status   briefing.Status
		first    string
	}{
		{"How many customers of Harbour Power were affected?", briefing.Answered, "42,000"},
		{"Who is Ada Brink?", briefing.Answered, "head of the company"},
		{"What is the name of the mayor of Ostrand?", briefing.Answered, "Ilse Brandt"},
		{"whats the name of the mayor of marlow", briefing.NoAnswer, ""},
		{"What is Ostrand's mayor's name?", briefing.Answered, "Ilse Brandt"},
		{"Why did the council of Greyhaven turn down the footbridge?", briefing.FalsePremise, "approved"},
		{"Why did the council of Greyhaven vote against widening the lane to Tolm?", briefing.FalsePremise, "9 to 4"},
	} {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: c.question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != c.status || c.first != "" && !strings.Contains(a.Points[0].Text, c.first) {
			t.Errorf("%s: %s (%.2f) %q, want %s %q", c.question, a.Status, a.Confidence, a.Text, c.status, c.first)
		}
	}
}
