package bottest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/bot"
)

// Rig is a platform that stands on a fake of its vendor, with what TestPlatform does to that fake.
// A function that is nil is something that the platform does not have; what needs it is left out.
type Rig struct {
	Platform bot.Platform
	// To is a channel that the bot may post in, Gone one that is not there.
	To, Gone bot.Destination
	// Secrets are what no log, error or message may hold.
	Secrets []string
	// Log is what was logged so far.
	Log func() string
	// Posted are the texts of the messages that stand at To, oldest first, as their readers see them.
	Posted func() []string
	// Next makes the next request to post a message meet a fault.
	Next func(Fault)
	// Say lets somebody write to the bot in a direct message, in an event with this id: the same id
	// again is the same event, delivered again.
	Say func(id, text string)
	// Break ends the connection on which Listen takes events, as platforms do now and then, and
	// returns when the bot is back.
	Break func()
}

// Fault is what a platform does to a request.
type Fault int

// The faults.
const (
	RateLimited Fault = iota // it asks to wait, and posts nothing
	Broken                   // it has trouble of its own, and posts nothing
	Dropped                  // it posts the message and then closes the connection without a reply
	Revoked                  // it refuses the token, and posts nothing
)

// patience is how long something that has to come is waited for.
const patience = 20 * time.Second

// TestPlatform tests what bot.Platform, and the abilities that a platform has besides, promise.
// open makes a new rig for each part of it.
func TestPlatform(t *testing.T, open func(t *testing.T) Rig) {
	t.Run("split", func(t *testing.T) { TestSplit(t, open(t).Platform) })
	for _, part := range []struct {
		name string
		test func(*testing.T, Rig)
		need func(Rig) bool
	}{
		{"delivers what is said as it is said", testSend, func(r Rig) bool { return r.Posted != nil }},
		{"asked to wait", testWait, func(r Rig) bool { return r.Next != nil }},
		{"trouble of its own", testBroken, func(r Rig) bool { return r.Next != nil }},
		{"no reply", testDropped, func(r Rig) bool { return r.Next != nil && r.Posted != nil }},
		{"no such channel", testGone, func(r Rig) bool { return r.Gone != bot.Destination{} }},
		{"token refused", testRevoked, func(r Rig) bool { return r.Next != nil }},
		{"many at once", testMany, func(r Rig) bool { return r.Posted != nil }},
		{"told to stop before it begins", testCancelled, func(r Rig) bool { return r.Posted != nil }},
		{"edit", testEdit, func(r Rig) bool { _, ok := r.Platform.(bot.Editor); return ok && r.Posted != nil }},
		{"listen", testListen, func(r Rig) bool { return r.Say != nil }},
	} {
		t.Run(part.name, func(t *testing.T) {
			r := open(t)
			if !part.need(r) {
				t.Skip("the platform has nothing of the kind")
			}
			part.test(t, r)
			r.discreet(t, nil)
			if r.Posted != nil {
				for _, text := range r.Posted() {
					r.spill(t, "a message", text)
				}
			}
		})
	}
}

// discreet fails where an error or the log holds a secret.
func (r Rig) discreet(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		r.spill(t, "an error", fmt.Sprintf("%v %+v %#v", err, err, err))
		var e *bot.SendError
		if errors.As(err, &e) && e.Err != nil {
			r.spill(t, "an error's cause", fmt.Sprintf("%v %+v", e.Err, e.Err))
		}
	}
	if r.Log != nil {
		r.spill(t, "the log", r.Log())
	}
}

func (r Rig) spill(t *testing.T, what, text string) {
	t.Helper()
	for _, secret := range r.Secrets {
		for _, form := range []string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))} {
			if strings.Contains(text, form) {
				t.Errorf("%s holds a secret: %.200s", what, text)
			}
		}
	}
}

// send posts a paragraph under a key.
func (r Rig) send(t *testing.T, key, text string) (bot.MessageRef, *bot.SendError) {
	t.Helper()
	ref, err := r.Platform.Send(t.Context(), bot.Post{Key: key, To: r.To, Message: said(text)})
	if err == nil {
		if ref.IsZero() {
			t.Errorf("a message was sent without a reference")
		}
		return ref, nil
	}
	r.discreet(t, err)
	var e *bot.SendError
	if !errors.As(err, &e) {
		t.Fatalf("the error is no *bot.SendError: %v", err)
	}
	return ref, e
}

// refused sends and wants a failure.
func (r Rig) refused(t *testing.T, key, text string) *bot.SendError {
	t.Helper()
	_, e := r.send(t, key, text)
	if e == nil {
		t.Fatal("the send succeeded")
	}
	return e
}

// logged is what was logged, where that can be told.
func (r Rig) logged() string {
	if r.Log == nil {
		return "nothing"
	}
	return r.Log()
}

// lasting is what somebody says whose answer takes until the bot is told to stop.
const lasting = "Tell me everything."

func said(text string) bot.Message {
	return bot.Message{Summary: text, Blocks: []bot.Block{{Kind: bot.Paragraph, Spans: []bot.Span{bot.Text(text)}}}}
}

// stands counts the messages at To that hold text.
func (r Rig) stands(text string) int {
	n := 0
	for _, p := range r.Posted() {
		if strings.Contains(p, text) {
			n++
		}
	}
	return n
}

func testSend(t *testing.T, r Rig) {
	hostile := "The ferry is late, @everyone, <!channel> & <@U1>; *so* _said_ `the` ~harbour~ [master](https://bad.example) > 40 times"
	first, e := r.send(t, "0001", hostile)
	second, e2 := r.send(t, "0002", "It left at noon.")
	if e != nil || e2 != nil {
		t.Fatal(e, e2)
	}
	if first.ID == second.ID {
		t.Errorf("two messages have one reference: %v", first)
	}
	if r.stands(hostile) != 1 || r.stands("It left at noon.") != 1 {
		t.Errorf("the channel shows %q", r.Posted())
	}
}

func testWait(t *testing.T, r Rig) {
	r.Next(RateLimited)
	e := r.refused(t, "0001", "The ferry left.")
	if e.Reason != bot.ReasonRateLimited || e.RetryAfter <= 0 || e.Ambiguous || e.Permanent() {
		t.Errorf("asked to wait: %+v", e)
	}
	if _, e := r.send(t, "0001", "The ferry left."); e != nil {
		t.Error(e)
	}
	if r.Posted != nil && r.stands("The ferry left.") != 1 {
		t.Errorf("the channel shows %q", r.Posted())
	}
}

func testBroken(t *testing.T, r Rig) {
	r.Next(Broken)
	if e := r.refused(t, "0001", "The ferry left."); e.Permanent() {
		t.Errorf("the platform's own trouble is taken for lasting: %+v", e)
	}
	if _, e := r.send(t, "0001", "The ferry left."); e != nil {
		t.Error(e)
	}
	if r.Posted != nil && r.stands("The ferry left.") != 1 {
		t.Errorf("the channel shows %q", r.Posted())
	}
}

// testMany wants messages that are sent at the same time to arrive each once, under a reference of its own.
func testMany(t *testing.T, r Rig) {
	const many = 6
	var refs sync.Map
	var g sync.WaitGroup
	for n := range many {
		g.Go(func() {
			ref, err := r.Platform.Send(t.Context(), bot.Post{Key: fmt.Sprintf("%04d", n), To: r.To, Message: said(fmt.Sprintf("Ferry %d left.", n))})
			if err != nil {
				t.Error(err)
			}
			if _, twice := refs.LoadOrStore(ref.ID, n); twice {
				t.Errorf("two messages have the reference %v", ref)
			}
		})
	}
	g.Wait()
	for n := range many {
		if got := r.stands(fmt.Sprintf("Ferry %d left.", n)); got != 1 {
			t.Errorf("message %d stands there %d times", n, got)
		}
	}
}

// testCancelled wants a send whose context has ended to post nothing and to say so as a failure that
// passes.
func testCancelled(t *testing.T, r Rig) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := r.Platform.Send(ctx, bot.Post{Key: "0001", To: r.To, Message: said("The ferry left.")})
	r.discreet(t, err)
	var e *bot.SendError
	if !errors.As(err, &e) || e.Permanent() {
		t.Errorf("a send that was stopped: %v", err)
	}
	if n := r.stands("The ferry left."); n != 0 {
		t.Errorf("it stands there %d times", n)
	}
}

func testDropped(t *testing.T, r Rig) {
	r.Next(Dropped)
	if e := r.refused(t, "0001", "The ferry left."); !e.Ambiguous || e.Permanent() {
		t.Errorf("a request without a reply: %+v", e)
	}
	if d, ok := r.Platform.(bot.Deduper); ok && d.Remembers() > 0 {
		if _, e := r.send(t, "0001", "The ferry left."); e != nil {
			t.Error(e)
		}
	}
	if n := r.stands("The ferry left."); n != 1 {
		t.Errorf("it stands there %d times", n)
	}
	f, ok := r.Platform.(bot.Finder)
	if !ok {
		return
	}
	ref, found, err := f.Find(t.Context(), r.To, "0001")
	r.discreet(t, err)
	if err != nil || !found || ref.IsZero() {
		t.Errorf("looked up: %v, %v, %v", ref, found, err)
	}
	if ref, found, err := f.Find(t.Context(), r.To, "0002"); err != nil || found {
		t.Errorf("what was never sent is found: %v, %v", ref, err)
	}
}

func testGone(t *testing.T, r Rig) {
	_, err := r.Platform.Send(t.Context(), bot.Post{Key: "0001", To: r.Gone, Message: said("The ferry left.")})
	r.discreet(t, err)
	var e *bot.SendError
	if !errors.As(err, &e) || !e.Permanent() || e.Reason != bot.ReasonGone && e.Reason != bot.ReasonForbidden || e.Ambiguous {
		t.Errorf("a channel that is not there: %v", err)
	}
}

func testRevoked(t *testing.T, r Rig) {
	r.Next(Revoked)
	if e := r.refused(t, "0001", "The ferry left."); e.Reason != bot.ReasonUnauthorized || e.Ambiguous {
		t.Errorf("a token that is refused: %+v", e)
	}
}

func testEdit(t *testing.T, r Rig) {
	ref, e := r.send(t, "0001", "The ferry left at nine.")
	if e != nil {
		t.Fatal(e)
	}
	edit := r.Platform.(bot.Editor).Edit
	for range 2 { // the same edit again, as after a crash, changes nothing
		if err := edit(t.Context(), ref, said("The ferry left at ten.")); err != nil {
			t.Fatal(err)
		}
	}
	last := ref.ID[len(ref.ID)-1]
	nowhere := ref
	nowhere.ID = ref.ID[:len(ref.ID)-1] + string('0'+(last-'0'+1)%10)
	err := edit(t.Context(), nowhere, said("The ferry never left."))
	r.discreet(t, err)
	var refused *bot.SendError
	if !errors.As(err, &refused) || !refused.Permanent() || refused.Ambiguous {
		t.Errorf("an edit of a message that is not there: %v", err)
	}
	if r.stands("at nine") != 0 || r.stands("at ten") != 1 || len(r.Posted()) != 1 {
		t.Errorf("after the edit the channel shows %q", r.Posted())
	}
}

// testListen wants each event once, however often it comes, one that comes after the connection
// broke, and an end that waits for the handlers that run.
func testListen(t *testing.T, r Rig) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var mu sync.Mutex
	var heard []string
	came := make(chan string, 100)
	begun, release := make(chan struct{}), make(chan struct{})
	var finished atomic.Bool
	ended := make(chan error, 1)
	go func() {
		ended <- r.Platform.Listen(ctx, bot.HandlerFunc(func(ctx context.Context, c bot.Command, to bot.Responder) error {
			if c.Via != bot.ViaDirect || c.Actor.ID == "" || c.ID == "" || c.From.Platform != r.Platform.Name() {
				t.Errorf("a direct message comes as %+v", c)
			}
			mu.Lock()
			heard = append(heard, c.Text)
			mu.Unlock()
			if c.Text == lasting {
				close(begun)
				<-release
				finished.Store(true)
				return nil
			}
			_, err := to.Reply(ctx, said("On: "+c.Text))
			came <- c.Text
			return err
		}))
	}()
	wait := func(text string) {
		t.Helper()
		select {
		case got := <-came:
			if got != text {
				t.Errorf("heard %q, want %q", got, text)
			}
		case err := <-ended:
			t.Fatalf("Listen ended: %v; the log says\n%s", err, r.logged())
		case <-time.After(patience):
			t.Fatalf("%q was not heard; the log says\n%s", text, r.logged())
		}
	}
	r.Say("e1", "Did the ferry leave?")
	wait("Did the ferry leave?")
	r.Say("e1", "Did the ferry leave?")
	r.Say("e2", "And when?")
	wait("And when?")
	want := []string{"Did the ferry leave?", "And when?"}
	if r.Break != nil {
		r.Break()
		r.Say("e3", "Is it back?")
		wait("Is it back?")
		want = append(want, "Is it back?")
	}
	r.Say("e4", lasting)
	want = append(want, lasting)
	select {
	case <-begun:
	case <-time.After(patience):
		t.Fatalf("%q was not heard; the log says\n%s", lasting, r.logged())
	}
	stop()
	close(release)
	select {
	case err := <-ended:
		if err != nil || !finished.Load() {
			t.Errorf("told to stop, Listen returns %v; the handler had ended: %v", err, finished.Load())
		}
		r.discreet(t, err)
	case <-time.After(patience):
		t.Fatal("Listen does not end")
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
}
