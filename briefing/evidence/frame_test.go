package evidence

import (
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// The frame of what somebody says tells his role as the article writes it, wherever it does (promise: the reader knows who
// speaks).
func TestFrameTellsTheRole(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for said, want := range map[string]string{
		"Harbour master Emil Sorge said it was late.":                              "Harbour master Emil Sorge: ",
		"On Monday harbour master Emil Sorge said it was late.":                    "Harbour master Emil Sorge: ",
		"Emil Sorge, the harbour master, said it was late.":                        "Emil Sorge, the harbour master: ",
		"Emil Sorge, harbour master of Port Ansel, said it was late.":              "Emil Sorge, harbour master of Port Ansel: ",
		"The mayor, Emil Sorge, said it was late.":                                 "The mayor, Emil Sorge: ",
		"Orlo's mayor, Emil Sorge, said it was late.":                              "Emil Sorge: ",
		"Emil Sorge, a spokesman for the company, said it was late.":               "Emil Sorge: ", // which company?
		"Emil Sorge, head of its bakery arm, said it was late.":                    "Emil Sorge: ",
		"Emil Sorge, the mayor, wept. The mayor of Velden, Ola Brandt, did not.":   "Emil Sorge, the mayor: ",
		"Emil Sorge, who owns a boat, said it was late.":                           "Emil Sorge: ",
		"Emil Sorge said it was late. The mayor, Ola Brandt, agreed to the delay.": "Emil Sorge: ",
	} {
		a := briefing.Article{ID: "a", Text: said + " \"We close the pier on Monday,\" Sorge said."}
		d := an.Analyze(a)
		s := &d.Sentences[len(d.Sentences)-1]
		if got := frameOf(d, s); got != want {
			t.Errorf("%s\n  %q, want %q", said, got, want)
		}
		p := briefing.Point{Frame: want, Speaker: s.Speaker}
		if err := newCheckerOn(an, nil, nil).speaks(d, len(d.Sentences)-1, p); err != nil {
			t.Errorf("%s: %v", said, err)
		}
	}
}
