package briefing

import (
	"context"
	"time"
)

// PageKind tells how a RawPage's body is written.
type PageKind string

// The kinds of pages.
const (
	PageText     PageKind = "text"
	PageMarkdown PageKind = "markdown"
	PageHTML     PageKind = "html" // a whole page or a part of one, in the encoding that it declares itself
)

// RawPage is one page as its source has it, before anything was read in it, with what the source knows
// of it. What is not known is zero.
type RawPage struct {
	// Origin is the source's own name for the page, the same whenever it comes again.
	Origin string
	URL    string
	Title  string // in plain text
	Source string // the outlet
	// Published is when the source says that it was published, From how it knows.
	Published PubTime
	From      PublishedFrom
	Kind      PageKind
	Body      []byte
	// Instead is what the source itself says of the page, as Body is written: it is read where nothing can
	// be read in Body.
	Instead []byte
	// File is a file on this machine that holds the page, or many of them, in place of Body. Pages of
	// files come all together, whenever one of them has changed: how one is read can hang on the others.
	File string
	// Fetched is when the page was read.
	Fetched time.Time
}

// SourceState is what a source has to know of its earlier readings. It is opaque to all others, holds
// no secret, and stays readable to later versions. Empty means that nothing was read yet.
type SourceState []byte

// Reading is what one look at a source gave.
type Reading struct {
	// Pages are new or changed since the state that was given, oldest first where the source knows.
	Pages []RawPage
	// Next is the state after them, to be kept once the pages are stored.
	Next SourceState
	// Holds is how many pages the source holds now, or -1 where this look did not tell.
	Holds int
	// Problems are what could not be read beside the pages that could; each says what to do.
	Problems []error
	// Again is how long to wait until the next look; 0 leaves it to the caller.
	Again time.Duration
}

// Source is one place that pages come from: folders, a feed. It remembers nothing of what it read
// itself: that is the state, which the caller keeps, so that another process can go on from there.
// Who keeps a state only when its pages are stored loses no page; some may come twice.
// It is safe for concurrent use. briefingtest.TestSource is its specification in code.
type Source interface {
	// Name is what people call the source in lists and messages. It never changes and holds no secret.
	Name() string
	// Read looks for what is new or changed since the state. Where the source cannot be read at all it
	// returns an error that says what to do, and the Reading holds no page, but a state to be kept in
	// place of the one given where its Next is not nil, and Again where it matters when to come back.
	// A state that cannot be understood counts as empty. When ctx ends, so does Read, with ctx's error.
	Read(ctx context.Context, since SourceState) (Reading, error)
}
