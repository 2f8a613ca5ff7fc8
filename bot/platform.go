package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"
)

// Platform is one place where people chat. Its methods are safe for concurrent use.
type Platform interface {
	// Name is the platform's short name, as it stands in Destination.Platform.
	Name() string
	// Listen takes commands and hands each to h in a goroutine of its own, until ctx ends; it
	// then waits for the handlers that run and returns nil. It reconnects on its own. It returns
	// an error only for what waiting cannot mend: a revoked token, a missing permission.
	// A command that the platform delivers twice is handed on once.
	Listen(ctx context.Context, h Handler) error
	// Split cuts a message into parts that each fit the platform's limits, in the order in which
	// they are to be sent. It is pure: the same message gives the same parts. A message that fits
	// is its only part. Nothing is dropped without a word: what cannot be shown is counted.
	Split(m Message) []Part
	// Send posts one part. The error is a *SendError. Sending the same Key twice is harmless only
	// where the platform says so; the caller decides by SendError.Ambiguous, Finder and its ledger.
	Send(ctx context.Context, p Post) (MessageRef, error)
}

// Post is one part on its way.
type Post struct {
	// Key is unique to this part of this delivery and the same at every attempt.
	Key string
	To  Destination
	// ReplyTo is the message in whose thread the part goes; zero for a message of its own.
	ReplyTo MessageRef
	Message Message
}

// Part is a piece of a message that fits the platform's limits.
type Part struct {
	Message Message `json:"message"`
	// Reply says that the part belongs in the thread of the first part, where there are threads.
	Reply bool `json:"reply,omitempty"`
}

// Editor is the ability to change a message that was sent.
type Editor interface {
	// Edit replaces the message. The error is a *SendError.
	Edit(ctx context.Context, ref MessageRef, m Message) error
}

// Finder is the ability to tell whether a part was posted, after its outcome became unknown.
type Finder interface {
	// Find looks for a post with the key at the destination. found is true only with its ref.
	// An error says that it cannot be told now; a *SendError with ReasonForbidden, that it never can.
	Find(ctx context.Context, to Destination, key string) (ref MessageRef, found bool, err error)
}

// Deduper is the ability to drop a post whose key was posted a short while ago.
type Deduper interface {
	// Remembers is for how long after a send the same Key is safe to send again.
	Remembers() time.Duration
}

// Checker is the ability to tell what the bot lacks in one place.
type Checker interface {
	// CheckAt says what keeps the bot from posting there, one problem with its remedy a line; nothing
	// means that all is well, as far as it can be told. The error says that it could not be told.
	CheckAt(ctx context.Context, to Destination) ([]string, error)
}

// Tenanted is the ability to tell whose messages the platform's token sends: several programs with
// different tokens may share a Store, and each leaves the others' orders alone.
type Tenanted interface {
	// Account names whom the token speaks for, the same after it was renewed. It asks once and then
	// remembers. The error is a *SendError.
	Account(ctx context.Context) (string, error)
	// Reaches reports whether the account can be at a destination: whether its tenant is the account's.
	Reaches(ctx context.Context, to Destination) (bool, error)
}

// Steward is the ability to tell who may decide for a channel, apart from a command that is given there.
type Steward interface {
	// Manages reports whether a user may schedule, follow and mute for a channel now.
	Manages(ctx context.Context, user string, to Destination) (bool, error)
}

// Limited is the ability to tell how many messages the platform takes in all; what each channel
// takes is about the same everywhere and needs no telling.
type Limited interface {
	// PerSecond is how many a second.
	PerSecond() float64
}

// Destination is a place on a platform. Nothing of one tenant is visible to another.
type Destination struct {
	Platform string `json:"platform"`
	Tenant   string `json:"tenant,omitempty"`  // workspace or server; empty in direct messages of some platforms
	Channel  string `json:"channel,omitempty"` // empty with User set: the direct messages with that user
	Thread   string `json:"thread,omitempty"`
	User     string `json:"user,omitempty"`
}

// Place names where something is delivered, however its tenant is known: the platform, the channel or the user, and the
// thread.
func (d Destination) Place() string {
	return strings.Join([]string{d.Platform, cmp.Or(d.Channel, "@"+d.User), d.Thread}, "/")
}

// String is the destination as a log and a status line show it.
func (d Destination) String() string {
	s := d.Platform
	for _, part := range []string{d.Tenant, d.Channel, d.Thread} {
		if part != "" {
			s += "/" + part
		}
	}
	if d.User != "" {
		s += "/@" + d.User
	}
	return s
}

// MessageRef is where a message that was sent can be found again. The zero value is no message.
type MessageRef struct {
	To Destination `json:"to"`
	ID string      `json:"id,omitempty"`
}

// IsZero reports whether r is no message.
func (r MessageRef) IsZero() bool { return r.ID == "" }

// Reason says why a send failed, in terms that decide what happens next.
type Reason string

// The reasons. ReasonGone, ReasonForbidden and ReasonInvalid are permanent. A refused token is not: it is
// the platform's trouble as a whole, no order's, and ends when the token is renewed.
const (
	ReasonRateLimited  Reason = "rate_limited" // wait RetryAfter
	ReasonUnavailable  Reason = "unavailable"  // the platform has trouble of its own; try again
	ReasonGone         Reason = "gone"         // channel deleted or archived, user left
	ReasonForbidden    Reason = "forbidden"    // not in the channel, a permission or scope is missing
	ReasonUnauthorized Reason = "unauthorized" // token revoked or wrong
	ReasonInvalid      Reason = "invalid"      // the platform refuses the message itself
	ReasonUnknown      Reason = "unknown"      // anything else
)

// SendError is why a part could not be sent, or may not have been.
type SendError struct {
	Reason Reason
	// RetryAfter is how long the platform asks to wait; 0 where it does not say.
	RetryAfter time.Duration
	// Ambiguous says that the platform may have accepted the part: a time-out after the request
	// was written, a connection lost before the reply.
	Ambiguous bool
	// Advice says to people what is wrong and what to do, in a sentence or two with their full stops,
	// where the platform knows better than the Reason says; or it is empty.
	Advice string
	// Code is the platform's own error code, for the log ("channel_not_found", "50001").
	Code string
	// Err is the cause; it never holds a token or a webhook address.
	Err error
}

// Error is for logs; people are told by reason.
func (e *SendError) Error() string {
	s := "send: " + string(e.Reason)
	if e.Code != "" {
		s += " (" + e.Code + ")"
	}
	if e.Ambiguous {
		s += ", may have arrived"
	}
	if e.Err != nil {
		s += fmt.Sprintf(": %v", e.Err)
	}
	return s
}

// Unwrap gives the cause.
func (e *SendError) Unwrap() error { return e.Err }

// Permanent says that trying again cannot help.
func (e *SendError) Permanent() bool {
	switch e.Reason {
	case ReasonGone, ReasonForbidden, ReasonInvalid:
		return true
	}
	return false
}
