package command_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// telling is a responder that knows the actor after a while, or never.
type telling struct {
	*bottest.Responder
	who   bot.Actor
	asked int
}

// Who implements bot.Teller.
func (r *telling) Who(context.Context) (bot.Actor, error) {
	if r.asked++; r.who.ID == "" {
		return bot.Actor{}, errors.New("too slow")
	}
	return r.who, nil
}

// Whom the platform tells of only slowly is never told that he may not decide: what changes something waits, a
// form is shown at once, and where nothing is told nothing is changed.
func TestSlowlyKnownActors(t *testing.T) {
	for _, c := range []struct {
		via          bot.Via
		name, text   string
		known        bool
		want, not    string
		asked, forms int
	}{
		{bot.ViaSlash, "briefing", "schedule 8:30", true, "Scheduled for this channel: ", "may not", 1, 0},
		{bot.ViaMention, "", "schedule 8:30", true, "08:30, Europe/Berlin", "may not", 1, 0},
		{bot.ViaMention, "", "briefing schedule 8:30", false, "nothing was changed", "Scheduled", 1, 0},
		{bot.ViaSlash, "briefing", "schedule 8:30", false, "nothing was changed", "may not", 1, 0},
		{bot.ViaSlash, "briefing", "mute gas", false, "nothing was changed", "left out", 1, 0},
		{bot.ViaSlash, "briefing", "schedule", false, "", "may not", 0, 1},
		{bot.ViaSlash, "briefing", "list", false, "no briefing here yet", "nothing was changed", 1, 0},
		{bot.ViaSlash, "ask", "Who?", false, "On: Who?", "nothing was changed", 1, 0},
	} {
		d := open(t)
		r := &telling{Responder: &bottest.Responder{}}
		if c.known {
			r.who = manager
		}
		unsure := bot.Actor{ID: manager.ID, Unsure: true}
		_ = d.router.Handle(t.Context(), bot.Command{Via: c.via, Name: c.name, Text: c.text, Actor: unsure, From: channel}, r)
		got := said(r.Responder)
		if !strings.Contains(got, c.want) || strings.Contains(got, c.not) || r.asked != c.asked || len(r.Forms) != c.forms {
			t.Errorf("%s %s %s: asked %d times, %d forms, %q", c.via, c.name, c.text, r.asked, len(r.Forms), got)
		}
		if own, _ := d.store.Subscriptions(t.Context(), bot.Destination{User: manager.ID}); len(own) > 0 {
			t.Errorf("%s: scheduled for himself alone: %+v", c.text, own)
		}
	}
}
