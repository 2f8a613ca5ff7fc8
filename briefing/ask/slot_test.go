package ask

import "testing"

func TestWhatFillsTheAskedPartOfAnEvent(t *testing.T) {
	const page = "Dalla Brook sold the mill to Piet Sund. The mill at Orvel was sold by Ada Lunn in 1990.\n\n" +
		"The council of Orvel banned barges on Monday. The council fined Piet Sund.\n\n" +
		"The storm sank nine barges off Orvel. No barges were sunk at Lisk."
	for _, c := range []struct {
		question, feature, phrase string
		told                      bool
	}{
		{"Who sold the mill?", "slot-who", "Dalla Brook", true},
		{"Who sold the mill?", "slot-who", "Ada Lunn", true},
		{"Who sold the mill?", "slot-who-other", "Ada Lunn", true},
		{"Who sold the mill?", "slot-who", "banned barges", false},
		{"Who was fined by the council?", "slot-who", "fined Piet", true},
		{"Who did the council fine?", "slot-who-other", "fined Piet", true},
		{"Who did Dalla Brook fine?", "slot-who-other", "fined Piet", false},
		{"What did the council ban?", "slot-what", "banned barges", true},
		{"What did the council ban?", "slot-what", "fined Piet", false},
		{"How many barges did the storm sink?", "slot-count", "nine barges", true},
		{"How many barges did the storm sink?", "slot-count", "No barges", false},
		{"How many barges sank at Lisk?", "slot-undone", "No barges", true},
	} {
		if got := weighed(t, page, c.question, c.feature, c.phrase); (got >= 0.5) != c.told {
			t.Errorf("%s: %s of %q is %.2f", c.question, c.feature, c.phrase, got)
		}
	}
}
