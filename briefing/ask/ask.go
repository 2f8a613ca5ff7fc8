package ask

import (
	"context"

	"briefbot/briefing"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// Options tunes an Answerer. The zero value is the default.
type Options struct {
	// MinConfidence is the estimated probability below which there is no answer; 0 means the
	// calibrated default.
	MinConfidence float64
}

// Answerer answers questions. It is safe for concurrent use.
type Answerer struct {
	an      *text.Analyzer
	ix      *index.Index
	options Options
}

// New returns an Answerer over an index.
func New(an *text.Analyzer, ix *index.Index, o Options) *Answerer {
	return &Answerer{an: an, ix: ix, options: o}
}

// Ask answers q. A question that cannot be answered is no error: its Status says so. The error is
// for an empty or overlong question and for a cancelled context.
func (a *Answerer) Ask(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	return briefing.Answer{ID: q.ID, Question: q.Text, Status: briefing.NoAnswer}, nil
}
