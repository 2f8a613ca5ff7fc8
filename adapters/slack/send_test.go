package slack

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"briefbot/adapters/schematest"
	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

var update = flag.Bool("update", false, "write the goldens anew")

var there = bot.Destination{Platform: Name, Tenant: slackfaketest.Team, Channel: "C0000NEWS"}

// briefingMessage is a message with every kind of block.
func briefingMessage(text string) bot.Message {
	at := time.Date(2031, 5, 6, 7, 30, 0, 0, time.UTC)
	return bot.Message{Summary: "Two stories: " + text, Ping: "S0000GROUP", Blocks: []bot.Block{
		{Kind: bot.Heading, Spans: []bot.Span{bot.Text("Briefing: " + text)}},
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Bold(text)}, Story: "s1"},
		{Kind: bot.Bullet, Spans: []bot.Span{bot.Text(text + " "), bot.Link("Marrow Post "+text, "https://marrow.example/a?x=1&y=2")}, Story: "s1"},
		{Kind: bot.Bullet, Spans: []bot.Span{bot.Link(text, "javascript:alert(1)"), bot.Link(text, "https://ok.example/|<!channel>")}, Story: "s1"},
		{Kind: bot.Quote, Spans: []bot.Span{{Text: text, Italic: true}}, Story: "s1"},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Sources " + text, Action: "story.sources", Value: "id:s1", Style: bot.Primary}, {Label: "Why", Action: "story.why", Value: "id:s1"}},
			Select: &bot.Select{Action: "pick", Hint: "One", Options: []bot.Option{{Label: text, Value: "a"}}}, Story: "s1"},
		{Kind: bot.Divider},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text("214 articles, " + text)}},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text("As of "), bot.At(at, ""), bot.Text(", "), bot.Link(text, "https://marrow.example/")}},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text("From "), bot.At(at, text), bot.Text(" to "), {Time: at, DateOnly: true}, bot.Text(", " + text)}},
		{Kind: bot.Heading, Spans: []bot.Span{bot.Text(text)}, Story: "s2"},
		{Kind: bot.Item, Story: "s3", Head: []bot.Span{bot.Bold(text)},
			Spans: []bot.Span{bot.Text(text), bot.Text(" ("), bot.Link(text, "https://marrow.example/a|b>?x=1&y=2"), bot.Text(")"), bot.Text("\n"), bot.Bold("Disputed: "), bot.Text(text)},
			Foot:  []bot.Span{{Text: text, Italic: true}, bot.Text(" +2 · "), bot.At(at, text)},
			Menu:  []bot.Button{{Label: "More " + text, Action: "story.more", Value: "id:s3"}, {Label: "Why", Action: "story.why", Value: "id:s3"}}},
		{Kind: bot.Rating, Buttons: []bot.Button{{Label: "Helpful", Action: "feedback.yes", Value: "id"}, {Label: "Not helpful", Action: "feedback.no", Value: "id"}}},
	}}
}

// answerMessage is an answer as one is rendered, to a slash command.
func answerMessage() bot.Message {
	return bot.Message{Summary: "The council of Marrow closed the bridge.", Private: true, Blocks: []bot.Block{
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Bold("Who closed the old bridge?")}},
		{Kind: bot.Bullet, Spans: []bot.Span{bot.Text("The council of Marrow closed the bridge."), bot.Text(" ("), bot.Link("Marrow Post", "https://marrow.example/bridge"), bot.Text(")")}},
		{Kind: bot.Bullet, Spans: []bot.Span{bot.Text("Ilse Varn: it will stay shut until June."), bot.Text(" ("), {Text: "Quay Radio, 5 May 2031, paragraph 3", Italic: true}, bot.Text(")")}},
		{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Share", Action: "share", Value: "a1", Style: bot.Primary}, {Label: "Quotes", Action: "quotes", Value: "a1"}, {Label: "Helpful", Action: "helpful", Value: "a1"}}},
	}}
}

// noAnswerMessage says that there is none.
func noAnswerMessage() bot.Message {
	return bot.Message{Summary: "The sources hold no answer to this question.", Private: true, Blocks: []bot.Block{
		{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text("The sources hold no answer to this question.")}},
		{Kind: bot.Note, Spans: []bot.Span{bot.Text("The nearest passages, which do not answer it:")}},
		{Kind: bot.Quote, Spans: []bot.Span{bot.Text("The bridge was built in 1904."), bot.Text(" ("), bot.Link("Marrow Post", "https://marrow.example/old"), bot.Text(")")}},
	}}
}

// payload is a message as chat.postMessage takes it.
func payload(t *testing.T, m bot.Message) []byte {
	t.Helper()
	b, err := json.MarshalIndent(map[string]any{"text": fallbackText(m), "blocks": blocks(m)}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got)+"\n" {
		t.Errorf("%s is now\n%s\nrun with -update if that is right", name, got)
	}
}

func TestPayloadGolden(t *testing.T) {
	t.Parallel()
	golden(t, "briefing.golden.json", payload(t, briefingMessage("Marrow closes its bridge & road")))
	golden(t, "plain.golden.json", payload(t, paragraph("Nothing new today.")))
	golden(t, "answer.golden.json", payload(t, answerMessage()))
	golden(t, "no-answer.golden.json", payload(t, noAnswerMessage()))
}

// ownMarkup is the only markup there is: a moment, with words in which nothing is markup.
var ownMarkup = regexp.MustCompile(`^<!date\^\d+\^(\{date_short_pretty\} at \{time\}|\{date_short_pretty\})\|[^<>|^]*>$`)

// ownDate and ownLink are what an item's markup holds between angle brackets.
var (
	ownDate = regexp.MustCompile(`<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|^]*>`)
	ownLink = regexp.MustCompile(`<https://marrow\.example/[^<>|]*\|[^<>|]*>`)
)

// ownNote is all the markup of a linked note: the link, with words in which nothing is markup.
var ownNote = regexp.MustCompile("^<https://marrow\\.example/[^<>|]*\\|[^<>|*_~`\r\n\x00\u202e\u2066\u200b]*>$")

// ownItem reports whether a section's text holds no markup but that of the item in briefingMessage: two
// bold runs, one in italics, its link, its date and its three line breaks.
func ownItem(s string) bool {
	s = ownLink.ReplaceAllString(ownDate.ReplaceAllString(s, ""), "")
	return !strings.ContainsAny(s, "<>~`\r\x00\u202e\u2066\u200b") && strings.Count(s, "*") == 4 && strings.Count(s, "_") == 2 && strings.Count(s, "\n") == 3
}

// hostile is article text that tries what text can try.
var hostile = []string{
	"<!channel> <!here|here> <!everyone> <@U0000ANA> <#C0000NEWS> <!subteam^S0000GROUP>", "<https://evil.example|click> https://evil.example",
	"*bold* _it_ ~gone~ `code` ```block``` > quote :tada:", "\u202egnirts\u202c zero\u200bwidth \u2066iso\u2069 tag\U000e0041", "a\nb\r\x00c &amp; &lt;", "@channel @here",
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	for _, text := range hostile {
		f := sender(t, Options{})
		if _, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: briefingMessage(text)}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		m := f.fake.Messages()[0]
		if strings.ContainsAny(m.Text, "<>\n\u202e\u2066\u200b") || m.Params["mrkdwn"] != "false" || m.Params["unfurl_links"] != "false" || m.Params["unfurl_media"] != "false" {
			t.Errorf("%q: text %q, parameters %v", text, m.Text, m.Params)
		}
		var all []any
		if err := json.Unmarshal(m.Blocks, &all); err != nil {
			t.Fatal(err)
		}
		groups := 0
		walk(all, func(e map[string]any) {
			switch e["type"] {
			case "mrkdwn":
				if s, _ := e["text"].(string); !ownMarkup.MatchString(s) && !ownItem(s) && !ownNote.MatchString(s) {
					t.Errorf("%q became markup: %v", text, e)
				}
				return
			case "user", "channel", "broadcast", "emoji", "team", "image":
				t.Errorf("%q became a %v element: %v", text, e["type"], e)
			case "usergroup":
				if groups++; e["usergroup_id"] != "S0000GROUP" {
					t.Errorf("pings %v", e)
				}
			case "link":
				if u := fmt.Sprint(e["url"]); !strings.HasPrefix(u, "https://marrow.example/") {
					t.Errorf("%q became a link to %s", text, u)
				}
			}
			if s, _ := e["text"].(string); strings.ContainsAny(s, "\u202e\u2066\u200b\n\r\x00") {
				t.Errorf("%q is shown as %q", text, s)
			}
		})
		if groups != 1 {
			t.Errorf("%d pings", groups)
		}
	}
}

func walk(v any, f func(map[string]any)) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			walk(e, f)
		}
	case map[string]any:
		f(x)
		for _, e := range x {
			walk(e, f)
		}
	}
}

func TestFindKnowsAPartByItsKey(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("chat.postMessage", slackfaketest.Fault{Lost: true})
	_, err := f.p.Send(t.Context(), bot.Post{Key: "part-1", To: there, Message: paragraph("one")})
	var e *bot.SendError
	if !errors.As(err, &e) || !e.Ambiguous || e.Permanent() {
		t.Fatalf("a lost answer gave %v", err)
	}
	ref, found, err := f.p.Find(t.Context(), there, "part-1")
	if err != nil || !found || ref.ID != f.fake.Messages()[0].TS {
		t.Fatalf("Find = %+v, %v, %v", ref, found, err)
	}
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "part-2", To: there, ReplyTo: ref, Message: paragraph("two")}); err != nil {
		t.Fatal(err)
	}
	thread := there
	thread.Thread = ref.ID
	if got, found, err := f.p.Find(t.Context(), thread, "part-2"); err != nil || !found || got.ID != f.fake.Messages()[1].TS {
		t.Errorf("Find in the thread = %+v, %v, %v", got, found, err)
	}
	if _, found, err := f.p.Find(t.Context(), there, "part-3"); err != nil || found {
		t.Errorf("Find of what was not sent = %v, %v", found, err)
	}
	f.fake.SetScopes("chat:write")
	if _, _, err := f.p.Find(t.Context(), there, "part-1"); !errors.As(err, &e) || e.Reason != bot.ReasonForbidden || !strings.Contains(err.Error(), "channels:history") {
		t.Errorf("without the scope, Find = %v", err)
	}
}

func TestEditReplacesTheMessage(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	ref, err := f.p.Send(t.Context(), bot.Post{Key: "part-1", To: bot.Destination{Platform: Name, User: "U0000ANA"}, Message: paragraph("before")})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.p.Edit(t.Context(), ref, paragraph("after")); err != nil {
		t.Fatal(err)
	}
	m := f.fake.Messages()
	if len(m) != 1 || m[0].Channel != "D0000ANA" || m[0].Text != "after" || m[0].Params["parse"] != "none" {
		t.Errorf("messages %+v", m)
	}
	if got, found, err := f.p.Find(t.Context(), ref.To, "part-1"); err != nil || !found || got.ID != ref.ID {
		t.Errorf("after the edit, Find = %+v, %v, %v", got, found, err)
	}
}

func TestFailuresSayWhatHappensNext(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault slackfaketest.Fault
		want  bot.SendError
	}{
		{slackfaketest.Fault{Status: 429, RetryAfter: 30}, bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: 30 * time.Second}},
		{slackfaketest.Fault{Status: 429}, bot.SendError{Reason: bot.ReasonRateLimited}},
		{slackfaketest.Fault{Status: 401}, bot.SendError{Reason: bot.ReasonUnauthorized}},
		{slackfaketest.Fault{Status: 403}, bot.SendError{Reason: bot.ReasonUnavailable}}, // a proxy
		{slackfaketest.Fault{Status: 503}, bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}},
		{slackfaketest.Fault{Error: "internal_error"}, bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}},
		{slackfaketest.Fault{Error: "is_archived"}, bot.SendError{Reason: bot.ReasonGone}},
		{slackfaketest.Fault{Error: "not_in_channel"}, bot.SendError{Reason: bot.ReasonForbidden}},
		{slackfaketest.Fault{Error: "missing_scope", Needed: "chat:write"}, bot.SendError{Reason: bot.ReasonForbidden}},
		{slackfaketest.Fault{Error: "token_revoked"}, bot.SendError{Reason: bot.ReasonUnauthorized}},
		{slackfaketest.Fault{Error: "msg_blocks_too_long"}, bot.SendError{Reason: bot.ReasonInvalid}},
		{slackfaketest.Fault{Error: "something_new"}, bot.SendError{Reason: bot.ReasonUnknown}},
	} {
		f := sender(t, Options{})
		f.fake.Fail("chat.postMessage", test.fault)
		_, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("x")})
		var e *bot.SendError
		if !errors.As(err, &e) || e.Reason != test.want.Reason || e.Ambiguous != test.want.Ambiguous || e.RetryAfter != test.want.RetryAfter {
			t.Errorf("%+v: Send = %#v", test.fault, err)
		}
	}
}

func TestAnswersGoOnWhenTheAddressIsUsedUp(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Slash("C0000NEWS", "U0000ANA", "/ask why?")
	r := f.next().r
	for i := range 7 {
		if _, err := r.Reply(t.Context(), paragraph(fmt.Sprint("answer ", i))); err != nil {
			t.Fatal(err)
		}
	}
	for i, m := range f.fake.WaitMessages(7) {
		if !m.Private || m.Text != fmt.Sprint("answer ", i) || (m.Via == "response_url") != (i < 5) {
			t.Errorf("answer %d: %+v", i, m)
		}
	}
	f.fake.Fail("chat.postMessage", slackfaketest.Fault{Error: "not_in_channel"})
	f.fake.Slash("C0000NEWS", "U0000ANA", "/ask who?")
	if _, err := f.next().r.Share(t.Context(), paragraph("shared")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.WaitMessages(8)[7]; m.Private || m.Via != "response_url" {
		t.Errorf("shared as %+v", m)
	}
}

func TestNoSecretIsLoggedOrReturned(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		_, err := r.Reply(ctx, paragraph("x"))
		f.calls <- call{c, r}
		return fmt.Errorf("replying: %w", err)
	}))
	f.fake.WaitConnections(1)
	for _, fault := range []slackfaketest.Fault{{Lost: true}, {Status: 500}, {Status: 429, RetryAfter: 3}, {Status: 403}} {
		f.fake.Fail("response_url", fault)
		f.fake.Fail("users.info", fault)
		f.fake.Slash("C0000NEWS", "U0000ANA", "/ask why?")
		f.next()
	}
	f.fake.Drop()
	f.fake.WaitConnections(2)
	f.stop()
	if err := f.end(); err != nil {
		t.Error(err)
	}
	log := f.log.String()
	if strings.Count(log, "command failed") != 4 {
		t.Errorf("not every failure was logged:\n%s", log)
	}
	for _, secret := range []string{slackfaketest.BotToken, slackfaketest.AppToken, slackfaketest.ResponseSecret, "ticket"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %s:\n%s", secret, log)
		}
	}
}

func TestPayloadsFollowTheVendorsSchema(t *testing.T) {
	t.Parallel()
	schema := schematest.Load(t, "slack-message.schema.json")
	for _, text := range append(hostile, "Marrow closes its bridge", strings.Repeat("a long sentence ", 60)) {
		for _, part := range (&Platform{}).Split(briefingMessage(text)) {
			var all []json.RawMessage
			b, err := json.Marshal(blocks(part.Message))
			if err == nil {
				err = json.Unmarshal(b, &all)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, block := range all {
				if why := schema.Check("#/definitions/KnownBlock", block); why != "" {
					t.Errorf("%.40q: %s\n%s", text, why, block)
				}
			}
		}
	}
}

// TestPreviewsFollowTheVendorsSchema holds the same of whole previews of the program.
func TestPreviewsFollowTheVendorsSchema(t *testing.T) {
	t.Parallel()
	schema := schematest.Load(t, "slack-message.schema.json")
	files, err := filepath.Glob("../../testdata/golden/slack-*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no previews: %v", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			var request struct {
				Body struct{ Blocks []json.RawMessage }
			}
			if err := json.Unmarshal([]byte(line), &request); err != nil || len(request.Body.Blocks) == 0 {
				t.Fatalf("%s: %v in %.100s", file, err, line)
			}
			for _, block := range request.Body.Blocks {
				if why := schema.Check("#/definitions/KnownBlock", block); why != "" {
					t.Errorf("%s: %s\n%s", file, why, block)
				}
			}
		}
	}
}

func TestPartsFitSlackAndLaterOnesStandInTheThread(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	rapid.Check(t, func(rt *rapid.T) {
		m := bot.Message{Summary: "many", Ping: "S0000GROUP"}
		for range rapid.IntRange(1, 70).Draw(rt, "blocks") {
			b := bot.Block{Kind: rapid.SampledFrom([]bot.BlockKind{bot.Heading, bot.Paragraph, bot.Bullet, bot.Quote, bot.Note, bot.Divider, bot.Item}).Draw(rt, "kind")}
			if b.Kind != bot.Divider {
				b.Spans = []bot.Span{bot.Text(strings.Repeat(rapid.SampledFrom([]string{"word. ", "&<>", "Ünï "}).Draw(rt, "text"), rapid.IntRange(1, 1200).Draw(rt, "times")))}
			}
			if b.Kind == bot.Item {
				b.Head, b.Foot, b.Menu = b.Spans, b.Spans, []bot.Button{{Label: "More", Action: "story.more", Value: "a:b"}}
			}
			m.Blocks = append(m.Blocks, b)
		}
		for i, part := range f.p.Split(m) {
			if part.Reply != (i > 0) {
				rt.Fatalf("part %d: reply %v", i, part.Reply)
			}
			if _, err := f.p.Send(t.Context(), bot.Post{To: there, Message: part.Message}); err != nil {
				rt.Fatalf("part %d: %v", i, err)
			}
		}
	})
}

// Text of others formats nothing in an item, whatever it holds.
func TestItemsFormatNothing(t *testing.T) {
	for text, want := range map[string]string{
		"*bold* and _it_ ~gone~ `code`": "∗bold∗ and ˍitˍ ∼gone∼ ˋcodeˋ",
		"snake_case stays":              "snake_case stays",
		":wave: at 12:30, he said: so":  "∶wave: at 12:30, he said: so",
		"<!channel> & <@U1>":            "&lt;!channel&gt; &amp; &lt;@U1&gt;",
		"> quoted":                      "› quoted",
		"a > b":                         "a &gt; b",
	} {
		if got := markup([]bot.Span{bot.Text(text)}); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	link := markup([]bot.Span{bot.Link("a|b", "https://x.example/?a=1&b=2")})
	if want := "<https://x.example/?a=1&amp;b=2|a¦b>"; link != want {
		t.Errorf("link %q, want %q", link, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		got := markup([]bot.Span{bot.Text(rapid.String().Draw(t, "text"))})
		if strings.ContainsAny(got, "<>*~`") {
			t.Fatalf("%q formats", got)
		}
	})
}

// A channel is shown by its name, and only what is a channel's id is taken for one.
func TestChannelsHaveTheirNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    bot.BlockKind
		id      string
		want    string
		without string
	}{
		{bot.Paragraph, "C0000NEWS", `{"type":"channel","channel_id":"C0000NEWS"}`, `"text":"C0000NEWS"`},
		{bot.Heading, "C0000NEWS", `"channel_id":"C0000NEWS"`, `"header"`},
		{bot.Note, "C0000NEWS", `"text":"\u003c#C0000NEWS\u003e"`, `"text":"C0000NEWS"`},
		{bot.Note, "!channel", `"text":"It goes to !channel"`, `mrkdwn`},
		{bot.Paragraph, "D0000ANA", `"text":"D0000ANA"`, `channel_id`},
	} {
		made, err := json.Marshal(blocks(bot.Message{Blocks: []bot.Block{{Kind: c.kind, Spans: []bot.Span{bot.Text("It goes to "), bot.Channel(c.id)}}}}))
		if err != nil || !strings.Contains(string(made), c.want) || strings.Contains(string(made), c.without) {
			t.Errorf("%s in a %s: %s %v", c.id, c.kind, made, err)
		}
	}
}

// Somebody is named in what one reader alone sees; elsewhere Slack would notify him.
func TestPeopleAreNamedPrivately(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    bot.BlockKind
		id      string
		private bool
		want    string
	}{
		{bot.Paragraph, "U0000ANA", true, `{"type":"user","user_id":"U0000ANA"}`},
		{bot.Note, "U0000ANA", true, `"text":"\u003c@U0000ANA\u003e"`},
		{bot.Heading, "U0000ANA", true, `"user_id":"U0000ANA"`},
		{bot.Paragraph, "U0000ANA", false, `"text":"somebody else"`},
		{bot.Note, "U0000ANA", false, `by somebody else`},
		{bot.Paragraph, "600000000000000001", true, `"text":"somebody else"`},
	} {
		m := bot.Message{Private: c.private, Blocks: []bot.Block{{Kind: c.kind, Spans: []bot.Span{bot.Text("Ordered by "), bot.User(c.id)}}}}
		made, err := json.Marshal(blocks(m))
		if err != nil || !strings.Contains(string(made), c.want) || !c.private && strings.Contains(string(made), c.id) {
			t.Errorf("%s in a %s, private %v: %s %v", c.id, c.kind, c.private, made, err)
		}
	}
}
