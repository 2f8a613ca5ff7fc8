package summary

import (
	"testing"

	"pgregory.net/rapid"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// sentence draws a newspaper sentence of the outlet's own voice.
func sentence(t *rapid.T) string {
	pick := func(name string, options ...string) string { return rapid.SampledFrom(options).Draw(t, name) }
	return pick("opening", "", "But ", "Meanwhile, ", "PORT ANSEL (Coastal Wire) — ", "VELDEN — ") +
		pick("who", "Divers of the navy", "The council of Velden", "Eleven crews", "Harbour Bank") +
		pick("aside", "", " (founded in 1902)", " [pictured]") +
		pick("not", " did not close", " will not sell", " never reached", " lost", " may raise") +
		pick("count", " 14", " about 300", " 2.5 million", " seven") +
		pick("what", " boats", " houses in the old town", " kilometres of road") +
		pick("when", " on Tuesday", " in 2031", "") +
		pick("tail", "", ", after a storm", ", officials said", " if the rain goes on", ", a record for the island") + "."
}

func TestOfKeepsItsBudgetAndIsDeterministic(t *testing.T) {
	an := annotate.New(annotate.Options{})
	rapid.Check(t, func(t *rapid.T) {
		var docs []*text.Document
		for range rapid.IntRange(1, 3).Draw(t, "articles") {
			docs = append(docs, an.Analyze(article(sentence(t), sentence(t)+" "+sentence(t)+"\n"+sentence(t))))
		}
		words := rapid.IntRange(20, 60).Draw(t, "words")
		s := Of(an, docs, Options{Words: words})
		total := 0
		for _, p := range s.Points {
			total += countWords(p.Text)
		}
		if total > words && len(s.Points) > 1 {
			t.Fatalf("%d words, want at most %d", total, words)
		}
		again := Of(an, docs, Options{Words: words})
		if len(again.Points) != len(s.Points) || len(s.Points) > 0 && again.Points[0].Text != s.Points[0].Text {
			t.Fatalf("%+v, then %+v", s, again)
		}
		var articles []briefing.Article
		for _, d := range docs {
			articles = append(articles, d.Article)
		}
		for _, err := range evidence.CheckSummary(an, s, shelf(articles...)) {
			t.Error(err)
		}
	})
}
