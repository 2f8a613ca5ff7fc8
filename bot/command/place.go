package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"briefbot/bot"
)

// channel is where the command came from, without its thread and without who asked there.
func (q *request) channel() bot.Destination {
	to := q.From
	to.Thread = ""
	if to.Channel != "" {
		to.User = ""
	}
	return to
}

// myself is the asker's own place: the direct messages with the bot.
func (q *request) myself() bot.Destination {
	return bot.Destination{Platform: q.From.Platform, Tenant: q.From.Tenant, User: q.Actor.ID}
}

// direct says that the command came in direct messages. Where a platform's channels belong to
// tenants, its direct messages may belong to none.
func (q *request) direct() bool {
	return q.Via == bot.ViaDirect || q.From.Channel == "" || q.From.Tenant == "" && q.From.User != ""
}

// mine is the place that the asker may decide about: the channel, or for who may not, himself.
func (q *request) mine() bot.Destination {
	if q.Actor.CanManage && !q.direct() {
		return q.channel()
	}
	return q.myself()
}

// shownAt is the place that something is shown at: wishes about it that are made there hold for it. What the asker
// alone sees in a channel is his there.
func (q *request) shownAt() bot.Destination {
	at := q.From
	switch {
	case q.direct():
		return q.myself()
	case q.private():
		at.User = q.Actor.ID
	default:
		at.User = ""
	}
	return at
}

// shownID names what this command shows: from the event's own id, so that the same event gives the
// same; where the platform gives none, from the moment.
func (q *request) shownID() string {
	c := q.Command
	if c.ID == "" {
		c.ID = q.at.String()
	}
	return Reference(c)
}

// Reference names a command in logs: what it shows is kept under this name, and what it delivers out of
// turn is the slot of this name behind bot.OutOfTurn.
func Reference(c bot.Command) string {
	sum := sha256.Sum256([]byte(c.From.String() + "\x00" + c.ID + "\x00" + c.Message.ID))
	return hex.EncodeToString(sum[:9])
}

// shown finds what a button belongs to. Nothing of one tenant is shown to another.
func (q *request) shown(ctx context.Context, id string) (bot.Shown, error) {
	s, err := q.store.Shown(ctx, id)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return s, fmt.Errorf("reading what was shown: %w", err)
	}
	// What was sent to the asker alone may be pressed where direct messages belong to no tenant, and
	// what the configuration declared without one wherever it stands.
	mine := s.To.Channel == "" && s.To.User != "" && s.To.User == q.Actor.ID
	own := q.From.Tenant == "" && mine
	declared := s.To.Tenant == "" && (mine || s.To.Channel != "" && s.To.Channel == q.From.Channel)
	if err != nil || s.To.Platform != q.From.Platform || s.To.Tenant != q.From.Tenant && !own && !declared {
		return s, &bot.Error{Code: "forgotten", Message: "This is too old to look into. Ask again with /brief or /ask."}
	}
	return s, nil
}
