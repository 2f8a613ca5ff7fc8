package slack

import (
	"encoding/json"
	"strings"
	"testing"

	"briefbot/adapters/slack/slackfaketest"
	"briefbot/bot"
	"briefbot/bot/bottest"
)

func TestPlatformConformance(t *testing.T) {
	t.Parallel()
	bottest.TestPlatform(t, func(t *testing.T) bottest.Rig {
		f := sender(t, Options{})
		f.fake.AddUser(slackfaketest.User{ID: "U0000ANA", Name: "ana"})
		f.fake.AddChannel(slackfaketest.Channel{ID: "C0000GONE", Gone: true})
		said := map[string]string{}
		return bottest.Rig{
			Platform: f.p, To: there, Gone: bot.Destination{Platform: Name, Tenant: slackfaketest.Team, Channel: "C0000GONE"},
			Secrets: []string{slackfaketest.BotToken, slackfaketest.AppToken, slackfaketest.ResponseSecret},
			Log:     f.log.String,
			Posted: func() (out []string) {
				for _, m := range f.fake.Messages() {
					if m.Channel == there.Channel {
						out = append(out, readable(t, m.Blocks))
					}
				}
				return out
			},
			Next: func(x bottest.Fault) {
				f.fake.Fail("chat.postMessage", map[bottest.Fault]slackfaketest.Fault{
					bottest.RateLimited: {Status: 429, RetryAfter: 7}, bottest.Broken: {Status: 503}, bottest.Dropped: {Lost: true}, bottest.Revoked: {Error: "token_revoked"},
				}[x])
			},
			Say: func(id, text string) {
				if e := said[id]; e != "" {
					f.fake.Redeliver(e)
					return
				}
				f.fake.WaitConnections(1)
				said[id] = f.fake.Direct("U0000ANA", text)
			},
			Break: func() {
				opened, _ := f.fake.Opened()
				f.fake.Drop()
				f.fake.WaitConnections(opened + 1)
			},
		}
	})
}

// readable is what a reader sees of blocks, in one line.
func readable(t *testing.T, blocks json.RawMessage) string {
	t.Helper()
	var all any
	if err := json.Unmarshal(blocks, &all); err != nil {
		t.Fatalf("%v: %s", err, blocks)
	}
	var text strings.Builder
	walkInOrder(all, func(e map[string]any) {
		if s, ok := e["text"].(string); ok {
			text.WriteString(s)
		}
	})
	return text.String()
}

// walkInOrder visits the parts of blocks in the order in which they are read.
func walkInOrder(v any, f func(map[string]any)) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			walkInOrder(e, f)
		}
	case map[string]any:
		f(x)
		for _, k := range []string{"text", "elements", "fields", "accessory"} {
			walkInOrder(x[k], f)
		}
	}
}
