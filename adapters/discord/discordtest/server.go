// Package discordtest is a Discord on loopback for tests: the gateway and the REST resources that
// the adapter uses. It behaves like Discord where the adapter depends on it: it resumes sessions and
// replays what was missed, drops a second message with a nonce that it remembers, takes one first
// response to an interaction and that within three seconds, limits rates, refuses what is past the
// limits, and fails on demand. A request that Discord's documentation or published schema does not
// allow fails the test. It is imported from tests only.
package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/schematest"
)

// The credentials that the fake takes, and who they belong to.
const (
	Token = "fake.discord.bottoken"
	Bot   = "900000000000000001"
	Guild = "900000000000000002"
)

// Gone is a channel that is not there.
const Gone = "899999999999999999"

// InteractionToken is what every interaction's token holds and no log may.
const InteractionToken = "secretinteraction"

// patience is how long the Wait functions wait before the test fails.
const patience = 20 * time.Second

// version is the path that stands before all resources.
const version = "/api/v10"

// Request is one request as it came in.
type Request struct {
	Method        string
	Path          string // "/api/v10/channels/1/messages"
	Body          string
	Authorization string
	Status        int // of the answer, once it was given
}

// Message is a message that the fake accepted.
type Message struct {
	ID      string
	Channel string
	Nonce   string
	// Private says that only whoever gave the command sees it.
	Private bool
	// Content is all of its text, also where it is made of components.
	Content string
	// ReplyTo is the message that it answers.
	ReplyTo string
	// Token is the interaction's, for an answer to one.
	Token string
	// Flags are its message flags.
	Flags int
	// Body is the message as it was sent last.
	Body   json.RawMessage
	Edited bool
}

// Server is the fake. Its methods are safe for concurrent use.
type Server struct {
	// URL is the address in place of https://discord.com/api/v10/.
	URL string

	t      testing.TB
	http   *httptest.Server
	schema *schematest.Schema // the vendor's, or nil where it is not at hand

	order sync.Mutex // of dispatched events

	mu           sync.Mutex
	now          time.Time // moves by Advance only
	requests     []Request
	messages     []Message
	nonces       map[string]nonce // by channel and nonce
	faults       []pendingFault
	disturb      func(Request) *Fault
	limit        limits
	commands     json.RawMessage
	things       map[string]json.RawMessage // channels, servers, members by path
	interactions map[string]*interaction    // by token
	archived     map[string]string          // threads that are shut, or locked too
	gateway      gateway
	last         int
	noHistory    bool
	changed      chan struct{} // closed and replaced at every change
}

// New starts a fake; it ends with the test.
func New(t testing.TB) *Server {
	s := &Server{
		t: t, now: time.Date(2031, 5, 6, 7, 0, 0, 0, time.UTC), nonces: map[string]nonce{}, things: map[string]json.RawMessage{},
		interactions: map[string]*interaction{}, changed: make(chan struct{}), commands: json.RawMessage("[]"),
		schema: schematest.Find(t, "discord-openapi.json"),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/link/", s.link)
	mux.HandleFunc(version+"/", s.rest)
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL + version + "/"
	t.Cleanup(func() {
		s.Drop()
		s.http.Close()
	})
	return s
}

// Advance moves the clock by which nonces are forgotten and interactions run out.
func (s *Server) Advance(d time.Duration) { s.set(func() { s.now = s.now.Add(d) }) }

// HideHistory takes the permission to read the channels' history: lists are empty from now on.
func (s *Server) HideHistory() { s.set(func() { s.noHistory = true }) }

// SetCommands replaces the application's commands, as an earlier version of the bot left them.
func (s *Server) SetCommands(commands string) {
	s.set(func() { s.commands = json.RawMessage(commands) })
}

// Put puts what a GET of a path answers: "channels/1", "guilds/2", "guilds/2/members/3", "applications/@me".
func (s *Server) Put(path string, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		s.t.Fatal(err)
	}
	s.set(func() { s.things[path] = b })
}

// Commands are the application's commands as they were registered last.
func (s *Server) Commands() json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands
}

// Requests are all requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Messages are all messages that stand, in order.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// WaitMessages waits until n messages stand and returns them all.
func (s *Server) WaitMessages(n int) []Message {
	s.t.Helper()
	s.wait(fmt.Sprintf("%d messages", n), func() bool { return len(s.messages) >= n })
	return s.Messages()
}

// WaitRequests waits until n requests of a method had a path that ends in suffix.
func (s *Server) WaitRequests(n int, method, suffix string) (found []Request) {
	s.t.Helper()
	s.wait(fmt.Sprintf("%d of %s …%s", n, method, suffix), func() bool {
		found = nil
		for _, r := range s.requests {
			if r.Method == method && strings.HasSuffix(r.Path, suffix) {
				found = append(found, r)
			}
		}
		return len(found) >= n
	})
	return found
}

func (s *Server) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	close(s.changed)
	s.changed = make(chan struct{})
}

// wait blocks until done, which is called under the lock, holds.
func (s *Server) wait(what string, done func() bool) {
	s.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		s.mu.Lock()
		ok, changed := done(), s.changed
		s.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-limit.C:
			s.t.Fatalf("the fake Discord waited in vain for %s", what)
		}
	}
}

// snowflake is the next id. The caller holds the lock.
func (s *Server) snowflake() string {
	s.last++
	return fmt.Sprintf("9100000000000%05d", s.last)
}

// record notes a request and returns its number, its body and the fault that is due. ok is false
// for one that its sender broke off.
func (s *Server) record(r *http.Request) (n int, body []byte, f *Fault, ok bool) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return 0, nil, nil, false
	}
	s.set(func() {
		n = len(s.requests)
		s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Body: string(body), Authorization: r.Header.Get("Authorization")})
		f = s.due(s.requests[n])
	})
	return n, body, f, true
}
