package command_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
)

// only is the one order there is.
func (d *desk) only(scope bot.Destination) bot.Subscription {
	d.Helper()
	subs, err := d.store.Subscriptions(d.Context(), scope)
	if err != nil || len(subs) != 1 {
		d.Fatalf("%d orders at %s, %v; want one", len(subs), scope, err)
	}
	return subs[0]
}

func TestOneOrderIsNotMeantByAnyWord(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30")
	id := string(d.only(channel).ID)
	for _, line := range []string{"remove foo bar", "pause foo bar", "run foo bar", "preview foo bar"} {
		d.want(d.slash(manager, "briefing "+line), "no briefing “foo”", "/briefing list")
	}
	d.now = d.now.Add(time.Minute)
	d.want(d.slash(manager, "briefing remove "+id+" foo"), "One briefing at a time", id)
	d.only(channel)
	d.want(d.slash(manager, "briefing edit 3 weekdays 9:00"), `no briefing "3"`)
	d.want(d.slash(manager, "briefing edit 9:30"), "every day at 09:30")
	d.want(d.slash(manager, "briefing edit "+id+" Mon, Thu 18:00; topics energy, schools; zone munich; words 200;"), "Mon, Thu at 18:00, Europe/Berlin, on energy, schools, 200 words.")
	d.now = d.now.Add(time.Minute)
	d.want(d.slash(manager, "briefing edit "+id+" words 300; zone Nowhereland"), "not a time zone")
	if s := d.only(channel); s.Words != 200 {
		t.Errorf("changed by half: %+v", s)
	}
}

func TestOrdersAreBounded(t *testing.T) {
	d := open(t)
	for _, line := range []string{"schedule */5 * * * *", "schedule every day at 8:00 and 8:10", "schedule 0,59 23,0 * * *"} {
		d.want(d.slash(manager, "briefing "+line), "too often", "15 minutes")
	}
	d.want(d.slash(manager, "briefing schedule */15 * * * *"), "Scheduled for this channel")
	d.want(d.slash(manager, "briefing edit */10 * * * *"), "too often")
	for n := range 19 {
		d.now = d.now.Add(time.Minute)
		d.want(d.slash(manager, fmt.Sprintf("briefing schedule 8:30 topic%d", n)), "Scheduled for this channel")
	}
	d.want(d.slash(manager, "briefing schedule 8:30 onemore"), "20 briefings here already", "/briefing list")
	d.want(d.slash(member, "briefing schedule 8:30 onemore"), "scheduled for you alone") // another place
	// Nothing is moved to where there is no room for it, or where it is already.
	f := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "edit " + string(d.only(bot.Destination{User: "U2"}).ID), Actor: member})
	both := member
	both.CanManage = true
	d.now = d.now.Add(time.Minute)
	d.want(d.submit(f, both, filled(f, "channel", "C1")), "20 briefings here already")
	d.want(d.submit(f, both, filled(f, "channel", "C1", "topics", "topic3", "zone", "Berlin")), "ordered already")
	d.only(bot.Destination{User: "U2"})
}

// Who orders what there is nothing about is told so, with what there is.
func TestOrderThatFindsNothing(t *testing.T) {
	d := open(t)
	if got := d.slash(manager, "briefing schedule 8:30 on the fery"); strings.Contains(got, "Nothing about this") {
		t.Errorf("there is something:\n%s", got)
	}
	d.engine.NoArticles = true
	d.want(d.slash(manager, "briefing schedule 9:30 on the fery"), "Scheduled for this channel", "Nothing about this came in in the last week", "Topics of these days: harbour works, the ferry")
	d.engine.Err = errors.New("no engine")
	d.want(d.slash(manager, "briefing schedule 10:30 on the fery"), "Scheduled for this channel")
}

// A form that is submitted twice at the same time makes one order.
func TestSubmittedTwiceAtOnce(t *testing.T) {
	d := open(t)
	f := d.form(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "schedule", Actor: manager})
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			c := bot.Command{ID: "twice" + strconv.Itoa(n), Via: bot.ViaForm, Action: f.ID, Fields: filled(f), Actor: bot.Actor{ID: "U" + strconv.Itoa(n), CanManage: true}, From: channel}
			_ = d.router.Handle(t.Context(), c, &bottest.Responder{}) // all but one are told that it is there
		})
	}
	all.Wait()
	d.only(channel)
}

// One place cannot follow and mute without end.
func TestWishesAreBounded(t *testing.T) {
	d := open(t)
	for n := range 100 {
		if err := d.store.Prefer(t.Context(), channel, fmt.Sprintf("topic %d", n), bot.Mute); err != nil {
			t.Fatal(err)
		}
	}
	d.want(d.slash(manager, "briefing follow one more"), "100 topics", "unmute")
	d.want(d.slash(manager, "briefing unmute topic 7"), "ordinary topic")
	d.want(d.slash(manager, "briefing follow one more"), "comes first in this channel")
}

func TestForm(t *testing.T) {
	d := open(t)
	r := &bottest.Responder{}
	if err := d.router.Handle(d.Context(), bot.Command{ID: "f1", Via: bot.ViaSlash, Name: "briefing", Text: "schedule", Actor: manager, From: channel}, r); err != nil || len(r.Forms) != 1 {
		t.Fatalf("%d forms, %v", len(r.Forms), err)
	}
	form := r.Forms[0]
	fields := map[string]string{}
	for _, f := range form.Fields {
		fields[f.ID] = f.Value
	}
	if fields["zone"] != "Europe/Berlin" {
		t.Errorf("the form proposes the zone %q, want the actor's", fields["zone"])
	}
	submit := func(who bot.Actor, change ...string) string {
		filled := map[string]string{}
		for k, v := range fields {
			filled[k] = v
		}
		for i := 0; i < len(change); i += 2 {
			filled[change[i]] = change[i+1]
		}
		return said(d.do(bot.Command{Via: bot.ViaForm, Action: form.ID, Value: form.Value, Fields: filled, Actor: who}))
	}
	d.want(submit(manager, "when", "at dawn"), "dawn")
	d.want(submit(manager, "zone", "Mars/Olympus"), "not a time zone")
	d.want(submit(manager, "topics", "energy, the ferry"), "weekdays at 08:30, Europe/Berlin, on energy, the ferry")
	d.want(submit(manager, "topics", "energy, the ferry"), "ordered already")
	d.only(channel)
	d.want(submit(member), "for you alone")
	d.want(said(d.do(bot.Command{Via: bot.ViaButton, Action: "order.open", Actor: manager})), "/briefing schedule weekdays 8:30")
}

func TestWelcomeAndAskAbout(t *testing.T) {
	d := open(t)
	r := d.do(bot.Command{Via: bot.ViaJoin})
	d.want(said(r), "/briefing")
	actions := map[string]string{}
	for _, m := range r.Replies {
		for _, b := range m.Blocks {
			for _, button := range b.Buttons {
				actions[button.Action] = button.Value
			}
		}
	}
	if len(actions) < 2 {
		t.Fatalf("the welcome has the buttons %v, want one for an order and one for a preview", actions)
	}
	for action, value := range actions {
		if got := said(d.do(bot.Command{Via: bot.ViaButton, Action: action, Value: value, Actor: manager})); got == "" || strings.Contains(got, "no longer known") {
			t.Errorf("the welcome's button %s answers %q", action, got)
		}
	}
	about := d.do(bot.Command{Via: bot.ViaMessage, Quoted: "Who opened the\nbridge?", Actor: member})
	d.want(said(about), "On: Who opened the bridge?")
	if !about.Replies[0].Private {
		t.Error("what is said about somebody's message is not for the asker alone")
	}
	d.want(said(d.do(bot.Command{Via: bot.ViaMessage, Quoted: " ", Actor: member})), "no text")
}

// A button that is pressed twice, and an order's command that comes twice, do once what they do.
func TestTwice(t *testing.T) {
	d := open(t)
	order := bot.Command{ID: "o1", Via: bot.ViaSlash, Name: "briefing", Text: "schedule 8:30", Actor: manager}
	if first, again := said(d.do(order)), said(d.do(order)); first == "" || again != "" {
		t.Errorf("the same command: %q, then %q", first, again)
	}
	d.only(channel)
	shown := d.do(bot.Command{Via: bot.ViaSlash, Name: "ask", Text: "Who?", Actor: manager}).Replies[0]
	for _, block := range shown.Blocks {
		for _, b := range block.Buttons {
			if strings.HasPrefix(b.Action, "feedback.") {
				for range 2 {
					d.want(said(d.do(bot.Command{Via: bot.ViaButton, Action: b.Action, Value: b.Value, Actor: manager})), "Thank you")
				}
				id, _, _ := strings.Cut(b.Value, "|")
				opinions, err := d.store.Feedback(d.Context(), id)
				if err != nil || len(opinions) != 1 {
					t.Errorf("%d opinions of one actor after %s, %v; want one", len(opinions), b.Action, err)
				}
			}
		}
	}
}

// delivering remembers what it was asked to deliver.
type delivering struct {
	slots []string
	end   bot.Delivery
	err   error
}

func (d *delivering) Deliver(_ context.Context, id bot.SubscriptionID, slot string) (bot.Delivery, error) {
	d.slots = append(d.slots, string(id)+" "+slot)
	return d.end, d.err
}

func TestRun(t *testing.T) {
	d := open(t)
	deliverer := &delivering{end: bot.Delivery{State: bot.Sent}}
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, d.store, deliverer, command.Options{})
	d.slash(manager, "briefing schedule 8:30")
	id := string(d.only(channel).ID)
	d.want(d.slash(member, "briefing run "+id), "can be changed by who ordered it")
	if len(deliverer.slots) != 0 {
		t.Fatalf("delivered for who may not: %q", deliverer.slots)
	}
	d.want(d.slash(manager, "briefing run"), "is delivered")
	d.want(d.slash(manager, "briefing run "+id), "is delivered")
	if len(deliverer.slots) != 2 || deliverer.slots[0] == deliverer.slots[1] || !strings.HasPrefix(deliverer.slots[0], id+" run/") {
		t.Errorf("asked to deliver %q", deliverer.slots)
	}
	deliverer.err = fmt.Errorf("sending: %w", context.DeadlineExceeded)
	d.want(d.slash(manager, "briefing run"), "is under way", "goes on by itself")
	deliverer.err, deliverer.end = nil, bot.Delivery{State: bot.Failed, Reason: "the channel is gone"}
	d.want(d.slash(manager, "briefing run"), "the channel is gone", "/briefing status")
}

func TestStatusTellsOfDeliveriesAndOpinions(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30")
	s := d.only(channel)
	key := bot.DeliveryKey{Subscription: s.ID, Slot: "2024-05-06/1"}
	held, err := d.store.Claim(t.Context(), bot.Delivery{Key: key, To: channel, At: start}, "h", start, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.store.Finish(t.Context(), key, held.Token, bot.Outcome{State: bot.Failed, Reason: "the channel is gone or archived", At: start}); err != nil {
		t.Fatal(err)
	}
	for actor, helpful := range map[string]bool{"U1": true, "U2": true, "U3": false} {
		if err := d.store.AddFeedback(t.Context(), bot.Feedback{At: start, From: channel, Actor: actor, Shown: key.Shown(), Helpful: helpful}); err != nil {
			t.Fatal(err)
		}
	}
	d.want(d.slash(manager, "briefing status"), "next Tue 7 May 08:30 CEST", "failed (the channel is gone or archived)", "helpful 2, not helpful 1", "Sources: 2, of which 1 failing (Ferry Times)")
	d.engine.Health = nil
	for n := range 200 {
		d.engine.Health = append(d.engine.Health, bot.SourceHealth{Name: fmt.Sprintf("Feed %d", n), Problem: "not found"})
	}
	d.want(d.slash(manager, "briefing status"), "of which 200 failing (Feed 0, Feed 1, ", "more). /briefing sources")
	if got := d.slash(manager, "briefing status"); strings.Contains(got, "Feed 150") {
		t.Errorf("all that fail are named:\n%s", got)
	}
	d.now = start.Add(24 * time.Hour) // and nothing that delivers was running this morning
	d.want(d.slash(manager, "briefing status"), "Tue 7 May 08:30 CEST: missing; it was due", "Mon 6 May 14:00 CEST: failed")
}

// A day whose briefing came is told of no more, whatever hour it would come at now.
func TestNextIsWhatWillCome(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30")
	s := d.only(channel)
	key := bot.DeliveryKey{Subscription: s.ID, Slot: "2024-05-06/1"}
	if err := d.store.Skip(t.Context(), bot.Delivery{Key: key, To: channel, At: start}, "late", start); err != nil {
		t.Fatal(err)
	}
	got := d.slash(manager, "briefing edit 20:00")
	d.want(got, "The next comes Tue 7 May 20:00 CEST")
	if strings.Contains(got, "6 May") {
		t.Errorf("it promises what will not come:\n%s", got)
	}
	d.want(d.slash(manager, "briefing list"), "next Tue 7 May 20:00 CEST")
	d.want(d.slash(manager, "briefing edit 8:00 and 20:00"), "The next comes Mon 6 May 20:00 CEST")
	// A zone that the zone database has no more, and a schedule of a newer program.
	s = d.only(channel)
	s.Zone, s.When = "Mars/Olympus", "on blue moons"
	if _, err := d.store.PutSubscription(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"briefing list", "briefing status", "briefing home"} {
		d.want(d.slash(manager, line), "can no longer be read")
	}
}

// recording delivers by writing the record that a dispatcher would.
type recording struct {
	d *desk
	n int
}

func (r *recording) Deliver(ctx context.Context, id bot.SubscriptionID, slot string) (bot.Delivery, error) {
	r.n++
	key := bot.DeliveryKey{Subscription: id, Slot: slot}
	held, err := r.d.store.Claim(ctx, bot.Delivery{Key: key, To: channel, At: r.d.now}, "h", r.d.now, time.Minute)
	if err != nil {
		return held, err
	}
	held.State = bot.Sent
	return held, r.d.store.Finish(ctx, key, held.Token, bot.Outcome{State: bot.Sent, At: r.d.now})
}
