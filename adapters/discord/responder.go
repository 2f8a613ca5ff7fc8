package discord

import (
	"context"
	"fmt"
	"sync/atomic"

	"briefbot/bot"
)

// postResponder answers what was said in a message, as a reply to it.
type postResponder struct {
	p *Platform
	c bot.Command
	m message      // what was said; zero where nothing was
	n atomic.Int64 // how many answers were given
}

// Reply implements bot.Responder.
func (r *postResponder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	if r.c.Message.IsZero() { // nobody said anything: the bot came into a server
		return r.answer(ctx, nil, m)
	}
	return r.answer(ctx, &replyTo{MessageID: r.c.Message.ID}, m)
}

// Whisper implements bot.Whisperer: a message's answer is seen by all, so that it goes to direct messages.
func (r *postResponder) Whisper(ctx context.Context, m bot.Message) error {
	to := r.c.From
	if to.Tenant == "" {
		_, err := r.Reply(ctx, m)
		return err
	}
	_, err := r.p.post(ctx, bot.Destination{Platform: Name, User: r.c.Actor.ID}, nil, r.c.ID+"/whisper", m)
	return err
}

// Share implements bot.Responder.
func (r *postResponder) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	return r.answer(ctx, nil, m)
}

func (r *postResponder) answer(ctx context.Context, reply *replyTo, m bot.Message) (bot.MessageRef, error) {
	return r.p.post(ctx, r.c.From, reply, fmt.Sprintf("%s/%d", r.c.ID, r.n.Add(1)), m)
}

// Open implements bot.Responder: a message cannot open a form.
func (r *postResponder) Open(context.Context, bot.Form) error { return bot.ErrNoForm }

// post sends all parts of an answer; the first is the reply. Each has a nonce of its own, so that
// one of which Discord's answer was lost can be sent again.
func (p *Platform) post(ctx context.Context, to bot.Destination, reply *replyTo, key string, m bot.Message) (bot.MessageRef, error) {
	channel, err := p.channel(ctx, to)
	if err != nil {
		return bot.MessageRef{}, err
	}
	if to.Channel == "" {
		to.Channel = channel
	}
	var first bot.MessageRef
	for i, part := range p.Split(m) {
		out := body(part.Message, "")
		out.Nonce, out.EnforceNonce = nonce(fmt.Sprintf("%s/%d", key, i)), true
		if i == 0 {
			out.MessageReference = reply
		}
		var id string
		err := p.stubbornly(ctx, func() (err error) {
			id, err = p.create(ctx, channel, out)
			return err
		})
		if err != nil {
			return first, err
		}
		if first.IsZero() {
			first = bot.MessageRef{To: to, ID: id}
		}
	}
	return first, nil
}

// Below implements bot.Threader: it is a reply to the message, which has to stand there still.
func (r *interactionResponder) Below(ctx context.Context, message bot.MessageRef, m bot.Message) (bot.MessageRef, error) {
	m.Silent = true
	r.mu.Lock()
	key := fmt.Sprintf("%s/below/%d", r.c.ID, r.below)
	r.below++
	r.mu.Unlock()
	return r.p.post(ctx, r.c.From, &replyTo{MessageID: message.ID, FailIfNotExists: true}, key, m)
}
