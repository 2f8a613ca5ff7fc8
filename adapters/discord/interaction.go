package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot"
)

// The interaction response types that are used:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
const (
	answerNow     = 4 // a message
	deferAnswer   = 5 // show that the answer is being worked on
	deferUpdate   = 6 // of a component: nothing is seen
	answerTyping  = 8 // suggestions
	answerWithAsk = 9 // a form
)

// deferAfter is how long an answer may take before the asker is shown that it is being worked on. A
// form can be the first response only, so that deferring at once would rule all forms out; what is at
// hand is answered at once within it; and the first response still comes within a tenth of a second.
const deferAfter = 50 * time.Millisecond

// firstWithin is how long the first response may take; Discord's own limit is three seconds:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
const firstWithin = 2800 * time.Millisecond

// stage is how far the first response to an interaction is.
type stage int

const (
	fresh    stage = iota
	deferred       // the asker sees that it is being worked on
	begun          // answered, or a form shown: what follows are follow-ups
)

// interactionResponder answers an interaction. It implements bot.Responder and bot.Refuser.
type interactionResponder struct {
	p              *Platform
	c              bot.Command
	id, token, app string
	from, until    time.Time
	private        bool                   // only the asker sees the answers; in direct messages nobody else is there
	limits         *discordgo.RateLimiter // an interaction's own: nobody else's answers wait for it
	form           string                 // of a submitted form: what it is kept under

	mu     sync.Mutex // held over requests, so that answers come in order
	stage  stage
	shared int // how often something was shared
	below  int // how often something was told below a message
}

func newInteractionResponder(p *Platform, i interaction, c bot.Command) *interactionResponder {
	now := p.now()
	_, _, ref := parseCustomID(i.Data.CustomID)
	return &interactionResponder{
		p: p, c: c, id: i.ID, token: i.Token, app: i.ApplicationID, from: now, until: now.Add(tokenLife),
		private: i.GuildID != "", limits: discordgo.NewRatelimiter(), form: ref,
	}
}

// serve runs the handler, and defers the answer where it takes longer than deferAfter.
func (r *interactionResponder) serve(ctx context.Context, handle func()) {
	over := make(chan struct{})
	var waiting sync.WaitGroup
	waiting.Go(func() {
		timer := time.NewTimer(r.p.deferAfter)
		defer timer.Stop()
		select {
		case <-over:
		case <-timer.C:
			r.deferNow(ctx)
		}
	})
	defer waiting.Wait()
	defer close(over)
	handle()
	r.tidy(ctx)
}

// deferNow shows the asker that the answer is being worked on, if nothing was answered yet.
func (r *interactionResponder) deferNow(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stage != fresh {
		return
	}
	if err := r.first(ctx, deferAnswer, deferral{r.flags(), mentions{Parse: []string{}}}, nil); err != nil && !isAcknowledged(err) {
		r.p.lg.Warn("discord interaction could not be acknowledged", "error", err)
		return
	}
	r.stage = deferred
}

// tidy ends an interaction of which the answer was shared and nothing else said: the asker is not
// left with a sign that something is being worked on. Where nothing at all was said it does nothing:
// the handler had nothing to say, or another replica says it.
func (r *interactionResponder) tidy(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shared == 0 || r.stage == begun {
		return
	}
	var err error
	if r.stage == fresh {
		kind := deferAnswer
		if r.c.Via == bot.ViaButton {
			kind = deferUpdate
		}
		err = r.first(ctx, kind, deferral{r.flags(), mentions{Parse: []string{}}}, nil)
		if kind == deferAnswer && err == nil {
			r.stage = deferred
		}
	}
	if r.stage == deferred {
		err = r.p.request(ctx, r.limits, http.MethodDelete, discordgo.EndpointInteractionResponseActions(r.app, r.token), nil, nil)
	}
	if err != nil {
		r.p.lg.Warn("discord interaction could not be ended", "error", err)
	}
}

func (r *interactionResponder) flags() int {
	if r.private {
		return flagEphemeral
	}
	return 0
}

// callback is a first response.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// deferral is the data of a first response that says nothing yet.
type deferral struct {
	Flags           int      `json:"flags"`
	AllowedMentions mentions `json:"allowed_mentions"`
}

// called is what Discord tells of a first response that is a message:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object
type called struct {
	Resource struct {
		Message posted `json:"message"`
	} `json:"resource"`
}

// first sends the first response. It is tried again while Discord still takes one; that one was
// taken although its answer was lost shows in the error of the next try.
func (r *interactionResponder) first(ctx context.Context, kind int, data, v any) error {
	endpoint := discordgo.EndpointInteractionResponse(r.id, r.token)
	if v != nil {
		endpoint += "?with_response=true"
	}
	unknown := false
	for rest := 50 * time.Millisecond; ; rest *= 2 {
		err := r.p.request(ctx, r.limits, http.MethodPost, endpoint, callback{kind, data}, v)
		if unknown && isAcknowledged(err) {
			return nil
		}
		var e *bot.SendError
		if err == nil || !errors.As(err, &e) || e.Permanent() {
			return err
		}
		unknown = unknown || e.Ambiguous
		wait := max(e.RetryAfter, rest)
		if r.p.now().Add(wait).Sub(r.from) > firstWithin || !pause(ctx, wait) {
			return err
		}
	}
}

// isAcknowledged reports whether an error says that the first response was given before.
func isAcknowledged(err error) bool {
	var e *bot.SendError
	return errors.As(err, &e) && e.Code == "40060"
}

// Reply implements bot.Responder. The first answer is the first response, or takes the place of the
// deferred one; further ones follow it. All are private until they are shared.
func (r *interactionResponder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var first bot.MessageRef
	for _, part := range r.p.Split(m) {
		id, err := r.say(ctx, body(part.Message, ""))
		if err != nil {
			return first, err
		}
		if first.IsZero() {
			first = bot.MessageRef{To: r.c.From, ID: id}
		}
	}
	return first, nil
}

// say sends one part. The caller holds the lock.
func (r *interactionResponder) say(ctx context.Context, out outgoing) (string, error) {
	if !r.p.now().Before(r.until) {
		return "", &bot.SendError{Reason: bot.ReasonGone, Code: "token_expired", Err: errors.New("Discord takes answers for 15 minutes; ask again")}
	}
	out.Flags |= r.flags()
	if r.stage == fresh {
		var got called
		err := r.first(ctx, answerNow, out, &got)
		switch {
		case err == nil:
			r.stage = begun
			return got.Resource.Message.ID, nil
		case !isAcknowledged(err): // else another replica has deferred the answer
			return "", err
		}
		r.stage = deferred
	}
	var got posted
	if r.stage == begun {
		again := r.p.patiently
		if r.private {
			again = r.p.repeatedly
		}
		err := again(ctx, func() error {
			return r.p.request(ctx, r.limits, http.MethodPost, discordgo.EndpointFollowupMessage(r.app, r.token)+"?wait=true", out, &got)
		})
		return got.ID, err
	}
	out.Flags &^= flagEphemeral | flagSilent // the deferred answer is private already, and an edit notifies nobody
	err := r.p.stubbornly(ctx, func() error {
		return r.p.request(ctx, r.limits, http.MethodPatch, discordgo.EndpointInteractionResponseActions(r.app, r.token), out, &got)
	})
	if err == nil {
		r.stage = begun
	}
	return got.ID, err
}

// Share implements bot.Responder: it posts in the channel, for everybody. The channel may ask to wait;
// the asker is shown meanwhile that it is being worked on.
func (r *interactionResponder) Share(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	r.mu.Lock()
	key := fmt.Sprintf("%s/shared/%d", r.c.ID, r.shared)
	r.shared++
	r.mu.Unlock()
	ref, err := r.p.post(ctx, r.c.From, nil, key, m)
	var e *bot.SendError
	if err != nil {
		r.mu.Lock()
		r.shared--
		r.mu.Unlock()
	}
	if errors.As(err, &e) && (e.Reason == bot.ReasonForbidden || e.Reason == bot.ReasonGone) {
		return ref, &bot.Error{Code: "not_in_channel", Message: "I may not write in this channel. Somebody who manages it can give me View Channel and Send Messages there; then press Share again."}
	}
	return ref, err
}
