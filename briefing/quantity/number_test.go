package quantity_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"

	"github.com/google/go-cmp/cmp"
)

func TestNumbers(t *testing.T) {
	for s, want := range map[string]string{
		"More than 1,400 homes burned.":                                   "+1400 home",
		"At least two dozen people died, up to 30 by noon.":               "+24 peopl; -30",
		"About 40 percent of the voters stayed away.":                     "~40% voter",
		"It cost $3.5 million, or 3bn yen.":                               "3.5e+06USD; 3e+09JPY",
		"Twenty-five soldiers and three hundred thousand residents fled.": "25 soldier; 300000 resid",
		"Dozens of boats sank 12 miles off the coast.":                    "+24 boat; 12mi",
		"No more than 80 seats; no fewer than 5.":                         "-80 seat; +5",
		"The F-16 landed at 5 p.m. on March 3, 2031.":                     "",
		"One of them won 7.5 per cent.":                                   "7.5%",
		"Hundreds of thousands marched.":                                  "+200000 march",
		"Nobody knows which one.":                                         "",
		"The ring cost EUR 1.5bn, the port 300 million kroner.":           "1.5e+09EUR; 3e+08NOK",
		"It cost Rs 500 crore, or 20 lakh rupees a day.":                  "5e+09INR; 2e+06INR",
		"Der Tunnel kostet 12,5 Mio. Euro.":                               "1.25e+07EUR",
		"They want 5 to 7 million euros.":                                 "5e+06; 7e+06EUR",
		"Between 40 and 60 thousand people marched.":                      "40000; 60000 peopl",
		"It fell to CHF 40 and 12 zlotys.":                                "40CHF; 12PLN",
	} {
		var got []string
		for _, n := range dated(s).Sentences[0].Numbers {
			x := n.Bound + fmt.Sprint(n.Value) + n.Unit
			if n.Noun != "" {
				x += " " + n.Noun
			}
			got = append(got, x)
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s\n%s", s, diff)
		}
	}
}

func dated(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s, Published: briefing.PubTime{Time: someDay}})
}

// someDay is a Wednesday.
var someDay = time.Date(2031, 4, 16, 9, 30, 0, 0, time.UTC)
