package briefing

import "context"

// Prompt is a request to a language model. Article text goes into Data only, never into
// Instructions.
type Prompt struct {
	Instructions string
	Data         []string
	MaxWords     int
}

// Generator writes text from a prompt. It is optional: nil means that all text is extractive.
// What it writes is shown only after the same evidence check that extractive text passes.
type Generator interface {
	// Model names the model, for the record.
	Model() string
	// Generate returns the model's text, or an error after which the extractive text is used.
	Generate(ctx context.Context, p Prompt) (string, error)
}
