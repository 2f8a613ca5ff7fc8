package discord

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// A correction opens the thread that it belongs in, if it was archived; a locked one is named as locked.
func TestArchivedThreadIsOpenedForACorrection(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	to := there
	to.Thread = "830000000000000009"
	ref, err := f.p.Send(t.Context(), bot.Post{Key: "k", To: to, Message: paragraph("Before.")})
	if err != nil {
		t.Fatal(err)
	}
	f.fake.Archive(to.Thread, false)
	if err := f.p.Edit(t.Context(), ref, paragraph("After.")); err != nil {
		t.Fatal(err)
	}
	f.fake.Archive(to.Thread, false)
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "l", To: to, Message: paragraph("More.")}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(contents(f.fake.Messages()), "|"); !strings.HasPrefix(got, "After.|More.") {
		t.Errorf("messages %q", got)
	}
	f.fake.Archive(to.Thread, true)
	var e *bot.SendError
	if err := f.p.Edit(t.Context(), ref, paragraph("Later.")); !errors.As(err, &e) || !e.Permanent() {
		t.Errorf("in a locked thread: %v", err)
	}
	if _, err := f.p.Send(t.Context(), bot.Post{Key: "m", To: to, Message: paragraph("More.")}); !errors.As(err, &e) || !strings.Contains(e.Advice, "thread is archived") {
		t.Errorf("in a locked thread: %+v", e)
	}
}

// Whoever shares into a channel that asks to wait is shown at once that it is being worked on.
func TestShareAnswersWhileTheChannelIsLimited(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.p.deferAfter = 10 * time.Millisecond
	shared := make(chan error, 1)
	f.listen(bot.HandlerFunc(func(ctx context.Context, _ bot.Command, r bot.Responder) error {
		_, err := r.Share(ctx, paragraph("For all."))
		shared <- err
		return err
	}))
	f.fake.WaitConnections(1)
	acknowledged := make(chan struct{}, 1)
	f.fake.Disturb(func(r discordtest.Request) *discordtest.Fault {
		switch {
		case r.Method == "POST" && strings.HasSuffix(r.Path, "/callback"):
			select {
			case acknowledged <- struct{}{}:
			default:
			}
		case r.Method == "POST" && strings.HasSuffix(r.Path, "/messages") && len(acknowledged) == 0:
			return &discordtest.Fault{Status: 429, RetryAfter: 0.02} // until the asker was answered
		}
		return nil
	})
	f.fake.Slash(news, ana, 0, "brief")
	if err := <-shared; err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(contents(f.fake.Messages()), "|"); !strings.Contains(got, "For all.") {
		t.Errorf("messages %q", got)
	}
}

// Trouble at the first response is met with longer and longer waits.
func TestFirstResponseBacksOff(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{Now: time.Now})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	tried := 0
	f.fake.Disturb(func(q discordtest.Request) *discordtest.Fault {
		if strings.HasSuffix(q.Path, "/callback") {
			tried++
			return &discordtest.Fault{Status: 502, HTML: true}
		}
		return nil
	})
	if _, err := r.Reply(t.Context(), paragraph("First.")); err == nil {
		t.Error("it was answered")
	}
	if tried < 3 || tried > 7 { // 50 ms and twice as much each time, within 2.8 seconds
		t.Errorf("it was tried %d times", tried)
	}
}

// A private follow-up that was answered with trouble is said again.
func TestPrivateFollowUpIsRepeated(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	r, _ := untouched(t, f, func() string { return f.fake.Slash(news, ana, 0, "help") })
	if _, err := r.Reply(t.Context(), paragraph("First.")); err != nil {
		t.Fatal(err)
	}
	f.fake.Fail("POST", "/"+r.token, discordtest.Fault{Status: 502, HTML: true}, discordtest.Fault{Status: 500})
	if _, err := r.Reply(t.Context(), paragraph("Second.")); err != nil {
		t.Error(err)
	}
}

// Where the bot may not post, and where nobody can, is said with the command, in words that help.
func TestWhereTheBotIsBarred(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	for _, c := range []struct {
		may  string
		kind int
		says string
	}{
		{"", 0, ""}, {"3072", 0, ""}, {"8", 0, ""}, {"1024", 0, "Send Messages"}, {"2048", 0, "View Channel"}, {"274877907968", 11, ""}, {"3072", 11, "Send Messages in Threads"},
		{"3072", 15, "a forum"}, {"3072", 2, "a voice channel"}, {"3072", 13, "a stage"}, {"3072", 16, "a media channel"},
	} {
		i := interaction{ID: "1", Token: "t", GuildID: "9", ChannelID: news, Kind: kindCommand, May: c.may, Member: &member{User: &user{ID: "5"}}}
		i.Channel.Type, i.Data.Name = c.kind, "briefing"
		got, ok := f.p.command(i)
		if !ok || (got.Barred == "") != (c.says == "") || !strings.Contains(got.Barred, c.says) {
			t.Errorf("permissions %q in a channel of kind %d: %q", c.may, c.kind, got.Barred)
		}
	}
}

// newcomers is a handler that knows of no server but those named.
type newcomers struct {
	bot.Handler
	known string
}

func (n newcomers) Newcomer(_ context.Context, tenant bot.Destination) bool {
	return tenant.Tenant != n.known
}

// The first words are said too where the bot came in before the program was started, if they never were.
func TestFirstWordsInAServerOfBefore(t *testing.T) {
	t.Parallel()
	for known, want := range map[string]bot.Via{"": bot.ViaJoin, discordtest.Guild: bot.ViaDirect} {
		f := sender(t, Options{})
		got := make(chan bot.Command, 9)
		f.listen(newcomers{bot.HandlerFunc(func(_ context.Context, c bot.Command, _ bot.Responder) error {
			got <- c
			return nil
		}), known})
		f.fake.WaitConnections(1)
		channel := map[string]any{"id": news, "type": 0}
		for range 2 {
			f.fake.Dispatch("GUILD_CREATE", server(discordtest.Guild, news, "2048", channel))
		}
		if want == bot.ViaJoin {
			if c := <-got; c.Via != want {
				t.Errorf("%+v", c)
			}
		}
		f.fake.Direct(ana, "go on")
		if c := <-got; c.Via != bot.ViaDirect {
			t.Errorf("%+v", c)
		}
	}
}
