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
		"They want 5 to 7 million euros.":                                 "5e+06EUR; 7e+06EUR",
		"Between 40 and 60 thousand people marched.":                      "40000; 60000 peopl",
		"It fell to CHF 40 and 12 zlotys.":                                "40CHF; 12PLN",
		// Any sign, code or word before or behind.
		"It cost HK$5m, NZ$7 million, R$9bn and US$3.":                     "5e+06HKD; 7e+06NZD; 9e+09BRL; 3USD",
		"It cost 5 €, 40 million € and ₹2 lakh crore.":                     "5EUR; 4e+07EUR; 2e+12INR",
		"It cost Rs. 500 crore, Rs500 and SEK5m.":                          "5e+09INR; 500INR; 5e+06SEK",
		"It cost Ksh 5, RMB 7, 9 million kr and 40 renminbi.":              "5KES; 7CNY; 9e+06SEK; 40CNY",
		"It cost 5 million Danish kroner, or 9 Hong Kong dollars.":         "5e+06DKK; 9HKD",
		"It cost 7 Pakistani rupees, 5 U.S. dollars and 2 Swiss francs.":   "7PKR; 5USD; 2CHF",
		"It cost $1.5B, then $1.5 T and $500K.":                            "1.5e+09USD; 1.5e+12USD; 500000USD",
		"Es kostet 3 Millionen Euro, danach 3,2 Mrd. Kronen und 2.345.678": "3e+06EUR; 3.2e+09 kronen; 2.345678e+06",
		"It cost 1 234 567 euros on March 3.":                              "1.234567e+06EUR",
		// Ranges share their unit.
		"It cost $5-7 million, or from 3 to 4 percent.":              "5e+06USD; 7e+06USD; 3%; 4%",
		"It costs between 5 and 7 million euros, they said.":         "5e+06EUR; 7e+06EUR",
		"It costs between £5m and £7m, and 3 men died.":              "5e+06GBP; 7e+06GBP; 3 men",
		"It cost $5 and 7 men died.":                                 "5USD; 7 men",
		"Half a dozen boats and half a million people left.":         "6 boat; 500000 peopl",
		"A quarter of a million people and a half-million cows.":     "250000 peopl; 500000 cow",
		"Two and a half million people left, 3½ percent of them.":    "2.5e+06 peopl; 3.5%",
		"A dozen eggs, tens of thousands of cows, scores of people.": "12 egg; +20000 cow; +40 peopl",
		"Brun scores and counts.":                                    "",
		"A few hundred people, 300-odd cows and 400+ hens left.":     "~300 peopl; ~300 cow; +400 hen",
		"It rose 0.5 percentage points, or 25 basis points.":         "0.5pp; 25bp",
		"It is 5km long, 12m high and cost $12m.":                    "5km; 12m high; 1.2e+07USD",
		// Ages are of years, and count nothing.
		"A 40-year-old man, a girl aged 9 and a dog.":                "40years; 9years",
		"Ana Brun, 40, and the driver, 51, died; she is 3 years old": "40years; 51years; 3years",
		"Ana Brun, 3 men and a boy left after 40 years.":             "3 men; 40 year",
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
