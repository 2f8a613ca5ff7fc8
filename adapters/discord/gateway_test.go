package discord

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"briefbot/adapters/discord/discordtest"
	"briefbot/bot"
)

// hears lets somebody say something, and wants it to come.
func (f *fixture) hears(text string) {
	f.Helper()
	f.fake.Direct(ana, text)
	if c := f.next().command; c.Text != text {
		f.Errorf("heard %q, want %q", c.Text, text)
	}
}

func TestHeartbeatWithoutAnswerEndsTheConnectionAndNotTheSession(t *testing.T) {
	t.Parallel()
	f := sender(t, Options{})
	f.fake.HeartbeatEvery(100 * time.Millisecond)
	f.fake.Mute(true)
	f.listen(bot.HandlerFunc(func(_ context.Context, c bot.Command, r bot.Responder) error {
		f.calls <- call{c, r}
		return nil
	}))
	f.fake.WaitResumed(1)
	f.fake.Mute(false)
	f.hears("after the silence")
	if n := f.fake.Sessions(); n != 1 {
		t.Errorf("%d sessions were begun", n)
	}
	for _, code := range f.fake.Closes() {
		if code == 1000 || code == 1001 {
			t.Errorf("closed with %d, which ends the session", code)
		}
	}
	if log := f.log.String(); !strings.Contains(log, errSilent.Error()) {
		t.Errorf("the log says\n%s", log)
	}
}

func TestSessionThatCannotBeResumedIsBegunAnew(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4003, 4007, 4009} {
		f := listening(t, Options{})
		f.fake.RefuseResume(code)
		f.fake.Drop()
		f.fake.WaitConnections(2)
		f.hears("after a new session")
		if f.fake.Sessions() != 2 || f.fake.Resumed() != 0 {
			t.Errorf("%d: %d sessions, resumed %d times", code, f.fake.Sessions(), f.fake.Resumed())
		}
		f.stop()
	}
}

func TestWhatCannotBeReadEndsNothing(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	for _, frame := range []string{
		"", "null", "[]", "{", `{"op":"x"}`, `{"op":0}`, `{"op":0,"t":"READY","d":null}`, `{"op":0,"t":"READY","d":{"user":null,"guilds":[null]}}`,
		`{"op":0,"t":"GUILD_CREATE","d":null}`, `{"op":0,"t":"GUILD_CREATE","d":{"id":"5","channels":[null],"roles":[null],"members":[null,{"user":null}]}}`,
		`{"op":0,"t":"MESSAGE_CREATE","d":null}`, `{"op":0,"t":"MESSAGE_CREATE","d":{"id":7,"author":[]}}`, `{"op":0,"t":"INTERACTION_CREATE","d":{"data":null,"member":{"user":null}}}`,
		`{"op":0,"t":"INTERACTION_CREATE","d":{"id":"1","token":"t","type":5,"user":{"id":"1"},"data":{"custom_id":"a|b","components":[null,{"component":null},{"components":[null]}]}}}`,
		`{"op":11}`, `{"op":99,"d":{}}`, `{"op":0,"t":"GUILD_DELETE","d":"x"}`,
	} {
		f.fake.Raw(frame)
	}
	if c := f.next().command; c.Via != bot.ViaForm || c.Action != "a" { // the one that could be read
		t.Errorf("command %+v", c)
	}
	f.hears("go on")
	if n := f.fake.Sessions(); n != 1 {
		t.Errorf("%d sessions", n)
	}
}

func TestInvalidSessionThatMayBeResumedIs(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.hears("before") // so that its READY has come
	f.fake.Raw(`{"op":9,"d":true}`)
	f.fake.WaitResumed(1)
	f.hears("after")
	if n := f.fake.Sessions(); n != 1 {
		t.Errorf("%d sessions were begun", n)
	}
}

func TestHeartbeatIsSentWhenAskedFor(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.Raw(`{"op":1,"d":null}`)
	f.fake.WaitHeartbeats(1)
}

// TestListenEndsWhileTheGatewaySaysNothing connects to gateways that do not answer the handshake, or
// never say hello.
func TestListenEndsWhileTheGatewaySaysNothing(t *testing.T) {
	t.Parallel()
	for name, upgrade := range map[string]bool{"no handshake": false, "no hello": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			came, release := make(chan struct{}), make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if upgrade {
					up := websocket.Upgrader{}
					if conn, err := up.Upgrade(w, r, nil); err == nil {
						defer conn.Close()
					}
				}
				close(came)
				<-release
			}))
			t.Cleanup(s.Close)
			f := sender(t, Options{GatewayURL: "ws" + strings.TrimPrefix(s.URL, "http")})
			f.listen(say())
			t.Cleanup(func() { close(release) })
			<-came
			f.stop()
			if err := f.end(); err != nil {
				t.Errorf("Listen = %v", err)
			}
		})
	}
}

func TestEveryFatalCloseIsSaidInWords(t *testing.T) {
	t.Parallel()
	for code, words := range fatalCloses {
		f := sender(t, Options{})
		f.fake.RefuseGateway(code)
		f.listen(say())
		if err := f.end(); err == nil || err.Error() != words {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestTokenThatIsRevokedWhileListening(t *testing.T) {
	t.Parallel()
	f := listening(t, Options{})
	f.fake.RefuseGateway(4004)
	f.fake.Drop()
	if err := f.end(); err == nil || !strings.Contains(err.Error(), "copy it anew") {
		t.Errorf("Listen = %v", err)
	}
}

// TestSessionIsResumedWhereDiscordSays looks at the address of each connection, and that one at which
// nobody answers is asked for again.
func TestSessionIsResumedWhereDiscordSays(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	api, err := url.Parse(fake.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &http.Client{Transport: toFake{api.Host}} // a replaced address would be asked for each time
	p := New(slog.New(slog.DiscardHandler), discordtest.Token, Options{HTTP: proxy})
	g := &gateway{p: p, on: func(string, json.RawMessage) {}}
	wants := func(want string) {
		t.Helper()
		if got, err := g.address(t.Context()); err != nil || got != want {
			t.Errorf("address = %q, %v, want %q", got, err, want)
		}
	}
	asked := "ws://" + api.Host + "/link/"
	wants(asked)
	g.note(frame{Type: "READY", Data: []byte(`{"session_id":"s","resume_gateway_url":"ws://127.0.0.1:1/resume"}`)})
	wants("ws://127.0.0.1:1/resume/")
	if resumed, err := g.connect(t.Context()); resumed || err == nil {
		t.Errorf("connect = %v, %v", resumed, err)
	}
	wants(asked)
	if g.session != "s" {
		t.Error("the session is forgotten")
	}
	g.note(frame{Type: "READY", Data: []byte(`{"session_id":"s","resume_gateway_url":"ws://127.0.0.1:1/resume"}`)})
	g.forget()
	wants(asked)
}

func TestLastSessionsOfADayAreNotBegun(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		remaining int
		session   string
		waits     bool
	}{{startsKept, "", true}, {startsKept + 1, "", false}, {0, "one that is resumed, and not begun", false}} {
		f := sender(t, Options{})
		f.fake.Put("gateway/bot", map[string]any{"url": "ws://discord", "session_start_limit": map[string]any{"total": 1000, "remaining": test.remaining, "reset_after": 1}})
		address, err := (&gateway{p: f.p, session: test.session}).address(t.Context())
		if err != nil || address != "ws://discord/" {
			t.Errorf("address = %q, %v", address, err)
		}
		if waits := strings.Contains(f.log.String(), "takes no new connection"); waits != test.waits {
			t.Errorf("%d sessions are left: waits %v, want %v", test.remaining, waits, test.waits)
		}
	}
}

// toFake sends every request to a host on loopback.
type toFake struct{ host string }

func (f toFake) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = "http", f.host, f.host
	return http.DefaultTransport.RoundTrip(r)
}

func TestAddressesCanBeReplaced(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	api, err := url.Parse(fake.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(http.StripPrefix("/own/path", &httputil.ReverseProxy{ErrorLog: log.New(io.Discard, "", 0), Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(api) }}))
	t.Cleanup(proxy.Close)
	f := &fixture{T: t, fake: fake, ended: make(chan error, 1), log: &logBuffer{}}
	f.p = New(slog.New(slog.NewTextHandler(f.log, nil)), discordtest.Token, Options{APIURL: proxy.URL + "/own/path", GatewayURL: "ws://" + api.Host + "/link"})
	f.listen(say())
	fake.WaitConnections(1)
	fake.WaitRequests(1, "PUT", "/commands")
	if n := len(fake.WaitRequests(0, "GET", "/gateway/bot")); n != 0 {
		t.Error("the gateway's address was asked for")
	}
}

// TestNothingGoesOnAfterListen is not parallel: it looks at all goroutines.
func TestNothingGoesOnAfterListen(t *testing.T) {
	f := listening(t, Options{})
	f.hears("before")
	f.fake.Drop()
	f.fake.WaitResumed(1)
	f.fake.InvalidateSession()
	f.fake.Reconnect()
	f.fake.WaitConnections(3)
	f.fake.Slash(news, ana, 0, "help")
	f.next()
	f.stop()
	if err := f.end(); err != nil {
		t.Fatal(err)
	}
	all := make([]byte, 1<<20)
	all = all[:runtime.Stack(all, true)]
	for _, own := range []string{"discord.(*link)", "discord.(*gateway)", "discord.(*listener)", "discord.(*interactionResponder)"} {
		if strings.Contains(string(all), own) {
			t.Errorf("%s still runs", own)
		}
	}
}
