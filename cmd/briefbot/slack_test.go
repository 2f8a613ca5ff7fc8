package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/slack"
	"briefbot/adapters/slack/slackfaketest"
	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/briefing/desk"
)

// workspace is a server at work in a fake Slack: the real router, dispatcher, engine, store and
// adapter, with a clock of the test's own and no loops.
type workspace struct {
	*testing.T
	slack *slackfaketest.Server
	s     *server
	paths []string
	clock wallClock
}

// alma is a member of the workspace whom Slack tells the zone of.
const alma = "U0000ADA"

func newWorkspace(t *testing.T, paths ...string) *workspace {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace{T: t, slack: slackfaketest.New(t), paths: paths}
	w.clock.set(time.Date(2024, 5, 14, 20, 0, 0, 0, time.UTC))
	w.slack.AddUser(slackfaketest.User{ID: alma, Name: "ada.varn", Shown: "Ada Varn", Zone: "Europe/Lisbon"})
	lg := slog.New(slog.DiscardHandler)
	w.s = &server{
		lg: lg, replica: "one", now: w.clock.now, zone: time.UTC, store: store, desk: desk.New(desk.Options{}),
		targets: []bot.Platform{slack.New(lg, slackfaketest.BotToken, slackfaketest.AppToken, slack.Options{APIURL: w.slack.URL, Threads: true, Patience: time.Minute})},
	}
	w.s.wire()
	w.read()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.s.listen(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		w.s.dispatcher.Wait()
		store.Close()
	})
	w.slack.WaitConnections(1)
	w.slack.Direct(alma, "hello") // from now on it is known who she is
	w.slack.WaitMessages(1)
	return w
}

// read has the server take in what the paths hold.
func (w *workspace) read() {
	w.Helper()
	watch := &watcher{lg: w.s.lg, sources: only(w.paths...), corpus: w.s.store, states: w.s.store, now: w.s.now, clock: w.s.now}
	if err := watch.pass(w.Context()); err != nil {
		w.Fatal(err)
	}
	if err := w.s.desk.Follow(w.Context(), w.s.store); err != nil {
		w.Fatal(err)
	}
	if err := w.s.stories.adopt(w.Context()); err != nil {
		w.Fatal(err)
	}
}

// later lets time pass and has what is due then delivered.
func (w *workspace) later(d time.Duration) {
	w.Helper()
	w.clock.set(w.clock.now().Add(d))
	if err := w.s.dispatcher.Tick(w.Context()); err != nil {
		w.Fatal(err)
	}
	w.s.dispatcher.Wait()
}

// has waits for a message in a channel that holds a text.
func (w *workspace) has(channel, text string) slackfaketest.Message {
	w.Helper()
	return await(w.slack.WaitMessages, func(m slackfaketest.Message) bool {
		return m.Channel == channel && strings.Contains(shown(m.Blocks), text)
	})
}

// button is the value of the first button, or option, with an action; ok is false where there is none.
func button(raw json.RawMessage, action string) (value string, ok bool) {
	var find func(x any) bool
	find = func(x any) bool {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				if find(y) {
					return true
				}
			}
		case map[string]any:
			if id, _ := x["action_id"].(string); id == action {
				value, _ = x["value"].(string)
				return true
			}
			for _, y := range x {
				if find(y) {
					return true
				}
			}
		}
		return false
	}
	var x any
	return value, json.Unmarshal(raw, &x) == nil && find(x)
}

// shown are the words of blocks, as they stand one after another.
func shown(raw json.RawMessage) string {
	var b strings.Builder
	var walk func(x any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if s, ok := x["text"].(string); ok {
				b.WriteString(s)
			}
			for _, k := range []string{"text", "elements", "blocks"} {
				if _, ok := x[k].(string); !ok {
					walk(x[k])
				}
			}
			if k := x["type"]; k == "rich_text_section" || k == "context" || k == "button" {
				b.WriteByte('\n')
			}
		}
	}
	var x any
	if json.Unmarshal(raw, &x) == nil {
		walk(x)
	}
	return b.String()
}

// breath is the time between two things that people do: who does more in a minute is told to wait.
const breath = 10 * time.Second

// press presses the first button with an action in a message.
func (w *workspace) press(m slackfaketest.Message, action string) {
	w.Helper()
	w.clock.set(w.clock.now().Add(breath))
	if value, ok := button(m.Blocks, action); ok {
		w.slack.Press(m, alma, action, value)
	} else if _, value, ok := strings.Cut(string(m.Blocks), `"value":"`+action+" "); ok { // of a menu
		value, _, _ = strings.Cut(value, `"`)
		w.slack.Choose(m, alma, "menu", action+" "+value)
	} else {
		w.Fatalf("no button %q in %s", action, m.Blocks)
	}
}

// pressHome presses a button on the page as it is now, and returns the page that comes of it.
func (w *workspace) pressHome(page slackfaketest.View, action string, n int) slackfaketest.View {
	w.Helper()
	value, ok := button(page.Raw, action)
	if !ok {
		w.Fatalf("no button %q on the page\n%s", action, shown(page.Raw))
	}
	w.clock.set(w.clock.now().Add(breath))
	w.slack.PressHome(alma, action, value)
	return w.slack.WaitHome(alma, n)
}

// says fails the test where a page does not hold all of texts.
func (w *workspace) says(raw json.RawMessage, texts ...string) {
	w.Helper()
	for _, text := range texts {
		if !strings.Contains(shown(raw), text) {
			w.Errorf("%q is not in\n%s", text, shown(raw))
		}
	}
}

// orders are the orders at a place.
func (w *workspace) orders(channel string) []bot.Subscription {
	w.Helper()
	at := bot.Destination{Platform: slack.Name, Tenant: slackfaketest.Team, Channel: channel}
	if channel == "" {
		at.User = alma
	}
	all, err := w.s.store.Subscriptions(w.Context(), at)
	if err != nil {
		w.Fatal(err)
	}
	return all
}

// TestSlackOrderByForm orders a briefing with the form, wrongly at first, sees it on the page, and
// changes, pauses, resumes and removes it there.
func TestSlackOrderByForm(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t, "../../testdata/corpus")
	w.slack.Slash("C0000DESK", alma, "/briefing schedule")
	form := w.slack.WaitForm(alma, 1)
	for _, want := range []string{`"Europe/Lisbon"`, `"initial_conversation":"C0000DESK"`, `"initial_time":"08:30"`} {
		if !strings.Contains(string(form.Raw), want) {
			t.Errorf("the form does not hold %s: %s", want, form.Raw)
		}
	}
	if a := w.slack.WaitAck(w.slack.Type(alma, "zone", "munich")); !strings.Contains(string(a), `"value":"Europe/Berlin"`) {
		t.Errorf("behind “munich” there is %s", a)
	}
	fields := map[string]string{"days": "Mon,Wed", "time": "07:15", "zone": "Atlantis", "topics": "ferry", "length": "short", "channel": "C0000DESK"}
	if a := w.slack.WaitAck(w.slack.Submit(alma, fields)); !strings.Contains(string(a), `"errors":{"zone":"`) {
		t.Errorf("a wrong zone was answered with %s", a)
	}
	if n := len(w.orders("C0000DESK")); n != 0 {
		t.Errorf("%d orders with a zone that there is not", n)
	}
	fields["zone"] = "Europe/Berlin"
	w.slack.WaitAck(w.slack.Submit(alma, fields))
	m := w.has("C0000DESK", "Scheduled for this channel")
	if !m.Private {
		t.Error("everybody was told of the order")
	}
	all := w.orders("C0000DESK")
	if len(all) != 1 || all[0].When != "Mon, Wed at 07:15" || all[0].Zone != "Europe/Berlin" || all[0].Words != 120 ||
		all[0].Owner != alma || strings.Join(all[0].Topics, ",") != "ferry" {
		t.Fatalf("ordered %+v", all)
	}

	w.slack.OpenHome(alma)
	page := w.slack.WaitHome(alma, 1)
	w.says(page.Raw, "Your briefings", string(all[0].ID), "Mon, Wed at 07:15, Europe/Berlin, on ferry")
	value, _ := button(page.Raw, "order.edit")
	w.slack.PressHome(alma, "order.edit", value)
	form = w.slack.WaitForm(alma, 1)
	if !strings.Contains(string(form.Raw), `"initial_conversation":"C0000DESK"`) || !strings.Contains(string(form.Raw), `"initial_time":"07:15"`) {
		t.Errorf("the form does not hold the order: %s", form.Raw)
	}
	fields["time"], fields["topics"] = "09:45", ""
	w.slack.WaitAck(w.slack.Submit(alma, fields))
	page = w.slack.WaitHome(alma, 2)
	w.says(page.Raw, "Changed: ", "Mon, Wed at 09:45, Europe/Berlin, 120 words")
	if o := w.orders("C0000DESK")[0]; o.When != "Mon, Wed at 09:45" || len(o.Topics) != 0 {
		t.Errorf("changed to %+v", o)
	}
	page = w.pressHome(page, "order.pause", 3)
	w.says(page.Raw, "paused: ", "Resume")
	page = w.pressHome(page, "order.resume", 4)
	if strings.Contains(shown(page.Raw), "paused: ") || !w.orders("C0000DESK")[0].Active() {
		t.Errorf("not resumed:\n%s", shown(page.Raw))
	}
	page = w.pressHome(page, "order.remove", 5)
	w.says(page.Raw, "It cannot be taken back.", "Remove it")
	page = w.pressHome(page, "order.remove.yes", 6)
	w.says(page.Raw, "You have ordered none yet.")
	if n := len(w.orders("C0000DESK")); n != 0 {
		t.Errorf("%d orders are left", n)
	}
	if m := w.slack.Messages(); len(m) != 2 {
		t.Errorf("what was done on the page was told elsewhere: %+v", m[2:])
	}

	w.clock.set(w.clock.now().Add(2 * time.Minute))
	w.slack.PressHome(alma, "order.open", "")
	w.slack.WaitForm(alma, 1)
	w.slack.WaitAck(w.slack.Submit(alma, map[string]string{"days": "Sat", "time": "10:00", "zone": "Europe/Lisbon"}))
	w.says(w.slack.WaitHome(alma, 7).Raw, "Scheduled for you, in direct messages", "Sat at 10:00")
	if all := w.orders(""); len(all) != 1 {
		t.Errorf("for herself: %+v", all)
	}
}

// TestSlackBriefingAndItsButtons has a briefing come on time and presses what stands below it.
func TestSlackBriefingAndItsButtons(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t, "../../testdata/corpus")
	w.slack.Slash("C0000DESK", alma, "/briefing schedule every day at 21:00 in London on all")
	w.slack.Slash("C0000NEWS", alma, "/briefing schedule every day at 21:00 UTC")
	w.has("C0000NEWS", "Scheduled for this channel")
	w.later(time.Hour + time.Second)
	first := w.has("C0000NEWS", "Briefing · Tuesday 14 May 2024")
	if first.Private || first.Thread != "" {
		t.Errorf("briefing %+v", first)
	}
	answer := func(n int) slackfaketest.Message {
		t.Helper()
		m := w.slack.WaitMessages(n)[n-1]
		if !m.Private || m.User != alma {
			t.Errorf("everybody sees %s", shown(m.Blocks))
		}
		return m
	}
	n := len(w.slack.Messages())
	w.press(first, "feedback.yes")
	if m := answer(n + 1); m.Thread != "" {
		t.Errorf("pressed in the channel, answered in the thread %s", m.Thread)
	}
	w.press(first, "story.sources")
	w.says(answer(n+2).Blocks, "Harbour Herald")
	w.press(first, "story.why")
	answer(n + 3)
	w.press(first, "topic.follow")
	m := answer(n + 4)
	w.says(m.Blocks, "comes first in this channel", "Undo")
	w.press(m, "topic.undo")
	w.says(answer(n+5).Blocks, "is an ordinary topic in this channel again")
	w.press(first, "topic.mute")
	w.says(answer(n+6).Blocks, "is left out in this channel")
}

// TestSlackAskAboutAndShare asks about a message and shows everybody the answer, once.
func TestSlackAskAboutAndShare(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t, "../../testdata/corpus")
	w.slack.AskAbout("C0000DESK", alma, slack.AskAbout, "How many people were on board the Sula?", "")
	m := w.has("C0000DESK", "74")
	if !m.Private {
		t.Error("everybody sees the answer")
	}
	w.press(m, "shown.share")
	public := await(w.slack.WaitMessages, func(m slackfaketest.Message) bool { return !m.Private && m.Channel == "C0000DESK" })
	w.says(public.Blocks, "74", "Shared by Ada Varn")
	w.press(m, "shown.share")
	w.says(w.slack.WaitMessages(4)[3].Blocks, "shared")
	for _, m := range w.slack.Messages()[3:] {
		if !m.Private {
			t.Errorf("shared again: %s", shown(m.Blocks))
		}
	}
}

// TestSlackBriefingIsCorrectedInPlace lets an article change after its briefing was posted.
func TestSlackBriefingIsCorrectedInPlace(t *testing.T) {
	t.Parallel()
	corpus := t.TempDir()
	write := func(killed string) {
		t.Helper()
		text := "Pier collapses in Orlo\n\nOrlo, 14 May 2024. The collapse of the pier in Orlo on Tuesday killed " + killed + " people, the harbour police said. Divers went on searching through the evening.\n"
		if err := os.WriteFile(filepath.Join(corpus, "pier.txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("4")
	w := newWorkspace(t, corpus)
	w.slack.Slash("C0000NEWS", alma, "/briefing schedule every day at 21:00 UTC")
	w.has("C0000NEWS", "Scheduled for this channel")
	w.later(time.Hour + time.Second)
	before := w.slack.Messages()
	write("11")
	w.clock.set(w.clock.now().Add(2 * time.Minute))
	w.read()
	w.later(time.Second)
	after := w.slack.Messages()
	if len(after) != len(before)+1 {
		t.Fatalf("%d messages became %d", len(before), len(after))
	}
	reply := after[len(before)]
	if w.says(reply.Blocks, "*Corrected:* ", "*It said:* ", "killed 4 people", "*It says now:* ", "killed 11 people"); reply.Thread != before[len(before)-1].TS {
		t.Errorf("what has changed is not told in the briefing's thread: %+v", reply)
	}
	edited := 0
	for i, m := range after[:len(before)] {
		if m.Via != "chat.update" {
			continue
		}
		edited++
		if m.TS != before[i].TS || !bytes.Equal(m.Metadata, before[i].Metadata) || m.Params["text"] == "" {
			t.Errorf("%+v became %+v", before[i], m)
		}
		w.says(m.Blocks, "Corrected", "killed 11 people")
	}
	if edited == 0 {
		t.Errorf("nothing was corrected:\n%s", shown(after[len(after)-1].Blocks))
	}
}

// TestSlackArchivedChannel wants an order whose channel was archived to be paused, once, its owner to
// be told in direct messages, and the page to say so.
func TestSlackArchivedChannel(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t, "../../testdata/corpus")
	w.slack.Slash("C0000NEWS", alma, "/briefing schedule every day at 21:00 UTC")
	w.has("C0000NEWS", "Scheduled for this channel")
	w.slack.AddChannel(slackfaketest.Channel{ID: "C0000NEWS", Name: "news", Archived: true})
	n := len(w.slack.Messages())
	w.later(time.Hour + time.Second)
	w.later(24 * time.Hour)
	told := w.slack.Messages()[n:]
	if len(told) != 1 || told[0].Channel != "D0000ADA" {
		t.Fatalf("after the channel was archived: %+v", told)
	}
	w.says(told[0].Blocks, "is paused: the channel is gone or archived", "/briefing resume")
	if !strings.Contains(string(told[0].Blocks), `"channel_id":"C0000NEWS"`) || strings.Contains(shown(told[0].Blocks), "C0000NEWS") {
		t.Errorf("the channel is not named by its name: %s", told[0].Blocks)
	}
	if o := w.orders("C0000NEWS"); len(o) != 1 || o[0].Active() {
		t.Errorf("the order is %+v", o)
	}
	w.slack.OpenHome(alma)
	w.says(w.slack.WaitHome(alma, 1).Raw, "paused: ", "Resume", "in the channel<#C0000NEWS>")
}
