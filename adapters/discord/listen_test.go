package discord

import (
	"context"
	"errors"
	"strings"
	"testing"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// Who and where, in the tests.
const (
	news = "810000000000000001"
	ana  = "820000000000000001"
)

func TestSlashCommandIsDeferredAtOnceAndAnsweredPrivately(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	release := make(chan struct{})
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		<-release
		for _, text := range []string{"Nothing new about energy.", "Nothing about water either."} {
			if _, err := r.Reply(ctx, paragraph(text)); err != nil {
				return err
			}
		}
		_, err := r.Share(ctx, paragraph("For everybody."))
		return err
	}))
	f.fake.WaitConnections(1)
	id := f.fake.Slash(news, ana, discordtest.ManageChannels, "brief", discordtest.Text("since", "2d"), discordtest.Text("topic", "energy, water"))
	c := f.next().command
	if kind := f.fake.WaitAck(id); kind != deferAnswer || len(f.fake.Messages()) != 0 {
		t.Errorf("acknowledged with %d and %d messages", kind, len(f.fake.Messages()))
	}
	close(release)
	got := f.fake.WaitMessages(3)
	if c.Via != bot.ViaSlash || c.Name != "brief" || c.Text != "energy, water since 2d" || c.Actor.ID != ana || !c.Actor.CanManage || c.Actor.Locale != "en-GB" {
		t.Errorf("command %+v", c)
	}
	if c.From != (bot.Destination{Platform: Name, Tenant: discordtest.Guild, Channel: news, User: ana}) {
		t.Errorf("from %+v", c.From)
	}
	for i, want := range []struct {
		content string
		private bool
	}{{"Nothing new about energy.", true}, {"Nothing about water either.", true}, {"For everybody.", false}} {
		if got[i].Content != want.content || got[i].Private != want.private {
			t.Errorf("message %d: %+v, want %+v", i, got[i], want)
		}
	}
}

func TestMentionAndReplyAreAnsweredByAReply(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	id := f.fake.Mention(news, ana, "who closed the old bridge?")
	got := f.next()
	if c := got.command; c.Via != bot.ViaMention || c.Text != "who closed the old bridge?" || c.Message.ID != id || c.Actor.CanManage {
		t.Errorf("command %+v", c)
	}
	ref, err := got.r.Reply(t.Context(), paragraph("The council of Marrow closed it."))
	if err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; m.ReplyTo != id || m.Private || m.ID != ref.ID {
		t.Errorf("answer %+v", m)
	}
	f.fake.Reply(news, ana, "and when?", ref.ID)
	if c := f.next().command; c.Via != bot.ViaMention || c.Text != "and when?" || c.About.ID != ref.ID {
		t.Errorf("command %+v", c)
	}
}

// What names somebody else speaks to him, though it names or pings the bot too; below a message's own thread the
// bot knows what it begins with; and what others need not read of an answer goes to direct messages.
func TestMentionOfOthersIsNotForTheBot(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, text := range []string{"<@600000000000000009> look at this", "and @here for all", "with <@&700000000000000001>"} {
		f.fake.Mention(news, ana, text)
		f.fake.Reply(news, ana, text, "860000000000000001")
	}
	f.fake.Mention(news, ana, "who closed the bridge?")
	got := f.next()
	if got.command.Text != "who closed the bridge?" || got.command.About.ID != news {
		t.Fatalf("heard %+v", got.command)
	}
	if err := got.r.(bot.Whisperer).Whisper(t.Context(), paragraph("You ask too often.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; m.Channel == news || m.ReplyTo != "" {
		t.Errorf("whispered as %+v", m)
	}
}

// Of whom Discord does not tell for now what he may, it is not said that he may not: what needs to know it asks again.
func TestWhoMayManageIsAskedAgain(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Fail("GET", "/channels/"+news, discordtest.Fault{Status: 500})
	f.fake.Mention(news, ana, "schedule 8:30")
	got := f.next()
	if a := got.command.Actor; !a.Unsure || a.CanManage {
		t.Errorf("at first: %+v", a)
	}
	if a, err := got.r.(bot.Teller).Who(t.Context()); err != nil || a.Unsure || a.ID != ana {
		t.Errorf("later: %+v, %v", a, err)
	}
	f.fake.Fail("GET", "/channels/500000000000000077", discordtest.Fault{Status: 403, Code: 50001, Message: "Missing Access"})
	f.fake.Mention("500000000000000077", ana, "schedule 8:30")
	if a := f.next().command.Actor; a.Unsure || a.CanManage {
		t.Errorf("where Discord refuses to tell: %+v", a)
	}
}

// What is told below a message is a reply to it, for all; where the message was deleted it is told nowhere.
func TestBelowIsAReplyForAll(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	to := bot.Destination{Platform: Name, Tenant: discordtest.Guild, Channel: news}
	post, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: to, Message: paragraph("Briefing")})
	if err != nil {
		t.Fatal(err)
	}
	f.fake.Press(f.fake.WaitMessages(1)[0], ana, "shown.thread|abc:"+post.ID)
	r := f.next().r.(bot.Threader)
	for n := 1; n <= 2; n++ {
		ref, err := r.Below(t.Context(), post, paragraph("The bridge is closed."))
		if err != nil {
			t.Fatal(err)
		}
		if m := f.fake.WaitMessages(1 + n)[n]; m.ReplyTo != post.ID || m.Private || m.ID != ref.ID || m.Channel != news {
			t.Errorf("told as %+v", m)
		}
	}
	f.fake.Delete(post.ID)
	var e *bot.SendError
	if _, err := r.Below(t.Context(), post, paragraph("The bridge is closed.")); !errors.As(err, &e) || !e.Permanent() {
		t.Errorf("below a message that is gone: %v", err)
	}
	if n := len(f.fake.Messages()); n != 2 {
		t.Errorf("%d messages stand there", n)
	}
}

func TestDirectMessageIsAnsweredWhereItWasAsked(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Direct(ana, "what happened in Marrow?")
	got := f.next()
	if c := got.command; c.Via != bot.ViaDirect || c.Text != "what happened in Marrow?" || !c.Actor.CanManage {
		t.Errorf("command %+v", c)
	}
	if _, err := got.r.Reply(t.Context(), paragraph("The bridge was closed.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; m.Channel != got.command.From.Channel {
		t.Errorf("answer %+v", m)
	}
}

func TestButtonComesBackWithItsValue(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	message := bot.Message{Summary: "A story", Blocks: []bot.Block{
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("A bridge was closed.")}},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Why", Action: "story.why", Value: strings.Repeat("v", 60)}}},
	}}
	for _, key := range []string{"", "part-1"} {
		if _, err := f.p.Send(t.Context(), bot.Post{Key: key, To: bot.Destination{Platform: Name, Channel: news}, Message: message}); err != nil {
			t.Fatal(err)
		}
		sent := f.fake.Messages()
		m := sent[len(sent)-1]
		var id string
		for _, part := range strings.Split(string(m.Body), `"`) {
			if strings.HasPrefix(part, "story.why|") {
				id = part
			}
		}
		f.fake.Press(m, ana, id)
		if c := f.next().command; c.Via != bot.ViaButton || c.Action != "story.why" || c.Value != strings.Repeat("v", 60) || c.Message.ID != m.ID {
			t.Errorf("key %q: command %+v", key, c)
		}
	}
}

func TestSelectComesBackWithWhatWasChosen(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	m := bot.Message{Summary: "Which?", Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("Which?")}},
		{Kind: bot.Actions, Select: &bot.Select{Action: "pick", Hint: "One", Options: []bot.Option{{Label: "A", Value: "a"}, {Label: "B", Value: "b"}}}}}}
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: m}); err != nil {
		t.Fatal(err)
	}
	f.fake.Choose(f.fake.Messages()[0], ana, "pick|#"+reference("k"), "b")
	if c := f.next().command; c.Via != bot.ViaButton || c.Action != "pick" || c.Value != "b" {
		t.Errorf("command %+v", c)
	}
}

func TestSubcommandIsSpelledAsItWouldBeTyped(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Slash(news, ana, 0, "briefing", discordtest.Sub("schedule",
		discordtest.Text("zone", "Paris"), discordtest.Text("sources", "Ferry Times"), discordtest.Text("topics", "energy"), discordtest.Text("when", "weekdays 8:30")))
	if c := f.next().command; c.Name != "briefing" || c.Text != "schedule weekdays 8:30 about energy from Ferry Times zone Paris" {
		t.Errorf("command %+v", c)
	}
}

func TestWhatIsDispatchedTwiceIsHandledOnce(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	message := map[string]any{"id": "830000000000000001", "channel_id": "7" + ana[1:], "content": "once", "author": map[string]any{"id": ana}}
	f.fake.Dispatch("MESSAGE_CREATE", message)
	f.fake.Dispatch("MESSAGE_CREATE", message)
	f.fake.Direct(ana, "twice")
	got := map[string]int{}
	for range 2 {
		got[f.next().command.Text]++
	}
	if got["once"] != 1 || got["twice"] != 1 {
		t.Errorf("handled %v", got)
	}
}

func TestNoCommandIsLostWhenTheConnectionBreaks(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Drop()
	f.fake.Direct(ana, "said meanwhile")
	if c := f.next().command; c.Text != "said meanwhile" {
		t.Errorf("command %+v", c)
	}
	if f.fake.Resumed() != 1 {
		t.Errorf("resumed %d times", f.fake.Resumed())
	}
	f.fake.WaitConnections(2)
	f.fake.InvalidateSession()
	f.fake.Reconnect()
	f.fake.WaitConnections(3)
	f.fake.Direct(ana, "after a new session")
	if c := f.next().command; c.Text != "after a new session" {
		t.Errorf("command %+v", c)
	}
}

func TestListenEndsWhereWaitingCannotHelp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		prepare func(*fixture)
		want    string
	}{
		{"token refused by the gateway", func(f *fixture) { f.fake.RefuseGateway(4004) }, "copy it anew"},
		{"intents refused", func(f *fixture) { f.fake.RefuseGateway(4014) }, "intents"},
		{"token wrong", func(f *fixture) {
			f.p = New(f.p.lg, "another.token", Options{APIURL: f.fake.URL})
		}, "copy it anew"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			test.prepare(f)
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
	release := make(chan struct{})
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, _ bot.Responder) error {
		f.calls <- call{}
		<-release
		return ctx.Err()
	}))
	f.fake.WaitConnections(1)
	f.fake.Direct(ana, "a long question")
	f.next()
	f.stop()
	close(release)
	if err := f.end(); err != nil {
		t.Errorf("Listen = %v", err)
	}
	if strings.Contains(f.log.String(), "command failed") {
		t.Error("the handler's context ended with Listen's")
	}
}

func TestPanickingHandlerCostsItsOwnCommandOnly(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.listen(bot.HandlerFunc(func(_ context.Context, c bot.Command, r bot.Responder) error {
		if c.Text == "break" {
			panic("out of order")
		}
		f.calls <- call{c, r}
		return errors.New("done")
	}))
	f.fake.WaitConnections(1)
	f.fake.Direct(ana, "break")
	f.fake.Direct(ana, "go on")
	if c := f.next().command; c.Text != "go on" {
		t.Errorf("command %+v", c)
	}
}

func TestMalformedEventsAreSkipped(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, data := range []any{map[string]any{}, nil, map[string]any{"id": "1", "channel_id": "2", "content": "no author"}, map[string]any{"author": nil, "mentions": []any{nil}}} {
		f.fake.Dispatch("MESSAGE_CREATE", data)
	}
	f.fake.Dispatch("GUILD_CREATE", map[string]any{"id": ""})
	f.fake.Dispatch("INTERACTION_CREATE", map[string]any{"id": "1", "token": "t", "type": 2, "data": map[string]any{"name": "ask"}, "member": map[string]any{}})
	f.fake.Direct(ana, "go on")
	if c := f.next().command; c.Text != "go on" {
		t.Errorf("command %+v", c)
	}
}

// server is a GUILD_CREATE of a server in which the bot may do what allow says, beside everybody's View Channel.
func server(id, system, allow string, channels ...map[string]any) map[string]any {
	return map[string]any{
		"id": id, "system_channel_id": system, "joined_at": "2031-05-06T07:08:09Z", "owner_id": "1", "channels": channels,
		"roles":   []any{map[string]any{"id": id, "permissions": "1024"}, map[string]any{"id": "5", "permissions": allow, "tags": map[string]any{"bot_id": discordtest.Bot}}, nil},
		"members": []any{nil, map[string]any{"user": map[string]any{"id": discordtest.Bot}, "roles": []any{"5"}}},
	}
}

func TestFirstWordsAreSaidOnceInAServerThatIsNew(t *testing.T) {
	t.Parallel()
	const new1, new2, none = "840000000000000001", "840000000000000002", "840000000000000003"
	text := func(id string, position int, denied string) map[string]any {
		return map[string]any{"id": id, "type": 0, "position": position, "permission_overwrites": []any{map[string]any{"id": "5", "allow": "0", "deny": denied}}}
	}
	f := listening(t, Options{})
	f.fake.Dispatch("GUILD_CREATE", server(discordtest.Guild, news, "2048", text(news, 0, "0")))
	f.fake.Dispatch("GUILD_CREATE", server(none, news, "0", text(news, 0, "0")))
	f.fake.Dispatch("GUILD_CREATE", server(new1, news, "2048", text("7", 0, "0"), text(news, 1, "0")))
	if c := f.next().command; c.Via != bot.ViaJoin || c.From.Tenant != new1 || c.From.Channel != news {
		t.Errorf("command %+v", c)
	}
	f.fake.Dispatch("GUILD_CREATE", server(new2, news, "2048", text(news, 0, "2048"), text("8", 2, "0"), text("7", 1, "0"), map[string]any{"id": "6", "type": 2}))
	got := f.next()
	if c := got.command; c.From.Tenant != new2 || c.From.Channel != "7" {
		t.Errorf("command %+v", c)
	}
	if _, err := got.r.Reply(t.Context(), paragraph("Hello.")); err != nil {
		t.Error(err)
	}
	for range 2 { // comes back after an outage, and with a new session
		f.fake.Dispatch("GUILD_DELETE", map[string]any{"id": new1, "unavailable": true})
		f.fake.Dispatch("GUILD_CREATE", server(new1, news, "2048", text(news, 0, "0")))
	}
	f.fake.Dispatch("GUILD_DELETE", map[string]any{"id": new2})
	again := server(new2, "7", "2048", text("7", 0, "0"))
	again["joined_at"] = "2031-05-07T07:08:09Z"
	f.fake.Dispatch("GUILD_CREATE", again)
	if c := f.next().command; c.From.Tenant != new2 {
		t.Errorf("command %+v", c)
	}
}

func TestIntentsAreTheLeast(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	const want = 1<<0 | 1<<9 | 1<<12 // GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES
	if got := f.fake.Intents(); got != want {
		t.Errorf("intents %b, want %b", got, want)
	}
}
