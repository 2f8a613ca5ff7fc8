package command_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/terminal"
	"briefbot/bot"
	"briefbot/bot/command"
)

// A way is how somebody says a line to the bot.
type way struct {
	name string
	say  func(d *desk, line string) string
}

// inTerminal types a line in the terminal and reads what is written.
func inTerminal(d *desk, line string) string {
	var out strings.Builder
	p := terminal.New(strings.NewReader(line+"\n"), &out, terminal.Options{User: "U1", Style: terminal.Style{Width: 1000}})
	if err := p.Listen(d.Context(), d.router); err != nil {
		d.Error(err)
	}
	d.now = d.now.Add(time.Minute)
	return out.String()
}

func ways() []way {
	said := func(via bot.Via, from bot.Destination) func(*desk, string) string {
		return func(d *desk, line string) string {
			return said(d.do(bot.Command{Via: via, Text: line, Actor: manager, From: from}))
		}
	}
	direct := bot.Destination{Platform: "fake", Tenant: "T1", Channel: "D1", User: "U1"}
	thread := channel
	thread.Thread, thread.User = "1", "U1"
	return []way{
		{"slash command", func(d *desk, line string) string { return d.slash(manager, line) }},
		{"mention", said(bot.ViaMention, thread)},
		{"direct message", said(bot.ViaDirect, direct)},
		{"direct message with a slash", func(d *desk, line string) string { return said(bot.ViaDirect, direct)(d, "/"+line) }},
		{"direct message without briefing", func(d *desk, line string) string {
			return said(bot.ViaDirect, direct)(d, strings.TrimPrefix(line, "briefing "))
		}},
		{"terminal", func(d *desk, line string) string { return inTerminal(d, "/"+line) }},
		{"terminal without a slash", inTerminal},
	}
}

// TestEveryCommandByEveryWay holds that what one way reaches, all reach.
func TestEveryCommandByEveryWay(t *testing.T) {
	script := []struct{ line, want string }{
		{"help", "an answer with its sources"},
		{"brief since 2h", "The ferry of"},
		{"brief zeppelins since 2h", "zeppelins"},
		{"ask Who opened the bridge?", "On: Who opened the bridge?"},
		{"briefing help", "briefing schedule WHEN"},
		{"briefing list", "no briefing here yet"},
		{"briefing schedule", "When shall it come"},
		{"briefing schedule weekdays 8:30 in Paris on energy", "weekdays at 08:30, Europe/Paris, on energy"},
		{"briefing list", "weekdays at 08:30, Europe/Paris, on energy"},
		{"briefing edit", "What shall change?"},
		{"briefing edit ID Mon 18:00", "Mon at 18:00, Europe/Paris, on energy"},
		{"briefing edit ID zone munich", "Europe/Berlin"},
		{"briefing edit ID topics schools", "on schools"},
		{"briefing edit ID sources Harbour Herald", "from Harbour Herald"},
		{"briefing edit ID sources all", "on schools."},
		{"briefing edit ID topics all", "Mon at 18:00, Europe/Berlin."},
		{"briefing edit ID words 200", "200 words"},
		{"briefing edit ID silent on", "silent"},
		{"briefing pause", "Paused"},
		{"briefing resume ID", "Goes on"},
		{"briefing preview", "The ferry of"},
		{"briefing run ID", "is delivered"},
		{"briefing status", "next Mon"},
		{"briefing sources", "Ferry Times"},
		{"briefing follow the harbour", "comes first"},
		{"briefing unfollow the harbour", "ordinary topic"},
		{"briefing mute the harbour", "is left out"},
		{"briefing unmute the harbour", "ordinary topic"},
		{"briefing home", "Your time zone"},
		{"briefing remove ID", "is removed"},
	}
	for _, w := range ways() {
		t.Run(w.name, func(t *testing.T) {
			d := open(t)
			deliverer := &delivering{end: bot.Delivery{State: bot.Sent}}
			d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, d.engine, d.store, deliverer, command.Options{PerUser: 1000, PerChannel: 1000})
			for _, s := range script {
				line := s.line
				if strings.Contains(line, "ID") {
					subs, err := d.store.Subscriptions(context.Background(), bot.Destination{})
					if err != nil || len(subs) != 1 {
						t.Fatalf("%d orders before %q, %v", len(subs), line, err)
					}
					line = strings.Replace(line, "ID", string(subs[0].ID), 1)
				}
				if got := w.say(d, line); !strings.Contains(got, s.want) {
					t.Errorf("%q: the answer lacks %q:\n%s", line, s.want, got)
				}
			}
		})
	}
}

// FuzzSay holds that whatever is said, in whatever way, is answered in words that tell what to do, and
// never by a fault.
func FuzzSay(f *testing.F) {
	for _, text := range []string{
		"briefing schedule weekdays 8:30 in Berlin on energy from Harbour Gazette words 200", "schedule */15 * * * * UTC", "briefing edit in", "edit from", "brief from since", "brief since 2d from",
		"briefing schedule 8 zone", "schedule 8 time", "schedule 8 from ,,", "follow \xff", "what is new in", "thanks", "/", "briefing schedule CRON_TZ=UTC 8", "home", "briefing edit x silent maybe",
	} {
		for n := range 4 {
			f.Add(text, n)
		}
	}
	d := open(f)
	d.router = command.New(slog.New(slog.DiscardHandler), func() time.Time { return d.now }, named{d.engine}, d.store, nil, command.Options{PerUser: 1 << 20, PerChannel: 1 << 20})
	f.Fuzz(func(t *testing.T, text string, n int) {
		d.TB = t // one after the other: a worker runs one at a time
		if strings.Contains(text, "panic") {
			return // the engine's own word
		}
		c := bot.Command{Via: []bot.Via{bot.ViaDirect, bot.ViaMention, bot.ViaSlash, bot.ViaMessage}[uint(n)%4], Text: text, Quoted: text, Actor: manager}
		if c.Via == bot.ViaSlash {
			c.Name, c.Text, _ = strings.Cut(text, " ")
		}
		if got := said(d.do(c)); strings.Contains(got, "Something went wrong") {
			t.Fatalf("%s %q: %s", c.Via, text, got)
		}
		c.Via, c.Action, c.Value, c.Fields = bot.ViaForm, "order.form", text, map[string]string{"days": text, "time": text, "zone": text, "topics": text, "sources": text, "length": text}
		if got := said(d.do(c)); strings.Contains(got, "Something went wrong") {
			t.Fatalf("the form with %q: %s", text, got)
		}
	})
}
