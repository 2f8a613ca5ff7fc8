package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

// Two sides of one night, a claim without an answer, and what somebody else did.
var doubted = append([]briefing.Article{
	paper("dam", 8, "Belvaria says Torvia shelled dam",
		"Torvia shelled the Karun dam on Tuesday night, the Belvarian army said.\nNobody was hurt at the dam, it said."),
	paper("answer", 9, "Torvia denies shelling dam",
		"Torvia denied that its troops had shelled the Karun dam.\nGeneral Pavo Lutz said no gun had fired that night."),
	paper("strike", 9, "Dockers return to work",
		"The dockers of Ostrand ended their strike on Thursday, the union said.\nThe port has not reopened yet."),
	paper("spy", 9, "Spy claim", "The weekly Lantern claimed that Jonas Rook had met a Torvian spy in March.\nRook has not commented."),
}, premised...)

func TestYesOrNo(t *testing.T) {
	bot := newAnswerer(doubted...)
	for _, c := range []struct {
		question string
		want     []string // of the answer; nothing where there is none
	}{
		{"Did Belvaria sign the fishing treaty?", []string{"signed the fishing treaty"}},
		{"Did the shareholders accept the takeover of Norr Air?", []string{"rejected a takeover"}},
		{"Did Marta Pell resign?", []string{"had not resigned"}},
		{"Did Torvia shell the Karun dam?", []string{"Torvia denied", "the Belvarian army said"}},
		{"Was anyone hurt at the Karun dam?", []string{"Nobody was hurt", "Belvarian army"}},
		{"Has the port of Ostrand reopened?", []string{"not reopened"}},
		{"Have the dockers ended their strike?", []string{"the union said"}},
		{"Did Jonas Rook meet a Torvian spy?", []string{"The weekly Lantern claimed"}},
		{"Was anyone killed in the Kessel mine?", []string{"nobody was killed"}},
		{"Did the central bank of Torvia cut its rate?", []string{"raised its main rate"}},
		{"Will Hanne Vik play the semi-final?", []string{"will not play"}},
		{"Was Ada Moss nominated for the Pearl Prize?", []string{"was not nominated"}},
		{"Has Otto Lind resigned?", nil},
		{"Did Milo Kern get a red card?", nil},
	} {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: c.question, AsOf: may(10)})
		if err != nil {
			t.Fatal(err)
		}
		if told := a.Status == briefing.Answered; told != (c.want != nil) {
			t.Errorf("%s: %s %.2f %q", c.question, a.Status, a.Confidence, a.Text)
		}
		for _, w := range c.want {
			if !strings.Contains(a.Text, w) {
				t.Errorf("%s: %q, want %q", c.question, a.Text, w)
			}
		}
	}
}
