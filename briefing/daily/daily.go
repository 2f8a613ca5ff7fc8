package daily

import (
	"time"

	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Request says what an Edition is for.
type Request struct {
	AsOf   time.Time
	Window briefing.Window
	// Topics limits the edition to stories that match one of these; none means everything.
	Topics []string
	// Coverage carries what the caller knows of its inputs (Feeds, Failing); the rest is counted here.
	Coverage briefing.Coverage
}

// Edition is a window's ranked candidates. It is immutable and safe for concurrent use.
type Edition struct {
}

// Build ranks the stories of a window. docs are the corpus' documents (older ones too: they are
// what makes a story old) and stories their grouping.
func Build(an *text.Analyzer, docs []*text.Document, stories []briefing.Story, r Request) *Edition {
	return &Edition{}
}

// Tailor selects from the edition for one destination. words is the length of all points together;
// 0 means 300. The result's stories carry the Facts to record once they have been sent.
func (e *Edition) Tailor(told briefing.Told, p briefing.Preferences, words int) briefing.Briefing {
	return briefing.Briefing{}
}
