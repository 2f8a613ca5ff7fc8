package claim

import (
	"testing"
	"time"

	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// What a sentence denies, and what only looks like it.
func TestDenies(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		sentence, word string
		want           bool
	}{
		{"Nobody was killed.", "killed", true},
		{"No sailor was killed off Velden.", "killed", true},
		{"The captain has not been charged.", "charged", true},
		{"The harbour says it has made no deal with the town.", "deal", true},
		{"She said there were no deaths.", "deaths", true},
		{"Orlo rejected a request to send ships to Velden.", "send", true},
		{"Orlo refused to send ships to Velden.", "send", true},
		{"Orlo sent ships to Velden.", "sent", false},
		{"Orlo did not refuse to send ships to Velden.", "send", false},
		{"No ferry should be allowed to leave Velden.", "allowed", false},
		{"Orlo has not paid for the ships that it sent to Velden.", "sent", false},
		{"No fewer than nine sailors were killed off Velden.", "killed", false},
	} {
		s := an.AnalyzeQuestion(c.sentence, time.Time{})
		if got := Denies(&s, func(k int) bool { return s.Tokens[k].Text == c.word }); got != c.want {
			t.Errorf("%q denies %q: %v", c.sentence, c.word, got)
		}
		if c.want && !SaysNo(&s) {
			t.Errorf("%q says no", c.sentence)
		}
	}
}

// On which side of what a question takes for granted a sentence stands.
func TestSideOfAPremise(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		question, sentence string
		want               int // of the question's own side
	}{
		{"Why did the bank raise the rate?", "The bank cut the rate on Monday.", -1},
		{"Why did the bank raise the rate?", "The bank raised the rate on Monday.", 1},
		{"Why did the council reject the bridge?", "The council approved the bridge on Monday.", -1},
		{"Why did the council reject the bridge?", "The council did not approve the bridge on Monday.", 1},
		{"Why did the bank raise the rate?", "The bank met on Monday.", 0},
		{"Did the bank raise the rate?", "The bank cut the rate on Monday.", 0}, // it takes nothing for granted
	} {
		q, s := an.AnalyzeQuestion(c.question, time.Time{}), an.AnalyzeQuestion(c.sentence, time.Time{})
		got := 0
		for _, l := range Granted(q.Tokens) {
			got += l.Side * SideOf(&s, l, func(k int) bool { return mentionsStem(q.Tokens, s.Tokens[k].Stem) })
		}
		if got > 1 || got < -1 {
			got /= max(got, -got)
		}
		if got != c.want {
			t.Errorf("%q, %q: %d, want %d", c.question, c.sentence, got, c.want)
		}
	}
}

func mentionsStem(tokens []text.Token, stem string) bool {
	for _, t := range tokens {
		if t.Stem == stem && !t.Stop {
			return true
		}
	}
	return false
}

func TestOpposed(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"The bow door was open, the minister said.", "The bow door was closed, the owner said.", true},
		{"The storm killed 14 people on Merrow, the mayor said.", "The storm killed 9 people on Merrow, the hospital said.", true},
		{"The council paid for the bridge, Ida Holm said.", "The council did not pay for the bridge, Ola Brandt said.", true},
		{"The council paid for the bridge, Ida Holm said.", "The council paid for the bridge, Ola Brandt said.", false},
		{"The storm killed 14 people on Merrow, the mayor said.", "The storm killed 14 people on Merrow, the hospital said.", false},
	} {
		if got := Opposed(said(an, 0, c.a), said(an, 0, c.b)); got != c.want {
			t.Errorf("%v\n  %s\n  %s", got, c.a, c.b)
		}
	}
}
