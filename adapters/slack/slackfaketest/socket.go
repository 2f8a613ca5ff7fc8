package slackfaketest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// envelope is one delivery over Socket Mode.
type envelope struct {
	id      string
	kind    string
	payload any
	acked   int
	answer  json.RawMessage // the payload of the acknowledgement
	sent    int
	on      *link // the connection that it was last sent on, or nil
	at      time.Time
	took    time.Duration // from sending to the first acknowledgement
	done    func(answer json.RawMessage)
}

func (e *envelope) frame() map[string]any {
	return map[string]any{"envelope_id": e.id, "type": e.kind, "payload": e.payload, "accepts_response_payload": e.kind != "events_api", "retry_attempt": max(0, e.sent-1)}
}

// link is one Socket Mode connection.
type link struct {
	conn  *websocket.Conn
	mu    sync.Mutex // writing
	leave bool       // it was asked to connect anew: nothing more is sent on it
}

func (l *link) write(v any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conn.WriteJSON(v)
}

// link serves one Socket Mode connection: hello, then what no connection was there for, then news.
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
	l := &link{conn: conn}
	_ = l.write(map[string]any{"type": "hello", "num_connections": 1})
	s.set(func() {
		s.opened++
		s.links = append(s.links, l)
	})
	s.flush()
	for {
		var ack struct {
			Envelope string          `json:"envelope_id"`
			Payload  json.RawMessage `json:"payload"`
		}
		if err := conn.ReadJSON(&ack); err != nil {
			break
		}
		s.acknowledge(ack.Envelope, ack.Payload)
	}
	s.set(func() {
		for i, x := range s.links {
			if x == l {
				s.links = append(s.links[:i:i], s.links[i+1:]...)
				break
			}
		}
		if len(s.links) == 0 {
			s.gaps++
		}
		for _, e := range s.envelopes {
			// Slack delivers events again. Of a command the user is told that it failed.
			if e.on == l && e.acked == 0 && e.kind == "events_api" {
				e.on = nil
			}
		}
	})
	s.flush()
}

func (s *Server) acknowledge(id string, answer json.RawMessage) {
	var done func(json.RawMessage)
	s.set(func() {
		for _, e := range s.envelopes {
			if e.id == id {
				if e.acked++; e.acked == 1 {
					e.answer, e.took, done = answer, time.Since(e.at), e.done
				}
			}
		}
	})
	if done != nil {
		done(answer)
	}
}

// flush sends every envelope that is on no connection, each over one of those that are open in turn.
func (s *Server) flush() {
	for {
		var e *envelope
		var l *link
		var frame map[string]any
		s.mu.Lock()
		for _, x := range s.envelopes {
			if x.on == nil && x.acked == 0 {
				e = x
				break
			}
		}
		for range s.links {
			s.turn++
			if x := s.links[s.turn%len(s.links)]; !x.leave {
				l = x
				break
			}
		}
		if e != nil && l != nil {
			e.sent++
			e.on, e.at = l, time.Now()
			frame = e.frame()
		}
		s.mu.Unlock()
		if frame == nil {
			return
		}
		if l.write(frame) != nil { // it broke: another one, or the next that opens
			s.set(func() { l.leave, e.on = true, nil })
		}
	}
}

// Envelope sends a payload over Socket Mode and returns the envelope's id. With no connection it
// waits for one.
func (s *Server) Envelope(kind string, payload any) string { return s.envelope(kind, payload, nil) }

func (s *Server) envelope(kind string, payload any, done func(json.RawMessage)) string {
	e := &envelope{kind: kind, payload: payload, done: done}
	s.set(func() {
		e.id = fmt.Sprintf("envelope-%d", len(s.envelopes)+1)
		s.envelopes = append(s.envelopes, e)
	})
	s.flush()
	return e.id
}

// Redeliver sends an envelope's payload once more, in a new envelope.
func (s *Server) Redeliver(id string) string {
	s.mu.Lock()
	old := s.find(id)
	s.mu.Unlock()
	if old == nil {
		s.t.Fatalf("there is no envelope %s", id)
		return ""
	}
	return s.Envelope(old.kind, old.payload)
}

// find looks an envelope up, under the lock.
func (s *Server) find(id string) *envelope {
	for _, e := range s.envelopes {
		if e.id == id {
			return e
		}
	}
	return nil
}

// WaitAck waits until an envelope was acknowledged, and returns the acknowledgement's payload.
func (s *Server) WaitAck(id string) (answer json.RawMessage) {
	s.t.Helper()
	s.wait("the acknowledgement of "+id, func() bool {
		e := s.find(id)
		if e != nil {
			answer = e.answer
		}
		return e != nil && e.acked > 0
	})
	return answer
}

// Acknowledged are the times from sending each envelope to its acknowledgement, and how many are
// not acknowledged.
func (s *Server) Acknowledged() (took []time.Duration, open int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.envelopes {
		if e.acked > 0 {
			took = append(took, e.took)
		} else {
			open++
		}
	}
	return took, open
}

// WaitConnections waits until n connections were opened, counted from the start, and one is open.
func (s *Server) WaitConnections(n int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("connection %d", n), func() bool { return s.opened >= n && len(s.links) > 0 })
}

// Opened is how many connections were opened, and Gaps how often none was left.
func (s *Server) Opened() (opened, gaps int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened, s.gaps
}

// Disconnect asks the client to connect anew on every connection, as Slack does every few hours.
// Nothing more is sent on those.
func (s *Server) Disconnect(reason string) {
	for range s.open() {
		s.Refresh(reason)
	}
}

// Refresh asks the client to connect anew on the oldest connection.
func (s *Server) Refresh(reason string) {
	var l *link
	s.set(func() {
		for _, x := range s.links {
			if !x.leave {
				l = x
				break
			}
		}
		if l != nil {
			l.leave = true
		}
	})
	if l != nil {
		_ = l.write(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "fake"}})
	}
}

// Drop breaks all connections without a word.
func (s *Server) Drop() {
	for _, l := range s.open() {
		_ = l.conn.NetConn().Close()
	}
}

// Raw writes a frame as it is to a connection.
func (s *Server) Raw(frame string) {
	for _, l := range s.open()[:1] {
		_ = l.write(json.RawMessage(strings.TrimSpace(frame)))
	}
}

func (s *Server) open() []*link {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*link(nil), s.links...)
}

// WaitAcknowledged waits until every envelope was acknowledged.
func (s *Server) WaitAcknowledged() {
	s.t.Helper()
	s.wait("the acknowledgement of all envelopes", func() bool {
		for _, e := range s.envelopes {
			if e.acked == 0 {
				return false
			}
		}
		return true
	})
}
