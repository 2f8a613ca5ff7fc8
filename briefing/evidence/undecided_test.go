package evidence

import (
	"strings"
	"testing"

	"briefbot/briefing/annotate"
)

// A sentence whose surname, he or she may mean one of two is no point, alone or with the one before it; one whose
// article leaves no doubt is.
func TestWhoMayBeOneOfTwoIsNoPoint(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		text, words string // the words that no point may hold, or with "+" that one has to
	}{
		{"Police chief Ada Born defended the raid. The dead man, Sven Born, was unarmed, his widow said. Born was shot, a doctor said.", "shot"},
		{"Marta Holz sold her half of the firm. Her sister Greta Holz kept hers. Holz said she would burn the place down.", "burn"},
		{"Marta Holz sold her half of the firm. Her sister Greta Holz kept hers. Greta Holz said she would burn the place down.", "+burn"},
		{"Cyclist Karl Lund was hit by a lorry driven by Otto Krull in Velden. Police said he had been drunk.", "drunk"},
		{"Cyclist Finn Lund was hit by a lorry driven by Ida Krull in Velden. Police said he had been drunk.", "+drunk"},
		{"Karl Lund fought Otto Krull in Velden on Tuesday. He was fined 900 crowns.", "fined"},
		{"Karl Lund was caught in Velden on Tuesday. He was fined 900 crowns.", "+fined"},
		{"Minister Karl Lund met former minister Otto Krull on Tuesday. Krull left office in March. He said he would sue.", "sue"},
		{"Karl Lund, 61, and his son Karl Lund Jr. were jailed for nine years by a court in Velden. Lund wept as the verdict was read.", "wept"},
		{"Karl Lund was jailed in Velden on Tuesday. Lund wept as the verdict was read.", "+wept"},
		{"Brothers Karl Lund and Otto Lund own the mill in Velden. Mr Lund was fined 900 crowns on Tuesday.", "fined"},
		{"Karl Lund and his wife Ida Lund own the mill in Velden. Mrs Lund was fined 900 crowns on Tuesday.", "+fined"},
		{"Karl Lund owns the mill in Velden. Lund was fined in March. His brother Otto Lund left. Karl Lund stayed. Lund sold the mill.",
			"+sold"},
	} {
		d, held := an.Analyze(article("", c.text)), ""
		for i := range d.Sentences {
			if p, _, ok := Make(an, d, i); ok {
				held += p.Text + "\n"
			}
		}
		if words, must := strings.CutPrefix(c.words, "+"); strings.Contains(held, words) != must {
			t.Errorf("%q is told as\n%s", c.text, held)
		}
	}
}
