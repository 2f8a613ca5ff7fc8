package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// handled is a platform that listens with a handler.
func handled(t *testing.T, o Options, h bot.HandlerFunc) *fixture {
	t.Helper()
	f := sender(t, o)
	f.listen(h)
	f.fake.WaitConnections(1)
	return f
}

// say is a handler that replies with texts, one after the other.
func say(texts ...string) bot.HandlerFunc {
	return func(ctx context.Context, _ bot.Command, r bot.Responder) error {
		for _, text := range texts {
			if _, err := r.Reply(ctx, paragraph(text)); err != nil {
				return err
			}
		}
		return nil
	}
}

func contents(messages []discordtest.Message) (out []string) {
	for _, m := range messages {
		out = append(out, m.Content)
	}
	return out
}

func TestWhatIsAtHandIsTheFirstResponse(t *testing.T) {
	t.Parallel()
	f := handled(t, Options{}, say("At once.", "And more."))
	id := f.fake.Slash(news, ana, 0, "help")
	got := f.fake.WaitMessages(2)
	// On a busy machine the answer may have been deferred first: it is the same to the asker.
	if kind := f.fake.WaitAck(id); kind != answerNow && kind != deferAnswer {
		t.Errorf("answered with %d", kind)
	}
	if got[0].Content != "At once." || got[1].Content != "And more." || !got[0].Private || !got[1].Private {
		t.Errorf("messages %+v", got)
	}
}

func TestNobodyElseReadsDirectMessagesSoThatTheyStay(t *testing.T) {
	t.Parallel()
	f := handled(t, Options{}, say("Only you are here."))
	f.fake.Slash("7"+ana[1:], ana, 0, "help")
	if m := f.fake.WaitMessages(1)[0]; m.Private {
		t.Errorf("message %+v", m)
	}
}

// untouched is a responder to a new interaction that nobody else answers or defers.
func untouched(t *testing.T, f *fixture, give func() string) (*interactionResponder, string) {
	t.Helper()
	f.p.deferAfter = time.Hour
	var got *interactionResponder
	taken := make(chan *interactionResponder, 1)
	f.listen(bot.HandlerFunc(func(_ context.Context, _ bot.Command, r bot.Responder) error {
		taken <- r.(*interactionResponder)
		return nil
	}))
	f.fake.WaitConnections(1)
	id := give()
	select {
	case got = <-taken:
	case <-time.After(deadline):
		t.Fatal("no command came")
	}
	return got, id
}

func TestFirstResponseOutlastsTrouble(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]discordtest.Fault{
		"limited": {Status: 429, RetryAfter: 0.05}, "limited globally": {Status: 429, RetryAfter: 0.05, Global: true},
		"trouble": {Status: 503}, "an answer that was lost": {Lost: true}, "a bad gateway": {Status: 502, HTML: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			f.fake.Fail("POST", "/callback", fault)
			r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
			for _, text := range []string{"First.", "Second."} {
				if _, err := r.Reply(t.Context(), paragraph(text)); err != nil {
					t.Fatal(err)
				}
			}
			if got := contents(f.fake.Messages()); !slices.Equal(got, []string{"First.", "Second."}) {
				t.Errorf("messages %q", got)
			}
		})
	}
}

func TestAnswersAreTriedAgainWhereThatIsSafe(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	r.deferNow(t.Context())
	f.fake.Fail("PATCH", "/@original", discordtest.Fault{Status: 429, RetryAfter: 0.05}, discordtest.Fault{Lost: true}, discordtest.Fault{Status: 500})
	if _, err := r.Reply(t.Context(), paragraph("First.")); err != nil {
		t.Fatal(err)
	}
	f.fake.Fail("POST", "/"+r.token, discordtest.Fault{Status: 429, RetryAfter: 0.05})
	if _, err := r.Reply(t.Context(), paragraph("Second.")); err != nil {
		t.Fatal(err)
	}
	f.fake.Fail("POST", "/"+r.token, discordtest.Fault{Lost: true}) // a follow-up that may stand there is not repeated
	var e *bot.SendError
	if _, err := r.Reply(t.Context(), paragraph("Third.")); !errors.As(err, &e) || !e.Ambiguous {
		t.Errorf("a lost follow-up gave %v", err)
	}
	if got := contents(f.fake.Messages()); !slices.Equal(got, []string{"First.", "Second.", "Third."}) {
		t.Errorf("messages %q", got)
	}
}

func TestAnotherReplicaMayHaveDeferred(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	other := &interactionResponder{p: f.p, c: r.c, id: r.id, token: r.token, app: r.app, from: r.from, until: r.until, private: true, limits: r.limits}
	other.deferNow(t.Context())
	other.tidy(t.Context()) // it has nothing to say, and takes nothing away
	if _, err := r.Reply(t.Context(), paragraph("Here.")); err != nil {
		t.Fatal(err)
	}
	if got := f.fake.Messages(); len(got) != 1 || !got[0].Private || got[0].Content != "Here." {
		t.Errorf("messages %+v", got)
	}
}

func TestAnswersEndWithTheToken(t *testing.T) {
	t.Parallel()
	c := clockAt(time.Date(2031, 5, 6, 7, 0, 0, 0, time.UTC))
	f := sender(t, Options{Now: c.now})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	r.deferNow(t.Context())
	c.advance(tokenLife - time.Second)
	f.fake.Advance(tokenLife - time.Second)
	if _, err := r.Reply(t.Context(), paragraph("In time.")); err != nil {
		t.Fatal(err)
	}
	f.fake.Advance(2 * time.Second) // Discord's clock is ahead
	var e *bot.SendError
	if _, err := r.Reply(t.Context(), paragraph("late")); !errors.As(err, &e) || e.Reason != bot.ReasonGone {
		t.Errorf("Reply = %v", err)
	}
	c.advance(2 * time.Second)
	answers := func() (n int) { // the commands are registered meanwhile
		for _, r := range f.fake.Requests() {
			if strings.Contains(r.Path, "/webhooks/") {
				n++
			}
		}
		return n
	}
	before := answers()
	if _, err := r.Reply(t.Context(), paragraph("late")); err == nil || !strings.Contains(err.Error(), "15 minutes") || answers() != before {
		t.Errorf("Reply = %v", err)
	}
}

func TestFirstResponseAfterThreeSecondsIsRefused(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	f.fake.Advance(4 * time.Second)
	var e *bot.SendError
	if _, err := r.Reply(t.Context(), paragraph("late")); !errors.As(err, &e) || e.Code != "10062" || e.Reason != bot.ReasonGone {
		t.Errorf("Reply = %v", err)
	}
}

func TestSharingLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	for name, press := range map[string]bool{"by a button": true, "by a command": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := handled(t, Options{}, func(ctx context.Context, _ bot.Command, r bot.Responder) error {
				_, err := r.Share(ctx, paragraph("For everybody."))
				return err
			})
			var id string
			if press {
				id = f.fake.Press(discordtest.Message{ID: "1", Channel: news}, ana, "shown.share|x")
			} else {
				id = f.fake.Slash(news, ana, 0, "help")
			}
			if kind := f.fake.WaitAck(id); press && kind != deferUpdate && kind != deferAnswer {
				t.Errorf("acknowledged with %d", kind)
			} else if kind == deferAnswer {
				f.fake.WaitRequests(1, "DELETE", "/@original")
			}
			if got := f.fake.WaitMessages(1); len(got) != 1 || got[0].Private || got[0].Channel != news {
				t.Errorf("messages %+v", got)
			}
		})
	}
}

func TestSharingWhereTheBotMayNotWriteSaysWhatToDo(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	f.fake.Fail("POST", "/messages", discordtest.Fault{Status: 403, Code: 50001, Message: "Missing Access"})
	var e *bot.Error
	if _, err := r.Share(t.Context(), paragraph("x")); !errors.As(err, &e) || !strings.Contains(e.Message, "Send Messages") {
		t.Errorf("Share = %v", err)
	}
}

func TestAskAboutThis(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, test := range []struct {
		message map[string]any
		want    string
	}{
		{map[string]any{"id": "860000000000000001", "content": "The bridge is closed.", "author": map[string]any{"id": "3"}}, "The bridge is closed."},
		{map[string]any{"id": "860000000000000002", "content": "", "embeds": []any{map[string]any{"title": "News", "description": "The ferry left."}}}, "The ferry left."},
		{map[string]any{"id": "860000000000000003"}, ""},
		{map[string]any{"id": "860000000000000004", "content": "", "components": []any{nil, map[string]any{"type": 10, "content": "### The pier"}, map[string]any{"type": 1, "components": []any{map[string]any{"type": 2, "custom_id": "a|b"}}},
			map[string]any{"type": 17, "components": []any{map[string]any{"type": 10, "content": "- is **closed**. ([Marrow Post](<https://marrow.example/a_%281%29>))"}}}}}, "The pier\nis closed. (Marrow Post)"},
		{map[string]any{"id": "860000000000000005", "content": "", "message_snapshots": []any{map[string]any{"message": map[string]any{"content": "<@820000000000000001> 5 \\* 3 at <t:1935819000:f>, snake_case?"}}}}, "5 * 3 at , snake_case?"},
	} {
		f.fake.AskAbout(news, ana, test.message)
		if c := f.next().command; c.Via != bot.ViaMessage || c.Quoted != test.want || c.Message.ID != test.message["id"] || c.From.Channel != news || c.Actor.ID != ana {
			t.Errorf("command %+v", c)
		}
	}
	f.fake.AskAbout(news, ana, map[string]any{"id": "860000000000000006",
		"content": "[here](<https://news.example/a>) and https://news.example/b",
		"embeds":  []any{map[string]any{"url": "https://news.example/c"}}})
	if c := f.next().command; strings.Join(c.Links, " ") != "https://news.example/a https://news.example/b https://news.example/c" {
		t.Errorf("links %q", c.Links)
	}
}

func TestWhoMayManage(t *testing.T) {
	t.Parallel()
	const admin = 1 << 3
	for _, test := range []struct {
		manage      Manage
		permissions int64
		want        bool
	}{
		{ManageChannels, 0, false}, {ManageChannels, discordtest.ManageChannels, true}, {ManageChannels, discordtest.ManageServer, false}, {ManageChannels, admin, true},
		{ManageServer, discordtest.ManageChannels, false}, {ManageServer, discordtest.ManageServer, true}, {ManageServer, admin, true},
		{ManageEveryone, 0, true},
	} {
		f := listening(t, Options{Manage: test.manage})
		f.fake.Slash(news, ana, test.permissions, "help")
		if c := f.next().command; c.Actor.CanManage != test.want {
			t.Errorf("%q with %d: %v", test.manage, test.permissions, c.Actor.CanManage)
		}
		f.fake.Mention(news, ana, "hello")
		if c := f.next().command; c.Actor.CanManage != (test.manage == ManageEveryone) {
			t.Errorf("%q in a mention: %v", test.manage, c.Actor.CanManage)
		}
		f.stop()
	}
	if ManageChannels.allows("none") {
		t.Error("no permissions allow something")
	}
}

func TestWhoMayManageInAMention(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		kind      int
		roles     []any
		overwrite string // what the channel gives to role 6
		manage    Manage
		owner     bool
		want      bool
	}{
		{name: "by a role", roles: []any{"5"}, want: true},
		{name: "by no role"},
		{name: "another rule", roles: []any{"5"}, manage: ManageServer},
		{name: "by the channel", roles: []any{"6"}, overwrite: "16", want: true},
		{name: "by the channel of the thread", kind: 11, roles: []any{"6"}, overwrite: "16", want: true},
		{name: "by a role that the channel gives nothing", roles: []any{"6"}, overwrite: "1"},
		{name: "the owner", owner: true, want: true},
		{name: "everybody", manage: ManageEveryone, want: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := listening(t, Options{Manage: test.manage})
			owner := "1"
			if test.owner {
				owner = ana
			}
			overwrites := []any{map[string]any{"id": "6", "allow": test.overwrite, "deny": "0"}}
			at := map[string]any{"id": news, "type": test.kind, "permission_overwrites": overwrites}
			if test.kind == 11 {
				at["parent_id"], at["permission_overwrites"] = "77", nil
				f.fake.Put("channels/77", map[string]any{"id": "77", "permission_overwrites": overwrites})
			}
			f.fake.Put("channels/"+news, at)
			f.fake.Put("guilds/"+discordtest.Guild, map[string]any{"id": discordtest.Guild, "owner_id": owner, "roles": []any{
				map[string]any{"id": "5", "permissions": "16"}, map[string]any{"id": "6", "permissions": "0"}}})
			for i := range 2 {
				f.fake.Dispatch("MESSAGE_CREATE", map[string]any{
					"id": fmt.Sprint(830000000000000001 + i), "channel_id": news, "guild_id": discordtest.Guild, "content": "<@" + discordtest.Bot + "> hello",
					"author": map[string]any{"id": ana}, "member": map[string]any{"roles": test.roles}, "mentions": []any{map[string]any{"id": discordtest.Bot}}})
				if c := f.next().command; c.Actor.CanManage != test.want {
					t.Errorf("command %+v", c)
				}
			}
			if n := len(f.fake.WaitRequests(0, "GET", "/guilds/"+discordtest.Guild)); n > 1 {
				t.Errorf("the server was looked up %d times", n)
			}
		})
	}
}

// The options of "/briefing schedule" say the same as what is typed; the channel that is chosen is where
// the order is for, and what may be done there counts.
func TestScheduleOptions(t *testing.T) {
	t.Parallel()
	p := sender(t, Options{}).p
	var i interaction
	err := json.Unmarshal([]byte(`{"id":"1","token":"t","type":2,"guild_id":"400000000000000001",
		"channel_id":"500000000000000001","member":{"user":{"id":"600000000000000001"},"permissions":"0"},
		"data":{"name":"briefing","type":1,"resolved":{"channels":{"500000000000000002":{"permissions":"16"}}},
		"options":[{"name":"schedule","type":1,"options":[
		{"name":"length","type":3,"value":"short"},{"name":"silent","type":5,"value":true},{"name":"when","type":3,"value":"weekdays 8:30"},
		{"name":"channel","type":7,"value":"500000000000000002"},{"name":"ping","type":8,"value":"700000000000000001"}]}]}}`), &i)
	if err != nil {
		t.Fatal(err)
	}
	c, ok := p.command(i)
	if !ok || c.Text != "schedule weekdays 8:30 length short silent" || c.From.Channel != "500000000000000002" ||
		!c.Actor.CanManage || c.Fields["ping"] != "700000000000000001" {
		t.Errorf("%+v", c)
	}
}
