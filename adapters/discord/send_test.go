package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

var there = bot.Destination{Platform: Name, Tenant: discordtest.Guild, Channel: news}

func TestSendTwiceWithOneKeyPostsOnceWhileTheNonceIsKnown(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("POST", "/messages", discordtest.Fault{Lost: true})
	post := bot.Post{Key: "part-1", To: there, Message: briefingMessage()}
	_, err := f.p.Send(t.Context(), post)
	var e *bot.SendError
	if !errors.As(err, &e) || !e.Ambiguous || e.Permanent() {
		t.Fatalf("a lost answer gave %v", err)
	}
	again, err := f.p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.fake.Messages(); len(got) != 1 || got[0].ID != again.ID {
		t.Errorf("posted %d messages, ref %+v", len(got), again)
	}
}

func TestFindKnowsAPartAfterItsNonceIsForgotten(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]bot.Message{"with buttons": briefingMessage(), "without": paragraph("Nothing new today."), "laid out": briefingOf(3)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			ref, err := f.p.Send(t.Context(), bot.Post{Key: "part-1", To: there, Message: m})
			if err != nil {
				t.Fatal(err)
			}
			for i := range 120 { // on the second page
				if _, err := f.p.Send(t.Context(), bot.Post{Key: fmt.Sprint("other-", i), To: there, Message: m}); err != nil {
					t.Fatal(err)
				}
			}
			f.fake.ForgetNonces()
			got, found, err := f.p.Find(t.Context(), there, "part-1")
			if err != nil || !found || got != ref {
				t.Errorf("Find = %+v, %v, %v, want %+v", got, found, err, ref)
			}
			if _, found, err := f.p.Find(t.Context(), there, "part-2"); found || err != nil {
				t.Errorf("Find of what was not sent = %v, %v", found, err)
			}
		})
	}
}

func TestFindSaysWhenItCannotTell(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.HideHistory()
	_, _, err := f.p.Find(t.Context(), there, "part-1")
	var e *bot.SendError
	if !errors.As(err, &e) || e.Reason != bot.ReasonForbidden {
		t.Errorf("Find = %v", err)
	}
	if _, found, err := f.p.Find(t.Context(), bot.Destination{Platform: Name, User: ana}, "part-1"); found || err != nil {
		t.Errorf("Find in direct messages = %v, %v", found, err)
	}
}

func TestEditReplacesTheMessage(t *testing.T) {
	t.Parallel()
	silent := paragraph("after")
	silent.Silent, silent.Ping = true, "850000000000000001"
	_, two, _ := laidOutPart(t)
	for name, test := range map[string]struct {
		before, after bot.Message
		want          string
		layout        bool
	}{
		"text":                      {paragraph("before"), silent, "<@&850000000000000001>\nafter", false},
		"text by a layout":          {paragraph("before"), two, "Marrow closes", true},
		"a layout by a layout":      {two, two, "Marrow closes", true},
		"a layout, which stays one": {two, paragraph("after"), "after", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			ref, err := f.p.Send(t.Context(), bot.Post{Key: "part-1", To: there, Message: test.before})
			if err != nil {
				t.Fatal(err)
			}
			if err := f.p.Edit(t.Context(), ref, test.after); err != nil {
				t.Fatal(err)
			}
			m := f.fake.Messages()
			if len(m) != 1 || !strings.Contains(m[0].Content, test.want) || strings.Contains(m[0].Content, "before") || !m[0].Edited || (m[0].Flags&flagLayout != 0) != test.layout {
				t.Errorf("messages %+v", m)
			}
		})
	}
}

func TestPostThatWasDeletedMeanwhileLeavesTheChannelWhatItIs(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("POST", "/messages", discordtest.Fault{Lost: true})
	post := bot.Post{Key: "part-1", To: there, Message: briefingMessage()}
	if _, err := f.p.Send(t.Context(), post); err == nil {
		t.Fatal("the answer was not lost")
	}
	f.fake.Delete(f.fake.Messages()[0].ID)
	var e *bot.SendError
	if _, err := f.p.Send(t.Context(), post); !errors.As(err, &e) || e.Reason != bot.ReasonInvalid || e.Ambiguous {
		t.Errorf("Send = %v", err)
	}
}

func TestWaitingForARateLimitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("POST", "/messages", discordtest.Fault{Status: 429, RetryAfter: 1.9})
	post := bot.Post{Key: "part-1", To: there, Message: briefingMessage()}
	if _, err := f.p.Send(t.Context(), post); err == nil {
		t.Fatal("no rate limit")
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	before := len(f.fake.Requests())
	var e *bot.SendError
	if _, err := f.p.Send(ctx, post); !errors.As(err, &e) || e.Ambiguous || e.Permanent() || !errors.Is(err, context.Canceled) {
		t.Errorf("Send = %v", err)
	}
	if n := len(f.fake.Requests()); n != before {
		t.Errorf("%d requests were made", n-before)
	}
}

func TestButtonsStandBelowWhatTheyAreFor(t *testing.T) {
	t.Parallel()
	var blocks []bot.Block
	for _, name := range []string{"first", "second"} {
		blocks = append(blocks, bot.Block{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(name)}}, bot.Block{Kind: bot.Actions, Buttons: []bot.Button{{Label: "Remove", Action: "order.remove", Value: name}}})
	}
	var got []string
	for _, c := range body(bot.Message{Blocks: blocks}, "").Components {
		got = append(got, c.Content)
		for _, b := range c.Components {
			got = append(got, b.CustomID)
		}
	}
	if want := []string{"first", "", "order.remove|first", "", "second", "", "order.remove|second"}; !slices.Equal(got, want) {
		t.Errorf("laid out as %q, want %q", got, want)
	}
	if out := body(bot.Message{Blocks: blocks[:2]}, ""); out.Flags&flagLayout != 0 || out.Content != "first" {
		t.Errorf("one with its button alone is %+v", out)
	}
}

// laidOutPart are the parts of a briefing of several stories: its headlines, and the stories.
func laidOutPart(t *testing.T) (head, stories bot.Message, parts []bot.Part) {
	t.Helper()
	parts = (&Platform{}).Split(briefingOf(3))
	if len(parts) != 2 {
		t.Fatalf("%d parts", len(parts))
	}
	return parts[0].Message, parts[1].Message, parts
}

func TestHeadlinesStandInTheNotification(t *testing.T) {
	t.Parallel()
	head, stories, _ := laidOutPart(t)
	if out := body(head, "k"); out.Flags&flagLayout != 0 || !strings.Contains(out.Content, "Herring quota") || len(out.AllowedMentions.Roles) != 1 {
		t.Errorf("the headlines are %+v", out)
	}
	if out := body(stories, "k"); out.Flags&flagLayout == 0 || out.Content != "" || len(out.AllowedMentions.Roles) != 0 || !anyMarked(asFound(t, out.Components), reference("k")) {
		t.Errorf("the stories are %+v", out)
	}
	alone := briefingOf(3)
	alone.Private = true
	if parts := (&Platform{}).Split(alone); len(parts) != 1 {
		t.Errorf("who asked for himself is shown %d messages", len(parts))
	}
}

// asFound are components as Discord gives them back.
func asFound(t *testing.T, all []component) (out []foundComponent) {
	t.Helper()
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSilentPostsNotifyNobody(t *testing.T) {
	t.Parallel()
	m := paragraph("quiet")
	m.Silent = true
	if out := body(m, ""); out.Flags != flagSilent|flagSuppressEmbeds {
		t.Errorf("flags %b", out.Flags)
	}
	m.Ping = "@everyone" // no id of a role
	if out := body(m, ""); strings.Contains(out.Content, "everyone") || len(out.AllowedMentions.Roles) != 0 {
		t.Errorf("body %+v", out)
	}
}

func TestThreadsAreChannels(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	to := there
	to.Thread = "810000000000000077"
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: to, Message: paragraph("x")}); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.Messages()[0]; m.Channel != to.Thread {
		t.Errorf("message %+v", m)
	}
}

func TestWhoMayNotReadTheHistoryDoesNotReply(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Fail("POST", "/messages", discordtest.Fault{Status: 400, Code: 160002})
	post := bot.Post{Key: "k", To: there, ReplyTo: bot.MessageRef{To: there, ID: "820000000000000099"}, Message: paragraph("x")}
	if _, err := f.p.Send(t.Context(), post); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.Messages(); len(m) != 1 || m[0].ReplyTo != "" {
		t.Errorf("messages %+v", m)
	}
}

func TestBucketsAreNotOverrun(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.Limit(5, 150*time.Millisecond)
	const n = 22
	var sending sync.WaitGroup
	for i := range n {
		sending.Go(func() {
			if _, err := f.p.Send(context.Background(), bot.Post{Key: fmt.Sprint(i), To: there, Message: paragraph("x")}); err != nil {
				t.Error(err)
			}
		})
	}
	sending.Wait()
	if got, asked := len(f.fake.Messages()), len(f.fake.Requests()); got != n || asked != n {
		t.Errorf("%d messages stand there after %d requests", got, asked)
	}
}

func TestLimitsHoldBackWhatTheyAreFor(t *testing.T) {
	t.Parallel()
	elsewhere := bot.Destination{Platform: Name, Channel: "810000000000000055"}
	for name, test := range map[string]struct {
		fault            discordtest.Fault
		here, everywhere bool
	}{
		"of the bot in a channel": {discordtest.Fault{Status: 429, RetryAfter: 30}, true, false},
		"of all of the bot":       {discordtest.Fault{Status: 429, RetryAfter: 30, Global: true}, true, true},
		"of the channel":          {discordtest.Fault{Status: 429, RetryAfter: 30, Shared: true}, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			f.fake.Fail("POST", "/messages", test.fault)
			held := func(to bot.Destination) bool {
				_, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: to, Message: paragraph("x")})
				var e *bot.SendError
				return errors.As(err, &e) && e.Reason == bot.ReasonRateLimited && e.RetryAfter > 10*time.Second
			}
			if !held(there) {
				t.Fatal("the limit was not told")
			}
			asked := len(f.fake.Requests())
			if held(there) != test.here || held(elsewhere) != test.everywhere {
				t.Error("the limit holds back too much or too little")
			}
			want := 1
			if test.everywhere {
				want = 0
			}
			if n := len(f.fake.Requests()) - asked; n != want {
				t.Errorf("%d requests were made meanwhile", n)
			}
			if n := f.budget().n; (n == 0) != test.fault.Shared {
				t.Errorf("%d count as refused", n)
			}
		})
	}
}

// budget is the platform's.
func (f *fixture) budget() *budget { return f.p.session.Client.Transport.(*transport).budget }

func TestDirectMessagesAreOpenedOnce(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	for range 2 {
		if _, err := f.p.Send(t.Context(), bot.Post{To: bot.Destination{Platform: Name, User: ana}, Message: paragraph("for you")}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(f.fake.WaitRequests(1, "POST", "/users/@me/channels")); n != 1 {
		t.Errorf("opened %d times", n)
	}
}

func TestFailuresSayWhatHappensNext(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		fault discordtest.Fault
		want  bot.SendError
	}{
		{"slow down", discordtest.Fault{Status: 429, RetryAfter: 30}, bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: 30 * time.Second}},
		{"slow down, said by the shield", discordtest.Fault{Status: 429, RetryAfter: 60, HTML: true}, bot.SendError{Reason: bot.ReasonRateLimited, RetryAfter: time.Minute}},
		{"trouble", discordtest.Fault{Status: 503}, bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}},
		{"bad gateway", discordtest.Fault{Status: 502}, bot.SendError{Reason: bot.ReasonUnavailable, Ambiguous: true}},
		{"channel deleted", discordtest.Fault{Status: 404, Code: 10003, Message: "Unknown Channel"}, bot.SendError{Reason: bot.ReasonGone}},
		{"no permission", discordtest.Fault{Status: 403, Code: 50013, Message: "Missing Permissions"}, bot.SendError{Reason: bot.ReasonForbidden}},
		{"token revoked", discordtest.Fault{Status: 401}, bot.SendError{Reason: bot.ReasonUnauthorized}},
		{"refused", discordtest.Fault{Status: 400, Code: 50035, Message: "Invalid Form Body"}, bot.SendError{Reason: bot.ReasonInvalid}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := sender(t, Options{})
			f.fake.Fail("POST", "/messages", test.fault)
			_, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("x")})
			var e *bot.SendError
			if !errors.As(err, &e) || e.Reason != test.want.Reason || e.Ambiguous != test.want.Ambiguous || e.RetryAfter.Round(time.Second) != test.want.RetryAfter {
				t.Fatalf("Send = %#v, want %+v", err, test.want)
			}
			if test.fault.Status == 429 && !test.fault.HTML { // the next is held back here, and does not sleep
				before := len(f.fake.Requests())
				if _, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: there, Message: paragraph("x")}); !errors.As(err, &e) || e.Reason != bot.ReasonRateLimited || len(f.fake.Requests()) != before {
					t.Errorf("while limited, Send = %v after %d requests", err, len(f.fake.Requests())-before)
				}
			}
		})
	}
}

func TestRequestsStopBeforeDiscordBansTheAddress(t *testing.T) {
	t.Parallel()
	now := time.Date(2031, 5, 6, 7, 0, 0, 0, time.UTC)
	b := &budget{now: func() time.Time { return now }, max: 3}
	for _, status := range []int{403, 200, 401, 404, 429} {
		if err := b.check(); err != nil {
			t.Fatalf("held back at %d: %v", status, err)
		}
		b.count(&http.Response{StatusCode: status, Header: http.Header{}})
	}
	now = now.Add(4 * time.Minute)
	var e *bot.SendError
	if !errors.As(b.check(), &e) || e.RetryAfter != 6*time.Minute {
		t.Errorf("after three refusals: %v", b.check())
	}
	now = now.Add(6 * time.Minute)
	if err := b.check(); err != nil {
		t.Errorf("after the window: %v", err)
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
	faults := []discordtest.Fault{{Status: 404, Code: 10015}, {Status: 429, RetryAfter: 9}, {Status: 500}, {Lost: true}, {Status: 502}}
	for _, fault := range faults {
		f.fake.Fail("PATCH", "/@original", fault)
		f.fake.Slash(news, ana, 0, "ask", discordtest.Text("question", "why?"))
		f.next()
		f.fake.Fail("POST", "/callback", fault)
		id := f.fake.Slash(news, ana, 0, "brief")
		f.fake.WaitRequests(1, "POST", id+"/"+discordtest.InteractionToken+id+"/callback")
		if fault.Lost || fault.Status >= 500 {
			f.next()
		}
	}
	f.stop()
	if err := f.end(); err != nil {
		t.Error(err)
	}
	log := f.log.String()
	if !strings.Contains(log, "command failed") {
		t.Error("nothing was logged; the test proves nothing")
	}
	for _, secret := range []string{discordtest.Token, discordtest.InteractionToken} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %s:\n%s", secret, log)
		}
	}
}

// Somebody is shown by his name, and nobody is notified.
func TestPeopleAreNamed(t *testing.T) {
	t.Parallel()
	spans := []bot.Span{bot.Text("Ordered by "), bot.User("600000000000000001"), bot.Text(".")}
	m := bot.Message{Blocks: []bot.Block{{Kind: bot.Note, Spans: spans}}}
	out := body(m, "")
	if out.Content != "-# Ordered by <@600000000000000001>." || len(out.AllowedMentions.Parse) != 0 || len(out.AllowedMentions.Roles) != 0 {
		t.Errorf("%+v", out)
	}
	m.Blocks[0].Spans[1].User = "everyone> <@&1"
	if out := body(m, ""); out.Content != "-# Ordered by somebody else." {
		t.Errorf("what is no id is taken for one: %q", out.Content)
	}
}
