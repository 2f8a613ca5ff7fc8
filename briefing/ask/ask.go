package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/index"
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

// MaxQuestion is the longest question, in bytes, that is read. Chat platforms send a few thousand
// characters at most; a longer text is no question.
const MaxQuestion = 12000

// Errors of Ask, by meaning.
var (
	// ErrEmpty says that there is no word in the question.
	ErrEmpty = errors.New("the question is empty: ask something like \"What did the minister say about the talks?\"")
	// ErrTooLong says that the question is longer than MaxQuestion.
	ErrTooLong = fmt.Errorf("the question is too long: ask in at most %d characters", MaxQuestion)
)

// Options tunes an Answerer. The zero value is the default.
type Options struct {
	// MinConfidence is the estimated probability below which there is no answer; 0 means the
	// calibrated default.
	MinConfidence float64
	// Rank and Refusal are the models; nil means the fitted ones. Fits and ablations set them.
	Rank, Refusal *rank.Model
}

// Answerer answers questions. It is safe for concurrent use.
type Answerer struct {
	an      *annotate.Analyzer
	ix      *index.Index
	options Options
}

// New returns an Answerer over an index.
func New(an *annotate.Analyzer, ix *index.Index, o Options) *Answerer {
	if o.Rank == nil {
		o.Rank = rankModel.Model()
	}
	if o.Refusal == nil {
		o.Refusal = refusalModel.Model()
	}
	if o.MinConfidence == 0 {
		o.MinConfidence = o.Refusal.Threshold
	}
	return &Answerer{an: an, ix: ix, options: o}
}

// Ask answers q. A question that cannot be answered is no error: its Status says so. The error is
// for an empty or overlong question (ErrEmpty, ErrTooLong) and for a cancelled context.
func (a *Answerer) Ask(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	q.Text = clean(q.Text)
	switch {
	case q.Text == "":
		return briefing.Answer{}, ErrEmpty
	case len(q.Text) > MaxQuestion:
		return briefing.Answer{}, ErrTooLong
	}
	if two := parts(q.Text); two != nil {
		return a.askTwo(ctx, q, two)
	}
	r := a.read(q)
	if !slices.ContainsFunc(r.sentence.Tokens, func(t text.Token) bool { return t.Word }) {
		return briefing.Answer{}, ErrEmpty
	}
	if r.digests() {
		out := blank(&r)
		a.digest(&out, &r)
		return out, ctx.Err()
	}
	candidates, err := a.candidates(ctx, &r)
	if err != nil {
		return briefing.Answer{}, fmt.Errorf("ask: %w", err)
	}
	return a.answer(&r, candidates), nil
}

// askTwo answers the two questions in one; the first is the second's context.
func (a *Answerer) askTwo(ctx context.Context, q briefing.Question, two []string) (briefing.Answer, error) {
	first, second := q, q
	first.Text, second.Text = two[0], two[1]
	second.Context = append(slices.Clone(q.Context), two[0])
	x, err := a.Ask(ctx, first)
	if err != nil {
		return briefing.Answer{}, err
	}
	y, err := a.Ask(ctx, second)
	if err != nil {
		return briefing.Answer{}, err
	}
	return join(q, x, y), nil
}

// clean takes out of a question what no reader can see: control characters and broken bytes.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, " ")
	}
	s = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 {
			return ' '
		}
		return c
	}, s)
	return strings.TrimSpace(s)
}
