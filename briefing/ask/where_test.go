package ask

import (
	"testing"
	"time"

	"briefbot/briefing/annotate"
)

func TestThePlaceToWhichSomethingMoves(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for sentence, want := range map[string]map[string]bool{
		"The boat left Orvel for the island of Tamm.":             {"Orvel": false, "Tamm": true},
		"Three barges reached the towns of Orvel, Tamm and Lisk.": {"Orvel": true, "Tamm": true, "Lisk": true},
		"The ferry from Orvel to Lisk was late.":                  {"Orvel": false, "Lisk": true},
		"The ferry sank off Orvel.":                               {"Orvel": false},
	} {
		s := an.AnalyzeQuestion(sentence, time.Time{})
		for i := range s.Tokens {
			t1 := &s.Tokens[i]
			if w, ok := want[t1.Text]; ok && goal(s.Tokens, i) != w {
				t.Errorf("%s: %s is the goal: %v", sentence, t1.Text, !w)
			}
		}
	}
}
