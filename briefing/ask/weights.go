package ask

import (
	"embed"

	"briefbot/briefing/rank"
)

// Files of weights; go run ./cmd/fit ask writes them.
//
//go:embed weights/rank.json weights/refusal.json
var weights embed.FS

// RankFeatures names what is weighed of a sentence as an answer, in the order of the vectors.
var RankFeatures = rank.Features{
	"own", "next", "head", "article", "rank", "names", "focus", "typed", "near", "pairs", "fresh", "stale", "time",
	"lead", "heading", "asks", "short", "long", "dangling", "speaker", "cue", "role", "side", "new", "echo", "miss",
	"vote", "matter", "about", "deed",
}

// RefusalFeatures names what is weighed for there being an answer at all.
var RefusalFeatures = rank.Features{
	"own", "held", "rank", "names", "typed", "near", "focus", "pairs", "fresh", "stale", "margin", "support", "length",
	"unknown", "type-miss", "role-miss", "role-hit", "speaker-miss", "time-miss", "side", "article", "vote", "matter",
	"loose", "rival", "deed-miss", "absent",
}

// rankModel orders the candidates; refusalModel estimates whether the best of them answers.
var (
	rankModel    = rank.Embed(weights, "weights/rank.json", RankFeatures)
	refusalModel = rank.Embed(weights, "weights/refusal.json", RefusalFeatures)
)

// Models are the room's models, for measurements.
func Models() []*rank.Embedded { return []*rank.Embedded{rankModel, refusalModel} }
