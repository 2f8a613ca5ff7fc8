package ask_test

import (
	"context"
	"strings"
	"testing"

	"briefbot/briefing"
)

// A bridge, a match and two accidents, of which questions ask what is not told.
var mismatched = []briefing.Article{
	paper("bus", 9, "Bus crash near Tessin kills nine",
		"Nine people were killed when a bus left the road near Tessin on Thursday, police said.\n"+
			"Fourteen were injured in the crash."),
	paper("kiln", 9, "Roof of kiln falls in Marlow",
		"Three workers were killed when the roof of a kiln fell in Marlow on Thursday, the fire brigade said."),
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
