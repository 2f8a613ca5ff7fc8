package bottest_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/bot"
	"briefbot/bot/bottest"
)

// The fake is a platform as its adapters have to be, with each of its abilities.
func TestFakeIsAPlatform(t *testing.T) {
	for name, as := range map[string]func(*bottest.Platform) bot.Platform{
		"plain": func(p *bottest.Platform) bot.Platform { return p },
		"drops repetition": func(p *bottest.Platform) bot.Platform {
			p.Remembered = time.Minute
			return bottest.Deduping{Platform: p}
		},
		"can be looked up": func(p *bottest.Platform) bot.Platform { return bottest.Finding{Platform: p} },
		"in small parts":   func(p *bottest.Platform) bot.Platform { p.PerPart = 7; return p },
	} {
		t.Run(name, func(t *testing.T) {
			bottest.TestPlatform(t, func(*testing.T) bottest.Rig { return rig(&bottest.Platform{Now: time.Now, Accepts: true}, as) })
		})
	}
}

func rig(p *bottest.Platform, as func(*bottest.Platform) bot.Platform) bottest.Rig {
	var log bytes.Buffer
	to := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C1"}
	p.Fails = map[string]*bot.SendError{"C2": {Reason: bot.ReasonGone, Code: "channel_not_found"}}
	lg := slog.New(slog.NewTextHandler(&log, nil))
	lg.Info("a line, so that there is a log")
	return bottest.Rig{
		Platform: as(p), To: to, Gone: bot.Destination{Platform: "fake", Tenant: "T1", Channel: "C2"},
		Secrets: []string{"secret-of-the-fake"}, Log: log.String,
		Posted: func() []string {
			var out []string
			for _, m := range p.Posted() {
				if m.To.Channel == to.Channel {
					out = append(out, bottest.Words(m.Message))
				}
			}
			return out
		},
		Next: func(f bottest.Fault) {
			p.Script = append(p.Script, map[bottest.Fault]*bot.SendError{
				bottest.RateLimited: {Reason: bot.ReasonRateLimited, RetryAfter: time.Second},
				bottest.Broken:      {Reason: bot.ReasonUnavailable},
				bottest.Dropped:     {Reason: bot.ReasonUnavailable, Ambiguous: true},
				bottest.Revoked:     {Reason: bot.ReasonUnauthorized},
			}[f])
		},
		Say: func(id, text string) {
			p.Tell(bot.Command{ID: id, Via: bot.ViaDirect, Text: text, Actor: bot.Actor{ID: "U1"}, From: bot.Destination{Platform: "fake", User: "U1"}})
		},
		Break: p.Break,
	}
}

// What comes faster than the platform and a channel take it is asked to wait, and no longer than needed.
func TestFakeLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &bottest.Platform{Now: time.Now, Rate: 3, ChannelRate: 1}
		send := func(channel string) time.Duration {
			_, err := p.Send(t.Context(), bot.Post{To: bot.Destination{Platform: "fake", Channel: channel}})
			var e *bot.SendError
			if errors.As(err, &e) {
				return e.RetryAfter
			}
			return 0
		}
		for i, c := range []struct {
			channel string
			want    time.Duration
		}{{"a", 0}, {"a", time.Second}, {"b", 0}, {"c", 0}, {"d", time.Second / 3}} {
			if got := send(c.channel).Round(time.Millisecond); got != c.want.Round(time.Millisecond) {
				t.Errorf("send %d has to wait %s, want %s", i, got, c.want)
			}
		}
		time.Sleep(time.Second)
		if got := send("a"); got != 0 {
			t.Errorf("a second later it has to wait %s", got)
		}
	})
}

// A key that was posted is dropped while the platform remembers it, and posted again afterwards.
func TestFakeForgetsKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &bottest.Platform{Now: time.Now, Remembered: 5 * time.Minute}
		for i, want := range []int{1, 1, 2} {
			if _, err := p.Send(context.Background(), bot.Post{Key: "k"}); err != nil {
				t.Fatal(err)
			}
			if n := len(p.Posted()); n != want {
				t.Errorf("%d messages after send %d, want %d", n, i, want)
			}
			time.Sleep(3 * time.Minute)
		}
	})
}

// An event whose connection ended comes again, and the listener hands it on once.
func TestFakeDeliversAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &bottest.Platform{Now: time.Now}
		ctx, stop := context.WithCancel(t.Context())
		heard := make(chan string, 10)
		ended := make(chan error)
		go func() {
			ended <- p.Listen(ctx, bot.HandlerFunc(func(_ context.Context, c bot.Command, _ bot.Responder) error {
				heard <- c.Text
				return nil
			}))
		}()
		p.Tell(bot.Command{ID: "1", Text: "one"})
		synctest.Wait()
		p.Break()
		p.Tell(bot.Command{ID: "2", Text: "two"})
		synctest.Wait()
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		close(heard)
		var all []string
		for text := range heard {
			all = append(all, text)
		}
		if got := strings.Join(all, " "); got != "one two" {
			t.Errorf("heard %q", got)
		}
	})
}
