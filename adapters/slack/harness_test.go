package slack

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

// deadline is how long a test waits for something that has to come.
const deadline = 20 * time.Second

// call is one command that reached the handler.
type call struct {
	command bot.Command
	r       bot.Responder
}

// fixture is a platform that listens to a fake Slack.
type fixture struct {
	*testing.T
	fake  *slackfaketest.Server
	p     *Platform
	calls chan call
	ended chan error
	stop  context.CancelFunc
	log   *logBuffer
}

// clock is a time that a test moves while the platform reads it.
type clock struct{ at atomic.Int64 }

func clockAt(t time.Time) *clock {
	c := &clock{}
	c.at.Store(t.UnixNano())
	return c
}

func (c *clock) now() time.Time          { return time.Unix(0, c.at.Load()).UTC() }
func (c *clock) advance(d time.Duration) { c.at.Add(int64(d)) }

// logBuffer is a log that several goroutines may write.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// discard is a log that nobody reads.
func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

// sender is a platform with a fake, without listening.
func sender(t *testing.T, o Options) *fixture {
	t.Helper()
	f := &fixture{T: t, fake: slackfaketest.New(t), calls: make(chan call, 64), ended: make(chan error, 1), log: &logBuffer{}}
	o.APIURL = f.fake.URL
	f.p = New(slog.New(slog.NewTextHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug})), slackfaketest.BotToken, slackfaketest.AppToken, o)
	// A busy machine may take its time; what is to run out in a test is set there.
	f.p.waits = waits{user: deadline, hurried: deadline, who: deadline, hold: deadline, trigger: deadline, last: deadline}
	return f
}

// listening is a platform that listens, with a member U0000ANA who is known.
func listening(t *testing.T, o Options) *fixture {
	t.Helper()
	f := sender(t, o)
	f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana", Zone: "Europe/Lisbon", Locale: "pt-PT"})
	f.listen(bot.HandlerFunc(func(_ context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		return nil
	}))
	f.fake.WaitConnections(1)
	return f
}

func (f *fixture) listen(h bot.Handler) {
	ctx, stop := context.WithCancel(context.Background())
	f.stop = stop
	done := make(chan struct{})
	go func() {
		defer close(done)
		f.ended <- f.p.Listen(ctx, h)
	}()
	f.Cleanup(func() {
		stop()
		<-done
	})
}

// next is the next command that reaches the handler.
func (f *fixture) next() call {
	f.Helper()
	select {
	case c := <-f.calls:
		return c
	case err := <-f.ended:
		f.Fatalf("Listen ended: %v", err)
	case <-time.After(deadline):
		f.Fatalf("no command arrived; the log says\n%s", f.log)
	}
	return call{}
}

// end is what Listen returns.
func (f *fixture) end() error {
	f.Helper()
	select {
	case err := <-f.ended:
		return err
	case <-time.After(deadline):
		f.Fatal("Listen did not end")
	}
	return nil
}

// paragraph is a message of one paragraph.
func paragraph(text string) bot.Message {
	return bot.Message{Summary: text, Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(text)}}}}
}
