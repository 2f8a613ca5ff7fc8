package discord

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// postResponder answers what was said in a message, as a reply to it.
type postResponder struct {
	p *Platform
	c bot.Command
}

// Reply implements bot.Responder.
func (r *postResponder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return r.p.post(ctx, r.c.From, r.c.Message, m)
}

// Share implements bot.Responder.
func (r *postResponder) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return r.p.post(ctx, r.c.From, bot.MessageRef{}, m)
}

// Open implements bot.Responder: a message cannot open a form.
func (r *postResponder) Open(context.Context, bot.Form) error { return bot.ErrNoForm }

// post sends all parts of a message; the first is the reply.
func (p *Platform) post(ctx context.Context, to bot.Destination, reply bot.MessageRef, m bot.Message) (bot.MessageRef, error) {
	var first bot.MessageRef
	for _, part := range p.Split(m) {
		ref, err := p.Send(ctx, bot.Post{To: to, ReplyTo: reply, Message: part.Message})
		if err != nil {
			return first, err
		}
		if first.IsZero() {
			first = ref
		}
		reply = bot.MessageRef{}
	}
	return first, nil
}

// The interaction response type that is used:
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object
const (
	deferAnswer = 5 // show that the answer is being worked on
)

// interactionResponder answers an interaction. The first answer takes the place of the deferred one.
type interactionResponder struct {
	p              *Platform
	c              bot.Command
	id, token, app string
	until          time.Time
	limits         *discordgo.RateLimiter // an interaction's own: nobody else's answers wait for it

	mu       sync.Mutex
	answered bool
}

// deferred acknowledges the interaction. Slash answers are private until they are shared.
func (r *interactionResponder) deferred(ctx context.Context) error {
	type data struct {
		Flags int `json:"flags"`
	}
	response := struct {
		Type int  `json:"type"`
		Data data `json:"data"`
	}{deferAnswer, data{flagEphemeral}}
	return r.p.request(ctx, r.limits, http.MethodPost, discordgo.EndpointInteractionResponse(r.id, r.token), response, nil)
}

// Reply implements bot.Responder.
func (r *interactionResponder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	if !r.p.now().Before(r.until) {
		return bot.MessageRef{}, &bot.SendError{Reason: bot.ReasonGone, Code: "token_expired", Err: errors.New("Discord takes answers for 15 minutes; ask again")}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var first bot.MessageRef
	for _, part := range r.p.Split(m) {
		out := body(part.Message, "")
		out.Flags |= flagEphemeral
		method, endpoint := http.MethodPost, discordgo.EndpointFollowupMessage(r.app, r.token)
		if !r.answered {
			method, endpoint = http.MethodPatch, discordgo.EndpointInteractionResponseActions(r.app, r.token)
			out.Flags &^= flagEphemeral | flagSilent // the deferred answer is private already, and an edit notifies nobody
		}
		var got posted
		if err := r.p.request(ctx, r.limits, method, endpoint, out, &got); err != nil {
			return first, err
		}
		r.answered = true
		if first.IsZero() {
			first = bot.MessageRef{To: r.c.From, ID: got.ID}
		}
	}
	return first, nil
}

// Share implements bot.Responder: it posts in the channel, for everybody.
func (r *interactionResponder) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return r.p.post(ctx, r.c.From, bot.MessageRef{}, m)
}

// Open implements bot.Responder. The interaction is deferred already; questions are asked in words.
func (r *interactionResponder) Open(context.Context, bot.Form) error { return bot.ErrNoForm }
