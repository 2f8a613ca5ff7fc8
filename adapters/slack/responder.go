package slack

import (
	"context"
	"errors"
	"sync"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// responder answers one command.
type responder struct {
	p  *Platform
	in inbound

	mu   sync.Mutex
	used int // of the response_url
}

func (p *Platform) responder(in inbound) *responder { return &responder{p: p, in: in} }

// Reply implements bot.Responder. What came with a response_url is answered there, privately where
// the message asks for it; what was said in a channel is answered in its thread.
func (r *responder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	if r.in.responseURL == "" {
		return r.Share(ctx, m)
	}
	kind := slack.ResponseTypeInChannel
	if m.Private || r.in.command.Via == bot.ViaSlash {
		kind = slack.ResponseTypeEphemeral
	}
	for _, part := range r.p.Split(m) {
		if !r.use() {
			return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonGone, Code: "used_url", Err: errors.New("Slack takes five answers to a command; ask again")}
		}
		set := slack.Blocks{BlockSet: blocks(part.Message)}
		no := false
		err := slack.PostWebhookCustomHTTPContext(ctx, r.in.responseURL, r.p.http, &slack.WebhookMessage{
			Text: fallbackText(part.Message), Blocks: &set, ResponseType: kind, UnfurlLinks: &no, UnfurlMedia: &no,
		})
		if err != nil {
			return bot.MessageRef{}, sendError(err)
		}
	}
	return bot.MessageRef{}, nil
}

func (r *responder) use() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used++
	return r.used <= maxResponses
}

// Share implements bot.Responder.
func (r *responder) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	to := r.in.command.From
	to.User = ""
	var first bot.MessageRef
	for _, part := range r.p.Split(m) {
		post := bot.Post{To: to, Message: part.Message}
		if part.Reply && to.Thread == "" {
			post.ReplyTo = first
		}
		ref, err := r.p.Send(ctx, post)
		if err != nil {
			return first, err
		}
		if first.IsZero() {
			first = ref
		}
	}
	return first, nil
}

// Open implements bot.Responder. Forms come with the modals; until then questions are asked in words.
func (r *responder) Open(context.Context, bot.Form) error { return bot.ErrNoForm }
