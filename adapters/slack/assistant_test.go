package slack

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

func TestAssistantOffersPromptsWorksVisiblyAndNamesTheThread(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.waits.status = 1
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		f.fake.WaitAssistant(2) // the status stands before the answer
		_, err := r.Reply(ctx, paragraph("At noon."))
		return err
	}))
	f.fake.WaitConnections(1)
	thread := f.fake.StartThread("U0000ANA")
	shown := f.fake.WaitAssistant(1)
	for _, q := range []string{"What is new?", "What do sources dispute?", "Order a briefing"} {
		if !strings.Contains(shown[0]["prompts"], q) || shown[0]["thread_ts"] != thread {
			t.Errorf("offered %v, which lacks %q", shown[0], q)
		}
	}
	f.fake.Say("im", "D0000ANA", "U0000ANA", "When did <https://ferry.example|the ferry> sail?", thread)
	f.next()
	shown = f.fake.WaitAssistant(4)
	got := shown[1]["status"] + "|" + shown[2]["status"] + "|" + shown[3]["title"]
	if got != "is reading the sources…||When did the ferry sail?" {
		t.Errorf("shown: %q", got)
	}
	if m := f.fake.WaitMessages(1); m[0].Thread != thread || m[0].Channel != "D0000ANA" {
		t.Errorf("answered at %+v", m[0])
	}
	f.fake.Say("im", "D0000ANA", "U0000ANA", "and where to?", thread)
	f.next()
	for _, s := range f.fake.WaitAssistant(6) {
		if s["prompts"] == "" && s["title"] != "" && s["title"] != "When did the ferry sail?" {
			t.Errorf("the thread is named anew: %v", s)
		}
	}
}

// Where the app has no assistant, nothing is shown of it, and answers come all the same.
func TestWithoutAnAssistantAnswersCome(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.waits.status = 1
	f.fake.SetScopes("chat:write", "users:read", "im:history")
	handled := make(chan struct{}, 2)
	f.listen(bot.HandlerFunc(func(ctx context.Context, _ bot.Command, r bot.Responder) error {
		defer func() { handled <- struct{}{} }()
		_, err := r.Reply(ctx, paragraph("At noon."))
		return err
	}))
	f.fake.WaitConnections(1)
	for n := range 2 {
		f.fake.Say("im", "D0000ANA", "U0000ANA", "When?", "1700000001.000100")
		<-handled
		f.fake.WaitMessages(n + 1)
	}
	f.stop()
	f.end() // the handlers are through
	asked := 0
	for _, r := range f.fake.Requests() {
		if strings.Contains(r.Path, "assistant.") {
			asked++
		}
	}
	if asked > 3 { // the first command's, until it was refused
		t.Errorf("an app without an assistant was asked %d times", asked)
	}
}

// An app that was taken out of the workspace sends nothing with its dead token, tells its handler, and goes
// on when it is installed again.
func TestUninstalledAppSendsNothing(t *testing.T) {
	t.Parallel()
	c := clockAt(time.Date(2024, 5, 6, 8, 0, 0, 0, time.UTC))
	f := listening(t, Options{Now: c.now})
	to := bot.Destination{Platform: Name, Tenant: slackfaketest.Team, Channel: "C0000NEWS"}
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "a", To: to, Message: paragraph("one")}); err != nil {
		t.Fatal(err)
	}
	f.fake.Leave()
	for range 2 { // of the two events, each says so
		if c := f.next().command; c.Via != bot.ViaLeave || c.From.Tenant != slackfaketest.Team || c.Account != slackfaketest.Team {
			t.Fatalf("%+v", c)
		}
	}
	before := len(f.fake.Requests())
	var e *bot.SendError
	for range 5 {
		_, err := f.p.Send(t.Context(), bot.Post{Key: "b", To: to, Message: paragraph("two")})
		if !errors.As(err, &e) || e.Reason != bot.ReasonUnauthorized || e.Permanent() {
			t.Fatalf("Send = %v", err)
		}
	}
	problems, err := f.p.CheckAt(t.Context(), bot.Destination{Platform: Name, User: "U0000ANA"})
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0], "installs it again") {
		t.Errorf("CheckAt = %q, %v", problems, err)
	}
	if after := len(f.fake.Requests()); after != before {
		t.Errorf("%d requests with a dead token", after-before)
	}
	c.advance(2 * askAgain)
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "b", To: to, Message: paragraph("two")}); err == nil {
		t.Error("sent while Slack still refuses the token")
	}
	f.fake.RefuseBot("")
	c.advance(2 * askAgain)
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "b", To: to, Message: paragraph("two")}); err != nil {
		t.Errorf("installed again: %v", err)
	}
}

// The tokens of a person, or those of another workspace's app, are not the bot's.
func TestOthersTokensAreNotTheBots(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Envelope("events_api", map[string]any{"type": "event_callback", "team_id": slackfaketest.Team, "event_id": "Ev1",
		"event": map[string]any{"type": "tokens_revoked",
			"tokens": map[string]any{"oauth": []string{"U0000ANA"}, "bot": []string{"U0000ELSE"}}}})
	f.fake.Envelope("events_api", map[string]any{"type": "event_callback", "team_id": "T0000ELSE", "event_id": "Ev2",
		"event": map[string]any{"type": "app_uninstalled"}})
	f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	if c := f.next().command; c.Via != bot.ViaSlash {
		t.Errorf("%+v", c)
	}
	if f.p.away(t.Context()) {
		t.Error("another's tokens are taken for the bot's")
	}
}
