package ask

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

func TestReasonsOfASentence(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for sentence, want := range map[string][]string{
		"The mill closed because the wheel broke.":     {"cause: the wheel broke . < The mill closed"},
		"Because the wheel broke, the mill closed.":    {"cause: the wheel broke < , the mill closed ."},
		"The mill closed after a vote of the council.": {"time: a vote of the council . < The mill closed"},
		"The wheel broke, forcing the mill to close.": {
			"result: The wheel broke , < the mill to close .", "purpose: close . < The wheel broke , forcing the mill",
		},
		"The council closed the mill to save water.":             {"purpose: save water . < The council closed the mill"},
		"The council closed the mill in an attempt to save it.":  {"purpose: save it . < The council closed the mill"},
		"The boat sailed to Orvel.":                              nil,
		"The fire was caused by a lamp.":                         {"cause: a lamp . < The fire was"},
		"The fire caused a stampede.":                            {"result: The fire < a stampede ."},
		"That is why the mill closed.":                           {"result:  < the mill closed ."},
		"Brook resigned in response to the report, she said.":    {"cause: the report , she said . < Brook resigned"},
		"The mayor was held on suspicion of fraud, police said.": {"cause: fraud , police said . < The mayor was held"},
	} {
		s := an.AnalyzeQuestion(sentence, time.Time{})
		var got []string
		for _, c := range causes(&s) {
			got = append(got, fmt.Sprintf("%s: %s < %s", c.sort, words(s.Tokens, c.reason), words(s.Tokens, c.main)))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: %q, want %q", sentence, got, want)
		}
	}
}

func words(tokens []text.Token, r text.Range) string {
	var out []string
	for i := r.From; i < r.To; i++ {
		out = append(out, tokens[i].Text)
	}
	return strings.Join(out, " ")
}

// weighed gives a feature of the candidate that holds a phrase.
func weighed(t *testing.T, page, question, feature, phrase string) float64 {
	t.Helper()
	x, err := told(page).Inspect(context.Background(), briefing.Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	for i := range x.all {
		if strings.Contains(x.Sentence(i), phrase) {
			return x.all[i].f(feature)
		}
	}
	t.Fatalf("%q: no candidate holds %q", question, phrase)
	return 0
}

func TestAReasonIsOfTheEventThatIsAskedAbout(t *testing.T) {
	const page = "Dalla Brook sold the mill at Orvel because its wheel broke in the flood. " +
		"The mill at Orvel opened in 1870. Brook bought the harbour because its cranes were new and cheap.\n\n" +
		"The council of Orvel banned barges on Monday. The move comes after three accidents near the lock.\n\n" +
		"Rain had washed away the towpath at Lisk. So the harbour office halted the Lisk ferry."
	for _, c := range []struct {
		question, feature, phrase string
		told                      bool
	}{
		{"Why did Dalla Brook sell the mill?", "reason-of cause", "wheel broke", true},
		{"Why was the mill sold?", "reason-of cause", "wheel broke", true},
		{"Why did Dalla Brook sell the mill?", "reason-of cause", "opened", false},
		{"Why did the mill at Orvel open?", "reason-of cause", "wheel broke", false},
		{"Who sold the mill?", "reason-of cause", "wheel broke", false},
		{"Why did the council of Orvel ban barges?", "reason-leans", "The move", true},
		{"Why did the council of Orvel ban barges?", "reason-leans", "wheel broke", false},
		{"Why did the harbour office halt the Lisk ferry?", "reason-of-next", "washed away", true},
		{"Why did the harbour office halt the Lisk ferry?", "reason-of-next", "opened", false},
	} {
		if got := weighed(t, page, c.question, c.feature, c.phrase); (got >= 0.5) != c.told {
			t.Errorf("%s: %s of %q is %.2f", c.question, c.feature, c.phrase, got)
		}
	}
}
