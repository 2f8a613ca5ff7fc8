package bottest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"briefbot/bot"
)

// Platform is a platform that behaves as real ones do: it delivers, asks to wait, times out after it
// has accepted a message, and fails for good, as its script says. It is safe for concurrent use.
type Platform struct {
	// Now is the clock.
	Now func() time.Time
	// Script holds the outcome of each send in order: nil delivers; an error is returned, and the
	// message is delivered all the same where it is ambiguous and Accepts is true. When the script
	// has ended, everything is delivered.
	Script []*bot.SendError
	// Accepts says that an ambiguous send has arrived.
	Accepts bool
	// Remembered is for how long a key that was posted is dropped when it comes again; 0 is never.
	Remembered time.Duration
	// PerPart is how many blocks a part holds; 0 is all.
	PerPart int

	mu     sync.Mutex
	sends  int
	posted []Posted
}

// Posted is a message that stands on the platform.
type Posted struct {
	bot.Post
	ID string
	At time.Time
}

// Name is "fake".
func (p *Platform) Name() string { return "fake" }

// Listen waits until ctx ends.
func (p *Platform) Listen(ctx context.Context, _ bot.Handler) error {
	<-ctx.Done()
	return nil
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

// Send does what the script says.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageRef, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonUnavailable, Err: err}
	}
	var failure *bot.SendError
	if p.sends < len(p.Script) {
		failure = p.Script[p.sends]
	}
	p.sends++
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

// Posted are the messages that stand on the platform, oldest first.
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
