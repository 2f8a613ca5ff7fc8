package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/discord"
	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
	"briefbot/bot/command"
)

// Who and where, in these tests.
const (
	harbour = "500000000000000001"
	ada     = "600000000000000001"
	ben     = "600000000000000002"
)

// talk is the program on a fake Discord: the real router, dispatcher, store and adapter, with the
// time in the test's hands.
type talk struct {
	*testing.T
	*discordtest.Server
	*replica
	clock *wallClock
}

// newTalk starts the program. Its corpus is paths, or the sample newspaper.
func newTalk(t *testing.T, at time.Time, paths ...string) *talk {
	t.Helper()
	k := &talk{T: t, Server: discordtest.New(t), clock: &wallClock{}}
	k.clock.set(at)
	// The platform's clock stands still, so that a busy machine is late for nothing.
	p := discord.New(slog.New(slog.DiscardHandler), discordtest.Token, discord.Options{APIURL: k.URL, Now: k.clock.now})
	k.replica = newReplica(t, filepath.Join(t.TempDir(), "talk.db"), "one", k.clock, p)
	if len(paths) > 0 {
		k.watcher.sources = only(paths...)
	}
	k.step(0)
	e := &engine{desk: k.desk, sources: k.store.Sources, settle: k.stories.settle}
	router := command.New(slog.New(slog.DiscardHandler), k.clock.now, e, k.store, k.replica.dispatch, command.Options{PerUser: 1000, PerChannel: 1000})
	ctx, ended := t.Context(), make(chan error, 1)
	go func() { ended <- p.Listen(ctx, router) }()
	t.Cleanup(func() {
		if err := <-ended; err != nil {
			t.Errorf("Listen = %v", err)
		}
	})
	k.WaitConnections(1)
	return k
}

// step lets time pass and the program look for what is to be done.
func (k *talk) step(d time.Duration) {
	k.Helper()
	k.clock.set(k.clock.now().Add(d))
	k.Advance(d)
	if err := k.read(k.Context()); err != nil {
		k.Fatal(err)
	}
	k.follow(k.T)
	if err := k.replica.dispatch.Tick(k.Context()); err != nil {
		k.Fatal(err)
	}
	k.replica.dispatch.Wait()
}

// answer is the first answer to an interaction.
func (k *talk) answer(id string) discordtest.Message {
	k.Helper()
	return await(k.WaitMessages, func(m discordtest.Message) bool { return m.Token == discordtest.InteractionToken+id })
}

// says wants an answer to say something, to the asker alone.
func (k *talk) says(id, words string) discordtest.Message {
	k.Helper()
	m := k.answer(id)
	if !strings.Contains(m.Content, words) || !m.Private {
		k.Fatalf("the answer is %q, private %v; want %q", m.Content, m.Private, words)
	}
	return m
}

// button is the custom_id of a message's first button with an action.
func (k *talk) button(m discordtest.Message, action string) string {
	k.Helper()
	_, rest, ok := strings.Cut(string(m.Body), `"custom_id":"`+action+`|`)
	if !ok {
		k.Fatalf("no button %s below %s", action, m.Body)
	}
	rest, _, _ = strings.Cut(rest, `"`)
	return action + "|" + rest
}

// press presses a message's first button with an action.
func (k *talk) press(m discordtest.Message, user, action string) string {
	k.Helper()
	return k.Press(m, user, k.button(m, action))
}

// form is the interaction that shows the form which another asked for: the same, or, where a busy
// machine was late for it, that of the button which opens it.
func (k *talk) form(id, user string) string {
	k.Helper()
	if k.WaitAck(id) == 9 {
		return id
	}
	return k.press(k.answer(id), user, "form!")
}

// filled are the values that a form is shown with.
func (k *talk) filled(id string) map[string]string {
	k.Helper()
	out := map[string]string{}
	for _, c := range k.WaitForm(id).Components {
		out[c.Component.CustomID] = c.Component.Value
		for _, o := range c.Component.Options {
			if o.Default {
				out[c.Component.CustomID] = strings.Trim(out[c.Component.CustomID]+","+o.Value, ",")
			}
		}
	}
	return out
}

// orders are the standing orders of a place.
func (k *talk) orders(to bot.Destination) []bot.Subscription {
	k.Helper()
	all, err := k.store.Subscriptions(k.Context(), to)
	if err != nil {
		k.Fatal(err)
	}
	return all
}

var atHarbour = bot.Destination{Platform: discord.Name, Tenant: discordtest.Guild, Channel: harbour}

// TestDiscordOrders orders, changes and ends briefings by options and by forms.
func TestDiscordOrders(t *testing.T) {
	k := newTalk(t, time.Date(2024, 5, 15, 6, 0, 0, 0, time.UTC))
	schedule := func(options ...map[string]any) string {
		return k.Slash(harbour, ada, discordtest.ManageChannels, "briefing", discordtest.Sub("schedule", options...))
	}
	k.says(schedule(discordtest.Text("when", "weekdays 8:30"), discordtest.Text("topics", "ferry"), discordtest.Text("zone", "Europe/Berlin")), "Scheduled for this channel: ")
	all := k.orders(atHarbour)
	if len(all) != 1 || all[0].When != "weekdays at 08:30" || all[0].Zone != "Europe/Berlin" || !slices.Equal(all[0].Topics, []string{"ferry"}) || all[0].Owner != ada {
		t.Fatalf("ordered by options: %+v", all)
	}
	first := all[0]

	// The form, with a zone that is none, and then with one.
	shown := k.form(schedule(), ada)
	k.says(k.Submit(shown, ada, discordtest.ManageChannels, map[string]string{"days": "Mon,Thu", "time": "18", "zone": "Atlantis", "topics": "herring", "sources": ""}), "Time zone: ")
	refused := k.Messages()[len(k.Messages())-1]
	again := k.press(refused, ada, "form!")
	if got := k.filled(again); got["days"] != "Mon,Thu" || got["time"] != "18" || got["zone"] != "Atlantis" || got["topics"] != "herring" {
		t.Errorf("the form is opened again with %v", got)
	}
	k.says(k.Submit(again, ada, discordtest.ManageChannels, map[string]string{"days": "Mon,Thu", "time": "18", "zone": "Paris", "topics": "herring", "sources": ""}), "Scheduled for this channel: ")
	all = slices.DeleteFunc(k.orders(atHarbour), func(s bot.Subscription) bool { return s.ID == first.ID })
	if len(all) != 1 || all[0].When != "Mon, Thu at 18:00" || all[0].Zone != "Europe/Paris" || !slices.Equal(all[0].Topics, []string{"herring"}) {
		t.Fatalf("ordered by the form: %+v", all)
	}
	second := all[0]

	// The form that changes it is filled in with it; what it does not ask stays.
	edit := k.form(k.Slash(harbour, ada, discordtest.ManageChannels, "briefing", discordtest.Sub("edit", discordtest.Text("id", string(second.ID)))), ada)
	if got := k.filled(edit); got["days"] != "Mon,Thu" || got["time"] != "18:00" || got["zone"] != "Europe/Paris" || got["topics"] != "herring" {
		t.Errorf("the form to change it is filled in with %v", got)
	}
	k.says(k.Submit(edit, ada, discordtest.ManageChannels, map[string]string{"days": "Fri", "time": "16:00", "zone": "Europe/Paris", "topics": "", "sources": ""}), "Changed: ")
	if s, err := k.store.Subscription(t.Context(), second.ID); err != nil || s.When != "Fri at 16:00" || len(s.Topics) != 0 || s.To != atHarbour {
		t.Errorf("changed by the form: %+v, %v", s, err)
	}

	// What is typed is completed.
	completes := func(want string, name string, options ...map[string]any) {
		t.Helper()
		if list := k.WaitChoices(k.Type(harbour, ada, name, options...)); !slices.Contains(list, want) {
			t.Errorf("/%s %v suggests %v, not %q", name, options, list, want)
		}
	}
	completes("Europe/Berlin", "briefing", discordtest.Sub("schedule", discordtest.Focused("zone", "berl")))
	completes("weekdays at 08:30", "briefing", discordtest.Sub("schedule", discordtest.Focused("when", "weekd")))
	completes(string(first.ID), "briefing", discordtest.Sub("pause", discordtest.Focused("id", "")))
	topics, err := (&engine{desk: k.desk}).Topics(t.Context(), 1)
	if err != nil || len(topics) == 0 {
		t.Fatal(topics, err)
	}
	completes(topics[0], "brief", discordtest.Focused("topic", topics[0][:3]))

	// The page of one's own, from which it is paused; then it is ended.
	page := k.says(k.Slash(harbour, ada, 0, "briefing", discordtest.Sub("home")), string(first.ID))
	k.says(k.Press(page, ada, "order.pause|"+string(first.ID)), "Paused")
	k.says(k.Slash(harbour, ada, discordtest.ManageChannels, "briefing", discordtest.Sub("remove", discordtest.Text("id", string(second.ID)))), "is removed")
	if all := k.orders(atHarbour); len(all) != 1 || all[0].ID != first.ID || all[0].Active() {
		t.Errorf("in the end: %+v", all)
	}

	// Who may not decide for the channel decides for himself.
	k.says(k.Slash(harbour, ben, 0, "briefing", discordtest.Sub("schedule", discordtest.Text("when", "weekdays 7"))), "for you alone, in direct messages")
	if all := k.orders(bot.Destination{Platform: discord.Name, Tenant: discordtest.Guild, User: ben}); len(all) != 1 {
		t.Errorf("his own: %+v", all)
	}
}

// TestDiscordReads asks, shares, and presses what stands below a scheduled briefing.
func TestDiscordReads(t *testing.T) {
	k := newTalk(t, time.Date(2024, 5, 15, 20, 59, 0, 0, time.UTC))
	const question = "How many people were on board the Sula?"
	answer := k.says(k.Slash(harbour, ada, 0, "ask", discordtest.Text("question", question)), "74")
	k.press(answer, ada, "shown.share")
	await(k.WaitMessages, func(m discordtest.Message) bool {
		return !m.Private && strings.Contains(m.Content, "74") && strings.Contains(m.Content, "Shared by")
	})
	k.says(k.AskAbout(harbour, ben, map[string]any{"id": "860000000000000001", "content": "The Petrel hit the North Pier in Greyhaven.", "author": map[string]any{"id": ada}}), "Petrel")
	const link = "look https://www.harbourherald.example/2024/05/14/sula-toll-nine?utm_source=chat"
	k.says(k.AskAbout(harbour, ben, map[string]any{"id": "860000000000000002", "content": link, "author": map[string]any{"id": ada}}), "nine")

	s := bot.Subscription{ID: "a", To: atHarbour, When: "every day at 21:00", Zone: "UTC", Since: k.clock.now()}
	if _, err := k.store.PutSubscription(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	k.step(61 * time.Second)
	posted := slices.DeleteFunc(k.Messages(), func(m discordtest.Message) bool { return m.Token != "" || m.Private })
	posted = posted[1:] // the shared answer
	if len(posted) < 2 || !strings.Contains(posted[0].Content, "Briefing · Wednesday 15 May 2024") || posted[0].Flags&(1<<15) != 0 || posted[1].Flags&(1<<15) == 0 {
		t.Fatalf("the briefing: %+v", posted)
	}
	stories := posted[1]
	more := k.says(k.press(stories, ben, "story.more"), "Why it is told")
	followed := k.says(k.press(more, ben, "topic.follow"), "comes first for you")
	me := bot.Destination{Platform: discord.Name, Tenant: discordtest.Guild, User: ben}
	if p, err := k.store.Preferences(t.Context(), me); err != nil || len(p.Follow) != 1 {
		t.Errorf("he follows %+v, %v", p, err)
	}
	k.says(k.press(followed, ben, "topic.undo"), "ordinary topic for you again")
	if p, err := k.store.Preferences(t.Context(), me); err != nil || len(p.Follow)+len(p.Mute) != 0 {
		t.Errorf("he follows %+v, %v", p, err)
	}
	k.says(k.press(stories, ben, "feedback.yes"), "noted")
	k.step(time.Minute)
	if n := len(slices.DeleteFunc(k.Messages(), func(m discordtest.Message) bool { return m.Token != "" || m.Private })); n != len(posted)+1 {
		t.Errorf("%d messages stand in the channel", n)
	}
}

// TestDiscordChannelIsDeleted wants who ordered a briefing to be told in direct messages that its
// channel is gone, and the order to pause.
func TestDiscordChannelIsDeleted(t *testing.T) {
	k := newTalk(t, time.Date(2024, 5, 15, 20, 59, 0, 0, time.UTC))
	k.says(k.Slash(harbour, ada, discordtest.ManageChannels, "briefing", discordtest.Sub("schedule", discordtest.Text("when", "every day at 21:00"))), "Scheduled for this channel")
	k.Fail("POST", "/channels/"+harbour+"/messages", discordtest.Fault{Status: 404, Code: 10003, Message: "Unknown Channel"})
	k.step(61 * time.Second)
	all := k.orders(atHarbour)
	if len(all) != 1 || !strings.Contains(all[0].Paused, "gone") {
		t.Fatalf("the order: %+v", all)
	}
	m := await(k.WaitMessages, func(m discordtest.Message) bool { return m.Channel == "7"+ada[1:] })
	if !strings.Contains(m.Content, string(all[0].ID)) || !strings.Contains(m.Content, "gone") {
		t.Errorf("she is told %q", m.Content)
	}
}

// TestDiscordCorrects lets articles change after a briefing of several stories was sent, and wants its
// headlines, which are text, and its stories, which are components, to be edited where they stand.
func TestDiscordCorrects(t *testing.T) {
	corpus := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(corpus, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const before, after = "4 people", "11 people"
	pier := `<html><head><title>Pier collapse in Orlo kills ` + before + `</title>
<link rel="canonical" href="https://news.example/2024/05/14/pier">
<meta property="article:published_time" content="2024-05-14T12:00:00Z"></head><body><article><h1>Pier collapse in Orlo kills ` + before + `</h1>
<p>The collapse of the pier in Orlo on Tuesday killed ` + before + `, the harbour police said.</p>
<p>Divers went on searching through the evening.</p></article></body></html>`
	write("pier.html", pier)
	write("quota.txt", "Council cuts herring quota by 12 percent\n\nHarbour City, 14 May 2024. The Fisheries Council cut the herring quota by 12 percent on Tuesday, citing weak stocks off the coast. Fishermen called the decision a blow to small boats.\n")
	k := newTalk(t, time.Date(2024, 5, 14, 20, 59, 0, 0, time.UTC), corpus)
	s := bot.Subscription{ID: "a", To: atHarbour, When: "every day at 21:00", Zone: "UTC", Since: k.clock.now()}
	if _, err := k.store.PutSubscription(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	k.step(61 * time.Second)
	first := k.Messages()
	if len(first) != 2 || first[0].Flags&(1<<15) != 0 || first[1].Flags&(1<<15) == 0 || !strings.Contains(first[1].Content, before) {
		t.Fatalf("the briefing: %+v", first)
	}
	write("pier.html", strings.ReplaceAll(pier, before, after))
	k.step(2 * time.Minute)
	k.step(2 * time.Minute)
	m := k.Messages()
	if len(m) == 3 {
		if !strings.Contains(m[2].Content, "**Corrected:**") || !strings.Contains(m[2].Content, after) {
			t.Errorf("what was corrected is told as %q", m[2].Content)
		}
		m = m[:2]
	}
	if len(m) != 2 || m[0].ID != first[0].ID || m[1].ID != first[1].ID {
		t.Fatalf("after the correction: %+v", m)
	}
	for i, x := range m {
		stale := i == 0 && strings.Contains(x.Content, before)
		if !x.Edited || stale || x.Flags&(1<<15) != first[i].Flags&(1<<15) || !strings.Contains(x.Content, "herring") {
			t.Errorf("part %d, edited %v:\n%s", i, x.Edited, x.Content)
		}
	}
	for _, want := range []string{"Corrected", "No longer said", after} {
		if !strings.Contains(m[1].Content, want) {
			t.Errorf("%q is not in what stands there:\n%s", want, m[1].Content)
		}
	}
	k.says(k.press(m[1], ada, "story.more"), "paragraph 2")
}
