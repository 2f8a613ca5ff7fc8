package slack

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// responder answers one command.
type responder struct {
	p     *Platform
	in    inbound
	until time.Time // the end of the response_url

	mu   sync.Mutex
	used int // of the response_url
}

func (p *Platform) responder(in inbound) *responder {
	return &responder{p: p, in: in, until: p.options.Now().Add(responseLife)}
}

// Reply implements bot.Responder. What came with a response_url is answered there, privately where
// the message asks for it; once that is used up, privately in the channel. What was said in a
// channel is answered in its thread.
func (r *responder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	if r.in.responseURL == "" {
		return r.Share(ctx, m)
	}
	private := m.Private || r.in.command.Via == bot.ViaSlash
	if !private {
		return r.Share(ctx, m)
	}
	for _, part := range r.p.Split(m) {
		err := error(errUsed)
		if r.use() {
			err = r.answer(ctx, slack.ResponseTypeEphemeral, part.Message)
		}
		if errors.Is(err, errUsed) {
			err = r.p.whisper(ctx, r.in.command.From, part.Message)
		}
		if err != nil {
			return bot.MessageRef{}, err
		}
	}
	return bot.MessageRef{}, nil
}

// errUsed says that a response_url takes no more answers.
var errUsed = &bot.SendError{Reason: bot.ReasonGone, Code: "used_url", Err: errors.New("the command can no longer be answered")}

func (r *responder) use() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used++
	return r.used <= maxResponses && r.p.options.Now().Before(r.until)
}

// answer posts to the response_url.
func (r *responder) answer(ctx context.Context, kind string, m bot.Message) error {
	no := false
	err := slack.PostWebhookCustomHTTPContext(ctx, r.in.responseURL, r.p.http, &slack.WebhookMessage{
		Text: fallbackText(m), Blocks: &slack.Blocks{BlockSet: blocks(m)}, ResponseType: kind,
		ThreadTimestamp: r.in.command.From.Thread, UnfurlLinks: &no, UnfurlMedia: &no,
	})
	var status slack.StatusCodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &status) && status.Code == http.StatusNotFound:
		return errUsed
	}
	return sendError(err)
}

// whisper posts to one user in a channel; nobody else sees it.
func (p *Platform) whisper(ctx context.Context, to bot.Destination, m bot.Message) error {
	post := options(m)
	if to.Thread != "" {
		post = append(post, slack.MsgOptionTS(to.Thread))
	}
	if _, err := p.api.PostEphemeralContext(ctx, to.Channel, to.User, post...); err != nil {
		return sendError(err)
	}
	return nil
}

// Share implements bot.Responder. Where the bot is not in the channel, the response_url still is.
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
		var e *bot.SendError
		if errors.As(err, &e) && (e.Reason == bot.ReasonForbidden || e.Reason == bot.ReasonGone) && r.in.responseURL != "" && r.use() {
			err = r.answer(ctx, slack.ResponseTypeInChannel, part.Message)
		}
		if err != nil {
			return first, err
		}
		if first.IsZero() {
			first = ref
		}
	}
	return first, nil
}

// Open implements bot.Responder: questions are asked in words.
func (r *responder) Open(context.Context, bot.Form) error { return bot.ErrNoForm }
