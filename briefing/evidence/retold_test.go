package evidence

import (
	"strings"
	"testing"

	"briefbot/briefing/annotate"
)

// A headline that two sentences of a whole article tell is evidence though neither is as bare as it; not where one
// of them takes it back, gives another figure or tells it as a plan only.
func TestHeadlineRetold(t *testing.T) {
	const title = "Velden bank raises its lending rate to 4 percent"
	const rest = "\nLoans grew in spring. Shops in Orlo were full. The port was open. Fish was cheap. Nobody expected rain."
	const lead = "The Velden bank, in its first move since the flood, raised its lending rate to 4 percent, a step that traders had feared."
	an := annotate.New(annotate.Options{})
	for _, c := range []struct {
		name, body string
		ok         bool
	}{
		{"told twice", lead + "\nThe bank raised the rate as bread became dear." + rest, true},
		{"told once, with more", lead + rest, false},
		{"taken back", lead + "\nThe report that the bank raised the rate was a hoax." + rest, false},
		{"another figure", strings.Replace(lead, "4 percent", "3 percent", 1) + "\nThe bank raised the rate as bread became dear." + rest, false},
		{"not done", strings.Replace(lead, "raised", "may raise", 1) + "\nThe bank did not raise the rate in spring." + rest, false},
		{"a short page", lead + "\nThe bank raised the rate as bread became dear.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if h, ok := Headline(an.Analyze(article(title, c.body))); ok != c.ok || ok && h.Text != title {
				t.Errorf("%q, %v", h.Text, ok)
			}
		})
	}
}
