package slack

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

// TestLoad gives commands through the fake while the connections are refreshed again and again and
// every twentieth request is rate limited, some commands delivered twice: each is answered once.
// BRIEFBOT_TEST_LOAD is how many; with 1000 they are given over a minute.
func TestLoad(t *testing.T) {
	commands, spread, every := 120, time.Duration(0), 15
	if n, err := strconv.Atoi(os.Getenv("BRIEFBOT_TEST_LOAD")); err == nil {
		commands, spread, every = n, time.Minute, n/20
	} else {
		t.Parallel()
	}
	f := sender(t, Options{})
	for i := range 20 {
		f.fake.AddUser(slackfaketest.User{ID: fmt.Sprintf("U%07d", i), Zone: "Europe/Lisbon"})
	}
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		_, err := r.Reply(ctx, paragraph("On: "+c.Text+"."))
		return err
	}))
	f.fake.WaitConnections(links)
	f.fake.LimitEvery(20)
	var pace <-chan time.Time // of the commands of a whole minute
	if spread > 0 {
		pace = time.Tick(spread / time.Duration(commands))
	}
	for i := range commands {
		user, text := fmt.Sprintf("U%07d", i%20), fmt.Sprintf("question-%d", i)
		var id string
		if i%3 == 0 {
			id = f.fake.Mention("C0000NEWS", user, text, "")
		} else {
			id = f.fake.Slash("C0000NEWS", user, "/ask "+text)
		}
		if i%10 == 0 {
			f.fake.Redeliver(id)
		}
		if i%every == every-1 {
			f.fake.Refresh("refresh_requested")
		}
		if pace != nil {
			<-pace
		}
	}
	times := map[string]int{}
	for _, m := range f.fake.WaitMessages(commands) {
		times[m.Text]++
	}
	f.fake.WaitAcknowledged()
	f.stop() // waits for the handlers that run
	if err := f.end(); err != nil {
		t.Error(err)
	}
	lost, doubled := 0, 0
	for i := range commands {
		switch n := times[fmt.Sprintf("On: question-%d.", i)]; {
		case n == 0:
			lost++
		case n > 1:
			doubled++
		}
	}
	if all := len(f.fake.Messages()); lost > 0 || doubled > 0 || all != commands {
		t.Errorf("of %d commands %d were lost and %d answered twice; %d messages; the log says\n%s", commands, lost, doubled, all, f.log)
	}
	took, open := f.fake.Acknowledged()
	opened, gaps := f.fake.Opened()
	if open > 0 {
		t.Errorf("%d envelopes were not acknowledged", open)
	}
	slices.Sort(took)
	t.Logf("%d commands, %d connections opened, none left %d times before the end, %d requests rate limited; acknowledged in %s (median), %s (99 in 100)",
		commands, opened, gaps-1, f.fake.Limited(), took[len(took)/2], took[len(took)*99/100])
}

// TestOneConnectionStandsWhileAnotherIsRefreshed holds that Slack always finds one.
func TestOneConnectionStandsWhileAnotherIsRefreshed(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.WaitConnections(links)
	for i := range 6 {
		f.fake.Refresh("warning")
		id := f.fake.Slash("C0000NEWS", "U0000ANA", "/brief "+strconv.Itoa(i))
		f.fake.WaitAck(id)
		if c := f.next().command; c.Text != strconv.Itoa(i) {
			t.Errorf("command %+v", c)
		}
		f.fake.WaitConnections(links + i + 1)
	}
	if _, gaps := f.fake.Opened(); gaps > 0 {
		t.Errorf("there was no connection %d times", gaps)
	}
}

// BenchmarkAcknowledge measures from sending an envelope to its acknowledgement, with an engine that
// takes two seconds for everything.
func BenchmarkAcknowledge(b *testing.B) {
	fake := slackfaketest.New(b)
	p := New(discard(), slackfaketest.BotToken, slackfaketest.AppToken, Options{APIURL: fake.URL})
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- p.Listen(ctx, bot.HandlerFunc(func(ctx context.Context, _ bot.Command, _ bot.Responder) error {
			select {
			case <-time.After(2 * time.Second):
			case <-b.Context().Done():
			}
			return nil
		}))
	}()
	fake.WaitConnections(links)
	for i := 0; b.Loop(); i++ {
		fake.WaitAck(fake.Slash("C0000NEWS", "U0000ANA", "/ask "+strings.Repeat("why ", i%50)))
	}
	took, _ := fake.Acknowledged()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	stop()
	<-ended
}
