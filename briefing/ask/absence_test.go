package ask

import (
	"context"
	"slices"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/index"
)

// What a question asks for and a sentence does not hold.
func TestAbsences(t *testing.T) {
	an := annotate.New(annotate.Options{})
	day := time.Date(2031, 5, 9, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		sign, question, sentence string
		least, most              float64
	}{
		{"parties turned", "Why did Tarn United beat Zhelny Rovers?", "Zhelny Rovers beat Tarn United in York on Thursday.", 1, 1},
		{"parties turned", "Why did Tarn United beat Zhelny Rovers?", "Tarn United beat Zhelny Rovers in York on Thursday.", 0, 0},
		{"event to come", "When did the council shut the coal plant?", "The council will shut the coal plant on Thursday.", 1, 1},
		{"event to come", "When will the council shut the coal plant?", "The council will shut the coal plant on Thursday.", 0, 0},
		{"event near @when", "When did the council shut the coal plant?", "The council shut the coal plant on Thursday.", 1, 1},
		{"event near @when", "When did the council shut the coal plant?", "The council sold the coal plant on Thursday.", 0, 0.7},
		{"event typed @who", "Who bought the plant?", "Karl Verst bought the plant on Thursday.", 0.9, 1},
		{"event typed @who", "Who bought the plant?", "The plant of Karl Verst burned on Thursday.", 0, 0.7},
		{"no superlative", "Which is the oldest plant in Greyhaven?", "The coal plant in Greyhaven burned on Thursday.", 1, 1},
		{"no superlative", "Which is the oldest plant in Greyhaven?", "The oldest plant in Greyhaven burned on Thursday.", 0, 0},
		{"no superlative", "Which plant burned in Greyhaven?", "The coal plant in Greyhaven burned on Thursday.", 0, 0},
		{"long ago", "Who runs the plant in Greyhaven?", "Karl Verst ran the plant in Greyhaven in 2019.", 1, 1},
		{"long ago", "Who ran the plant in Greyhaven in 2019?", "Karl Verst ran the plant in Greyhaven in 2019.", 0, 0},
		{"says no", "Why did the council close the plant?", "The council did not close the plant on Thursday.", 0.5, 1},
		{"says no", "Why did the council close the plant?", "The council closed the plant on Thursday.", 0, 0},
		{"opposite told", "Why did the council close the plant?", "The council opened the plant on Thursday.", 0.5, 1},
		{"opposite told", "Why did the council close the plant?", "The council closed the plant on Thursday.", 0, 0},
		{"a term not here", "Why did the council close the plant?", "The council closed the plant on Thursday.", 0, 0},
		{"a term not here", "Why did the council close the plant?", "The council met on Thursday.", 0.01, 1},
		{"a name not here", "Why did Verst close the plant?", "The council closed the plant on Thursday.", 0.01, 1},
		{"missed", "Why did the council close the plant?", "The council closed the plant on Thursday.", 0, 0},
	} {
		ix := index.New(an)
		ix.Add(an.Analyze(briefing.Article{
			ID: "a", Title: "Notes", Text: c.sentence,
			Published: briefing.PubTime{Time: day}, Revision: briefing.RevisionOf("Notes", c.sentence),
		}))
		bot := New(an, ix, Options{})
		r := bot.read(briefing.Question{Text: c.question, AsOf: day})
		all, err := bot.candidates(context.Background(), &r)
		if err != nil || len(all) == 0 {
			t.Fatalf("%s: %d candidates, %v", c.question, len(all), err)
		}
		at := slices.Index(RefusalFeatures, c.sign)
		if got := r.signsOf(all)[at]; got < c.least || got > c.most {
			t.Errorf("%s of %q, %q: %.2f, want %.2f to %.2f", c.sign, c.question, c.sentence, got, c.least, c.most)
		}
	}
}
