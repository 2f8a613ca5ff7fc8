package bottest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"briefbot/bot"
)

// Platform is a platform that behaves as real ones do: it delivers, asks to wait, times out after it
// has accepted a message, fails for good, ends connections and delivers events again. What is left at
// zero does not happen. It is safe for concurrent use; its fields are set before it is used.
type Platform struct {
	// Called is its name; empty is "fake".
	Called string
	// Now is the clock.
	Now func() time.Time
	// Script holds the outcome of each send in order: nil delivers; an error is returned, and the
	// message is delivered all the same where it is ambiguous and Accepts is true. When the script
	// has ended, everything is delivered.
	Script []*bot.SendError
	// Accepts says that an ambiguous send has arrived.
	Accepts bool
	// Edits is Script for edits.
	Edits []*bot.SendError
	// Fails is what every send to a channel, or to the direct messages with a user, meets: by the
	// channel's or the user's id.
	Fails map[string]*bot.SendError
	// Rate and ChannelRate are how many messages a second it takes in all and in one channel; who
	// sends more is asked to wait.
	Rate, ChannelRate float64
	// Remembered is for how long a key that was posted is dropped when it comes again; 0 is never.
	Remembered time.Duration
	// PerPart is how many blocks a part holds; 0 is all.
	PerPart int

	mu       sync.Mutex
	sends    int
	edits    int
	posted   []Posted
	limiters map[string]*rate.Limiter
	events   *events
}

// Posted is a message that stands on the platform.
type Posted struct {
	bot.Post
	ID string
	At time.Time
	// Edited counts how often it was changed.
	Edited int
}

// Name is Called.
func (p *Platform) Name() string {
	if p.Called != "" {
		return p.Called
	}
	return "fake"
}

// Split makes a part of every PerPart blocks; all but the first go into the thread.
func (p *Platform) Split(m bot.Message) []bot.Part {
	if p.PerPart == 0 || len(m.Blocks) == 0 {
		return []bot.Part{{Message: m}}
	}
	var parts []bot.Part
	for _, run := range bot.Pack(m.Blocks, func(blocks []bot.Block) bool { return len(blocks) <= p.PerPart }) {
		part := m
		part.Blocks = run
		parts = append(parts, bot.Part{Message: part, Reply: len(parts) > 0})
	}
	return parts
}

// Send does what the script and the other fields say.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonUnavailable, Err: err}
	}
	failure := p.Fails[place(post.To)]
	if failure == nil {
		failure = p.wait(post.To)
	}
	if failure == nil {
		if p.sends < len(p.Script) {
			failure = p.Script[p.sends]
		}
		p.sends++
	}
	if failure != nil && !(failure.Ambiguous && p.Accepts) {
		return bot.MessageRef{}, failure
	}
	for _, old := range p.posted {
		if p.Remembered > 0 && old.Key == post.Key && p.Now().Sub(old.At) < p.Remembered {
			return bot.MessageRef{To: post.To, ID: old.ID}, nil
		}
	}
	done := Posted{Post: post, ID: fmt.Sprintf("m%d", len(p.posted)+1), At: p.Now()}
	p.posted = append(p.posted, done)
	if failure != nil {
		return bot.MessageRef{}, failure
	}
	return bot.MessageRef{To: post.To, ID: done.ID}, nil
}

// place is the id by which a destination's failures and limits are kept.
func place(to bot.Destination) string {
	if to.Channel == "" {
		return to.User
	}
	return to.Channel
}

// wait is what a send meets that comes too soon, or nil.
func (p *Platform) wait(to bot.Destination) *bot.SendError {
	now := p.Now()
	var taken []*rate.Reservation
	for key, limit := range map[string]float64{"": p.Rate, place(to): p.ChannelRate} {
		if limit == 0 {
			continue
		}
		if p.limiters[key] == nil {
			if p.limiters == nil {
				p.limiters = map[string]*rate.Limiter{}
			}
			p.limiters[key] = rate.NewLimiter(rate.Limit(limit), max(1, int(limit)))
		}
		r := p.limiters[key].ReserveN(now, 1)
		taken = append(taken, r)
		if off := r.DelayFrom(now); off > 0 {
			for _, t := range taken {
				t.CancelAt(now) // a refused message takes no turn
			}
			return &bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: off, Code: "429"}
		}
	}
	return nil
}

// Edit changes a message that stands there.
func (p *Platform) Edit(ctx context.Context, ref bot.MessageRef, m bot.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return &bot.SendError{Reason: bot.ReasonUnavailable, Err: err}
	}
	n := p.edits
	p.edits++
	var failure *bot.SendError
	if n < len(p.Edits) {
		failure = p.Edits[n]
	}
	if failure != nil && !(failure.Ambiguous && p.Accepts) {
		return failure
	}
	for i := range p.posted {
		if p.posted[i].ID == ref.ID {
			p.posted[i].Message = m
			p.posted[i].Edited++
			if failure != nil {
				return failure
			}
			return nil
		}
	}
	return &bot.SendError{Reason: bot.ReasonGone, Code: "message_not_found"}
}

// Delete takes a message away, as a moderator does.
func (p *Platform) Delete(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.posted {
		if p.posted[i].ID == id {
			p.posted[i].ID = ""
		}
	}
}

// Posted are the messages that were sent, as they stand now, oldest first.
func (p *Platform) Posted() []Posted {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Posted(nil), p.posted...)
}

// Deduping is a Platform that says for how long it drops a key that comes again.
type Deduping struct{ *Platform }

// Remembers is Platform.Remembered.
func (p Deduping) Remembers() time.Duration { return p.Remembered }

// Narrow is a Platform that takes fifty messages a second.
type Narrow struct{ *Platform }

// PerSecond is fifty.
func (Narrow) PerSecond() float64 { return 50 }

// Finding is a Platform whose messages can be looked up.
type Finding struct{ *Platform }

// Find looks for a key.
func (p Finding) Find(_ context.Context, to bot.Destination, key string) (bot.MessageRef, bool, error) {
	for _, done := range p.Posted() {
		if done.Key == key {
			return bot.MessageRef{To: to, ID: done.ID}, true, nil
		}
	}
	return bot.MessageRef{}, false, nil
}
