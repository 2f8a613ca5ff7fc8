package discordtest

import (
	"encoding/json"
	"strconv"
	"strings"
)

// interaction is one that was dispatched and may be answered.
type interaction struct {
	id, channel string
	acked       int // its callback's type
	private     bool
	original    string // the first answer
}

// ManageChannels is the permission bit of who may manage channels.
const ManageChannels = 1 << 4

// Direct writes to the bot in the direct messages with a user, and returns the message's id.
func (s *Server) Direct(user, text string) string {
	return s.message("", direct(user), user, text, nil)
}

// Mention says something to the bot in a channel of the server, and returns the message's id.
func (s *Server) Mention(channel, user, text string) string {
	return s.message(Guild, channel, user, "<@"+Bot+"> "+text, map[string]any{"mentions": []any{map[string]any{"id": Bot, "username": "briefbot", "bot": true}}})
}

// Reply answers a message of the bot's in a channel of the server.
func (s *Server) Reply(channel, user, text, to string) string {
	bot := map[string]any{"id": Bot, "username": "briefbot", "bot": true}
	return s.message(Guild, channel, user, text, map[string]any{
		"mentions": []any{bot}, "message_reference": map[string]any{"message_id": to, "channel_id": channel, "guild_id": Guild},
		"referenced_message": map[string]any{"id": to, "channel_id": channel, "author": bot},
	})
}

func (s *Server) message(guild, channel, user, text string, more map[string]any) string {
	var id string
	s.set(func() { id = s.snowflake() })
	m := map[string]any{"id": id, "channel_id": channel, "content": text, "author": map[string]any{"id": user, "username": "user" + user}, "type": 0, "mentions": []any{}}
	if guild != "" {
		m["guild_id"] = guild
		m["member"] = map[string]any{"roles": []any{}}
	}
	for k, v := range more {
		m[k] = v
	}
	s.Dispatch("MESSAGE_CREATE", m)
	return id
}

// Slash gives a slash command and returns the interaction's id. Options are in Discord's own form.
func (s *Server) Slash(channel, user string, permissions int64, name string, options ...map[string]any) string {
	if options == nil {
		options = []map[string]any{}
	}
	return s.interact(2, channel, user, permissions, map[string]any{"id": "930000000000000001", "name": name, "type": 1, "options": options}, nil)
}

// Text is an option of a slash command with free text.
func Text(name, value string) map[string]any {
	return map[string]any{"name": name, "type": 3, "value": value}
}

// Sub is a subcommand with its options.
func Sub(name string, options ...map[string]any) map[string]any {
	if options == nil {
		options = []map[string]any{}
	}
	return map[string]any{"name": name, "type": 1, "options": options}
}

// Press presses the button with a custom_id under a message.
func (s *Server) Press(m Message, user, customID string) string {
	return s.interact(3, m.Channel, user, 0, map[string]any{"custom_id": customID, "component_type": 2},
		map[string]any{"id": m.ID, "channel_id": m.Channel, "author": map[string]any{"id": Bot}})
}

func (s *Server) interact(kind int, channel, user string, permissions int64, data, message any) string {
	var id string
	s.set(func() {
		id = s.snowflake()
		s.interactions[token(id)] = &interaction{id: id, channel: channel}
	})
	who := map[string]any{"id": user, "username": "user" + user}
	i := map[string]any{"id": id, "application_id": Bot, "type": kind, "token": token(id), "channel_id": channel, "version": 1, "data": data, "locale": "en-GB"}
	if message != nil {
		i["message"] = message
	}
	if strings.HasPrefix(channel, "7") {
		i["user"] = who
	} else {
		i["guild_id"] = Guild
		i["member"] = map[string]any{"user": who, "permissions": strconv.FormatInt(permissions, 10), "roles": []any{}}
	}
	s.Dispatch("INTERACTION_CREATE", i)
	return id
}

// token is an interaction's.
func token(id string) string { return InteractionToken + id }

// WaitAck waits until an interaction was acknowledged, and returns the type of its callback.
func (s *Server) WaitAck(id string) (kind int) {
	s.t.Helper()
	s.wait("the acknowledgement of "+id, func() bool {
		kind = s.interactions[token(id)].acked
		return kind != 0
	})
	return kind
}

// callback takes the first response to an interaction.
func (s *Server) callback(token string, body []byte) (int, any) {
	var in struct {
		Type int  `json:"type"`
		Data sent `json:"data"`
	}
	if json.Unmarshal(body, &in) != nil || in.Type == 0 {
		return 400, refuse(50035, "Invalid Form Body")
	}
	status, answer := 404, any(refuse(10062, "Unknown interaction"))
	s.set(func() {
		i := s.interactions[token]
		switch {
		case i == nil:
		case i.acked != 0:
			status, answer = 400, refuse(40060, "Interaction has already been acknowledged.")
		default:
			i.acked, i.private = in.Type, in.Data.Flags&(1<<6) != 0
			status, answer = 204, nil
		}
	})
	return status, answer
}

// original edits the deferred answer: the first time it appears.
func (s *Server) original(token string, body []byte) (int, any) {
	s.mu.Lock()
	i := s.interactions[token]
	s.mu.Unlock()
	if i == nil || i.acked == 0 {
		return 404, refuse(10015, "Unknown Webhook")
	}
	if i.original != "" {
		return s.edit(func(m Message) bool { return m.ID == i.original }, body)
	}
	status, v := s.create(Message{Channel: i.channel, Private: i.private, Token: token}, body)
	if m, ok := v.(map[string]any); ok && status == 200 {
		s.set(func() { i.original, _ = m["id"].(string) })
	}
	return status, v
}

// followUp posts a further answer. It is as private as its own flags say.
func (s *Server) followUp(token string, body []byte) (int, any) {
	s.mu.Lock()
	i := s.interactions[token]
	s.mu.Unlock()
	if i == nil || i.acked == 0 {
		return 404, refuse(10015, "Unknown Webhook")
	}
	return s.create(Message{Channel: i.channel, Token: token}, body)
}
