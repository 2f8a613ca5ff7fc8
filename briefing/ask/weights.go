package ask

import (
	"embed"

	"briefbot/briefing/rank"
)

// Files of weights; go run ./cmd/fit ask writes them.
//
//go:embed weights/rank.json weights/refusal.json
var weights embed.FS

// rankModel orders the candidates; refusalModel estimates whether the best of them answers.
var (
	rankModel    = rank.Embed(weights, "weights/rank.json", RankFeatures)
	refusalModel = rank.Embed(weights, "weights/refusal.json", RefusalFeatures)
)

// Models are the room's models, for measurements.
func Models() []*rank.Embedded { return []*rank.Embedded{rankModel, refusalModel} }
