package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
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
	for name, m := range map[string]bot.Message{"with buttons": briefingMessage(), "without": paragraph("Nothing new today.")} {
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
}

func TestEditReplacesTheMessage(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	ref, err := f.p.Send(t.Context(), bot.Post{To: there, Message: paragraph("before")})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.p.Edit(t.Context(), ref, paragraph("after")); err != nil {
		t.Fatal(err)
	}
	if m := f.fake.Messages(); len(m) != 1 || m[0].Content != "after" || !m[0].Edited {
		t.Errorf("messages %+v", m)
	}
}

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
