package summary

import (
	"fmt"
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/text"
)

// BenchmarkOf tells a story of 30 articles of 60 sentences each.
func BenchmarkOf(b *testing.B) {
	an := annotate.New(annotate.Options{})
	var docs []*text.Document
	for k := range 30 {
		var body strings.Builder
		for i := range 60 {
			fmt.Fprintf(&body, "The council of Velden sold %d boats and %d houses near Port Ansel on Tuesday, and number %d will reduce its fleet, Ola Brandt said.\n", k+i, 2*i+k, i)
		}
		a := article(fmt.Sprintf("Council of Velden sells %d boats", k), body.String())
		a.ID, a.Source = briefing.ArticleID(fmt.Sprint(k)), fmt.Sprintf("Paper %d", k)
		docs = append(docs, an.Analyze(a))
	}
	b.ResetTimer()
	for b.Loop() {
		Of(an, docs, Options{})
	}
}
