package evidence_test

import (
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/evidence"
)

// A speaker's name stands before a headline only where he says all of it.
func TestNobodyIsGivenAHeadlineThatHeDidNotSay(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range [][3]string{
		{"Mayor to sue over report", "The Lantern reported on Monday that mayor Ivo Holm had sold a bridge. Holm said he would sue."},
		{"Judge and banker", "Banker Ivo Marr thanked judge Otto Gram after the hearing in Velden on Tuesday."},
		{"Minister and union clash over bread price",
			"Minister Ida Holm told parliament in Orlo on Tuesday that the price of bread would be frozen."},
		{"Moment bull runs into Orlo bank", "A bull ran into a bank in Orlo on Tuesday and hurt four people, police said."},
		{"Flood in Tamm kills 30",
			"A flood of the river Tamm killed 30 people in Tamm on Tuesday, the police said.",
			"Police: Flood in Tamm kills 30"},
	} {
		d := an.Analyze(briefing.Article{Title: c[0], Text: c[1]})
		if h, _ := evidence.Headline(d); h.Text != c[2] {
			t.Errorf("%q: %q, want %q", c[0], h.Text, c[2])
		}
	}
}
