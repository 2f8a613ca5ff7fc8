// Package slackfaketest is a Slack on loopback for tests: the Web API methods that the adapter uses,
// Socket Mode, forms, pages and response addresses. It behaves like Slack where the adapter depends
// on it: it refuses what is past the limits or, where BRIEFBOT_TEST_SCHEMAS is set, not in the
// vendor's schema, redelivers the events that were not acknowledged, lets triggers and addresses run
// out, forgets nothing it accepted, and fails on demand. It is imported from tests only.
package slackfaketest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"briefbot/adapters/schematest"
)

// The credentials that the fake takes, and who they belong to.
const (
	BotToken = "xoxb-fake-4242-bottoken"
	AppToken = "xapp-fake-1717-apptoken"
	Team     = "T0000TEAM"
	BotUser  = "U0000BOT"
)

// patience is how long the Wait functions wait before the test fails.
const patience = 20 * time.Second

// Request is one request as it came in.
type Request struct {
	Method        string // the HTTP method
	Path          string // "/api/chat.postMessage"
	Body          string
	Authorization string
}

// Message is a message that the fake accepted.
type Message struct {
	Channel  string
	TS       string
	Thread   string
	Text     string
	Blocks   json.RawMessage
	Metadata json.RawMessage
	User     string // who alone sees it
	// Private says that only User, or whoever gave the command, sees it.
	Private bool
	// Via is the method, or "response_url".
	Via string
	// Params are all parameters as they were sent.
	Params map[string]string
}

// Fault is what happens to one request in place of the answer.
type Fault struct {
	// Error is Slack's error code, and Needed the scope that missing_scope names.
	Error  string
	Needed string
	// Status is an HTTP status in place of 200; RetryAfter goes with 429, in seconds.
	Status     int
	RetryAfter int
	// Lost accepts the request and then breaks the connection without an answer.
	Lost bool
}

// User is somebody in the workspace.
type User struct {
	ID, Name, Zone, Locale string
	// Shown is the name that he chose to be shown by, if he did.
	Shown string
	// Guest, SingleGuest and Stranger are the kinds of users that are not full members.
	Guest, SingleGuest, Stranger bool
	// Admin and Owner may more than members.
	Admin, Owner bool
}

// Server is the fake. Its methods are safe for concurrent use.
type Server struct {
	// URL is the address in place of https://slack.com/api/.
	URL string

	t    testing.TB
	http *httptest.Server

	mu        sync.Mutex
	requests  []Request
	messages  []Message
	faults    map[string][]Fault
	scopes    []string
	team      string // whose the bot token is; empty is Team
	users     map[string]User
	refused   string // the error of apps.connections.open, for good
	noAuth    string // the error of every bot method, for good
	links     []*link
	turn      int // whose turn among the links it is
	opened    int
	gaps      int // how often no connection was left
	channels  map[string]Channel
	triggers  map[string]*trigger
	forms     map[string][]View // open, by user, the topmost last
	homes     map[string][]View // published, by user
	views     int
	now       time.Duration // moved by Advance
	nth       int           // every so manyeth request is limited
	limited   int
	counted   int
	schema    *schematest.Schema
	assisted  []map[string]string // what was shown about the assistant's threads
	envelopes []*envelope
	responses map[string]*responseURL
	clock     int
	changed   chan struct{} // closed and replaced at every change
}

// New starts a fake; it ends with the test.
func New(t testing.TB) *Server {
	s := &Server{
		t: t, faults: map[string][]Fault{}, users: map[string]User{}, channels: map[string]Channel{},
		triggers: map[string]*trigger{}, forms: map[string][]View{}, homes: map[string][]View{}, schema: schematest.Find(t, "slack-message.schema.json"),
		responses: map[string]*responseURL{}, changed: make(chan struct{}),
		scopes: []string{"app_mentions:read", "assistant:write", "channels:read", "chat:write", "commands", "groups:read", "im:history", "im:write", "users:read", "channels:history", "groups:history"},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.api)
	mux.HandleFunc("/link", s.link)
	mux.HandleFunc("/commands/", s.respond)
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL + "/api/"
	t.Cleanup(func() {
		s.Drop()
		s.http.Close()
	})
	return s
}

// SetScopes replaces the scopes that the bot token has; all it needs are there at first.
func (s *Server) SetScopes(scopes ...string) { s.set(func() { s.scopes = scopes }) }

// SetTeam makes the bot token one of another workspace.
func (s *Server) SetTeam(id string) { s.set(func() { s.team = id }) }

// AddUser adds somebody whom users.info knows.
func (s *Server) AddUser(u User) { s.set(func() { s.users[u.ID] = u }) }

// RefuseApp makes apps.connections.open fail with a code from now on.
func (s *Server) RefuseApp(code string) { s.set(func() { s.refused = code }) }

// RefuseBot makes every method of the bot token fail with a code from now on; "" ends it.
func (s *Server) RefuseBot(code string) { s.set(func() { s.noAuth = code }) }

// Fail makes the next requests of a method ("chat.postMessage", "response_url") fail, each in its way.
func (s *Server) Fail(method string, faults ...Fault) {
	s.set(func() { s.faults[method] = append(s.faults[method], faults...) })
}

// LimitEvery answers every nth request, of any method, with 429 and a Retry-After of a second; 0
// ends it. Limited is how many were.
func (s *Server) LimitEvery(n int) { s.set(func() { s.nth = n }) }

// Limited is how many requests LimitEvery has refused.
func (s *Server) Limited() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limited
}

// Requests are all requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Messages are all messages that were accepted and not replaced, in order.
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
			s.t.Fatalf("the fake Slack waited in vain for %s", what)
		}
	}
}

// record notes a request and returns its body and the fault that is due.
func (s *Server) record(r *http.Request, method string) (params map[string]string, f *Fault) {
	body, _ := io.ReadAll(r.Body)
	params = map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		var fields map[string]json.RawMessage
		_ = json.Unmarshal(body, &fields)
		for k, v := range fields {
			var text string
			if json.Unmarshal(v, &text) == nil {
				params[k] = text
			} else {
				params[k] = string(v)
			}
		}
	} else if form, err := url.ParseQuery(string(body)); err == nil {
		for k := range form {
			params[k] = form.Get(k)
		}
	}
	for k := range r.URL.Query() {
		params[k] = r.URL.Query().Get(k)
	}
	s.set(func() {
		s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Body: string(body), Authorization: r.Header.Get("Authorization")})
		if queue := s.faults[method]; len(queue) > 0 {
			f, s.faults[method] = &queue[0], queue[1:]
		} else if s.counted++; s.nth > 0 && s.counted%s.nth == 0 && method != "apps.connections.open" {
			s.limited++
			f = &Fault{Status: http.StatusTooManyRequests, RetryAfter: 1, Error: "ratelimited"}
		}
	})
	return params, f
}
