package ask

import (
	"strings"
	"testing"
	"time"

	"briefbot/briefing/annotate"
)

func TestKindOf(t *testing.T) {
	for question, want := range map[string]kind{
		"whos the harbour master of Ostrand":            who,
		"whats the new ferry called":                    what,
		"wheres the Sula now":                           where,
		"how soon will the harbour open":                when,
		"how late does the ferry run?":                  when,
		"how come the school is shut":                   why,
		"what made the bridge fall":                     why,
		"what led to the strike":                        why,
		"what finally caused the fire?":                 why,
		"what was it that turned the guild against her": why,
		"whats behind the price of herring?":            why,
		"what year was the lighthouse lit":              when,
		"what percentage of voters stayed at home":      howMany,
		"how much did the quay cost":                    howMuch,
		"what did the mayor say about the storm":        quote,
		"what is made in Ostrand?":                      what,
	} {
		s := annotate.New(annotate.Options{}).AnalyzeQuestion(written(question), time.Time{})
		if got := kindOf(lastSentence(s), strings.Contains(question, "?")); got != want {
			t.Errorf("%q is of kind %d, want %d", question, got, want)
		}
	}
}
