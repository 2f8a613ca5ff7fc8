package summary

import (
	"briefbot/briefing"
	"briefbot/briefing/text"
)

// Article gives the revision of an article that a citation names, or an error.
type Article func(id briefing.ArticleID, r briefing.Revision) (briefing.Article, error)

// CheckCitation proves that c's quote stands in its article's text at its range under its hash.
// The error says what is wrong, in words for a reader.
func CheckCitation(c briefing.Citation, article Article) error { return nil }

// CheckPoint proves that p can be obtained from the quotes it cites by deletions alone, that what
// was deleted changes neither who speaks, nor a negation, nor a number, and that its frame names
// the speaker that the articles themselves give. The error wraps briefing.ErrEvidence.
func CheckPoint(an *text.Analyzer, p briefing.Point, citations []briefing.Citation, article Article) error {
	return nil
}

// CheckBriefing and CheckAnswer prove all of a briefing or an answer; they return every fault found.
func CheckBriefing(an *text.Analyzer, b briefing.Briefing, article Article) []error { return nil }

// CheckAnswer proves all of an answer: see CheckBriefing.
func CheckAnswer(an *text.Analyzer, a briefing.Answer, article Article) []error { return nil }
