package slack

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack/socketmode"
)

// inFlight is how long before a connection broke an acknowledgement may have been on its way. The SDK
// drops one that it was just writing; Slack would tell the user that the app did not answer.
const inFlight = time.Second

// acks sends one client's acknowledgements, and those that a broken connection may have swallowed once
// more over the next. Slack knows an envelope that is acknowledged twice by its id.
type acks struct {
	client *socketmode.Client
	now    func() time.Time

	mu    sync.Mutex
	sent  []ack
	broke time.Time // when there was no connection any more; zero while there is one
}

// ack is an acknowledgement and when it was sent.
type ack struct {
	id      string
	payload any
	at      time.Time
}

// send acknowledges an envelope.
func (a *acks) send(ctx context.Context, id string, payload any) error {
	a.mu.Lock()
	if a.broke.IsZero() {
		a.forget(a.now())
	}
	a.sent = append(a.sent, ack{id, payload, a.now()})
	a.mu.Unlock()
	return a.client.AckCtx(ctx, id, payload)
}

// forget drops what was surely written by now.
func (a *acks) forget(now time.Time) {
	for len(a.sent) > 0 && now.Sub(a.sent[0].at) > inFlight {
		a.sent = a.sent[1:]
	}
}

// follow takes notice of the connection's ends, and sends again when there is one.
func (a *acks) follow(ctx context.Context, event socketmode.Event) error {
	a.mu.Lock()
	var again []ack
	switch event.Type {
	case socketmode.EventTypeConnecting:
		if a.broke.IsZero() {
			a.broke = a.now()
			a.forget(a.broke)
		}
	case socketmode.EventTypeConnected:
		again, a.sent, a.broke = a.sent, nil, time.Time{}
	}
	a.mu.Unlock()
	for _, x := range again {
		if err := a.client.AckCtx(ctx, x.id, x.payload); err != nil {
			return err
		}
	}
	return nil
}
