package briefing

import "errors"

// Errors by meaning. Callers test for them with errors.Is.
var (
	// ErrNotFound says that the corpus has no such article or revision.
	ErrNotFound = errors.New("not found")
	// ErrEmpty says that there is nothing to read or to tell from: no article at all.
	ErrEmpty = errors.New("no articles")
	// ErrEvidence says that a text is not carried by the quotes it cites.
	ErrEvidence = errors.New("not carried by its quotes")
	// ErrUnreadable says that an input could not be read as articles.
	ErrUnreadable = errors.New("unreadable")
)
