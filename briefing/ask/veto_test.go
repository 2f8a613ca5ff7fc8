package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

// Two people of one name, each of another house.
var houses = []briefing.Article{
	paper("mill", 8, "Tarn Mills buys a quay", "Tarn Mills will buy the old quay of Marlow, its treasurer, Greta Holm, said on Wednesday.\n"+
		"Greta Holm said that Tarn would keep both cranes."),
	paper("rowing", 8, "Rower Holm wins silver", "The rower Greta Holm won silver over 2,000 metres in Karun on Wednesday.\n"+
		"Greta Holm said her oar had cracked before the race."),
}

func TestAnEmployerTellsTwoPeopleApart(t *testing.T) {
	bot := newAnswerer(houses...)
	for question, want := range map[string]string{
		"What did Greta Holm of Tarn Mills say about the cranes?": "keep both cranes",
		"What did Greta Holm of Tarn Mills say about the race?":   "",
		"Did the treasurer of Tarn Mills win silver?":             "",
		"Has the treasurer of Tarn Mills won a medal?":            "",
	} {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		if told := a.Status == briefing.Answered; told != (want != "") || told && !strings.Contains(a.Text, want) {
			t.Errorf("%s: %s %q, want %q", question, a.Status, a.Text, want)
		}
	}
}

func TestADenialOfSomethingElseContradictsNothing(t *testing.T) {
	bot := newAnswerer(append([]briefing.Article{
		paper("rule", 9, "New rule on stoves in Marlow", "The new rule on stoves in Marlow starts on 20 May, the council said on Thursday.\n"+
			"No child should be left alone beside a stove, the council said.\nThe council of Marlow said it would never give up on the rule."),
	}, papers...)...)
	for _, question := range []string{"When does the new rule on stoves in Marlow start?", "When will the rule on stoves start in Marlow?"} {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, "20 May") {
			t.Errorf("%s: %s %q, want 20 May", question, a.Status, a.Text)
		}
	}
}
