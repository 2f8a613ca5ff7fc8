package discord

import (
	"context"
	"slices"
	"time"

	"briefbot/bot"
)

// actionAgain is a button of the adapter's own, which opens a form that is kept. No action of the
// bot's has a '!'.
const actionAgain = "form!"

// Open implements bot.Responder. A form that comes too late to be the first response, or on a
// submitted form, which Discord does not allow, gets a button that opens it.
func (r *interactionResponder) Open(ctx context.Context, f bot.Form) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := r.p.forms.keep(r.id, f)
	if r.stage == fresh && r.c.Via != bot.ViaForm {
		err := r.first(ctx, answerWithAsk, show(f, key, r.c.From), nil)
		if err == nil {
			r.stage = begun
			return nil
		}
		if !isAcknowledged(err) {
			return err
		}
		r.stage = deferred
	}
	words := f.Title
	if words == "" {
		words = "A few questions"
	}
	_, err := r.say(ctx, body(formButton(words+".", "Fill in", key), ""))
	return err
}

// Refuse implements bot.Refuser. Discord has closed the form when it is submitted: what is wrong is
// said beside a button that opens it again with what was typed.
func (r *interactionResponder) Refuse(ctx context.Context, field, words string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, ok := r.p.forms.get(r.form)
	if r.c.Via != bot.ViaForm || !ok || r.stage == begun {
		return bot.ErrNoForm
	}
	f.Fields = slices.Clone(f.Fields)
	for i := range f.Fields {
		if typed, ok := r.c.Fields[f.Fields[i].ID]; ok {
			f.Fields[i].Value = typed
		}
		if f.Fields[i].ID == field && f.Fields[i].Label != "" {
			words = f.Fields[i].Label + ": " + words
		}
	}
	_, err := r.say(ctx, body(formButton(words, "Change it", r.p.forms.keep(r.id, f)), ""))
	return err
}

// formButton is a message with a button that opens a form that is kept.
func formButton(words, label, key string) bot.Message {
	return bot.Message{Summary: words, Private: true, Blocks: []bot.Block{
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(words)}},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: label, Action: actionAgain, Value: key, Style: bot.Primary}}},
	}}
}

// elsewhere is how long another replica, which may keep a form, is given to open it.
const elsewhere = time.Second

// again opens a form that is kept.
func (r *interactionResponder) again(ctx context.Context) {
	if f, ok := r.p.forms.get(r.c.Value); ok {
		if err := r.Open(ctx, f); err != nil {
			r.p.lg.Warn("discord form could not be opened", "error", err)
		}
		return
	}
	pause(ctx, elsewhere)
	words := "This form is no longer at hand. Give the command again."
	out := body(bot.Message{Summary: words, Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(words)}}}}, "")
	out.Flags |= r.flags()
	if err := r.first(ctx, answerNow, out, nil); err != nil && !isAcknowledged(err) {
		r.p.lg.Warn("discord form could not be opened", "error", err)
	}
}
