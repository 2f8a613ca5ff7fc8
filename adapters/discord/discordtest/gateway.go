package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// gateway is the state of the one session that the fake keeps.
type gateway struct {
	conns    map[*websocket.Conn]*sync.Mutex // that are past READY or RESUMED
	steady   map[*websocket.Conn]bool        // those whose client has sent a heartbeat since
	opened   int                             // how many became steady
	resumed  int
	session  string
	events   []event // of the session, by sequence
	closing  int     // a close code in place of READY
	invalid  bool    // the next resume is refused
	intents  int
	sessions int
}

type event struct {
	kind string
	data any
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

// WaitConnections waits until n connections were made, counted from the start, and one is open whose
// client has understood that it is in.
func (s *Server) WaitConnections(n int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("connection %d", n), func() bool { return s.gateway.opened >= n && len(s.gateway.steady) > 0 })
}

// Resumed is how often a session was resumed.
func (s *Server) Resumed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.resumed
}

// Drop breaks all connections without a word.
func (s *Server) Drop() {
	for conn := range s.open() {
		_ = conn.NetConn().Close()
	}
}

// Reconnect asks the client to connect anew (opcode 7).
func (s *Server) Reconnect() {
	for conn, lock := range s.open() {
		_ = write(conn, lock, map[string]any{"op": 7, "d": nil})
	}
}

func (s *Server) open() map[*websocket.Conn]*sync.Mutex {
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
	lock := &sync.Mutex{}
	_ = write(conn, lock, map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": 41250}})
	for {
		var in struct {
			Op   int             `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		if err := conn.ReadJSON(&in); err != nil {
			break
		}
		switch in.Op {
		case 1:
			s.set(func() {
				if g := &s.gateway; g.conns[conn] != nil && !g.steady[conn] {
					g.steady[conn] = true
					g.opened++
				}
			})
			_ = write(conn, lock, map[string]any{"op": 11})
		case 2:
			s.identify(conn, lock, in.Data)
		case 6:
			s.resume(conn, lock, in.Data)
		}
	}
	s.set(func() {
		delete(s.gateway.conns, conn)
		delete(s.gateway.steady, conn)
	})
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
		"v": 9, "session_id": session, "user": map[string]any{"id": Bot, "username": "briefbot", "bot": true},
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
	g.invalid = false
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

// ready lets a connection in: the first event, then those that it missed since seq.
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
			g.conns, g.steady = map[*websocket.Conn]*sync.Mutex{}, map[*websocket.Conn]bool{}
		}
		g.conns[conn] = lock
	})
	if kind == "READY" {
		_ = conn.WriteJSON(frame(1, event{kind, data}))
		return
	}
	_ = conn.WriteJSON(frame(seq+len(missed), event{kind, data}))
	for i, e := range missed {
		_ = conn.WriteJSON(frame(first+i, e))
	}
}

func frame(seq int, e event) map[string]any {
	return map[string]any{"op": 0, "s": seq, "t": e.kind, "d": e.data}
}

// Dispatch sends an event to whoever listens, or keeps it for who resumes.
func (s *Server) Dispatch(kind string, data any) {
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
