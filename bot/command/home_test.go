package command_test

import (
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
)

// atHome is the place of somebody's own page.
func atHome(who bot.Actor) bot.Destination {
	return bot.Destination{Platform: "fake", Tenant: "T1", User: who.ID}
}

func (d *desk) home(who bot.Actor) *bottest.Responder {
	d.Helper()
	return d.do(bot.Command{Via: bot.ViaHome, Actor: who, From: atHome(who)})
}

// press presses the button with an action and the label; its value is what stands there.
func (d *desk) press(shown *bottest.Responder, who bot.Actor, from bot.Destination, action string) *bottest.Responder {
	d.Helper()
	for _, m := range shown.Replies {
		for _, b := range m.Blocks {
			for _, x := range slices.Concat(b.Buttons, b.Menu) {
				if x.Action == action {
					return d.do(bot.Command{Via: bot.ViaButton, Action: x.Action, Value: x.Value, Actor: who, From: from})
				}
			}
			if s := b.Select; s != nil && s.Action == action && len(s.Options) > 0 {
				return d.do(bot.Command{Via: bot.ViaButton, Action: s.Action, Value: s.Options[0].Value, Actor: who, From: from})
			}
		}
	}
	d.Fatalf("there is no button %s in\n%s", action, said(shown))
	return nil
}

func TestHome(t *testing.T) {
	d := open(t)
	deliverer := &delivering{end: bot.Delivery{State: bot.Sent}}
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, d.store, deliverer, command.Options{})
	d.want(said(d.home(member)), "You have ordered none yet", "You follow and mute none", "UTC is meant")

	d.slash(manager, "briefing schedule weekdays 8:30 on energy")
	s := d.only(channel)
	d.slash(member, "briefing schedule 9:00")
	d.slash(manager, "briefing follow schools") // for the channel, not for himself
	d.do(bot.Command{Via: bot.ViaDirect, Text: "follow harbour works", Actor: manager, From: atHome(manager)})
	page := d.home(manager)
	d.want(said(page), string(s.ID), "weekdays at 08:30, Europe/Berlin, on energy", "in the channel C1", "next Tue 7 May 08:30 CEST", "harbour works, followed", "Europe/Berlin, from your profile: it is 14:0")
	if got := said(page); strings.Contains(got, "09:00") || strings.Contains(got, "schools") {
		t.Errorf("the page shows what is another's:\n%s", got)
	}
	if m := page.Replies[0]; m.Private {
		t.Error("a page of one's own is no private reply")
	}

	here := atHome(manager)
	d.want(said(d.press(page, manager, here, "order.pause")), "Paused")
	d.want(said(d.press(page, manager, here, "order.pause")), "paused already")
	page = d.home(manager)
	d.want(said(page), "paused: by Ada")
	d.want(said(d.press(page, manager, here, "order.resume")), "Goes on", "The next comes")
	page = d.home(manager)
	d.want(said(d.press(page, manager, here, "order.preview")), "The ferry of")
	d.want(said(d.press(page, manager, here, "topic.back")), "“harbour works” is an ordinary topic for you again")
	d.want(said(d.press(page, manager, here, "topic.back")), "already")
	d.want(said(d.press(page, manager, here, "order.run")), "is delivered")
	d.want(said(d.press(page, member, here, "order.pause")), "no longer there")

	asks := d.press(page, manager, here, "order.remove")
	d.want(said(asks), "Remove briefing "+string(s.ID), "cannot be taken back")
	d.only(channel) // it is still there
	d.want(said(d.press(asks, manager, here, "order.remove.yes")), "is removed")
	d.want(said(d.press(asks, manager, here, "order.remove.yes")), "no longer there")
	if got := said(d.home(manager)); strings.Contains(got, string(s.ID)) {
		t.Errorf("removed, it stands there still:\n%s", got)
	}

	f := d.form(bot.Command{Via: bot.ViaButton, Action: "order.open", Actor: manager, From: here})
	d.now = d.now.Add(time.Minute)
	d.want(said(d.do(bot.Command{Via: bot.ViaForm, Action: f.ID, Fields: filled(f), Actor: manager, From: here})), "Scheduled for you, in direct messages")
}

// A run that is pressed twice by a nervous finger delivers once.
func TestRunPressedTwice(t *testing.T) {
	d := open(t)
	recorded := &recording{d: d}
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, d.store, recorded, command.Options{})
	d.slash(manager, "briefing schedule 8:30")
	page := d.home(manager)
	d.want(said(d.press(page, manager, channel, "order.run")), "is delivered")
	d.want(said(d.press(page, manager, channel, "order.run")), "was delivered a moment ago")
	d.now = d.now.Add(2 * time.Minute)
	d.want(said(d.press(page, manager, channel, "order.run")), "is delivered")
	if recorded.n != 2 {
		t.Errorf("delivered %d times, want 2", recorded.n)
	}
}

// Pages, lists and selects stay within what platforms show.
func TestHomeIsBounded(t *testing.T) {
	d := open(t)
	for n := range 60 {
		if err := d.store.Prefer(t.Context(), atHome(manager), "topic "+strings.Repeat("x", n), bot.Mute); err != nil {
			t.Fatal(err)
		}
		s := bot.Subscription{ID: bot.SubscriptionID("a" + strings.Repeat("b", n)), To: channel, Owner: "U1", When: "every day at 08:00", Zone: "UTC", Since: start}
		if _, err := d.store.PutSubscription(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	page := d.home(manager)
	if n := len(page.Replies[0].Blocks); n > 100 {
		t.Errorf("%d blocks; a page has 100", n)
	}
	d.want(said(page), "and 40 more: /briefing list", "and 35 more")
	for _, b := range page.Replies[0].Blocks {
		if b.Select != nil && len(b.Select.Options) > 25 {
			t.Errorf("%d options", len(b.Select.Options))
		}
	}
	which := d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "pause", Actor: manager})
	d.want(said(which), "Which briefing?")
	d.want(said(d.press(which, manager, channel, "order.pause")), "Paused")
	labels := map[string]bool{}
	for _, b := range which.Replies[0].Blocks {
		if b.Select == nil {
			continue
		}
		for _, o := range b.Select.Options {
			labels[o.Label] = true
			if len([]rune(o.Label)) > 75 {
				t.Errorf("the label %q is too long", o.Label)
			}
		}
	}
	if !slices.Contains([]int{25}, len(labels)) {
		t.Errorf("%d choices, want 25", len(labels))
	}
}
