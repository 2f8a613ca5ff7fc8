package bottest

import (
	"context"
	"strconv"
	"sync"

	"briefbot/bot"
)

// events are what a Platform has to tell whoever listens. An event that was taken on a connection
// which then ends is delivered again on the next one, since the platform cannot know that it was heard.
type events struct {
	mu      sync.Mutex
	pending []bot.Command // not yet taken on a connection that still stands
	last    *bot.Command  // the last that was taken on this connection
	line    chan struct{} // closed when the connection ends
	more    chan struct{} // filled when there is something to take
	back    chan struct{} // closed when somebody is connected
}

// on gives the platform's events, made at first use.
func (p *Platform) on() *events {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.events == nil {
		p.events = &events{line: make(chan struct{}), more: make(chan struct{}, 1), back: make(chan struct{})}
	}
	return p.events
}

// Tell delivers a command to whoever listens. The same ID again is the same event, delivered again.
func (p *Platform) Tell(c bot.Command) {
	e := p.on()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.pending = append(e.pending, c)
	e.wake()
}

// Break ends the connection and returns when the listener is back. What it took last comes again.
func (p *Platform) Break() {
	e := p.on()
	e.mu.Lock()
	close(e.line)
	e.line, e.back = make(chan struct{}), make(chan struct{})
	if e.last != nil {
		e.pending = append([]bot.Command{*e.last}, e.pending...)
		e.last = nil
	}
	back := e.back
	e.mu.Unlock()
	<-back
}

func (e *events) wake() {
	select {
	case e.more <- struct{}{}:
	default:
	}
}

// connect gives the end of a new connection.
func (e *events) connect() <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	select {
	case <-e.back:
	default:
		close(e.back)
	}
	if len(e.pending) > 0 {
		e.wake()
	}
	return e.line
}

// take is the next event of a connection, or nothing when none is there or the connection has ended.
func (e *events) take(line <-chan struct{}) (c bot.Command, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	select {
	case <-line:
		return c, false
	default:
	}
	if len(e.pending) == 0 {
		return c, false
	}
	c, e.pending = e.pending[0], e.pending[1:]
	e.last = &c
	return c, true
}

// Listen takes events, connects again when its connection ends, and hands on each event once.
func (p *Platform) Listen(ctx context.Context, h bot.Handler) error {
	e := p.on()
	seen := bot.NewSeen(1000)
	var running sync.WaitGroup
	defer running.Wait()
	for line := e.connect(); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-line:
			line = e.connect()
		case <-e.more:
		}
		for c, ok := e.take(line); ok; c, ok = e.take(line) {
			if seen.First(c.ID) {
				running.Go(func() { _ = h.Handle(context.WithoutCancel(ctx), c, answer{p, c}) }) // its error was told already
			}
		}
	}
}

// answer posts what is replied where the command came from.
type answer struct {
	p *Platform
	c bot.Command
}

// Reply implements bot.Responder.
func (a answer) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return a.p.Send(ctx, bot.Post{Key: "re/" + a.c.ID + "/" + strconv.Itoa(len(a.p.Posted())), To: a.c.From, ReplyTo: a.c.Message, Message: m})
}

// Share implements bot.Responder.
func (a answer) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return a.Reply(ctx, m)
}

// Open implements bot.Responder: the fake shows no forms.
func (a answer) Open(context.Context, bot.Form) error { return bot.ErrNoForm }
