package daily

import (
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// A headline that its outlet's system cut off ends where it says something whole.
func TestHeadlineSpan(t *testing.T) {
	for _, c := range []struct{ title, body, want string }{
		{"Orlo mill burns down - Velden Post", "", "Orlo mill burns down"},
		{"LIVE: Orlo mill burns down", "", "Orlo mill burns down"},
		{"Orlo council summons former mill owner Pia ...", "The council summons Pia Holm.", "Orlo council summons former mill owner"},
		{"Orlo council summons former mill owner Pia ...", "Pia spoke.", ""},
		{"Bread is 'good' or 'fair,' Orlo council says ...", "", "Bread is 'good' or 'fair,' Orlo council says"},
		{"Orlo opens its pool to children as young as ...", "", "Orlo opens its pool to children"},
		{"Orlo Rovers withdraw from the cup due to flu, sending Tamm ...", "Tamm United go on.", "Orlo Rovers withdraw from the cup due to flu"},
		{"School fees: Orlo weighing whether to extend the ...", "", ""},
		{"What the fire in Orlo means", "", ""},
		{"Orlo council shuts the old mill: What we know", "", "Orlo council shuts the old mill"},
		{"Ferry strike live updates: Crews walk out in Tamm", "", "Crews walk out in Tamm"},
		{"Mill fire in Orlo: How safe is the rest?", "", "Mill fire in Orlo"}, // no page's headline: it tells nothing
		{"At least nine hurt as Orlo mill burns", "", "At least nine hurt as Orlo mill burns"},
		{"At last Orlo smiles", "", ""},
		{"Ticket prices on the Orlo line could be as ...", "", ""},
	} {
		a := briefing.Article{Title: c.title, Text: c.body, Source: "Velden Post"}
		got := ""
		if start, end, ok := headlineSpan(a); ok {
			got = c.title[start:end]
		}
		if got != c.want {
			t.Errorf("%q gives %q, want %q", c.title, got, c.want)
		}
	}
}

// What stands before a teaser heads a story only where it holds a verb, also one that only its looks and its object show.
func TestHeadlineBeforeTeaser(t *testing.T) {
	an := annotate.New(annotate.Options{})
	for title, want := range map[string]bool{
		"Council invites Orlo and Tamm": true,
		"Heat wave grips the coast":     true,
		"Committee subpoenas Pia Holm":  true,
		"Pia Holm announces new record": true,
		"Former mayor Pia Holm":         false,
		"Mill fire in Orlo":             false,
		"Summer trips and late dinners": false,
	} {
		d := an.Analyze(briefing.Article{ID: "1", Title: title + ": What we know", Text: "Nothing happened."})
		if got := stands(d, 0, len(title)); got != want {
			t.Errorf("%q: %v", title, got)
		}
	}
}

func TestHeadlineParts(t *testing.T) {
	for title, want := range map[string]string{
		"Orlo mill burns down": "Orlo mill burns down",
		"Orlo fire: Mill burns down to the ground after gale": "Orlo fire: Mill burns down to the ground after gale|" +
			"Mill burns down to the ground after gale|Orlo fire: Mill burns down to the ground|Mill burns down to the ground",
		"Orlo mill burns down, council shuts the harbour": "Orlo mill burns down, council shuts the harbour|Orlo mill burns down",
		"Orlo pool opens to children as young as two":     "Orlo pool opens to children as young as two|Orlo pool opens to children",
	} {
		var got []string
		for _, s := range headlineParts(title, 0, len(title)) {
			got = append(got, title[s.start:s.end])
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q gives %q, want %q", title, g, want)
		}
	}
}

// Two stories whose titles differ in a figure only are one story that was taken for two.
func TestTitlesThatDifferInFigures(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Fire at Orlo mill kills 33", "Fire at Orlo mill kills 34", true},
		{"Fire at Orlo mill kills 33", "Fire at Tamm mill kills 34", false},
		{"Rents rise", "Rents rise", false},
	} {
		if got := sameButFigures(headStems(c.a), headStems(c.b)); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}
