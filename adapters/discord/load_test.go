package discord

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// loadEnv is how many interactions TestLoad gives; with it they come at a thousand a minute, and the
// connection breaks every few seconds.
const loadEnv = "BRIEFBOT_TEST_LOAD"

// TestLoad gives many interactions while Discord limits one request of twenty, has trouble with some,
// loses some answers, and breaks the connection again and again: each is answered, and once.
func TestLoad(t *testing.T) {
	t.Parallel()
	n, o := 120, Options{}
	var pace <-chan time.Time
	if s := os.Getenv(loadEnv); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
		ticker := time.NewTicker(time.Minute / 1000)
		defer ticker.Stop()
		pace, o.Now = ticker.C, time.Now
	}
	f := sender(t, o)
	var rng sync.Mutex
	dice := rand.New(rand.NewPCG(1, 2))
	chance := func(percent int) bool {
		rng.Lock()
		defer rng.Unlock()
		return dice.IntN(100) < percent
	}
	var limited, troubled, lost atomic.Int64
	f.fake.Disturb(func(r discordtest.Request) *discordtest.Fault {
		if !strings.Contains(r.Path, "/interactions/") && !strings.Contains(r.Path, "/webhooks/") {
			return nil
		}
		switch {
		case chance(5):
			limited.Add(1)
			return &discordtest.Fault{Status: 429, RetryAfter: 0.02 + float64(len(r.Body)%5)/20}
		case chance(1):
			troubled.Add(1)
			return &discordtest.Fault{Status: 503}
		case chance(1):
			lost.Add(1)
			return &discordtest.Fault{Lost: true}
		}
		return nil
	})
	f.listen(bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
		if strings.HasSuffix(c.Text, "slow") { // as slow as an engine is whose answer comes after the deferral
			f.fake.WaitAck(strings.TrimPrefix(c.ID, "interaction-"))
		}
		_, err := r.Reply(ctx, paragraph("On "+c.Text))
		if err != nil {
			t.Errorf("%s: %v", c.Text, err)
		}
		return err
	}))
	f.fake.WaitConnections(1)
	want := map[string]bool{}
	var slow []string
	for i := range n {
		text := fmt.Sprintf("question %d", i)
		if i%2 == 1 {
			text += " slow"
		}
		want["On "+text] = true
		id := f.fake.Slash(news, ana, 0, "ask", discordtest.Text("question", text))
		if i%2 == 1 {
			slow = append(slow, id)
		}
		if i%45 == 44 {
			f.fake.Drop()
		}
		if pace != nil {
			<-pace
		}
	}
	for _, m := range f.fake.WaitMessages(n) {
		if !want[m.Content] {
			t.Errorf("%q stands there twice, or was never asked", m.Content)
		}
		delete(want, m.Content)
	}
	if len(want) > 0 {
		t.Errorf("%d are lost: %v", len(want), want)
	}
	if f.fake.Sessions() != 1 || f.fake.Resumed() == 0 {
		t.Errorf("%d sessions, resumed %d times", f.fake.Sessions(), f.fake.Resumed())
	}
	t.Logf("%d interactions: %d requests limited, %d in trouble, %d answers lost, %d connections broken; first response of a slow answer %s",
		n, limited.Load(), troubled.Load(), lost.Load(), f.fake.Resumed(), quantiles(f.fake, slow))
}

// quantiles are the median and the 99th percentile of the first responses' times.
func quantiles(fake *discordtest.Server, ids []string) string {
	took := times(fake, ids)
	return fmt.Sprintf("p50 %v, p99 %v", took[len(took)/2].Round(time.Millisecond), took[len(took)*99/100].Round(time.Millisecond))
}

func times(fake *discordtest.Server, ids []string) []time.Duration {
	var took []time.Duration
	for _, id := range ids {
		took = append(took, fake.Took(id))
	}
	slices.Sort(took)
	return took
}

// BenchmarkFirstResponse measures how long an asker waits for the first sign, while the engine is
// slower than any deferral.
func BenchmarkFirstResponse(b *testing.B) {
	fake := discordtest.New(b)
	f := &fixture{fake: fake, log: &logBuffer{}, ended: make(chan error, 1)}
	p := newPlatform(f, Options{})
	ctx, stop := context.WithCancel(b.Context())
	var listening sync.WaitGroup
	listening.Go(func() {
		_ = p.Listen(ctx, bot.HandlerFunc(func(ctx context.Context, c bot.Command, r bot.Responder) error {
			fake.WaitAck(strings.TrimPrefix(c.ID, "interaction-"))
			_, err := r.Reply(ctx, paragraph("x"))
			return err
		}))
	})
	fake.WaitConnections(1)
	var ids []string
	for i := 0; b.Loop(); i++ {
		ids = append(ids, fake.Slash(news, ana, 0, "ask", discordtest.Text("question", "why?")))
		fake.WaitMessages(i + 1)
	}
	took := times(fake, ids)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Milliseconds()), "p99-ms")
	stop()
	listening.Wait()
}
