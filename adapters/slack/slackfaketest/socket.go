package slackfaketest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

// envelope is one delivery over Socket Mode.
type envelope struct {
	id      string
	kind    string
	payload any
	acked   int
	sent    int
}

func (e *envelope) frame() map[string]any {
	return map[string]any{"envelope_id": e.id, "type": e.kind, "payload": e.payload, "accepts_response_payload": e.kind != "events_api", "retry_attempt": max(0, e.sent-1)}
}

// link serves one Socket Mode connection: hello, then whatever was not acknowledged, then news.
func (s *Server) link(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("ticket") == "" {
		http.Error(w, "no ticket", http.StatusNotFound)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	lock := &sync.Mutex{}
	_ = write(conn, lock, map[string]any{"type": "hello", "num_connections": 1})
	var waiting []*envelope
	s.set(func() {
		s.opened++
		s.conns[conn] = lock
		for _, e := range s.envelopes {
			if e.acked == 0 {
				waiting = append(waiting, e)
			}
		}
	})
	for _, e := range waiting {
		s.deliver(conn, lock, e)
	}
	for {
		var ack struct {
			Envelope string `json:"envelope_id"`
		}
		if err := conn.ReadJSON(&ack); err != nil {
			break
		}
		s.set(func() {
			for _, e := range s.envelopes {
				if e.id == ack.Envelope {
					e.acked++
				}
			}
		})
	}
	s.set(func() { delete(s.conns, conn) })
}

func write(conn *websocket.Conn, lock *sync.Mutex, v any) error {
	lock.Lock()
	defer lock.Unlock()
	return conn.WriteJSON(v)
}

func (s *Server) deliver(conn *websocket.Conn, lock *sync.Mutex, e *envelope) {
	var frame map[string]any
	s.set(func() {
		e.sent++
		frame = e.frame()
	})
	_ = write(conn, lock, frame)
}

// Envelope sends a payload over Socket Mode and returns the envelope's id. With no connection it
// waits for one, as Slack's own redelivery does.
func (s *Server) Envelope(kind string, payload any) string {
	e := &envelope{kind: kind, payload: payload}
	conns := map[*websocket.Conn]*sync.Mutex{}
	s.set(func() {
		e.id = fmt.Sprintf("envelope-%d", len(s.envelopes)+1)
		s.envelopes = append(s.envelopes, e)
		for c, lock := range s.conns {
			conns[c] = lock
		}
	})
	for c, lock := range conns {
		s.deliver(c, lock, e)
		break // one connection gets it
	}
	return e.id
}

// Redeliver sends an envelope's payload once more, in a new envelope.
func (s *Server) Redeliver(id string) string {
	s.mu.Lock()
	var old *envelope
	for _, e := range s.envelopes {
		if e.id == id {
			old = e
		}
	}
	s.mu.Unlock()
	if old == nil {
		s.t.Fatalf("there is no envelope %s", id)
		return ""
	}
	return s.Envelope(old.kind, old.payload)
}

// WaitAck waits until an envelope was acknowledged.
func (s *Server) WaitAck(id string) {
	s.t.Helper()
	s.wait("the acknowledgement of "+id, func() bool { return s.acked(id) > 0 })
}

// Acked is how often an envelope was acknowledged.
func (s *Server) Acked(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acked(id)
}

func (s *Server) acked(id string) int {
	for _, e := range s.envelopes {
		if e.id == id {
			return e.acked
		}
	}
	return 0
}

// WaitConnections waits until n connections were opened, counted from the start, and one is open.
func (s *Server) WaitConnections(n int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("connection %d", n), func() bool { return s.opened >= n && len(s.conns) > 0 })
}

// Disconnect asks the client to connect anew, as Slack does every few hours, and then closes.
func (s *Server) Disconnect(reason string) {
	for conn, lock := range s.open() {
		_ = write(conn, lock, map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "fake"}})
	}
}

// Drop breaks all connections without a word.
func (s *Server) Drop() {
	for conn := range s.open() {
		_ = conn.NetConn().Close()
	}
}

// Raw writes a frame as it is to every connection.
func (s *Server) Raw(frame string) {
	for conn, lock := range s.open() {
		_ = write(conn, lock, json.RawMessage(frame))
	}
}

func (s *Server) open() map[*websocket.Conn]*sync.Mutex {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[*websocket.Conn]*sync.Mutex{}
	for c, lock := range s.conns {
		out[c] = lock
	}
	return out
}
