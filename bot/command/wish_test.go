package command_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/command"
)

// An outlet's name mutes the outlet, and not what speaks of it; a topic, a name and a word are told apart,
// and what was understood is said. What was muted can be unmuted by the same words.
func TestWhatIsMuted(t *testing.T) {
	for _, c := range []struct{ said, kept, words string }{
		{"Harbour Herald", "outlet: harbour herald", "taken for the outlet"},
		{"the harbour herald", "outlet: harbour herald", "taken for the outlet"},
		{"“Harbour Herald”", "outlet: harbour herald", "taken for the outlet"},
		{"outlet Harbour Herald", "outlet: harbour herald", "taken for the outlet"},
		{"outlet: Velmara Wire", "outlet: velmara wire", "taken for the outlet"},
		{"topic Harbour Herald", "harbour herald", "taken for a topic"},
		{"topic: Harbour Herald", "harbour herald", "taken for a topic"},
		{"the ferry", "the ferry", "taken for a topic"},
		{"Irena Volk", "irena volk", "taken for a name"},
		{"herring", "herring", "taken for words"},
		{"paper mills", "paper mills", "taken for words"},
		{"source code", "source code", "taken for words"},
	} {
		d := open(t)
		d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, named{d.engine}, d.store, nil, command.Options{})
		d.want(d.slash(manager, "briefing mute "+c.said), "is left out in this channel", c.words)
		p, err := d.store.Preferences(t.Context(), channel)
		if err != nil || !slices.Equal(p.Mute, []string{c.kept}) {
			t.Errorf("“%s” mutes %q, %v; want %q", c.said, p.Mute, err, c.kept)
		}
		d.slash(manager, "briefing unmute "+c.said)
		if p, err := d.store.Preferences(t.Context(), channel); err != nil || len(p.Mute) > 0 {
			t.Errorf("“%s” unmuted: %q, %v", c.said, p.Mute, err)
		}
	}
}

// Who has lost the right to manage a channel may pause and remove his order for it, from wherever he
// writes, and nothing else.
func TestOwnerWhoLostTheRight(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30")
	id := string(d.only(channel).ID)
	lost := manager
	lost.CanManage = false
	direct := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "D1", User: "U1"}
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, d.store, &delivering{}, command.Options{
		PerUser: 100, Manages: func(context.Context, string, bot.Destination) (bool, bool, error) { return false, true, nil },
	})
	for _, line := range []string{"edit " + id + " 9:30", "edit " + id + " topics energy", "run " + id, "resume " + id} {
		d.want(d.slash(lost, "briefing "+line), "yours to pause and to remove only")
		d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "briefing " + line, Actor: manager, From: direct})), "yours to pause and to "+
			"remove only")
	}
	if s := d.only(channel); !strings.Contains(s.When, "08:30") || len(s.Topics) > 0 {
		t.Errorf("it was changed: %+v", s)
	}
	d.want(d.slash(lost, "briefing pause "+id), "Paused")
	d.want(d.slash(lost, "briefing resume "+id), "yours to pause and to remove only")
	d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "briefing remove " + id, Actor: manager, From: direct})), "is removed")
}

// An order for a channel in which the bot may not post is refused at once, with the reason.
func TestOrderWhereTheBotIsBarred(t *testing.T) {
	d := open(t)
	c := bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "schedule 8:30", Actor: manager, From: channel, Barred: "I may not post " +
		"in this channel: I lack “Send Messages”."}
	d.want(said(d.do(c)), "I lack “Send Messages”")
	c.Actor = member // for himself
	d.want(said(d.do(c)), "scheduled for you alone")
}
