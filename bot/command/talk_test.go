package command_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/command"
	"briefbot/bot/render"
	"briefbot/briefing"
)

func TestSmallTalkIsNoQuestion(t *testing.T) {
	d := open(t)
	for _, c := range []struct{ text, want string }{
		{"hi", "Ask me about the news"}, {"Hello!", "Ask me about the news"}, {"?", "Ask me about the news"},
		{"thanks!", "At your service"}, {"Thank you very much.", "At your service"}, {"ok", "At your service"}, {"👍", ""}, {"…", ""},
		{"stop", "Nothing is sent to you"}, {"", "an answer with its sources"},
		{"What can you do?", "an answer with its sources"}, {"settings", "Your time zone"}, {"ask thanks", "At your service"},
		{"what is new?", "The ferry of"}, {"any news on the ferry since yesterday?", "Briefing"},
	} {
		for _, via := range []bot.Via{bot.ViaDirect, bot.ViaMention} {
			got := said(d.do(bot.Command{Via: via, Text: c.text, Actor: member}))
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("%s %q: %q, want %q", via, c.text, got, c.want)
			}
			d.now = d.now.Add(time.Minute)
		}
	}
	if n := len(d.engine.Asked); n != 0 {
		t.Errorf("the engine was asked: %+v", d.engine.Asked)
	}
	for _, text := range []string{"status of the bridge", "list of the dead", "run on the banks", "thanks to whom did the ferry sail?", "Hello Kitty sales", "follow the money in the gas affair", "stop the ferry strike"} {
		d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: text, Actor: member})), "On: "+text)
		d.now = d.now.Add(time.Minute)
	}
	d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "Schedule a daily briefing at 9 in Paris", Actor: member})), "every day at 09:00, Europe/Paris.")
	d.slash(member, "briefing schedule 8:30")
	d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "edit zone munich", Actor: member})), "Which briefing?", " zone munich")
	d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "edit weekdays 8", Actor: member})), "Which briefing?", " weekdays 8")
	d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "Unsubscribe", Actor: member})), "briefing remove", "every day at 08:30")
	d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "shedule weekdays 8", Actor: member})), "Did you mean “briefing schedule”?")
}

// In a thread only what looks like a question is answered, whoever asks it; and who talks there a lot is
// not told that he asks too often.
func TestThreadTalk(t *testing.T) {
	d := open(t)
	thread := channel
	thread.Thread = "7"
	say := func(who bot.Actor, via bot.Via, text string) string {
		at := thread
		at.User = who.ID
		return said(d.do(bot.Command{Via: via, Text: text, Actor: who, From: at}))
	}
	d.want(say(member, bot.ViaMention, "Who opened the bridge?"), "On: Who")
	d.want(say(manager, bot.ViaThread, "and when?"), "On: and when?") // another than who asked first
	if got := d.engine.Asked[1].Context; len(got) != 1 {
		t.Errorf("the follow-up was asked with %q before it", got)
	}
	for _, text := range []string{"ok thanks", "thanks", "nice", "so sad", "but I was there", "I will write that up", "👍"} {
		if got := say(manager, bot.ViaThread, text); got != "" {
			t.Errorf("%q is answered: %q", text, got)
		}
	}
	for range 100 {
		d.now = d.now.Add(-10 * time.Second)
		if got := say(member, bot.ViaThread, "is it?"); strings.Contains(got, "too often") {
			t.Fatalf("told in a thread: %s", got)
		}
	}
}

func TestShareOnce(t *testing.T) {
	d := open(t)
	for _, line := range []string{"ask Who?", "brief since 2h"} {
		name, text, _ := strings.Cut(line, " ")
		shown := d.do(bot.Command{Via: bot.ViaSlash, Name: name, Text: text, Actor: manager})
		first := d.press(shown, manager, channel, "shown.share")
		if len(first.Shared) != 1 {
			t.Fatalf("%s: shared %d times", line, len(first.Shared))
		}
		again := d.press(shown, manager, channel, "shown.share")
		if len(again.Shared) != 0 {
			t.Errorf("%s: shared again", line)
		}
		d.want(said(again), "shared here already")
		elsewhere := channel
		elsewhere.Channel = "C2"
		if other := d.press(shown, manager, elsewhere, "shown.share"); len(other.Shared) != 1 {
			t.Errorf("%s: not shared in another channel: %s", line, said(other))
		}
		// The buttons of what was shared work, for others too.
		public := &bottest.Responder{Replies: first.Shared}
		d.want(said(d.press(public, member, channel, "feedback.yes")), "Thank you")
		foreign := bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}
		d.want(said(d.press(public, member, foreign, "feedback.yes")), "too old")
		d.now = d.now.Add(time.Minute)
	}
}

// The buttons of a story can be taken back where they were pressed.
func TestWishUndone(t *testing.T) {
	d := open(t)
	shown := d.do(bot.Command{Via: bot.ViaSlash, Name: "brief", Text: "since 2h", Actor: member})
	told := d.press(shown, member, channel, "topic.mute")
	d.want(said(told), "“the ferry” is left out for you", "/briefing unmute the ferry")
	own := bot.Destination{Platform: "fake", Tenant: "T1", User: "U2"}
	if p, _ := d.store.Preferences(t.Context(), own); len(p.Mute) != 1 {
		t.Fatalf("muted: %v", p.Mute)
	}
	d.want(said(d.press(told, member, channel, "topic.undo")), "ordinary topic for you again")
	if p, _ := d.store.Preferences(t.Context(), own); len(p.Mute) != 0 {
		t.Errorf("still muted: %v", p.Mute)
	}
	d.want(d.slash(member, "briefing follow the ferry"), "comes first for you")
	d.want(d.slash(member, "briefing follow"), "Which topic?", "Followed: the ferry.")
}

// Below a briefing that one reader alone sees in a channel, its buttons act for him alone, whatever he may; below
// one that all see, they act for the channel where he may decide for it.
func TestButtonsBelowAPrivateBriefing(t *testing.T) {
	d := open(t)
	own := bot.Destination{Platform: "fake", Tenant: "T1", User: "U1"}
	at := channel
	at.User = "U1"
	private := d.do(bot.Command{Via: bot.ViaSlash, Name: "brief", Text: "since 2h", Actor: manager, From: at})
	d.want(said(d.press(private, manager, at, "topic.mute")), "left out for you")
	for place, want := range map[bot.Destination]int{own: 1, channel: 0} {
		if p, _ := d.store.Preferences(t.Context(), place); len(p.Mute) != want {
			t.Errorf("%s: muted %v", place, p.Mute)
		}
	}
	public := d.do(bot.Command{Via: bot.ViaMention, Text: "brief since 2h", Actor: manager, From: at})
	d.want(said(d.press(public, manager, at, "topic.mute")), "left out in this channel")
}

// What a platform tells of the user in a channel does not make the channel's order one of his own.
func TestChannelOrdersAreTheChannels(t *testing.T) {
	d := open(t)
	from := channel
	from.User = "U1"
	from.Thread = "5"
	d.want(said(d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "schedule 8:30", Actor: manager, From: from})), "Scheduled for this channel")
	if s := d.only(channel); s.To != channel {
		t.Errorf("it goes to %+v", s.To)
	}
	d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "follow schools", Actor: manager, From: from})
	if p, _ := d.store.Preferences(t.Context(), channel); len(p.Follow) != 1 {
		t.Errorf("the channel follows %v", p.Follow)
	}
}

func TestListTellsWhoAndWhen(t *testing.T) {
	d := open(t)
	d.slash(manager, "briefing schedule 8:30")
	s := d.only(channel)
	d.want(d.slash(manager, "briefing list"), "Ordered by you, Mon 6 May 14:00 CEST.")
	other := bot.Actor{ID: "U9", Name: "Cy", CanManage: true}
	d.now = d.now.Add(time.Hour)
	d.slash(other, "briefing edit "+string(s.ID)+" topics schools")
	d.want(d.slash(manager, "briefing list"), "Ordered by you, last changed by somebody else, Mon 6 May 15:00 CEST.")
	d.want(d.slash(other, "briefing list"), "Ordered by somebody else, last changed by you, ")
	if _, err := d.store.PutSubscription(t.Context(), bot.Subscription{ID: "cfg-1", To: channel, When: "every day at 08:00", Zone: "UTC", Since: start}); err != nil {
		t.Fatal(err)
	}
	d.want(d.slash(manager, "briefing list"), "Declared in the configuration file.")
	d.want(d.slash(manager, "briefing edit cfg-1 9:00"), "after the next start it is as it stands there")
}

func TestHelpFitsThePlace(t *testing.T) {
	d := open(t)
	full, less := d.slash(manager, "briefing help"), d.slash(member, "briefing help")
	if len(less) >= len(full) || strings.Contains(less, "briefing edit ID") {
		t.Errorf("who may not manage is told no less:\n%s", less)
	}
	d.want(less, "for you alone", "/briefing schedule", "pause, resume")
	direct := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "D1", User: "U2"}
	if got := said(d.do(bot.Command{Via: bot.ViaDirect, Text: "help", Actor: member, From: direct})); strings.Contains(got, "/") {
		t.Errorf("in a direct message a slash is asked for:\n%s", got)
	}
}

// named is an engine that tells its outlets.
type named struct{ *bottest.Engine }

func (named) Outlets(_ context.Context, limit int) ([]string, error) {
	return []string{"Harbour Herald", "Coast Radio", "The Inland Tribune"}[:min(3, limit)], nil
}

func TestSourcesLimitABriefing(t *testing.T) {
	d := open(t)
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, named{d.engine}, d.store, nil, command.Options{})
	d.want(d.slash(manager, "briefing schedule 8:30 on energy from coast radio"), "on energy, from Coast Radio")
	d.want(d.slash(manager, "briefing schedule 8:30 from Coast Rodio"), "Did you mean “Coast Radio”?", "There are for example: Harbour Herald")
	id := string(d.only(channel).ID)
	d.slash(manager, "briefing preview")
	d.want(d.slash(manager, "briefing edit "+id+" sources inland tribune, Harbour Herald"), "from The Inland Tribune, Harbour Herald")
	d.now = d.now.Add(time.Minute)
	d.slash(manager, "brief energy from Harbour Herald since 3h")
	d.slash(manager, "brief exports from Norway")
	d.want(d.slash(manager, "briefing sources"), "Outlets, for “from …”: Harbour Herald, Coast Radio")
	var got []string
	for _, r := range d.engine.Built {
		got = append(got, strings.Join(r.Topics, "+")+" from "+strings.Join(r.Sources, "+"))
	}
	if want := "energy from Coast Radio; energy from Coast Radio; energy from Harbour Herald; exports from Norway from "; strings.Join(got, "; ") != want {
		t.Errorf("editions of %q, want %q", strings.Join(got, "; "), want)
	}
	if got := d.suggested("sources", "Coast Radio, har"); len(got) != 1 || got[0] != "Coast Radio, Harbour Herald" {
		t.Errorf("suggested: %q", got)
	}
}

// What somebody wishes in direct messages holds there, by whatever way: typed, or pressed below a
// briefing that came there, where direct messages lie in a tenant and where they lie in none.
func TestWishesInDirectMessages(t *testing.T) {
	for _, tenant := range []string{"T1", ""} {
		d := open(t)
		at := bot.Destination{Platform: "fake", Tenant: tenant, Channel: "D1", User: "U1"}
		own := bot.Destination{Platform: "fake", Tenant: tenant, User: "U1"}
		brief := func() *bottest.Responder {
			return d.do(bot.Command{Via: bot.ViaDirect, Text: "brief since 2h", Actor: manager, From: at})
		}
		d.want(said(d.press(brief(), manager, at, "topic.mute")), "for you")
		if p, _ := d.store.Preferences(t.Context(), own); len(p.Mute) != 1 {
			t.Errorf("tenant %q: muted for himself: %v", tenant, p.Mute)
		}
		d.do(bot.Command{Via: bot.ViaDirect, Text: "mute 05-06/12", Actor: manager, From: at})
		if p, _ := d.store.Preferences(t.Context(), own); len(p.Mute) != 2 {
			t.Errorf("tenant %q: muted for himself: %v", tenant, p.Mute)
		}
		// A briefing that was ordered in a channel's tenant and sent to himself.
		sent := bot.Shown{ID: "sent", To: bot.Destination{Platform: "fake", Tenant: "T1", User: "U1"}, At: d.now, Briefing: &briefing.Briefing{Stories: []briefing.BriefingStory{{ID: "s", Title: "Ferry", Topic: "ships"}}}}
		if err := d.store.Keep(t.Context(), sent); err != nil {
			t.Fatal(err)
		}
		pressed := bot.Command{Via: bot.ViaButton, Action: "topic.follow", Value: "sent:s", Actor: manager, From: at}
		d.want(said(d.do(pressed)), "“ships” comes first for you")
		if p, _ := d.store.Preferences(t.Context(), sent.To); len(p.Follow) != 1 {
			t.Errorf("tenant %q: the place that it was sent to follows %v", tenant, p.Follow)
		}
		stranger := pressed
		stranger.ID, stranger.Actor = "x", bot.Actor{ID: "U7"}
		stranger.From.User = "U7"
		if tenant == "" {
			d.want(said(d.do(stranger)), "too old")
		}
		d.want(said(d.do(bot.Command{Via: bot.ViaDirect, Text: "schedule 8:30", Actor: manager, From: at})), "Scheduled: ")
		if s := d.only(own); s.To != own {
			t.Errorf("tenant %q: ordered for %+v", tenant, s.To)
		}
	}
}

// The buttons below a scheduled briefing work for who reads it there, and in no other tenant.
func TestButtonsOfAScheduledBriefing(t *testing.T) {
	d := open(t)
	b, err := d.engine.Edition(t.Context(), bot.EditionRequest{Window: briefing.Window{From: start.Add(-2 * time.Hour), To: start}})
	if err != nil {
		t.Fatal(err)
	}
	whole := b.Tailor(nil, briefing.Preferences{}, 0)
	key := bot.DeliveryKey{Subscription: "abcde", Slot: "2024-05-06/1"}
	if err := d.store.Keep(t.Context(), bot.Shown{ID: key.Shown(), To: channel, At: start, Briefing: &whole}); err != nil {
		t.Fatal(err)
	}
	posted := &bottest.Responder{Replies: []bot.Message{render.Briefing(whole, render.Options{ID: key.Shown()})}}
	for action, want := range map[string]string{
		"story.sources": "The ferry left at", "story.why": "Why: The ferry of", "story.more": "Why it is told", "topic.follow": "for you", "topic.mute": "for you", "feedback.yes": "Thank you", "feedback.no": "Thank you",
	} {
		d.want(said(d.press(posted, member, channel, action)), want)
		foreign := bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C1"}
		d.want(said(d.press(posted, manager, foreign, action)), "too old")
		d.now = d.now.Add(time.Minute)
	}
	if opinions, err := d.store.Feedback(t.Context(), key.Shown()); err != nil || len(opinions) != 1 {
		t.Errorf("%d opinions of one reader, %v; the latest holds", len(opinions), err)
	}
}
