package slack

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"briefbot/bot"
)

// responder answers one command. It implements bot.Refuser, for forms.
type responder struct {
	p     *Platform
	in    inbound
	until time.Time // the end of the response_url

	mu     sync.Mutex
	used   int         // of the response_url
	notice []bot.Block // what is shown on the user's page once it is brought up to date
	opened bool        // a form was shown
}

func (p *Platform) responder(in inbound) *responder {
	if in.back == (bot.Destination{}) {
		in.back = in.command.From
	}
	return &responder{p: p, in: in, until: p.options.Now().Add(responseLife)}
}

// private are the ways whose answers only the asker sees, until he shares them.
var private = map[bot.Via]bool{bot.ViaSlash: true, bot.ViaMessage: true, bot.ViaForm: true}

// Reply implements bot.Responder. What came with a response_url is answered there, privately where
// the message asks for it or stands below one that the asker alone sees; once that is used up, privately in the channel, and where the bot is not
// in that, in the asker's direct messages. What was said in a channel is answered in its thread, and
// what was done on the bot's page is answered on the page where the answer is short.
func (r *responder) Reply(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	r.in.receipt.give(slack.NewClearViewSubmissionResponse())
	switch {
	case r.in.home && brief(m):
		r.mu.Lock()
		r.notice = append(r.notice, m.Blocks...)
		r.mu.Unlock()
		return bot.MessageRef{}, nil
	case r.in.home || r.in.back.Channel == "":
		return r.direct(ctx, m)
	case r.in.responseURL == "" && strings.HasPrefix(r.in.back.Channel, "D"): // nobody else reads it
		m.Private = true
		return r.post(ctx, r.in.back, m)
	case !private[r.in.command.Via] && !r.in.unseen && (!m.Private || r.in.responseURL == ""):
		return r.Share(ctx, m)
	}
	for i, part := range r.p.Split(m) {
		err := r.whisper(ctx, part.Message)
		var e *bot.SendError
		if errors.As(err, &e) && (e.Reason == bot.ReasonForbidden || e.Reason == bot.ReasonGone) {
			for _, rest := range r.p.Split(m)[i:] {
				if _, err = r.direct(ctx, rest.Message); err != nil {
					break
				}
			}
			return bot.MessageRef{}, err
		}
		if err != nil {
			return bot.MessageRef{}, err
		}
	}
	return bot.MessageRef{}, nil
}

// Whisper implements bot.Whisperer.
func (r *responder) Whisper(ctx context.Context, m bot.Message) error {
	if r.in.back.Channel == "" || strings.HasPrefix(r.in.back.Channel, "D") {
		_, err := r.Reply(ctx, m)
		return err
	}
	return r.whisper(ctx, m)
}

// direct answers in the asker's direct messages.
func (r *responder) direct(ctx context.Context, m bot.Message) (bot.MessageRef, error) {
	m.Private = true
	from := r.in.command.From
	return r.post(ctx, bot.Destination{Platform: Name, Tenant: from.Tenant, User: r.in.command.Actor.ID}, m)
}

// noticed is what was replied for the top of the page.
func (r *responder) noticed() []bot.Block {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.notice
}

// asked reports whether a form was shown: the answer comes with it.
func (r *responder) asked() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.opened
}

// errUsed says that a response_url takes no more answers.
var errUsed = &bot.SendError{Reason: bot.ReasonGone, Code: "used_url", Err: errors.New("the command can no longer be answered")}

func (r *responder) use() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used++
	return r.in.responseURL != "" && r.used <= maxResponses && r.p.options.Now().Before(r.until)
}

// whisper shows a part to the asker alone, where he asked.
func (r *responder) whisper(ctx context.Context, m bot.Message) error {
	m.Private = true
	err := error(errUsed)
	if r.use() {
		err = r.respond(ctx, slack.ResponseTypeEphemeral, m)
	}
	if !errors.Is(err, errUsed) {
		return err
	}
	return r.p.patiently(ctx, func() error { return r.p.ephemeral(ctx, r.in.back, m) })
}

// respond posts to the response_url.
func (r *responder) respond(ctx context.Context, kind string, m bot.Message) error {
	no := false
	return r.p.patiently(ctx, func() error {
		err := slack.PostWebhookCustomHTTPContext(ctx, r.in.responseURL, r.p.http, &slack.WebhookMessage{
			Text: fallbackText(m), Blocks: &slack.Blocks{BlockSet: blocks(m)}, ResponseType: kind,
			ThreadTimestamp: r.in.back.Thread, UnfurlLinks: &no, UnfurlMedia: &no, Parse: "none",
		})
		var status slack.StatusCodeError
		switch {
		case err == nil:
			return nil
		case errors.As(err, &status) && status.Code == http.StatusNotFound:
			return errUsed
		}
		return sendError(err)
	})
}

// ephemeral posts to one user in a channel; nobody else sees it.
func (p *Platform) ephemeral(ctx context.Context, to bot.Destination, m bot.Message) error {
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
	r.in.receipt.give(slack.NewClearViewSubmissionResponse())
	to := r.in.command.From
	m.Private = false
	if to.Channel != "" {
		to.User = ""
	}
	if to.Thread == "" && r.in.command.Via == bot.ViaMessage {
		to.Thread = r.in.command.Message.ID // below what was asked about
	}
	return r.post(ctx, to, m)
}

// post posts a message's parts, the later ones in the thread of the first.
func (r *responder) post(ctx context.Context, to bot.Destination, m bot.Message) (bot.MessageRef, error) {
	return r.parts(ctx, to, m, false)
}

// parts is post; what is to stand below a message stands nowhere else.
func (r *responder) parts(ctx context.Context, to bot.Destination, m bot.Message, below bool) (bot.MessageRef, error) {
	var first bot.MessageRef
	for _, part := range r.p.Split(m) {
		post := bot.Post{To: to, Message: part.Message}
		if part.Reply && to.Thread == "" {
			post.ReplyTo = first
		}
		var ref bot.MessageRef
		err := r.p.patiently(ctx, func() (err error) {
			ref, err = r.p.Send(ctx, post)
			return err
		})
		var e *bot.SendError
		here := to.Channel != "" && to.Channel == r.in.back.Channel && !below
		if errors.As(err, &e) && (e.Reason == bot.ReasonForbidden || e.Reason == bot.ReasonGone) && here && r.use() {
			err = r.respond(ctx, slack.ResponseTypeInChannel, part.Message)
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

// Open implements bot.Responder. Slack takes a form within three seconds of the command:
// https://docs.slack.dev/reference/methods/views.open/
func (r *responder) Open(ctx context.Context, f bot.Form) error {
	if r.in.trigger == "" {
		return bot.ErrNoForm
	}
	from := r.in.command.From
	view, ok := modal(f, origin{Channel: from.Channel, Thread: from.Thread, Answer: r.in.responseURL, Home: r.in.home})
	if !ok {
		r.p.lg.Warn("a form does not fit Slack", "form", f.ID)
		return bot.ErrNoForm
	}
	open := r.p.api.OpenViewContext
	if r.in.stacked {
		open = r.p.api.PushViewContext
	}
	ctx, cancel := context.WithTimeout(ctx, r.p.waits.trigger)
	defer cancel()
	err := r.p.patiently(ctx, func() error {
		if _, err := open(ctx, r.in.trigger, view); err != nil {
			return sendError(err)
		}
		return nil
	})
	if err != nil {
		r.p.lg.Warn("a form could not be shown", "form", f.ID, "error", err)
		return bot.ErrNoForm
	}
	r.mu.Lock()
	r.opened = true
	r.mu.Unlock()
	return nil
}

// Refuse implements bot.Refuser: the form stays open and says at the field what is wrong.
// https://docs.slack.dev/surfaces/modals/#displaying_errors
func (r *responder) Refuse(_ context.Context, field, words string) error {
	if _, ok := r.in.command.Fields[field]; !ok || r.in.command.Via != bot.ViaForm {
		return bot.ErrNoForm
	}
	if !r.in.receipt.give(slack.NewErrorsViewSubmissionResponse(map[string]string{field: clip(bot.PlainText(words), maxHint)})) {
		return bot.ErrNoForm
	}
	return nil
}

// Below implements bot.Threader.
func (r *responder) Below(ctx context.Context, message bot.MessageRef, m bot.Message) (bot.MessageRef, error) {
	to := message.To
	to.User, m.Private = "", false
	if to.Thread == "" {
		to.Thread = message.ID
	}
	return r.parts(ctx, to, m, true)
}
