package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

// A bridge, a match and two accidents, of which questions ask what is not told.
var mismatched = []briefing.Article{
	paper("bus", 9, "Bus crash near Tessin kills nine", "Nine people were killed when a bus left the road near Tessin on Thursday.\n"+
		"Fourteen were injured in the crash."),
	paper("kiln", 9, "Roof of kiln falls in Marlow",
		"Three workers were killed when the roof of a kiln fell in Marlow on Thursday."),
	paper("span", 9, "Karun bridge opens", "The new Karun bridge is 420 metres long and opened on Thursday.\n"+
		"The price of the bridge was 90 million crowns."),
	paper("match", 9, "Zhelny Rovers win in York", "Zhelny Rovers won the cup final in York on Thursday, beating Tarn United 3-1."),
}

func TestAnotherThingIsNoAnswer(t *testing.T) {
	bot := newAnswerer(mismatched...)
	for question, want := range map[string]string{
		"How many people were killed in the bus crash near Tessin?":   "Nine people",
		"How many people were injured in the bus crash near Tessin?":  "Fourteen",
		"How many workers were killed when the kiln roof fell?":       "Three workers",
		"How many workers were injured when the kiln roof fell?":      "",
		"How many people went missing when the kiln roof fell?":       "",
		"How many workers were arrested when the kiln roof fell?":     "",
		"How long is the Karun bridge?":                               "420 metres",
		"How wide is the Karun bridge?":                               "",
		"How high is the Karun bridge?":                               "",
		"How much was the fine for the bridge?":                       "",
		"What was the price of the bridge?":                           "90 million",
		"Who won the cup final in York?":                              "Zhelny Rovers",
		"Who won the cup final in Leeds?":                             "",
		"Who won the cup final in York on Tuesday?":                   "",
		"Who won the cup final on Thursday?":                          "Zhelny Rovers",
		"How many people were killed in the bus crash near Ostermoor": "",
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

func TestANewerTollOfAnotherPlaceHidesNone(t *testing.T) {
	bot := newAnswerer(
		paper("tessin", 7, "Fire at glue factory in Tessin kills two",
			"Two people died in a fire at a glue factory in Tessin on Tuesday, police said."),
		paper("marlow", 9, "Fire at glue factory in Marlow kills six",
			"Six people died in a fire at a glue factory in Marlow on Thursday, police said."),
		paper("again", 10, "Toll of Marlow fire rises",
			"The number of people who died in the fire at the glue factory in Marlow has risen to eight, police said on Friday."),
	)
	a, err := bot.Ask(context.Background(), briefing.Question{Text: "How many people died in the glue factory fires?", AsOf: may(11)})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, "Tessin") || !strings.Contains(a.Text, "eight") || strings.Contains(a.Text, "Six") {
		t.Errorf("%q, want the two of Tessin and the eight of Marlow", a.Text)
	}
}

func TestACountIsToldWithBothVoices(t *testing.T) {
	bot := newAnswerer(
		paper("union", 8, "Workers walk out in Stade",
			"About 1,400 Boeller workers walked out in Stade on Thursday over pay, the union said."),
		paper("firm", 8, "Boeller strike in Stade", "Only 600 Boeller workers walked out in Stade on Thursday, the firm said."),
		paper("mill", 8, "Mill strike", "Forty mill workers walked out in Marlow on Thursday."),
	)
	a, err := bot.Ask(context.Background(), briefing.Question{Text: "How many Boeller workers walked out in Stade?", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, "1,400") || !strings.Contains(a.Text, "600") || strings.Contains(a.Text, "Forty") {
		t.Errorf("%q, want 1,400 and 600", a.Text)
	}
}

func TestAnAgeIsToldOfAPronoun(t *testing.T) {
	bot := newAnswerer(paper("a", 8, "Mayor of Hollin resigns",
		"Hollin mayor Ines Marl resigned on Monday.\nShe was 54 when she was elected for a third time."))
	a, err := bot.Ask(context.Background(), briefing.Question{Text: "How old was Ines Marl when she was elected?", AsOf: may(10)})
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != briefing.Answered || !strings.Contains(a.Text, "54") {
		t.Errorf("%s %q, want 54", a.Status, a.Text)
	}
}
