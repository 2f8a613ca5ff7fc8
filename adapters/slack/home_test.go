package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

func indent(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	err := json.Indent(&b, raw, "", "  ")
	return b.Bytes(), err
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+/commands/[^\\"]+`)

// maskAddress takes what differs at every run out of a golden.
func maskAddress(b []byte) []byte { return address.ReplaceAll(b, []byte("ADDRESS")) }

// homeMessage is a page with a subscription and its buttons.
func homeMessage() bot.Message {
	return bot.Message{Summary: "Your briefings", Blocks: []bot.Block{
		{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Your briefings")}},
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Bold("Monday to Friday at 8:30"), bot.Text(", Lisbon · energy · <!channel> *300* words")}},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Edit", Action: "order.edit", Value: "b7"}, {Label: "Pause", Action: "order.pause", Value: "b7", Style: bot.Danger}}},
		{Kind: bot.Divider},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text("Times are in Europe/Lisbon")}},
	}}
}

// homely answers the page, opens a form for "order.edit" and replies to everything else what say is.
func homely(say bot.Message) bot.HandlerFunc {
	return func(ctx context.Context, c bot.Command, r bot.Responder) error {
		var err error
		switch {
		case c.Via == bot.ViaHome:
			_, err = r.Reply(ctx, homeMessage())
		case c.Action == "order.edit":
			err = r.Open(ctx, bot.Form{ID: "order.save", Title: "Edit", Fields: []bot.Field{{ID: "when", Label: "When"}}})
		default:
			_, err = r.Reply(ctx, say)
		}
		return err
	}
}

func atHome(t *testing.T, h bot.Handler) *fixture {
	f := sender(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana", Zone: "Europe/Lisbon"})
	f.listen(h)
	f.fake.WaitConnections(1)
	return f
}

func TestPageIsPublishedWhenItIsOpened(t *testing.T) {
	t.Parallel()
	seen := make(chan bot.Command, 4)
	f := atHome(t, bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		seen <- c
		return homely(bot.Message{})(ctx, c, r)
	}))
	again := f.fake.OpenHome("U0000ANA")
	v := f.fake.WaitHome("U0000ANA", 1)
	c := <-seen
	if c.Via != bot.ViaHome || c.Actor.Zone != "Europe/Lisbon" || !c.Actor.CanManage || c.ID == "" || c.From != (bot.Destination{Platform: Name, Tenant: slackfaketest.Team, User: "U0000ANA"}) {
		t.Errorf("command %+v", c)
	}
	pretty, err := indent(v.Raw)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "home.golden.json", pretty)
	f.fake.WaitAck(f.fake.Redeliver(again))
	f.fake.OpenHome("U0000ANA")
	f.fake.WaitHome("U0000ANA", 2)
	if n := len(seen); n != 1 {
		t.Errorf("%d more commands, want that of the second visit alone", n)
	}
}

func TestWhatIsDoneOnThePageShowsOnIt(t *testing.T) {
	t.Parallel()
	f := atHome(t, homely(paragraph("Paused until you resume it.")))
	f.fake.PressHome("U0000ANA", "order.pause", "b7")
	v := f.fake.WaitHome("U0000ANA", 1)
	text := string(v.Raw)
	if a, b := strings.Index(text, "Paused until"), strings.Index(text, "Your briefings"); a < 0 || b < a {
		t.Errorf("the page shows %s", text)
	}
	f.fake.PressHome("U0000ANA", "order.edit", "b7")
	f.fake.WaitForm("U0000ANA", 1)
	f.fake.WaitAck(f.fake.Submit("U0000ANA", map[string]string{"when": "daily 8:00"}))
	if v = f.fake.WaitHome("U0000ANA", 2); !strings.Contains(string(v.Raw), "Paused until") {
		t.Errorf("after the form the page shows %s", v.Raw)
	}
	f.fake.OpenHome("U0000ANA")
	if v = f.fake.WaitHome("U0000ANA", 3); strings.Contains(string(v.Raw), "Paused until") {
		t.Errorf("the notice stays: %s", v.Raw)
	}
	if m := f.fake.Messages(); len(m) != 0 {
		t.Errorf("messages %+v", m)
	}
}

func TestLongRepliesToThePageGoToDirectMessages(t *testing.T) {
	t.Parallel()
	f := atHome(t, homely(paragraph(strings.Repeat("A long briefing. ", 100))))
	f.fake.PressHome("U0000ANA", "order.run", "b7")
	if m := f.fake.WaitMessages(1)[0]; m.Channel != "D0000ANA" || m.Private {
		t.Errorf("message %+v", m)
	}
	f.fake.WaitHome("U0000ANA", 1)

	broken := atHome(t, bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		if c.Via == bot.ViaHome {
			return fmt.Errorf("no page")
		}
		_, err := r.Reply(ctx, paragraph("Done."))
		return err
	}))
	broken.fake.PressHome("U0000ANA", "order.pause", "b7")
	if m := broken.fake.WaitMessages(1)[0]; m.Channel != "D0000ANA" || m.Text != "Done." {
		t.Errorf("without a page: %+v", m)
	}
}

func TestPageIsCutAndCounted(t *testing.T) {
	t.Parallel()
	var m bot.Message
	for i := range 400 {
		m.Blocks = append(m.Blocks, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(fmt.Sprint("briefing ", i))}})
	}
	f := atHome(t, bot.HandlerFunc(func(ctx context.Context, _ bot.Command, r bot.Responder) error {
		_, err := r.Reply(ctx, m)
		return err
	}))
	f.fake.OpenHome("U0000ANA")
	if v := f.fake.WaitHome("U0000ANA", 1); !strings.Contains(string(v.Raw), `"301 more"`) {
		t.Errorf("the page ends with …%s", v.Raw[len(v.Raw)-200:])
	}
	for i := range m.Blocks {
		m.Blocks[i].Spans[0].Text = strings.Repeat("wörds ", 2000)
	}
	f.fake.OpenHome("U0000ANA")
	if v := f.fake.WaitHome("U0000ANA", 2); !strings.Contains(string(v.Raw), ` more"`) || len(v.Raw) > maxView+1000 {
		t.Errorf("a page of %d bytes", len(v.Raw))
	}
}

func TestAskAboutThis(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.AddChannel(slackfaketest.Channel{ID: "C0000AWAY", Name: "harbour", Away: true})
	f.fake.AskAbout("C0000AWAY", "U0000ANA", AskAbout, "The <https://x.example|ferry> left &amp; sank", "")
	got := f.next()
	c := got.command
	if c.Via != bot.ViaMessage || c.Quoted != "The ferry left & sank" || c.From.Channel != "C0000AWAY" || c.Message.ID == "" || c.ID == "" {
		t.Errorf("command %+v", c)
	}
	for i := range 6 {
		if _, err := got.r.Reply(t.Context(), paragraph(fmt.Sprint("answer ", i))); err != nil {
			t.Fatal(err)
		}
	}
	m := f.fake.WaitMessages(6)
	if !m[0].Private || m[0].Via != "response_url" {
		t.Errorf("the first answer %+v", m[0])
	}
	if m[5].Channel != "D0000ANA" {
		t.Errorf("where the bot is not in the channel, the sixth answer is %+v", m[5])
	}
	f.fake.AskAbout("C0000NEWS", "U0000ANA", AskAbout, "The ferry left", "")
	if _, err := f.next().r.Share(t.Context(), paragraph("It did.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(7)[6]; m.Private || m.Thread != "1700000007.000100" {
		t.Errorf("shared %+v, not below what was asked about", m)
	}
	// Of a post of blocks, what is read; of links, where they lead.
	block := func(kind, text string) map[string]any {
		return map[string]any{"type": kind, "text": map[string]any{"type": "mrkdwn", "text": text}}
	}
	link := map[string]any{"type": "link", "url": "https://news.example/a", "text": "the page"}
	button := map[string]any{"type": "button", "action_id": "x", "text": map[string]any{"type": "plain_text", "text": "Press"}}
	f.fake.AskAboutMessage("C0000NEWS", "U0000ANA", AskAbout, map[string]any{"blocks": []any{
		block("header", "Bridge"), block("section", "It is <https://news.example/b?x=1&amp;y=2|closed>."),
		map[string]any{"type": "rich_text", "elements": []any{map[string]any{"type": "rich_text_section", "elements": []any{link}}}},
		map[string]any{"type": "actions", "elements": []any{button}},
	}})
	if c := f.next().command; c.Quoted != "Bridge It is closed. the page" {
		t.Errorf("of blocks is read %q", c.Quoted)
	}
	f.fake.AskAboutMessage("C0000NEWS", "U0000ANA", AskAbout, map[string]any{"text": "see <https://news.example/b?x=1&amp;y=2|this>",
		"attachments": []any{map[string]any{"from_url": "https://news.example/c", "title": "C"}}})
	if c := f.next().command; strings.Join(c.Links, " ") != "https://news.example/b?x=1&y=2 https://news.example/c" {
		t.Errorf("links %q", c.Links)
	}
	f.fake.AskAbout("C0000NEWS", "U0000ANA", "another_apps", "x", "")
	f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	if c := f.next().command; c.Via != bot.ViaSlash {
		t.Errorf("another shortcut was taken: %+v", c)
	}
}

func TestAnswersWaitAsSlackAsks(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Fail("response_url", slackfaketest.Fault{Status: 429, RetryAfter: 1})
	f.fake.Fail("chat.postMessage", slackfaketest.Fault{Status: 429, RetryAfter: 1}, slackfaketest.Fault{}, slackfaketest.Fault{Status: 429, RetryAfter: 3600})
	f.fake.Slash("C0000NEWS", "U0000ANA", "/ask why?")
	r := f.next().r
	if _, err := r.Reply(t.Context(), paragraph("private")); err != nil {
		t.Error(err)
	}
	if _, err := r.Share(t.Context(), paragraph("shared")); err == nil {
		t.Error("an answer without a message was taken for success") // the second fault says nothing
	}
	if _, err := r.Share(t.Context(), paragraph("shared later")); err == nil || !strings.Contains(err.Error(), "rate_limited") {
		t.Errorf("asked to wait an hour: %v", err)
	}
}

func TestWhatTheAskerAloneSeesIsAnsweredToHimAlone(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Slash("C0000NEWS", "U0000ANA", "/ask why?")
	if _, err := f.next().r.Reply(t.Context(), paragraph("Because.")); err != nil {
		t.Fatal(err)
	}
	f.fake.Press(f.fake.WaitMessages(1)[0], "U0000ANA", "quotes", "a1")
	if _, err := f.next().r.Reply(t.Context(), paragraph("The quotes.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(2)[1]; !m.Private {
		t.Errorf("everybody sees %+v", m)
	}
	f.fake.Press(f.fake.Messages()[0], "U0000ANA", "share", "a1")
	if _, err := f.next().r.Share(t.Context(), paragraph("Because.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(3)[2]; m.Private || m.Channel != "C0000NEWS" {
		t.Errorf("shared %+v", m)
	}
}

// A form that was opened in a form comes on top of it, and goes with it.
func TestFormOnAForm(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	if err := f.opened(orderForm()); err != nil {
		t.Fatal(err)
	}
	f.fake.WaitForm("U0000ANA", 1)
	f.fake.PressForm("U0000ANA", "zone.more", "x")
	got := f.next()
	if got.command.Via != bot.ViaButton || got.command.From.Channel != "C0000NEWS" {
		t.Errorf("command %+v", got.command)
	}
	if err := got.r.Open(t.Context(), bot.Form{ID: "zone.save", Fields: []bot.Field{{ID: "zone", Label: "Zone"}}}); err != nil {
		t.Fatal(err)
	}
	f.fake.WaitForm("U0000ANA", 2)
	f.fake.WaitAck(f.fake.Submit("U0000ANA", map[string]string{"zone": "Europe/Lisbon"}))
	got = f.next()
	if _, err := got.r.Reply(t.Context(), paragraph("Saved.")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; got.command.Action != "zone.save" || !m.Private || m.Channel != "C0000NEWS" {
		t.Errorf("%+v was answered with %+v", got.command, m)
	}
	if _, open := f.fake.Form("U0000ANA"); open {
		t.Error("a form is still open")
	}
}

// The addresses for answers run out after half an hour; answers go on.
func TestAnswersGoOnAfterHalfAnHour(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Slash("C0000NEWS", "U0000ANA", "/ask why?")
	r := f.next().r
	f.fake.Advance(responseLife + 1)
	if _, err := r.Reply(t.Context(), paragraph("late")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(1)[0]; !m.Private || m.Via != "chat.postEphemeral" {
		t.Errorf("answered %+v", m)
	}
}

// A message that was answered opens its thread. Whoever presses a button of it looks at the channel,
// whoever presses one of an answer looks at the thread.
func TestAnswerComesWhereTheButtonIs(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	to := bot.Destination{Platform: Name, Channel: "C0000NEWS"}
	first, err := f.p.Send(t.Context(), bot.Post{To: to, Message: paragraph("Briefing")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.p.Send(t.Context(), bot.Post{To: to, ReplyTo: first, Message: paragraph("Details")}); err != nil {
		t.Fatal(err)
	}
	private := paragraph("Noted.")
	private.Private = true
	for i, m := range f.fake.WaitMessages(2) {
		f.fake.Press(m, "U0000ANA", "story.sources", "s1")
		c := f.next()
		if c.command.From.Thread != first.ID {
			t.Errorf("pressed in %+v", c.command.From)
		}
		if _, err := c.r.Reply(t.Context(), private); err != nil {
			t.Fatal(err)
		}
		if got := f.fake.WaitMessages(3 + i)[2+i]; !got.Private || got.Thread != m.Thread {
			t.Errorf("pressed in the thread %q, answered in %q", m.Thread, got.Thread)
		}
	}
}

// A name that is shown is the one that its owner chose, not the one to log in with.
func TestActorHasTheNameThatIsShown(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.AddUser(slackfaketest.User{ID: "U0000BEN", Name: "ben.4711", Shown: "Ben Oduya"})
	f.fake.Slash("C0000NEWS", "U0000BEN", "/brief")
	if name := f.next().command.Actor.Name; name != "Ben Oduya" {
		t.Errorf("he is called %q", name)
	}
	f.fake.Slash("C0000NEWS", "U0000ANA", "/brief")
	if name := f.next().command.Actor.Name; name != "ana" {
		t.Errorf("who chose no name is called %q", name)
	}
}
