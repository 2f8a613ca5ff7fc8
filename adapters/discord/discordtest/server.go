// Package discordtest is a Discord on loopback for tests: the gateway and the REST resources that
// the adapter uses. It behaves like Discord where the adapter depends on it: it resumes sessions and
// replays what was missed, drops a second message with a nonce that it remembers, refuses what is
// past the limits, and fails on demand. It is imported from tests only.
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
)

// The credentials that the fake takes, and who they belong to.
const (
	Token = "fake.discord.bottoken"
	Bot   = "900000000000000001"
	Guild = "900000000000000002"
)

// InteractionToken is what every interaction's token holds and no log may.
const InteractionToken = "secretinteraction"

// patience is how long the Wait functions wait before the test fails.
const patience = 20 * time.Second

// Request is one request as it came in.
type Request struct {
	Method        string
	Path          string // "/api/v9/channels/1/messages"
	Body          string
	Authorization string
}

// Message is a message that the fake accepted.
type Message struct {
	ID      string
	Channel string
	Nonce   string
	// Private says that only whoever gave the command sees it.
	Private bool
	Content string
	// ReplyTo is the message that it answers.
	ReplyTo string
	// Token is the interaction's, for an answer to one.
	Token string
	// Body is the message as it was sent last.
	Body   json.RawMessage
	Edited bool
}

// Fault is what happens to one request in place of the answer.
type Fault struct {
	Status int
	// Code and Message are Discord's error body.
	Code    int
	Message string
	// RetryAfter goes with 429, in seconds; Global makes it everybody's.
	RetryAfter float64
	Global     bool
	// HTML answers with a page in place of JSON, as the shield before Discord does.
	HTML bool
	// Lost accepts the request and then breaks the connection without an answer.
	Lost bool
}

// Server is the fake. Its methods are safe for concurrent use.
type Server struct {
	// URL is the address in place of https://discord.com/api/v9/.
	URL string

	t    testing.TB
	http *httptest.Server

	mu           sync.Mutex
	requests     []Request
	messages     []Message
	nonces       map[string]string // channel and nonce -> message
	faults       []pendingFault
	commands     json.RawMessage
	interactions map[string]*interaction
	gateway      gateway
	last         int
	noHistory    bool
	changed      chan struct{} // closed and replaced at every change
}

type pendingFault struct {
	method, suffix string
	Fault
}

// New starts a fake; it ends with the test.
func New(t testing.TB) *Server {
	s := &Server{t: t, nonces: map[string]string{}, interactions: map[string]*interaction{}, changed: make(chan struct{}), commands: json.RawMessage("[]")}
	mux := http.NewServeMux()
	mux.HandleFunc("/link/", s.link) // discordgo ends the address with a slash
	mux.HandleFunc("/api/v9/", s.rest)
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL + "/api/v9/"
	t.Cleanup(func() {
		s.Drop()
		s.http.Close()
	})
	return s
}

// Fail makes the next requests whose path ends in suffix fail, each in its way.
func (s *Server) Fail(method, suffix string, faults ...Fault) {
	s.set(func() {
		for _, f := range faults {
			s.faults = append(s.faults, pendingFault{method, suffix, f})
		}
	})
}

// ForgetNonces is the passing of the minutes for which Discord remembers nonces.
func (s *Server) ForgetNonces() { s.set(func() { s.nonces = map[string]string{} }) }

// HideHistory takes the permission to read the channels' history: lists are empty from now on.
func (s *Server) HideHistory() { s.set(func() { s.noHistory = true }) }

// SetCommands replaces the application's commands, as an earlier version of the bot left them.
func (s *Server) SetCommands(commands string) {
	s.set(func() { s.commands = json.RawMessage(commands) })
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

// Messages are all messages that were accepted, in order.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// WaitMessages waits until n messages were accepted and returns them all.
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

// record notes a request and returns its body and the fault that is due.
func (s *Server) record(r *http.Request) (body []byte, f *Fault) {
	body, _ = io.ReadAll(r.Body)
	s.set(func() {
		s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Body: string(body), Authorization: r.Header.Get("Authorization")})
		for i, p := range s.faults {
			if p.method == r.Method && strings.HasSuffix(r.URL.Path, p.suffix) {
				s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
				f = &p.Fault
				return
			}
		}
	})
	return body, f
}
