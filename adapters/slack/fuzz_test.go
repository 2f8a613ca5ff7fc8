package slack

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
)

// agreeable answers every request as Slack does when all is well.
type agreeable struct{}

func (agreeable) RoundTrip(r *http.Request) (*http.Response, error) {
	body := `{"ok":true,"ts":"1.2","channel":{"id":"D1","is_member":true},"user":{"id":"U1","tz":"Europe/Lisbon"},"view":{"id":"V1"}}`
	if strings.HasSuffix(r.URL.Path, "/chat.postMessage") || strings.HasSuffix(r.URL.Path, "/chat.postEphemeral") {
		body = `{"ok":true,"ts":"1.2","channel":"C1","message_ts":"1.2"}`
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// event reads a frame as the SDK does.
func event(kind, frame string) socketmode.Event {
	var request socketmode.Request
	bad := func(err error) socketmode.Event {
		return socketmode.Event{Type: socketmode.EventTypeErrorBadMessage, Data: &socketmode.ErrorBadMessage{Cause: err, Message: json.RawMessage(frame)}}
	}
	if err := json.Unmarshal([]byte(frame), &request); err != nil {
		return bad(err)
	}
	e := socketmode.Event{Type: socketmode.EventType(kind), Request: &request}
	switch kind {
	case "events_api":
		x, err := slackevents.ParseEvent(request.Payload, slackevents.OptionNoVerifyToken())
		if err != nil {
			return bad(err)
		}
		e.Data = x
	case "slash_commands":
		var x slack.SlashCommand
		if err := json.Unmarshal(request.Payload, &x); err != nil {
			return bad(err)
		}
		e.Data = x
	default:
		var x slack.InteractionCallback
		if err := json.Unmarshal(request.Payload, &x); err != nil {
			return bad(err)
		}
		e.Data = x
	}
	return e
}

// FuzzInbound sends envelopes through all that is done with them: reading, decoding, the handler and
// its answers, the acknowledgement.
func FuzzInbound(f *testing.F) {
	for kind, payloads := range map[string][]string{
		"events_api": {
			`{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.2","text":"<@U0000BOT> hi <http://a|b>"}}`,
			`{"type":"event_callback","team_id":null,"event":{"type":"message","channel_type":"im","user":"U1","channel":"D1","text":"&lt;x&gt;"}}`,
			`{"type":"event_callback","event":{"type":"app_home_opened","user":"U1","tab":"home","channel":"D1","event_ts":"1"}}`,
			`{"type":"event_callback","event":{"type":"member_joined_channel","user":"U0000BOT","channel":"C1"}}`,
			`{"type":"event_callback","event":{"type":"message","user":null,"blocks":[{"type":"rich_text","elements":[{}]}]}}`,
			`{"type":"event_callback","event":{"type":"app_mention","user":{"id":"U1"},"channel":7}}`, `{"type":"event_callback","event":null}`, `{}`, `null`,
		},
		"slash_commands": {`{"command":"/ask","user_id":"U1","channel_id":"C1","team_id":null,"trigger_id":"1","response_url":"https://x.example/","text":"why?"}`, `{"command":null,"is_enterprise_install":"true"}`},
		"interactive": {
			`{"type":"block_actions","user":{"id":"U1"},"team":null,"actions":[{"type":"button","block_id":"b","action_id":"a","value":"v"}],"container":{"type":"message","message_ts":"1","channel_id":"C1"}}`,
			`{"type":"block_actions","user":{"id":"U1"},"view":{"type":"home"},"actions":[{"block_id":"b","action_id":"a","selected_option":null}],"trigger_id":"2"}`,
			`{"type":"view_submission","user":{"id":"U1"},"view":{"callback_id":"f","private_metadata":"{\"c\":\"C1\",\"f\":\"x\"}","state":{"values":{"x":{"x":{"type":"conversations_select","selected_conversation":"C2"}},"y":{"y":null}}}}}`,
			`{"type":"view_submission","user":{"id":"U1"},"view":{"callback_id":"f","state":null,"private_metadata":"["}}`,
			`{"type":"block_suggestion","user":{"id":"U1"},"action_id":"zone","value":"ber","view":{"private_metadata":"{}"}}`,
			`{"type":"message_action","callback_id":"ask_about","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"text":"x","attachments":[{"text":"y"}]}}`,
			`{"type":"view_submission","user":null,"view":null}`, `{"type":"block_actions","user":{"id":"U1"},"actions":[null]}`, `[]`,
		},
	} {
		for _, p := range payloads {
			f.Add(kind, p)
		}
		f.Add(kind, `{"type":"`+strings.Repeat("x", 100_000)+`"}`)
	}
	f.Fuzz(func(t *testing.T, kind, payload string) {
		log := &logBuffer{}
		p := New(slog.New(slog.NewTextHandler(log, nil)), "xoxb", "xapp", Options{HTTP: &http.Client{Transport: agreeable{}}, Threads: true})
		p.self = identity{team: "T1", user: slackfaketest.BotUser}
		client := socketmode.New(p.api)
		kindJSON, _ := json.Marshal(kind)
		frame := `{"envelope_id":"e1","type":` + string(kindJSON) + `,"payload":` + payload + `}`
		if !json.Valid([]byte(frame)) {
			frame = payload // read by nobody; it must still cost nothing
		}
		h := suggester{
			func(ctx context.Context, c bot.Command, r bot.Responder) error {
				if c.Via == "" || c.ID == "" || c.From.Platform != Name || c.From.Tenant == "" || c.Via != bot.ViaJoin && c.Actor.ID == "" {
					t.Errorf("a command without its place: %+v", c)
				}
				if c.From.Channel == "" && c.From.User == "" {
					t.Errorf("a command from nowhere: %+v", c)
				}
				_ = r.Open(ctx, orderForm())
				for field := range c.Fields {
					if x, ok := r.(bot.Refuser); ok && len(field)%2 == 0 {
						_ = x.Refuse(ctx, field, payload)
					}
				}
				_, _ = r.Reply(ctx, paragraph(c.Text+c.Quoted+c.Value))
				_, err := r.Share(ctx, paragraph("x"))
				return err
			},
			func(_ context.Context, _ bot.Command, _, typed string) []bot.Option {
				return []bot.Option{{Label: typed, Value: typed}}
			},
		}
		var handlers sync.WaitGroup
		p.receive(&acks{client: client, now: time.Now}, event(kind, frame), job{context.Background(), h, &handlers})
		handlers.Wait()
		if strings.Contains(log.String(), "panic") {
			t.Errorf("%s", log)
		}
		words(payload)
	})
}
