package when_test

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

func TestTimes(t *testing.T) {
	for s, want := range map[string]string{
		"He came on Monday.":                         "2031-04-14+1",
		"He will come on Monday.":                    "2031-04-21+1",
		"She said Friday that it will rain.":         "2031-04-11+1",
		"They met yesterday and will vote tomorrow.": "2031-04-15+1; 2031-04-17+1",
		"It was hit overnight.":                      "2031-04-15+2",
		"Last week it rained.":                       "2031-04-07+7",
		"It began on March 24, 2029.":                "2029-03-24+1",
		"It began on 24 March.":                      "2031-03-24+1",
		"It ended on Dec. 3.":                        "2030-12-03+1",
		"The court is to rule on June 2.":            "2031-06-02+1",
		"He won in 2014.":                            "2014-01-01+365",
		"In May it may rain.":                        "2030-05-01+31",
		"It opened three days ago.":                  "2031-04-13+1",
		"Written on 2031-03-30.":                     "2031-03-30+1",
		"On Tuesday, April 8, they left.":            "2031-04-08+1",
		"Next month they will return.":               "2031-05-01+31",
		"They may march.":                            "",
		"The council heard the baker June Marr.":     "",
	} {
		var got []string
		for _, x := range dated(s).Sentences[0].Times {
			got = append(got, fmt.Sprintf("%s+%d", x.From.Format(time.DateOnly), int(x.To.Sub(x.From).Hours()/24)))
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s\n%s", s, diff)
		}
	}
}

func TestTimesWithoutADate(t *testing.T) {
	s := analyze("He left on Monday and came back on March 3, 2029.").Sentences[0]
	if len(s.Times) != 2 || !s.Times[0].From.IsZero() || s.Times[1].From.Year() != 2029 {
		t.Errorf("got %+v", s.Times)
	}
}

func analyze(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s})
}

func dated(s string) *text.Document {
	return annotate.New(annotate.Options{}).Analyze(briefing.Article{Text: s, Published: briefing.PubTime{Time: someDay}})
}

// someDay is a Wednesday.
var someDay = time.Date(2031, 4, 16, 9, 30, 0, 0, time.UTC)
