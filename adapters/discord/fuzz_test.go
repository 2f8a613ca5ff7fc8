package discord

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"briefbot/bot"
)

// nowhere answers every request with nothing.
type nowhere struct{}

func (nowhere) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusNoContent, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
}

// FuzzEvents takes events through the whole way from the gateway to the handler and back.
func FuzzEvents(f *testing.F) {
	for kind, payloads := range map[string][]string{
		"READY":        {`{"user":{"id":"900"},"application":null,"guilds":[null,{"id":"4"}]}`},
		"GUILD_CREATE": {`{"id":"5","system_channel_id":"6","joined_at":"x","roles":[null,{"id":"5","permissions":"3072"}],"channels":[{"id":"6","type":0,"permission_overwrites":[null]}]}`},
		"GUILD_DELETE": {`{"id":"4","unavailable":true}`},
		"MESSAGE_CREATE": {`{"id":"1","channel_id":"2","content":"<@900> x","author":{"id":"3"},"guild_id":"4","mentions":[null,{"id":"900"}],"referenced_message":{"author":null}}`,
			`{"id":"1","channel_id":"2","content":"x","author":{"id":"3","bot":"maybe"}}`},
		"INTERACTION_CREATE": {
			`{"id":"1","token":"t","type":2,"data":{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":7},null]},"member":{"user":{"id":"1"},"permissions":16}}`,
			`{"id":"1","token":"t","type":2,"data":{"name":"Ask about this","type":3,"target_id":"9","resolved":{"messages":{"9":{"content":"x"}}}},"user":{"id":"1"}}`,
			`{"id":"1","token":"t","type":3,"data":{"custom_id":"a|b#123456","values":["x"]},"user":{"id":"1"}}`,
			`{"id":"1","token":"t","type":4,"data":{"name":"briefing","options":[{"name":"schedule","type":1,"options":[{"name":"zone","type":3,"value":"Eu","focused":true}]}]},"user":{"id":"1"}}`,
			`{"id":"1","token":"t","type":5,"guild_id":"4","data":{"custom_id":"f|v#abcdef","components":[{"type":18,"component":{"type":4,"custom_id":"when","value":"8"}},{"type":18,"component":{"type":8,"custom_id":"c","values":["5"]}}],"resolved":{"channels":{"5":null}}},"user":{"id":"1"}}`,
			`{"id":"1","token":"t","type":3,"data":{"custom_id":"form!|abcdef"},"user":{"id":"1"}}`,
		},
	} {
		for _, payload := range payloads {
			f.Add(kind, payload)
		}
	}
	f.Fuzz(func(t *testing.T, kind, payload string) {
		if !json.Valid([]byte(payload)) {
			return // a frame that is no JSON does not come so far
		}
		p := New(slog.New(slog.DiscardHandler), "t", Options{HTTP: &http.Client{Transport: nowhere{}}})
		p.deferAfter = time.Hour
		p.self = "900"
		l := &listener{p: p, ctx: t.Context(), guilds: map[string]bool{}, h: completer{func(ctx context.Context, c bot.Command, r bot.Responder) error {
			if c.Via == "" || c.ID == "" || c.From.Platform != Name || c.Actor.ID == "" && c.Via != bot.ViaJoin || c.Via == bot.ViaSlash && c.Name == "" || (c.Via == bot.ViaButton || c.Via == bot.ViaForm) && c.Action == "" {
				t.Errorf("command %+v", c)
			}
			_ = r.Open(ctx, bot.Form{ID: "f", Fields: []bot.Field{{ID: "x"}}})
			_, err := r.Reply(ctx, paragraph(c.Text+c.Quoted+c.Value))
			return err
		}, func(_ bot.Command, field, typed string) []bot.Option {
			return []bot.Option{{Label: field, Value: typed}}
		}}}
		defer func() {
			if r := recover(); r != nil { // which event would have hidden
				t.Fatal(r)
			}
		}()
		l.event(kind, json.RawMessage(payload))
		l.end()
	})
}

func TestCustomIDCarriesWhatItIsGiven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		action, value := rapid.StringMatching(`[a-z0-9_.]{1,32}`).Draw(t, "action"), rapid.StringMatching(`[a-zA-Z0-9:/-]{0,60}`).Draw(t, "value")
		id := customID(action, value)
		for _, ref := range []string{"", reference("key")} {
			whole := id
			if ref != "" {
				whole += "#" + ref
			}
			if a, v, r := parseCustomID(whole); a != action || v != value || r != ref || length(whole) > maxCustomID {
				t.Fatalf("%q came back as %q, %q, %q", whole, a, v, r)
			}
		}
	})
}
