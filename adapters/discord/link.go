package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The gateway's opcodes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// greeting is how long the gateway may take to say hello, and a write to go out.
const greeting = 30 * time.Second

// frame is one message of the gateway's.
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
}

// outbound is one message to the gateway.
type outbound struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

// link is one connection.
type link struct {
	conn    *websocket.Conn
	mu      sync.Mutex // of writes and of what follows
	waiting bool       // for the answer to a heartbeat
	silent  bool       // that answer did not come
	seq     int64      // the last event's number, as heartbeats tell it
}

// dial opens a connection. The library does not look at ctx while it waits for the handshake.
func dial(ctx context.Context, address string) (*websocket.Conn, error) {
	var dialer net.Dialer
	done := func() bool { return true }
	d := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: greeting, NetDialContext: func(dialing context.Context, network, address string) (net.Conn, error) {
		conn, err := dialer.DialContext(dialing, network, address)
		if err == nil {
			done = context.AfterFunc(ctx, func() { conn.Close() })
		}
		return conn, err
	}}
	conn, answer, err := d.DialContext(ctx, address, nil)
	done()
	if err != nil && answer != nil && answer.Body != nil {
		answer.Body.Close()
	}
	return conn, err
}

// hello waits for the gateway's first word, which says how often it wants a heartbeat.
func (l *link) hello() (time.Duration, error) {
	if err := l.conn.SetReadDeadline(time.Now().Add(greeting)); err != nil {
		return 0, err
	}
	_, payload, err := l.conn.ReadMessage()
	if err != nil {
		return 0, err
	}
	var f frame
	var h struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if json.Unmarshal(payload, &f) != nil || f.Op != opHello || !read(f.Data, &h) || h.Interval <= 0 {
		return 0, fmt.Errorf("Discord's gateway did not say hello but %.80q", payload)
	}
	return time.Duration(h.Interval) * time.Millisecond, nil
}

// beat sends a heartbeat at each interval, the first somewhere within it, until over is closed or
// one is not answered before the next is due: then the connection is dead.
func (l *link) beat(interval time.Duration, over <-chan struct{}) {
	next := time.NewTimer(time.Duration(rand.Float64() * float64(interval)))
	defer next.Stop()
	for {
		select {
		case <-over:
			return
		case <-next.C:
		}
		l.mu.Lock()
		l.silent = l.waiting
		l.waiting = true
		silent := l.silent
		l.mu.Unlock()
		if silent || l.heartbeat() != nil {
			l.conn.Close() // which ends serve
			return
		}
		next.Reset(interval)
	}
}

func (l *link) heartbeat() error {
	l.mu.Lock()
	seq := l.seq
	l.mu.Unlock()
	if seq == 0 {
		return l.write(outbound{opHeartbeat, nil})
	}
	return l.write(outbound{opHeartbeat, seq})
}

func (l *link) answered() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = false
}

func (l *link) isSilent() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.silent
}

func (l *link) reached(seq int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seq = seq
}

func (l *link) write(v outbound) error {
	payload, err := json.Marshal(v)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.conn.SetWriteDeadline(time.Now().Add(greeting)); err != nil {
		return err
	}
	return l.conn.WriteMessage(websocket.TextMessage, payload)
}

// close says goodbye with a code and ends the connection.
func (l *link) close(code int) {
	_ = l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = l.conn.Close()
}
