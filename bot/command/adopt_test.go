package command_test

import (
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
	"briefbot/bot/render"
	"briefbot/briefing"
)

// A briefing that the configuration declares for a channel names no tenant. Who is in that channel
// sees and changes it all the same, its buttons work, and what the channel was told goes with it.
func TestDeclaredWithoutItsTenant(t *testing.T) {
	d := open(t)
	bare := bot.Destination{Platform: "fake", Channel: "C1"}
	if _, err := d.store.PutSubscription(t.Context(), bot.Subscription{ID: "cfg-1a", To: bare, When: "every day at 08:30", Zone: "UTC", Since: start}); err != nil {
		t.Fatal(err)
	}
	if err := d.store.Tell(t.Context(), bare, briefing.Told{{Story: "s", Text: "The ferry left."}}, start); err != nil {
		t.Fatal(err)
	}
	edition, err := d.engine.Edition(t.Context(), bot.EditionRequest{Window: briefing.Window{From: start.Add(-2 * time.Hour), To: start}})
	if err != nil {
		t.Fatal(err)
	}
	whole := edition.Tailor(nil, briefing.Preferences{}, 0)
	if err := d.store.Keep(t.Context(), bot.Shown{ID: "sent", To: bare, At: start, Briefing: &whole}); err != nil {
		t.Fatal(err)
	}
	posted := &bottest.Responder{Replies: []bot.Message{render.Briefing(whole, render.Options{ID: "sent"})}}

	elsewhere := bot.Destination{Platform: "fake", Tenant: "T2", Channel: "C2"}
	d.want(said(d.do(bot.Command{Via: bot.ViaSlash, Name: "briefing", Text: "list", Actor: manager, From: elsewhere})), "no briefing here yet")
	d.want(said(d.press(posted, manager, elsewhere, "story.why")), "too old")
	if s, err := d.store.Subscription(t.Context(), "cfg-1a"); err != nil || s.To != bare {
		t.Fatalf("another place took it: %+v, %v", s, err)
	}
	d.want(said(d.press(posted, member, channel, "story.why")), "Why: The ferry")
	d.want(d.slash(member, "briefing list"), "cfg-1a", "Declared in the configuration file")
	d.want(d.slash(member, "briefing pause cfg-1a"), "can be changed by")
	paused := d.slash(manager, "briefing pause")
	if d.want(paused, "paused: by Ada"); strings.Contains(paused, "after the next start") { // it stays paused
		t.Errorf("a pause is said to end with the next start:\n%s", paused)
	}
	d.want(d.slash(manager, "briefing edit 9:30"), "after the next start it is as it stands there")
	if s := d.only(channel); s.ID != "cfg-1a" || s.To != channel {
		t.Errorf("it goes to %+v", s.To)
	}
	if told, err := d.store.Told(t.Context(), channel, time.Time{}); err != nil || len(told) != 1 {
		t.Errorf("the channel is taken to have been told %v, %v", told, err)
	}
}
