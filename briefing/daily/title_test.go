package daily

import (
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// A title from far down a page begins with somebody or something that its news names.
func TestTitleAboutTheLead(t *testing.T) {
	an := annotate.New(annotate.Options{})
	const lead = "The court of Velden on Monday sent Captain Otto Brenn to prison for nine years over the wreck of the Linnet. "
	for line, want := range map[string]bool{
		"Velden has not jailed a captain since 1950.":             true,
		"Otto Brenn will appeal against the sentence.":            true,
		"The threat is not limited to Velden.":                    false,
		"Eleven were sailors and two were guests, Velden says.":   false,
		"The culprit this time was yet another captain of Orlo.":  false,
		"Tamm has opened a new museum of the sea for its guests.": false,
	} {
		d := an.Analyze(briefing.Article{ID: "1", Text: lead + line})
		pg := &page{doc: d}
		if len(d.Sentences) != 2 {
			t.Fatalf("%q: %d sentences", line, len(d.Sentences))
		}
		first, far := &fact{page: pg, sentence: 0}, &fact{page: pg, sentence: 1}
		if got := far.about(first); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
