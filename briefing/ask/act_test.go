package ask

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

func TestWhoWasOnBoardIsNotHowManyDied(t *testing.T) {
	bot := told("Nine people were killed when the ferry Heron sank off Orvel on Monday, the harbour office said.\n\n" +
		"The Heron was carrying 61 people to Lisk. Four people are missing, the office said.")
	for _, question := range []string{
		"How many people were on the ferry Heron?",
		"How many people were on the Heron?",
		"how many people were on board the Heron",
		"How many people were aboard the ferry?",
	} {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: question})
		if err != nil || a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, "61 people") {
			t.Errorf("%q: %v %s %q", question, err, a.Status, a.Text)
		}
	}
	a, err := bot.Ask(context.Background(), briefing.Question{Text: "How many people were killed on the ferry Heron?"})
	if err != nil || a.Status != briefing.Answered || !strings.Contains(a.Points[0].Text, "Nine") {
		t.Errorf("the dead: %v %s %q", err, a.Status, a.Text)
	}
}
