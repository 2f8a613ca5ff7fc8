package discordtest

import (
	"strconv"
	"strings"
	"time"
)

// Permission bits of whoever gives a command.
const (
	ManageChannels = 1 << 4
	ManageServer   = 1 << 5
)

// Direct writes to the bot in the direct messages with a user, and returns the message's id.
func (s *Server) Direct(user, text string) string {
	return s.message("", direct(user), user, text, nil)
}

// DirectAgain is Direct of a message with an id: the same id again is the same message.
func (s *Server) DirectAgain(id, user, text string) {
	s.message("", direct(user), user, text, map[string]any{"id": id})
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
	return s.interact(2, channel, user, permissions, slash(name, options), nil)
}

// Type types into an option of a slash command, which is marked by Focused.
func (s *Server) Type(channel, user, name string, options ...map[string]any) string {
	return s.interact(4, channel, user, 0, slash(name, options), nil)
}

func slash(name string, options []map[string]any) map[string]any {
	if options == nil {
		options = []map[string]any{}
	}
	return map[string]any{"id": "930000000000000001", "name": name, "type": 1, "options": options}
}

// AskAbout picks "Ask about this" on a message.
func (s *Server) AskAbout(channel, user string, message map[string]any) string {
	id, _ := message["id"].(string)
	return s.interact(2, channel, user, 0, map[string]any{
		"id": "930000000000000002", "name": "Ask about this", "type": 3, "target_id": id,
		"resolved": map[string]any{"messages": map[string]any{id: message}},
	}, nil)
}

// Text is an option of a slash command with free text.
func Text(name, value string) map[string]any {
	return map[string]any{"name": name, "type": 3, "value": value}
}

// Focused is an option that is being typed into.
func Focused(name, value string) map[string]any {
	return map[string]any{"name": name, "type": 3, "value": value, "focused": true}
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

// Choose chooses an option of the select with a custom_id under a message.
func (s *Server) Choose(m Message, user, customID, value string) string {
	return s.interact(3, m.Channel, user, 0, map[string]any{"custom_id": customID, "component_type": 3, "values": []any{value}},
		map[string]any{"id": m.ID, "channel_id": m.Channel, "author": map[string]any{"id": Bot}})
}

// Submit fills in the form that an interaction opened and returns the new interaction's id. Fields
// are by custom_id; of a select, the chosen values with commas between. permissions are the user's
// there and in every channel that he chooses.
func (s *Server) Submit(id, user string, permissions int64, fields map[string]string) string {
	return s.SubmitFor(id, user, permissions, permissions, fields)
}

// SubmitFor is Submit where the user has other permissions in the channels that he chooses.
func (s *Server) SubmitFor(id, user string, permissions, chosen int64, fields map[string]string) string {
	form := s.WaitForm(id)
	s.mu.Lock()
	channel := s.interactions[token(id)].channel
	s.mu.Unlock()
	labels, channels := []any{}, map[string]any{}
	for _, c := range form.Components {
		entered := map[string]any{"type": c.Component.Type, "custom_id": c.Component.CustomID, "id": 2}
		value := fields[c.Component.CustomID]
		if c.Component.Type == 4 {
			entered["value"] = value
		} else {
			entered["values"] = strings.FieldsFunc(value, func(r rune) bool { return r == ',' })
		}
		if c.Component.Type == 8 && value != "" {
			channels[value] = map[string]any{"id": value, "type": 0, "permissions": strconv.FormatInt(chosen, 10)}
		}
		labels = append(labels, map[string]any{"type": 18, "id": 1, "component": entered})
	}
	return s.interact(5, channel, user, permissions, map[string]any{"custom_id": form.CustomID, "components": labels, "resolved": map[string]any{"channels": channels}}, nil)
}

func (s *Server) interact(kind int, channel, user string, permissions int64, data, message any) string {
	var id string
	s.set(func() {
		id = s.snowflake()
		s.interactions[token(id)] = &interaction{kind: kind, channel: channel, at: s.now, clock: time.Now()}
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
