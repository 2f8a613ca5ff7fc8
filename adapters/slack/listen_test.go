package slack

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

func TestSlashCommandIsAcknowledgedAtOnceAndAnsweredPrivately(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana", Zone: "Europe/Lisbon", Locale: "pt-PT"})
	release := make(chan struct{})
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		<-release
		_, err := r.Reply(ctx, paragraph("Nothing new about energy."))
		return err
	}))
	f.fake.WaitConnections(1)
	id := f.fake.Slash("C0000NEWS", "U0000ANA", "/brief energy &amp; water since 2d")
	c := f.next().command
	f.fake.WaitAck(id) // the handler is still at work
	if len(f.fake.Messages()) != 0 {
		t.Error("something was posted before the handler answered")
	}
	close(release)
	m := f.fake.WaitMessages(1)[0]
	want := bot.Actor{ID: "U0000ANA", Name: "ana", Zone: "Europe/Lisbon", Locale: "pt-PT", CanManage: true}
	if c.Via != bot.ViaSlash || c.Name != "brief" || c.Text != "energy & water since 2d" || c.Actor != want || c.ID == "" {
		t.Errorf("command %+v", c)
	}
	if c.From != (bot.Destination{Platform: Name, Tenant: slackfaketest.Team, Channel: "C0000NEWS", User: "U0000ANA"}) {
		t.Errorf("from %+v", c.From)
	}
	if !m.Private || m.Via != "response_url" || !strings.Contains(string(m.Blocks), "Nothing new about energy.") {
		t.Errorf("answer %+v", m)
	}
}

func TestMentionIsAnsweredInItsThread(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Mention("C0000NEWS", "U0000ANA", "who closed the <https://bridge.example|old bridge>?", "")
	got := f.next()
	if got.command.Via != bot.ViaMention || got.command.Text != "who closed the old bridge?" || got.command.Name != "" {
		t.Errorf("command %+v", got.command)
	}
	ref, err := got.r.Reply(t.Context(), paragraph("The council of Marrow closed it."))
	if err != nil {
		t.Fatal(err)
	}
	m := f.fake.WaitMessages(1)[0]
	if m.Thread == "" || m.Thread != got.command.Message.ID || m.Channel != "C0000NEWS" || m.Private {
		t.Errorf("answer %+v to message %s", m, got.command.Message.ID)
	}
	if ref.ID != m.TS || ref.To.Thread != m.Thread {
		t.Errorf("ref %+v", ref)
	}
}

// What names somebody else speaks to him, though it names the bot too; and what others need not read of an answer
// to a mention is told to the asker alone.
func TestMentionOfOthersIsNotForTheBot(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, text := range []string{"<@U0000CY> look at this", "and <!here> for all", "with <!subteam^S0001|desk>"} {
		f.fake.Mention("C0000NEWS", "U0000ANA", text, "")
	}
	f.fake.Mention("C0000NEWS", "U0000ANA", "who closed the bridge?", "")
	got := f.next()
	if got.command.Text != "who closed the bridge?" {
		t.Fatalf("heard %q", got.command.Text)
	}
	if err := got.r.(bot.Whisperer).Whisper(t.Context(), paragraph("You ask too often.")); err != nil {
		t.Fatal(err)
	}
	m := f.fake.WaitMessages(1)[0]
	if !m.Private || m.User != "U0000ANA" || m.Channel != "C0000NEWS" || m.Thread != got.command.Message.ID {
		t.Errorf("whispered as %+v", m)
	}
}

// What is told below a message stands in its thread, for all; where it was told before, in the same thread.
func TestBelowStandsInTheThread(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	post, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("Briefing")})
	if err != nil {
		t.Fatal(err)
	}
	f.fake.Press(f.fake.WaitMessages(1)[0], "U0000ANA", "shown.thread", "abc:"+post.ID)
	r := f.next().r.(bot.Threader)
	first, err := r.Below(t.Context(), post, paragraph("The bridge is closed."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Below(t.Context(), first, paragraph("It opens again.")); err != nil {
		t.Fatal(err)
	}
	for _, m := range f.fake.WaitMessages(3)[1:] {
		if m.Thread != post.ID || m.Private || m.Channel != there.Channel {
			t.Errorf("told as %+v", m)
		}
	}
	f.fake.Fail("chat.postMessage", slackfaketest.Fault{Error: "thread_not_found"})
	var e *bot.SendError
	if _, err := r.Below(t.Context(), post, paragraph("It is late.")); !errors.As(err, &e) || e.Reason != bot.ReasonGone {
		t.Errorf("below a message that is gone: %v", err)
	}
}

func TestDirectMessageIsAnsweredWhereItWasAsked(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Direct("U0000ANA", "what happened in Marrow?")
	got := f.next()
	if got.command.Via != bot.ViaDirect || got.command.Text != "what happened in Marrow?" {
		t.Errorf("command %+v", got.command)
	}
	if _, err := got.r.Reply(t.Context(), paragraph("The bridge was closed.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; m.Channel != "D0000ANA" || m.Thread != "" {
		t.Errorf("answer %+v", m)
	}
}

func TestButtonComesBackWithItsValue(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	ref, err := f.p.Send(t.Context(), bot.Post{To: bot.Destination{Platform: Name, Channel: "C0000NEWS"}, Message: bot.Message{
		Summary: "A story", Blocks: []bot.Block{{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Why", Action: "story.why", Value: "abc:1"}}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	id := f.fake.Press(f.fake.Messages()[0], "U0000ANA", "story.why", "abc:1")
	got := f.next()
	f.fake.WaitAck(id)
	if got.command.Via != bot.ViaButton || got.command.Action != "story.why" || got.command.Value != "abc:1" || got.command.Message.ID != ref.ID {
		t.Errorf("command %+v", got.command)
	}
	if _, err := got.r.Share(t.Context(), paragraph("Shared.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(2)[1]; m.Private || m.Channel != "C0000NEWS" {
		t.Errorf("shared as %+v", m)
	}
}

func TestFollowUpsInThreadsAreReadWhenAskedTo(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{Threads: true})
	f.fake.Say("channel", "C0000NEWS", "U0000ANA", "and when?", "1700000001.000100")
	if c := f.next().command; c.Via != bot.ViaThread || c.From.Thread != "1700000001.000100" {
		t.Errorf("command %+v", c)
	}
	f.fake.Say("channel", "C0000NEWS", "U0000ANA", "not in a thread", "")
	f.fake.Say("channel", "C0000NEWS", slackfaketest.BotUser, "the bot's own words", "1700000001.000100")
	f.fake.Join("C0000NEW", "U0000ANA")
	if c := f.next().command; c.Via != bot.ViaJoin {
		t.Errorf("after what is not meant for the bot came %+v", c)
	}
}

// Of whom Slack tells only slowly, it is not said that he may not: what needs to know it waits longer.
func TestSlowlyKnownMembersAreUnsureFirst(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana", Zone: "Europe/Lisbon"})
	f.p.waits.hurried = time.Nanosecond
	f.listen(bot.HandlerFunc(func(_ context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		return nil
	}))
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/briefing schedule 8:30")
	got := f.next()
	if a := got.command.Actor; !a.Unsure || a.CanManage {
		t.Errorf("at first: %+v", a)
	}
	who, err := got.r.(bot.Teller).Who(t.Context())
	if err != nil || who.Unsure || !who.CanManage || who.Zone != "Europe/Lisbon" {
		t.Errorf("later: %+v, %v", who, err)
	}
	f.fake.SetScopes("chat:write")
	f.p.waits.hurried = deadline
	f.fake.Slash("C0000NEWS", "U0000CY", "/briefing schedule 8:30")
	if a := f.next().command.Actor; a.Unsure || a.CanManage {
		t.Errorf("of whom Slack refuses to tell: %+v", a)
	}
}

func TestGuestsDoNotManage(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000GUEST", Guest: true})
	f.fake.AddUser(slackfaketest.User{ID: "U0000OTHER", Stranger: true})
	for _, id := range []string{"U0000GUEST", "U0000OTHER", "U0000UNKNOWN"} {
		f.fake.Slash("C0000NEWS", id, "/help")
		if c := f.next().command; c.Actor.CanManage || c.Actor.ID != id {
			t.Errorf("actor %+v", c.Actor)
		}
	}
	asked := 0
	for range 3 {
		f.fake.Slash("C0000NEWS", "U0000GUEST", "/help")
		f.next()
	}
	for _, r := range f.fake.Requests() {
		if strings.HasSuffix(r.Path, "/users.info") && strings.Contains(r.Body, "U0000GUEST") {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("users.info was asked %d times for one user", asked)
	}
}

func TestWhatIsDeliveredTwiceIsHandledOnce(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, id := range []string{
		f.fake.Slash("C0000NEWS", "U0000ANA", "/help"),
		f.fake.Mention("C0000NEWS", "U0000ANA", "what is new?", ""),
	} {
		again := f.fake.Redeliver(id)
		f.fake.WaitAck(id)
		f.fake.WaitAck(again)
		f.next()
	}
	last := f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	f.fake.WaitAck(last)
	if c := f.next().command; c.Name != "brief" {
		t.Errorf("a duplicate was handled: %+v", c)
	}
}

func TestNoCommandIsLostWhenTheConnectionBreaks(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Drop()
	id := f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	f.fake.WaitAck(id)
	if c := f.next().command; c.Name != "brief" {
		t.Errorf("command %+v", c)
	}
	f.fake.WaitConnections(2)
	f.fake.Disconnect("refresh_requested")
	f.fake.WaitConnections(3)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/help")
	if c := f.next().command; c.Name != "help" {
		t.Errorf("command %+v", c)
	}
}

func TestListenEndsWhereWaitingCannotHelp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		prepare func(*slackfaketest.Server)
		want    string
	}{
		{"bot token revoked", func(s *slackfaketest.Server) { s.RefuseBot("token_revoked") }, "OAuth & Permissions"},
		{"app token wrong", func(s *slackfaketest.Server) { s.RefuseApp("invalid_auth") }, "connections:write"},
		{"app token without its scope", func(s *slackfaketest.Server) { s.RefuseApp("missing_scope") }, "connections:write"},
		{"a bot token as app token", func(s *slackfaketest.Server) { s.RefuseApp("not_allowed_token_type") }, "connections:write"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			test.prepare(f.fake)
			f.listen(bot.HandlerFunc(func(context.Context, bot.Command, bot.Responder) error { return nil }))
			err := f.end()
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Listen = %v, want it to say %q", err, test.want)
			}
		})
	}
}

func TestListenEndsWithItsContextAfterTheHandlers(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	release, returned := make(chan struct{}), make(chan struct{})
	f.listen(bot.HandlerFunc(func(ctx context.Context, _ bot.Command, _ bot.Responder) error {
		f.calls <- call{}
		<-release
		close(returned)
		return ctx.Err()
	}))
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	f.next()
	f.stop()
	select {
	case err := <-f.ended:
		t.Fatalf("Listen ended before the handler: %v", err)
	default:
	}
	close(release)
	if err := f.end(); err != nil {
		t.Errorf("Listen = %v", err)
	}
	<-returned
	if strings.Contains(f.log.String(), "command failed") {
		t.Error("the handler's context ended with Listen's")
	}
}

func TestPanickingHandlerCostsItsOwnCommandOnly(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.listen(bot.HandlerFunc(func(_ context.Context, c bot.Command, r bot.Responder) error {
		if c.Name == "ask" {
			panic("out of order")
		}
		f.calls <- call{c, r}
		return errors.New("done")
	}))
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/ask why?")
	f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	if c := f.next().command; c.Name != "brief" {
		t.Errorf("command %+v", c)
	}
}

func TestMalformedFramesAreSkipped(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, frame := range []string{
		`{"type":"events_api","envelope_id":"x1","payload":{"type":"event_callback","event":{"type":"app_mention"}}}`,
		`{"type":"events_api","envelope_id":"x2","payload":{"type":"event_callback","event":null}}`,
		`{"type":"interactive","envelope_id":"x3","payload":{"type":"block_actions","actions":[null]}}`,
		`{"type":"slash_commands","envelope_id":"x4","payload":{}}`,
		`{"type":"unheard_of","envelope_id":"x5"}`, `[]`, `17`,
	} {
		f.fake.Raw(frame)
	}
	f.fake.Slash("C0000NEWS", "U0000ANA", "/help")
	if c := f.next().command; c.Name != "help" {
		t.Errorf("command %+v", c)
	}
}

// What Slack adds to a payload costs nobody his command.
func TestOddPayloadsAreReadByWhatMatters(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	user := map[string]any{"id": "U0000ANA", "name": "ana", "profile": 7}
	for what, test := range map[string]struct {
		kind    string
		payload map[string]any
		want    bot.Via
	}{
		"a mention": {"events_api", map[string]any{"type": "event_callback", "team_id": slackfaketest.Team, "authorizations": "x", "event": map[string]any{
			"type": "app_mention", "user": "U0000ANA", "channel": "C0000NEWS", "ts": "1700000001.000001", "text": "what is new?", "blocks": 7, "files": "x", "edited": true,
		}}, bot.ViaMention},
		"a button": {"interactive", map[string]any{"type": "block_actions", "team": map[string]any{"id": slackfaketest.Team}, "user": user, "channel": map[string]any{"id": "C0000NEWS", "created": "x"},
			"message": map[string]any{"ts": "1700000001.000002", "blocks": 7, "reactions": "x"}, "container": map[string]any{"message_ts": "1700000001.000002"},
			"actions": []any{map[string]any{"type": "button", "block_id": "b", "action_id": "story.why", "value": "v"}}}, bot.ViaButton},
		"a form": {"interactive", map[string]any{"type": "view_submission", "team": map[string]any{"id": slackfaketest.Team}, "user": user,
			"view": map[string]any{"callback_id": "order.save", "private_metadata": `{"c":"C0000NEWS"}`, "blocks": 7, "app_id": 7}}, bot.ViaForm},
	} {
		f.fake.WaitAck(f.fake.Envelope(test.kind, test.payload))
		if c := f.next().command; c.Via != test.want || c.From.Channel != "C0000NEWS" || c.Actor.ID != "U0000ANA" {
			t.Errorf("%s: %+v", what, c)
		}
	}
	for _, payload := range []any{
		map[string]any{"type": "event_callback", "event": map[string]any{"type": "app_mention", "user": map[string]any{"id": "U1"}}}, 7, nil, []any{}, map[string]any{"event": 7},
	} {
		f.fake.WaitAck(f.fake.Envelope("events_api", payload)) // or Slack would deliver it again
		f.fake.WaitAck(f.fake.Envelope("interactive", payload))
	}
}

func TestTenantIsNeverLeftOut(t *testing.T) {
	t.Parallel()
	self := identity{team: "T0OWN", user: slackfaketest.BotUser}
	mention := func(team, enterprise string) slackevents.EventsAPIEvent {
		return slackevents.EventsAPIEvent{TeamID: team, EnterpriseID: enterprise, InnerEvent: slackevents.EventsAPIInnerEvent{
			Data: &slackevents.AppMentionEvent{User: "U1", Channel: "C1", TimeStamp: "1.2", Text: "hi"},
		}}
	}
	press := slack.InteractionCallback{Type: slack.InteractionTypeBlockActions, User: slack.User{ID: "U1"}, IsEnterpriseInstall: true,
		ActionCallback: slack.ActionCallbacks{BlockActions: []*slack.BlockAction{{ActionID: "a"}}}, Container: slack.Container{MessageTs: "1.2", ChannelID: "C1"}}
	ofUser, ofView, ofOrg := press, press, press
	ofUser.User.TeamID, ofView.View.TeamID, ofOrg.Enterprise.ID = "T0USER", "T0VIEW", "E0ORG"
	for i, test := range []struct {
		data any
		want string
	}{
		{mention("T1", "E1"), "T1"}, {mention("", "E1"), "E1"}, {mention("", ""), "T0OWN"},
		{slack.SlashCommand{UserID: "U1", Command: "/ask", TeamID: "T1"}, "T1"}, {slack.SlashCommand{UserID: "U1", Command: "/ask", EnterpriseID: "E1", IsEnterpriseInstall: true}, "E1"},
		{slack.SlashCommand{UserID: "U1", Command: "/ask"}, "T0OWN"},
		{press, "T0OWN"}, {ofUser, "T0USER"}, {ofView, "T0VIEW"}, {ofOrg, "E0ORG"},
	} {
		in, ok := decode(test.data, self, true)
		if !ok || in.command.From.Tenant != test.want || !in.command.Message.IsZero() && in.command.Message.To.Tenant != test.want {
			t.Errorf("%d: %+v, want the tenant %s", i, in.command, test.want)
		}
	}
}

// Two buttons of a row may do the same to two things; Slack wants them to be told apart.
func TestButtonsOfOneActionInARow(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	long := strings.Repeat("x", 200)
	m := bot.Message{Summary: "Topics", Blocks: []bot.Block{{
		Kind: bot.Actions, Buttons: []bot.Button{{Label: "Ports", Action: "topic.follow", Value: "ports"}, {Action: "topic.follow", Value: "energy"}},
		Select: &bot.Select{Action: "topic.follow", Options: []bot.Option{{Value: "schools"}, {Label: long, Value: "roads"}, {Label: "too long", Value: long}, {Label: "nothing"}}},
	}, {Kind: bot.Actions, Select: &bot.Select{Action: "topic.mute"}}}}
	if _, err := f.p.Send(t.Context(), bot.Post{To: there, Message: m}); err != nil {
		t.Fatal(err)
	}
	sent := f.fake.Messages()[0]
	var ids []string
	var blocks []struct {
		Elements []struct {
			Action string `json:"action_id"`
		}
	}
	if err := json.Unmarshal(sent.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			ids = append(ids, e.Action)
		}
	}
	if len(ids) != 3 {
		t.Fatalf("actions %q in %s", ids, sent.Blocks)
	}
	for _, id := range ids {
		f.fake.Press(sent, "U0000ANA", id, "v")
		if c := f.next().command; c.Action != "topic.follow" {
			t.Errorf("%s comes back as %+v", id, c)
		}
	}
}

// A program that is told to stop waits for its commands, but not for ever.
func TestListenEndsWithoutACommandThatDoesNot(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.waits.last = 20 * time.Millisecond
	release, told := make(chan struct{}), make(chan struct{})
	f.Cleanup(func() { close(release) })
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, _ bot.Responder) error {
		f.calls <- call{command: c}
		<-ctx.Done()
		close(told)
		<-release
		return nil
	}))
	f.fake.WaitConnections(1)
	f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	f.next()
	f.stop()
	if err := f.end(); err != nil {
		t.Error(err)
	}
	<-told
	if !strings.Contains(f.log.String(), "did not end in time") {
		t.Errorf("the log says\n%s", f.log)
	}
}
