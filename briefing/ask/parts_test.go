package ask

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/index"
)

// told builds an Answerer over one invented article.
func told(body string) *Answerer {
	an := annotate.New(annotate.Options{})
	ix := index.New(an)
	a := briefing.Article{ID: "a", Revision: "1", Title: "News from Orvel", Text: body}
	a.Published.Time = time.Date(2024, 3, 4, 12, 0, 0, 0, time.UTC)
	ix.Add(an.Analyze(a))
	return New(an, ix, Options{})
}

func TestTwoQuestionsInOneAreTakenApart(t *testing.T) {
	for question, want := range map[string][]string{
		"Who runs the harbour and how many boats are missing?":  {"Who runs the harbour?", "how many boats are missing?"},
		"What happened and why?":                                nil,
		"Who runs the harbour and the market?":                  nil,
		"When was the mill sold, and who bought the old mill?":  {"When was the mill sold?", "who bought the old mill?"},
		"Did the mayor say who pays and when the bridge opens?": nil,
	} {
		if got := parts(question); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
	}
}

const orvel = "The mill at Orvel was sold on Monday. Dalla Brook bought it for 300,000 euros. Its manager, Piet Sund, said the wheel would turn again in May.\n\n" +
	"Three barges reached Orvel, Tamm and Lisk on Monday, the harbour office said. The 38 crates that they carried were empty.\n\n" +
	"The council voted by 9 to 4 on Monday to build a footbridge."

func TestNearMissesAreNotAnswered(t *testing.T) {
	bot := told(orvel)
	for _, question := range []string{
		"Who burned down the mill at Orvel?",
		"How many crates reached Tamm?",
		"Who was arrested in Orvel?",
		"How many people died in Orvel?",
	} {
		a, err := bot.Ask(context.Background(), briefing.Question{Text: question})
		if err != nil || a.Status != briefing.NoAnswer {
			t.Errorf("%q: %v %s %q", question, err, a.Status, a.Text)
		}
	}
}

func TestAnAnswerTellsBothPartsAndCitesThem(t *testing.T) {
	a, err := told(orvel).Ask(context.Background(), briefing.Question{Text: "When was the mill sold and who bought the mill?"})
	if err != nil || a.Status != briefing.Answered || !strings.Contains(a.Text, "Monday") || !strings.Contains(a.Text, "Dalla Brook") {
		t.Fatalf("%v %+v", err, a)
	}
	for _, p := range a.Points {
		for _, n := range p.Cites {
			if n < 1 || n > len(a.Citations) || a.Citations[n-1].N != n {
				t.Errorf("%q cites %d of %d", p.Text, n, len(a.Citations))
			}
		}
	}
}

func TestAVoteIsNoRefusal(t *testing.T) {
	a, err := told(orvel).Ask(context.Background(), briefing.Question{Text: "Why did the council reject the footbridge?"})
	if err != nil || a.Status != briefing.FalsePremise {
		t.Fatalf("%v %s %q", err, a.Status, a.Text)
	}
}

func TestCaptionsTeasersAndNoticesAnswerNothing(t *testing.T) {
	for _, line := range []string{
		"Hide Caption 7 of 16 Photos: Dalla Brook stands at the mill at Orvel on Monday.",
		"Photos: Dalla Brook buys the mill at Orvel.",
		"File – Dalla Brook at the mill at Orvel.",
		"Read more: Dalla Brook bought the mill at Orvel.",
		"Sign up for our letter on Dalla Brook and the mill at Orvel.",
	} {
		a, err := told(line).Ask(context.Background(), briefing.Question{Text: "Who bought the mill at Orvel?"})
		if err != nil || a.Status != briefing.NoAnswer || len(a.Nearest) > 0 {
			t.Errorf("%q: %v %s %q", line, err, a.Status, a.Text)
		}
	}
	bot := told("Dalla Brook bought the mill at Orvel on Monday.")
	a, err := bot.Ask(context.Background(), briefing.Question{Text: "Who bought the mill at Orvel?"})
	if err != nil || a.Status != briefing.Answered {
		t.Errorf("the sentence itself: %v %s %q", err, a.Status, a.Text)
	}
}
