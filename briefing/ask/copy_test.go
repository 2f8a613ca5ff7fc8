package ask

import (
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/index"
)

// TestDistinct: what gives another figure in the same words is no copy.
func TestDistinct(t *testing.T) {
	an := annotate.New(annotate.Options{})
	candidates := func(sentences ...string) []candidate {
		var out []candidate
		for _, s := range sentences {
			out = append(out, candidate{Hit: index.Hit{Doc: an.Analyze(briefing.Article{Text: s})}})
		}
		return out
	}
	for _, c := range []struct {
		sentences []string
		want      int
	}{
		{[]string{"Nine people have died in the fire, Ada Orr said.", "Twelve people have died in the fire, Ada Orr said."}, 2},
		{[]string{"Nine people have died in the fire, Ada Orr said.", "Nine people died in the fire, Ada Orr said."}, 1},
		{[]string{"The bridge of Holm has opened again, Ada Orr said.", "The bridge of Holm opened again, Ada Orr said."}, 1},
		{[]string{"The bridge of Holm has opened again.", "Nine people have died in the fire, Ada Orr said."}, 2},
		{[]string{"The tax is 18 crowns a litre.", "The tax is 24 crowns a litre.", "The tax is 18 crowns a litre now."}, 2},
	} {
		if got := len(distinct(candidates(c.sentences...))); got != c.want {
			t.Errorf("%q: %d are distinct; want %d", c.sentences, got, c.want)
		}
	}
}
