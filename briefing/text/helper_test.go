package text

import (
	"briefbot/briefing"
)

func analyze(s string) *Document {
	return New(Options{}).Analyze(briefing.Article{Text: s})
}

func dated(s string) *Document {
	return New(Options{}).Analyze(briefing.Article{Text: s, Published: briefing.PubTime{Time: someDay}})
}
