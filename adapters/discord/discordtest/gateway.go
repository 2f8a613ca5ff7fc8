package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// gateway is the state of the one session that the fake keeps.
type gateway struct {
	conns   map[*websocket.Conn]*sync.Mutex // that are past READY or RESUMED
	opened  int                             // how many were
	resumed int
	session string
	events  []event // of the session, by sequence
	closing int     // a close code in place of READY
	unfit   int     // a close code for the next resume
	invalid bool    // the next resume is refused
	every   time.Duration
	mute    bool // heartbeats are not answered

	heartbeats int
	intents    int
	sessions   int
	closes     []int // the codes with which clients said goodbye
}

// interval is how often the fake wants a heartbeat where a test does not say.
const interval = 41250 * time.Millisecond

type event struct {
	kind string
	data any
}

// HeartbeatEvery makes later connections send a heartbeat so often.
func (s *Server) HeartbeatEvery(d time.Duration) { s.set(func() { s.gateway.every = d }) }

// Mute leaves heartbeats unanswered, as a connection does that is dead without a word, or ends that.
func (s *Server) Mute(mute bool) { s.set(func() { s.gateway.mute = mute }) }

// RefuseResume makes the next attempt to resume end with a close code: 4007 or 4009.
func (s *Server) RefuseResume(code int) { s.set(func() { s.gateway.unfit = code }) }

// WaitHeartbeats waits until n heartbeats came.
func (s *Server) WaitHeartbeats(n int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("heartbeat %d", n), func() bool { return s.gateway.heartbeats >= n })
}

// Closes are the close codes that clients sent so far.
func (s *Server) Closes() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]int(nil), s.gateway.closes...)
}

// Sessions is how many sessions were begun.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.sessions
}

// RefuseGateway makes the gateway close with a code in place of READY, for good: 4004 for a token
// that is not taken, 4014 for intents that are not allowed.
func (s *Server) RefuseGateway(code int) { s.set(func() { s.gateway.closing = code }) }

// InvalidateSession makes the next attempt to resume fail, as after too long a break.
func (s *Server) InvalidateSession() { s.set(func() { s.gateway.invalid = true }) }

// Intents are those of the last identify.
func (s *Server) Intents() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.intents
}

// WaitConnections waits until n connections were made, counted from the start, and one is open.
func (s *Server) WaitConnections(n int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("connection %d", n), func() bool { return s.gateway.opened >= n && len(s.gateway.conns) > 0 })
}

// Resumed is how often a session was resumed.
func (s *Server) Resumed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.resumed
}

// WaitResumed waits until sessions were resumed n times.
func (s *Server) WaitResumed(n int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("resumption %d", n), func() bool { return s.gateway.resumed >= n && len(s.gateway.conns) > 0 })
}

// Drop breaks all connections without a word.
func (s *Server) Drop() {
	for conn := range s.links() {
		_ = conn.NetConn().Close()
	}
}

// Reconnect asks the client to connect anew (opcode 7).
func (s *Server) Reconnect() {
	for conn, lock := range s.links() {
		_ = write(conn, lock, map[string]any{"op": 7, "d": nil})
	}
}

func (s *Server) links() map[*websocket.Conn]*sync.Mutex {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[*websocket.Conn]*sync.Mutex{}
	for c, lock := range s.gateway.conns {
		out[c] = lock
	}
	return out
}

func write(conn *websocket.Conn, lock *sync.Mutex, v any) error {
	lock.Lock()
	defer lock.Unlock()
	return conn.WriteJSON(v)
}

// link serves one gateway connection.
func (s *Server) link(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if r.URL.Query().Get("v") != "10" || r.URL.Query().Get("encoding") != "json" {
		s.t.Errorf("the gateway was asked for %s", r.URL.RawQuery)
	}
	lock := &sync.Mutex{}
	s.mu.Lock()
	every := s.gateway.every
	s.mu.Unlock()
	if every == 0 {
		every = interval
	}
	_ = write(conn, lock, map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": every.Milliseconds()}, "s": nil, "t": nil})
	for {
		var in struct {
			Op   int             `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		if err := conn.ReadJSON(&in); err != nil {
			if code := new(websocket.CloseError); errors.As(err, &code) {
				s.set(func() { s.gateway.closes = append(s.gateway.closes, code.Code) })
			}
			break
		}
		switch in.Op {
		case 1:
			var mute bool
			s.set(func() {
				s.gateway.heartbeats++
				mute = s.gateway.mute
			})
			if mute {
				continue
			}
			_ = write(conn, lock, map[string]any{"op": 11})
		case 2:
			s.identify(conn, lock, in.Data)
		case 6:
			s.resume(conn, lock, in.Data)
		}
	}
	s.set(func() { delete(s.gateway.conns, conn) })
}

func (s *Server) end(conn *websocket.Conn, code int) {
	_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "closed"), time.Now().Add(time.Second))
	_ = conn.Close()
}

func (s *Server) identify(conn *websocket.Conn, lock *sync.Mutex, data json.RawMessage) {
	var who struct {
		Token   string `json:"token"`
		Intents int    `json:"intents"`
	}
	_ = json.Unmarshal(data, &who)
	var session string
	closing := 0
	s.set(func() {
		g := &s.gateway
		g.intents = who.Intents
		if closing = g.closing; closing == 0 && who.Token != "Bot "+Token {
			closing = 4004
		}
		if closing == 0 {
			g.sessions++
			g.session, g.events = fmt.Sprintf("session-%d", g.sessions), nil
			session = g.session
		}
	})
	if closing != 0 {
		s.end(conn, closing)
		return
	}
	s.ready(conn, lock, "READY", map[string]any{
		"v": 10, "session_id": session, "user": map[string]any{"id": Bot, "username": "briefbot", "bot": true},
		"application": map[string]any{"id": Bot}, "guilds": []any{map[string]any{"id": Guild, "unavailable": true}},
		"resume_gateway_url": "ws://unused",
	}, 0)
}

func (s *Server) resume(conn *websocket.Conn, lock *sync.Mutex, data json.RawMessage) {
	var who struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	}
	_ = json.Unmarshal(data, &who)
	s.mu.Lock()
	g := &s.gateway
	closing, known := g.closing, who.Session == g.session && !g.invalid
	if closing == 0 {
		closing = g.unfit
	}
	g.invalid, g.unfit = false, 0
	s.mu.Unlock()
	switch {
	case closing != 0:
		s.end(conn, closing)
	case who.Token != "Bot "+Token:
		s.end(conn, 4004)
	case !known:
		_ = write(conn, lock, map[string]any{"op": 9, "d": false})
	default:
		s.set(func() { s.gateway.resumed++ })
		s.ready(conn, lock, "RESUMED", map[string]any{}, who.Seq)
	}
}

// ready lets a connection in: with READY, or with the events that it missed since seq and then RESUMED.
func (s *Server) ready(conn *websocket.Conn, lock *sync.Mutex, kind string, data any, seq int) {
	lock.Lock()
	defer lock.Unlock()
	var missed []event
	first := 1 // READY is a session's first event
	s.set(func() {
		g := &s.gateway
		if kind == "READY" {
			g.events = []event{{kind, data}}
		} else {
			first, missed = seq+1, append(missed, g.events[min(seq, len(g.events)):]...)
		}
		if g.conns == nil {
			g.conns = map[*websocket.Conn]*sync.Mutex{}
		}
		g.conns[conn] = lock
	})
	// Only what the client surely gets counts as a connection: a session whose READY is lost is none.
	defer s.set(func() { s.gateway.opened++ })
	if kind == "READY" {
		_ = conn.WriteJSON(frame(1, event{kind, data}))
		return
	}
	for i, e := range missed {
		_ = conn.WriteJSON(frame(first+i, e))
	}
	_ = conn.WriteJSON(frame(seq+len(missed), event{kind, data}))
}

func frame(seq int, e event) map[string]any {
	return map[string]any{"op": 0, "s": seq, "t": e.kind, "d": e.data}
}

// Raw sends a frame as it is to whoever listens.
func (s *Server) Raw(frame string) {
	for c, lock := range s.links() {
		lock.Lock()
		_ = c.WriteMessage(websocket.TextMessage, []byte(frame))
		lock.Unlock()
	}
}

// Dispatch sends an event to whoever listens, or keeps it for who resumes.
func (s *Server) Dispatch(kind string, data any) {
	s.order.Lock() // events are sent in the order of their numbers
	defer s.order.Unlock()
	var seq int
	conns := map[*websocket.Conn]*sync.Mutex{}
	s.set(func() {
		g := &s.gateway
		g.events = append(g.events, event{kind, data})
		seq = len(g.events)
		for c, lock := range g.conns {
			conns[c] = lock
		}
	})
	for c, lock := range conns {
		_ = write(c, lock, frame(seq, event{kind, data}))
	}
}
