package command

import (
	"testing"

	"briefbot/briefing"
)

func TestAsksBot(t *testing.T) {
	for text, want := range map[string]bool{
		"and when?": true, "how many people died?": true, "when did it sink?": true, "what did the US say?": true, "1 why": true,
		"why 2?":                     true,
		"what about the second one?": true, "story 3": true, "can you tell us what the mayor said?": true, "do we know who it was?": true,
		"more on the last": true, "why?": true,
		"shall we meet at one?": false, "lunch at noon": false, "could you send me the file?": false, "is anyone free at 3?": false,
		"second":             false,
		"what do you think?": false, "can someone check this?": false, "I was there": false, "more": false, "let's go?": false,
		"sources of mine": false,
	} {
		if got := asksBot(text); got != want {
			t.Errorf("%q is for the bot: %v", text, got)
		}
	}
}

func TestSharesWords(t *testing.T) {
	cite := briefing.Citation{Title: "Captain detained", Quote: "All three of Wednesday's convoys have arrived at the start."}
	a := briefing.Answer{Citations: []briefing.Citation{cite}}
	for question, want := range map[string]bool{
		"when did the convoys arrive?": true, "what happened to the captain?": true, "who was detained?": true,
		"has the meeting started?": false, "what time is lunch?": false, "which link?": false, "why?": false, "when is it?": false,
	} {
		if got := shares(question, a); got != want {
			t.Errorf("%q shares its words: %v", question, got)
		}
	}
}

func TestNamesOne(t *testing.T) {
	for text, want := range map[string]bool{
		"Who is the mayor of Zhelny?": true, "what did Halden say": true, "Who is it?": false, "was I right?": false,
		"when I'm there": false, "who?": false,
	} {
		if got := namesOne(text); got != want {
			t.Errorf("%q names somebody: %v", text, got)
		}
	}
}
