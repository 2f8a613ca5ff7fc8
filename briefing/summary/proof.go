package summary

import (
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
)

// What is proven stands in package evidence; these are its names as they are known here.
type (
	// Article gives the revision of an article that a citation names, or an error.
	Article = evidence.Article
	// Document gives the revision of an article that a citation names, read, or an error.
	Document = evidence.Document
)

// The makers and checks of package evidence.
var (
	PointOf       = evidence.Make
	CheckCitation = evidence.CheckCitation
	CheckPoint    = evidence.CheckPoint
	CheckSummary  = evidence.CheckSummary
	CheckBriefing = evidence.CheckBriefing
	CheckStory    = evidence.CheckStory
	CheckAnswer   = evidence.CheckAnswer
	SameWords     = evidence.SameWords
	Toll          = claim.Toll
	Repeats       = claim.Repeats
	Nearest       = claim.Nearest
)
