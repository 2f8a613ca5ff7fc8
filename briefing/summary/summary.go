package summary

import (
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Options tunes a summary. The zero value is the default.
type Options struct {
	Words int       // budget for the points' text; 0 means 80
	AsOf  time.Time // newer sentences are preferred relative to it; zero means the newest article
	// Known are what the reader was told before: sentences that say the same are not chosen.
	Known briefing.Told
	// CopyOf maps an article to the one it copies (cluster finds them): a copy is cited only
	// when its original does not carry the claim.
	CopyOf map[briefing.ArticleID]briefing.ArticleID
}

// Of tells the story of docs. Every point, title and side of a disagreement has passed Check.
// No documents, or none with a usable sentence, gives a summary without points.
func Of(an *text.Analyzer, docs []*text.Document, o Options) briefing.Summary {
	return briefing.Summary{}
}
