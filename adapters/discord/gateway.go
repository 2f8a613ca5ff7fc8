package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// identifyEvery is how often a session may be begun:
// https://docs.discord.com/developers/events/gateway#session-start-limit-object (max_concurrency in 5 s)
const identifyEvery = 5 * time.Second

// startsKept is how many of a day's sessions are left alone: with the last one Discord resets the
// token. https://docs.discord.com/developers/events/gateway#identifying
const startsKept = 10

// closeToResume ends a connection whose session is to be resumed: 1000 and 1001 would end the
// session too. https://docs.discord.com/developers/events/gateway#initiating-a-disconnect
const closeToResume = 4000

// The ends of a connection that are no close codes.
var (
	errReconnect = errors.New("Discord asked to connect anew")
	errNoSession = errors.New("Discord no longer knows the session")
	errSilent    = errors.New("Discord did not answer a heartbeat")
)

// gateway keeps one session over as many connections as it takes:
// https://docs.discord.com/developers/events/gateway
//
// It is our own and not the SDK's. The SDK's waits for a hello for ever and does not end meanwhile,
// resumes a session for ever that Discord refuses to resume (4007, 4009), sees a dead connection
// only after five heartbeats, ends the session with each connection that it closes itself, and lets
// a malformed event end the whole program.
type gateway struct {
	p *Platform
	// on takes events, one after the other; it must not wait.
	on func(kind string, data json.RawMessage)

	// Of the session; used by one connection at a time.
	session string
	seq     int64
	resume  string // the address to resume at
	begun   time.Time
}

// connect makes one connection and serves it until it ends. resumed says that a session went on. The
// error is never nil.
func (g *gateway) connect(ctx context.Context) (resumed bool, err error) {
	if wait := g.p.identifyEvery - g.p.now().Sub(g.begun); g.session == "" && wait > 0 && !pause(ctx, wait) {
		return false, ctx.Err()
	}
	address, err := g.address(ctx)
	if err != nil {
		return false, err
	}
	conn, err := dial(ctx, address+"?v="+apiVersion+"&encoding=json")
	if err != nil {
		g.resume = "" // ask for the address again
		return false, withoutAddress(err)
	}
	l := &link{conn: conn, seq: g.seq}
	defer conn.Close()
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		l.close(websocket.CloseNormalClosure)
	})
	defer func() {
		if !stop() {
			<-closed
		}
	}()
	hello, err := l.hello()
	if err != nil {
		g.resume = ""
		return false, err
	}
	if err := g.introduce(l); err != nil {
		return false, err
	}
	over := make(chan struct{})
	var beating sync.WaitGroup
	beating.Go(func() { l.beat(hello, over) })
	defer beating.Wait()
	defer close(over)
	resumed, err = g.serve(l, hello)
	if l.isSilent() {
		err = errSilent
	}
	l.close(closeToResume)
	return resumed, err
}

// address is where to connect: where the session can be resumed, or where Discord says. A proxy's or
// test server's own answer is asked for each time.
func (g *gateway) address(ctx context.Context) (string, error) {
	if g.p.options.GatewayURL != "" {
		return strings.TrimSuffix(g.p.options.GatewayURL, "/") + "/", nil
	}
	if g.session != "" && g.resume != "" && g.p.options.APIURL == "" {
		return strings.TrimSuffix(g.resume, "/") + "/", nil
	}
	start, err := g.p.start(ctx)
	if err != nil {
		return "", err
	}
	if g.session == "" && start.usedUp() {
		wait := time.Duration(start.Limit.ResetAfter) * time.Millisecond
		g.p.lg.Error("discord takes no new connection for now: too many were made today", "wait", wait.Round(time.Second))
		if !pause(ctx, wait) {
			return "", ctx.Err()
		}
	}
	return strings.TrimSuffix(start.URL, "/") + "/", nil
}

// sessionStart is where and how often connections may be made:
// https://docs.discord.com/developers/events/gateway#get-gateway-bot
type sessionStart struct {
	URL   string `json:"url"`
	Limit struct {
		Total      int `json:"total"`
		Remaining  int `json:"remaining"`
		ResetAfter int `json:"reset_after"` // milliseconds
	} `json:"session_start_limit"`
}

// usedUp reports whether no further session should be begun before the limit starts anew.
func (s sessionStart) usedUp() bool { return s.Limit.Total > 0 && s.Limit.Remaining <= startsKept }

func (p *Platform) start(ctx context.Context) (s sessionStart, err error) {
	if err := p.call(ctx, http.MethodGet, discordgo.EndpointGatewayBot, nil, &s); err != nil {
		return s, err
	}
	if s.URL == "" {
		return s, errors.New("Discord names no address for its gateway")
	}
	return s, nil
}

// introduce identifies, or resumes the session.
func (g *gateway) introduce(l *link) error {
	token := g.p.session.Token
	if g.session == "" {
		g.begun = g.p.now()
		return l.write(outbound{opIdentify, map[string]any{"token": token, "intents": intents, "properties": map[string]string{"os": "linux", "browser": "briefbot", "device": "briefbot"}}})
	}
	return l.write(outbound{opResume, map[string]any{"token": token, "session_id": g.session, "seq": g.seq}})
}

// serve reads until the connection ends. Frames that are no JSON are passed over.
func (g *gateway) serve(l *link, interval time.Duration) (resumed bool, err error) {
	for {
		if err := l.conn.SetReadDeadline(time.Now().Add(2*interval + greeting)); err != nil {
			return resumed, err
		}
		_, payload, err := l.conn.ReadMessage()
		if err != nil {
			return resumed, err
		}
		var f frame
		if err := json.Unmarshal(payload, &f); err != nil {
			g.p.lg.Warn("discord sent what cannot be read", "bytes", len(payload))
			continue
		}
		switch f.Op {
		case opDispatch:
			if f.Seq != nil {
				g.seq = *f.Seq
				l.reached(g.seq)
			}
			g.note(f)
			resumed = resumed || f.Type == "RESUMED"
			g.on(f.Type, f.Data)
		case opHeartbeat:
			if err := l.heartbeat(); err != nil {
				return resumed, err
			}
		case opHeartbeatAck:
			l.answered()
		case opReconnect:
			return resumed, errReconnect
		case opInvalidSession:
			if string(f.Data) != "true" {
				g.forget()
			}
			return resumed, errNoSession
		}
	}
}

// note takes the session from READY.
func (g *gateway) note(f frame) {
	if f.Type != "READY" {
		return
	}
	var r struct {
		Session string `json:"session_id"`
		Resume  string `json:"resume_gateway_url"`
	}
	if read(f.Data, &r) {
		g.session, g.resume = r.Session, r.Resume
	}
}

// forget makes the next connection start a new session.
func (g *gateway) forget() { g.session, g.resume, g.seq = "", "", 0 }
