package evidence_test

import (
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/evidence"
)

// What the next sentence calls a drill or satire is not told without it.
func TestADrillIsNotToldAsFact(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for s, want := range map[string]bool{
		"The dam of Orlo broke on Tuesday and 200 people were missing. It was a drill, the mayor said.": false,
		"The mayor of Velden, Ida Holm, married a tram on Tuesday. (This is satire.)":                   false,
		"Two ferries collided off Port Ansel on Monday. It was only an exercise.":                       false,
		"The dam of Orlo broke on Tuesday and 200 people were missing. It was a cold night.":            true,
		"(The dam of Orlo broke on Tuesday and 200 people were missing.) It was a cold night.":          false,
		"The dam of Orlo broke on Tuesday and 200 people were missing. A drill was held in May.":        true,
		"The bank of Orlo ran out of cash on Tuesday. So went the rumour, and it was false.":            false,
		"The surgeon of Velden was drunk at work on Monday. This was wrong.":                            false,
		"The surgeon of Velden was drunk at work on Monday. That is not true.":                          false,
		"The singer Ola Brandt died in Velden on Tuesday. He has not.":                                  false,
		"The singer Ola Brandt died in Velden on Tuesday. He didn't.":                                   false,
		"The bank of Orlo closed its doors on Tuesday. The rumour was unfounded.":                       false,
		"The bank of Orlo closed its doors on Tuesday. It was wrong to do so, the mayor said.":          true,
		"Two men were arrested in Velden on Monday. They were not hurt.":                                true,
		"Two men were arrested in Velden on Monday. They weren't.":                                      false,
		"Two men were arrested in Velden on Monday. That is not so.":                                    false,
		"The mayor of Orlo said the bank had closed. The claim is false, the bank said.":                true, // both are told
		"The bank of Orlo closed its doors on Tuesday. The rumour is false, the mayor said.":            false,
		"The bank of Orlo closed its doors on Tuesday. He has not seen a worse year.":                   true,
	} {
		d := an.Analyze(briefing.Article{Text: s})
		if _, _, ok := evidence.Make(an, d, 0); ok != want {
			t.Errorf("%s: told %v, want %v", s, ok, want)
		}
		if got := len(evidence.Titles(an, d, 0)) > 0; got != want {
			t.Errorf("%s: a title %v, want %v", s, got, want)
		}
	}
}
