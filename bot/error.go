package bot

import "errors"

// Error is something that people are told. Everything else that goes wrong is logged under a short
// reference, and the reference is what people are told.
type Error struct {
	// Code names the case for programs and tests ("unknown_zone").
	Code string
	// Message says what is wrong and what to do next, in a sentence or two.
	Message string
	// Field is the id of the form's field that is wrong, where the error is about one.
	Field string
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Errors by meaning. Callers test for them with errors.Is.
var (
	ErrNotFound = errors.New("not found")
	// ErrNoForm says that a form cannot be shown here.
	ErrNoForm = errors.New("no form here")
	// ErrLost says that a lease has lapsed and somebody else holds, or may hold, it: stop.
	ErrLost = errors.New("lease lost")
	// ErrTaken says that somebody else holds it, and may still be at work.
	ErrTaken = errors.New("held by another")
	// ErrDone says that it was done before.
	ErrDone = errors.New("already done")
	// ErrConflict says that somebody else changed it in between: read it again.
	ErrConflict = errors.New("changed meanwhile")
)
