package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/discord"
	"briefbot/adapters/discord/discordtest"
	"briefbot/adapters/slack"
	"briefbot/adapters/slack/slackfaketest"
	"briefbot/adapters/sqlstore"
	"briefbot/bot"
	"briefbot/briefing/desk"
)

// utterance is something that somebody says, and what the bot has to do: a part of the answer on each
// platform, or "-" where it has to keep silent.
type utterance struct{ place, text, slack, discord string }

// utterances reads testdata/talk.tsv.
func utterances(t *testing.T) []utterance {
	t.Helper()
	b, err := os.ReadFile("../../testdata/talk.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []utterance
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) == 3 {
			f = append(f, f[2])
		}
		if len(f) != 4 {
			t.Fatalf("%q has %d columns, want 3 or 4", line, len(f))
		}
		all = append(all, utterance{f[0], f[1], f[2], f[3]})
	}
	return all
}

// TestUtterances says each utterance where people say such things, on both platforms, and wants the bot to do
// what is right there. With -v it tells what the bot did.
func TestUtterances(t *testing.T) {
	all := utterances(t)
	if len(all) < 60 {
		t.Errorf("%d utterances, want 60", len(all))
	}
	r := newRoom(t)
	for n, u := range all {
		r.clock.set(r.clock.now().Add(time.Minute)) // nobody asks too often
		for _, c := range []struct {
			name, want string
			say        func(int, utterance) string
		}{{"slack", u.slack, r.onSlack}, {"discord", u.discord, r.onDiscord}} {
			got := c.say(n+1, u)
			t.Logf("%s, %s: %s -> %s", c.name, u.place, u.text, gist(got))
			if (c.want == "-") != (got == "") || c.want != "-" && !strings.Contains(got, c.want) {
				t.Errorf("%s, %s, %q: the bot said %q, want %q", c.name, u.place, u.text, gist(got), c.want)
			}
		}
	}
}

// gist is an answer in a line, or that there was none.
func gist(answer string) string {
	if answer == "" {
		return "(silence)"
	}
	return bot.CutText(strings.Join(strings.Fields(answer), " "), 160, func(s string) int { return len(s) })
}

// room is the program with the sample newspaper on both platforms.
type room struct {
	*testing.T
	slack   *slackfaketest.Server
	discord *discordtest.Server
	s       *server
	clock   wallClock
}

func newRoom(t *testing.T) *room {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	r := &room{T: t, slack: slackfaketest.New(t), discord: discordtest.New(t)}
	r.clock.set(time.Date(2024, 5, 15, 20, 0, 0, 0, time.UTC))
	lg := slog.New(slog.DiscardHandler)
	r.s = &server{lg: lg, replica: "one", now: r.clock.now, zone: time.UTC, store: store, desk: desk.New(desk.Options{})}
	r.s.targets = []bot.Platform{
		slack.New(lg, slackfaketest.BotToken, slackfaketest.AppToken, slack.Options{
			APIURL: r.slack.URL, Threads: true, Patience: time.Minute, Now: r.clock.now,
		}),
		discord.New(lg, discordtest.Token, discord.Options{APIURL: r.discord.URL, Now: r.clock.now}),
	}
	r.s.wire()
	w := &workspace{T: t, slack: r.slack, s: r.s, paths: []string{"../../testdata/corpus"}}
	w.read()
	r.clock.set(r.clock.now().Add(time.Minute))
	return r
}

// during has a platform listen while something is said, and returns when all that was heard is answered.
func (r *room) during(p bot.Platform, say func()) {
	r.Helper()
	ctx, stop := context.WithCancel(r.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Listen(ctx, bot.HandlerFunc(r.s.router.Handle)) }()
	say()
	stop()
	if err := <-ended; err != nil {
		r.Fatal(err)
	}
}

// briefed delivers a briefing to a channel and returns its message.
func (r *room) briefed(to bot.Destination, n int) bot.MessageRef {
	r.Helper()
	id := bot.SubscriptionID(fmt.Sprintf("%s%02d", to.Platform[:3], n))
	s := bot.Subscription{ID: id, To: to, When: "every day at 07:00", Zone: "UTC", Since: r.s.now()}
	if _, err := r.s.store.PutSubscription(r.Context(), s); err != nil {
		r.Fatal(err)
	}
	d, err := r.s.dispatcher.Deliver(r.Context(), id, bot.OutOfTurn+"now")
	if err != nil || len(d.Parts) == 0 {
		r.Fatalf("%+v, %v", d, err)
	}
	return d.Parts[len(d.Parts)-1].Ref
}

// opening is what the thread of an answer begins with: what stands behind "answer:", or the usual question.
func (u utterance) opening() (question string, ok bool) {
	place, question, _ := strings.Cut(u.place, ":")
	if question == "" {
		question = "When did the Sula leave Port Anders?"
	}
	return "@bot " + question, place == "answer"
}

func (r *room) onSlack(n int, u utterance) string {
	r.Helper()
	channel, thread, user := fmt.Sprintf("C%07d", n), "", fmt.Sprintf("U%07d", n)
	r.slack.AddUser(slackfaketest.User{ID: user, Name: "ada.varn", Zone: "UTC"})
	to := bot.Destination{Platform: slack.Name, Tenant: slackfaketest.Team, Channel: channel}
	stamp := func(k int) string { return fmt.Sprintf("1715803%03d.%06d", n, k) }
	say := func(text string, k int) {
		kind := "message"
		if strings.Contains(text, "@bot") {
			kind = "app_mention"
		}
		e := map[string]any{"type": kind, "channel": channel, "channel_type": "channel", "user": user, "ts": stamp(k), "thread_ts": thread,
			"text": strings.NewReplacer("@bot", "<@"+slackfaketest.BotUser+">", "@anna", "<@U0000ANA>", "@here", "<!here>").Replace(text)}
		if u.place == "direct" {
			e["channel_type"] = "im"
		}
		r.slack.WaitAck(r.slack.Envelope("events_api", map[string]any{
			"type": "event_callback", "team_id": slackfaketest.Team, "event_id": fmt.Sprintf("Ev%d-%d", n, k), "event": e}))
	}
	opening, answered := u.opening()
	switch {
	case u.place == "thread", u.place == "reply":
		thread = r.briefed(to, n).ID
	case answered:
		r.during(r.s.targets[0], func() {
			r.slack.WaitConnections(1)
			say(opening, 1)
		})
		thread = stamp(1)
	case u.place == "others":
		thread = stamp(1)
	case u.place == "direct":
		channel = "D" + user[1:]
		thread = stamp(1) // as in the assistant's pane: each conversation a thread
	}
	before := len(r.slack.Messages())
	r.during(r.s.targets[0], func() {
		r.slack.WaitConnections(1)
		say(u.text, 2)
	})
	var out []string
	for _, m := range r.slack.Messages()[before:] {
		out = append(out, shown(m.Blocks))
	}
	return strings.Join(out, "\n")
}

func (r *room) onDiscord(n int, u utterance) string {
	r.Helper()
	channel, place, to := fmt.Sprintf("5%017d", n), discordtest.Guild, ""
	user := fmt.Sprintf("6%017d", n)
	say := func(text string) {
		me := map[string]any{"id": discordtest.Bot, "username": "briefbot", "bot": true}
		var named []any
		if strings.Contains(text, "@bot") || to != "" && u.place != "others" {
			named = append(named, me)
		}
		e := map[string]any{"id": fmt.Sprintf("8%016d%d", n, len(to)%10), "channel_id": channel, "mentions": named, "type": 0,
			"author":  map[string]any{"id": user, "username": "ada"},
			"content": strings.NewReplacer("@bot", "<@"+discordtest.Bot+">", "@anna", "<@600000000000000009>").Replace(text)}
		if place != "" {
			e["guild_id"], e["member"] = place, map[string]any{"roles": []any{}}
		}
		if strings.Contains(text, "@anna") {
			e["mentions"] = append(named, map[string]any{"id": "600000000000000009", "username": "anna"})
		}
		if to != "" {
			author := me
			if u.place == "others" {
				author = map[string]any{"id": "600000000000000008", "username": "cy"}
			}
			e["message_reference"] = map[string]any{"message_id": to, "channel_id": channel, "guild_id": place}
			e["referenced_message"] = map[string]any{"id": to, "channel_id": channel, "author": author}
		}
		r.discord.Dispatch("MESSAGE_CREATE", e)
		r.discord.WaitAck(r.discord.Slash(channel, "600000000000000007", 0, "briefing", discordtest.Sub("help"))) // it was read by then
	}
	listen := func(text string) (answers []discordtest.Message) {
		before := len(r.discord.Messages())
		sessions := r.discord.Sessions()
		r.during(r.s.targets[1], func() {
			r.discord.WaitConnections(sessions + 1)
			say(text)
		})
		return slices.DeleteFunc(r.discord.Messages()[before:], func(m discordtest.Message) bool { return m.Token != "" })
	}
	opening, answered := u.opening()
	switch {
	case u.place == "thread", u.place == "reply":
		ref := r.briefed(bot.Destination{Platform: discord.Name, Tenant: discordtest.Guild, Channel: channel}, n)
		if to = ref.ID; u.place == "thread" { // Discord names a thread after the message that it begins at
			channel, to = ref.ID, ""
		}
	case answered:
		to = listen(opening)[0].ID
	case u.place == "others":
		to = "860000000000000001"
	case u.place == "direct":
		channel, place = "7"+user[1:], ""
	}
	var out []string
	for _, m := range listen(u.text) {
		out = append(out, m.Content)
	}
	return strings.Join(out, "\n")
}
