package slack

import (
	"encoding/json"
	"slices"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// needed are the fields that commands are made of, by the part of an envelope's payload that they
// stand in; "" is the payload itself.
var needed = map[string][]string{
	"": {
		"type", "team_id", "enterprise_id", "event", "event_id", "team", "enterprise", "user", "channel", "callback_id", "response_url",
		"trigger_id", "message", "message_ts", "view", "actions", "container", "action_id", "block_id", "value",
	},
	"event":   {"type", "subtype", "user", "bot_id", "channel", "channel_type", "text", "ts", "thread_ts", "event_ts", "tab", "inviter"},
	"message": {"ts", "thread_ts", "text"},
	"view":    {"id", "type", "team_id", "callback_id", "private_metadata", "state"},
	"user":    {"id", "name", "team_id"},
	"channel": {"id"},
}

// lenient reads an envelope that the SDK could not read, by what commands are made of alone: Slack
// adds kinds of blocks and fields as it likes, and a new one in a message costs nobody his button.
func lenient(frame json.RawMessage) (data any, ok bool) {
	var e struct {
		Type    string                     `json:"type"`
		Payload map[string]json.RawMessage `json:"payload"`
	}
	if json.Unmarshal(frame, &e) != nil || e.Payload == nil {
		return nil, false
	}
	reduce(e.Payload, needed[""])
	for part, fields := range needed {
		var inner map[string]json.RawMessage
		if json.Unmarshal(e.Payload[part], &inner) != nil || inner == nil {
			continue // a bare id, or nothing
		}
		reduce(inner, fields)
		raw, err := json.Marshal(inner)
		if err != nil {
			return nil, false
		}
		e.Payload[part] = raw
	}
	payload, err := json.Marshal(e.Payload)
	if err != nil {
		return nil, false
	}
	switch e.Type {
	case "events_api":
		x, err := slackevents.ParseEvent(payload, slackevents.OptionNoVerifyToken())
		return x, err == nil
	case "interactive":
		var x slack.InteractionCallback
		err := json.Unmarshal(payload, &x)
		return x, err == nil
	}
	return nil, false
}

// reduce leaves only the fields named.
func reduce(m map[string]json.RawMessage, fields []string) {
	for k := range m {
		if !slices.Contains(fields, k) {
			delete(m, k)
		}
	}
}
