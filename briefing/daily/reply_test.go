package daily

import (
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/cluster"
	"briefbot/briefing/text"
)

// An accusation and what is answered to it are told together or not at all, whatever room there is.
func TestBothSidesOrNone(t *testing.T) {
	for _, c := range [][2]string{
		{"Pupils said teacher Otto Gram had hit a boy in Velden on Monday.", "Gram denied it."},
		{"A nurse, Ana Brun, said one man had died waiting for an operation in the Velden hospital.",
			"The ministry denied that anyone had died."},
		{"Guards beat inmate Ivo Marr in Orlo prison on Monday, his lawyer said.", "The prison said Marr had fallen down the stairs."},
		{"The Tribune reported on Monday that mayor Ida Holm had sold a bridge to a firm.", "Holm said she would sue."},
		{"An inquiry report says guards in Orlo beat inmates for years.", "The governor called the report a novel."},
	} {
		a := article("Post", "News of the day", c[0]+"\n"+c[1], noon.Add(-2*time.Hour))
		an := annotate.New(annotate.Options{})
		docs := []*text.Document{an.Analyze(a)}
		e := Build(an, docs, cluster.Stories(docs, cluster.Options{}), Request{AsOf: noon, Window: window})
		for words := 10; words <= 80; words += 5 {
			b := e.Tailor(nil, briefing.Preferences{}, words)
			prove(t, b, a)
			var told strings.Builder
			for _, s := range b.Stories {
				for _, p := range s.Points {
					told.WriteString(p.Text + " ")
				}
			}
			if len(b.Stories) == 0 || strings.Contains(told.String(), c[0]) && !strings.Contains(told.String(), c[1]) {
				t.Errorf("%d words, want both sides or none: %s", words, told.String())
			}
		}
	}
}
