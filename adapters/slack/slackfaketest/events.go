package slackfaketest

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// responseURL is one command's address for answers.
type responseURL struct {
	channel, user string
	used          int
	at            time.Duration
}

// maxUses is how often a response address may be used:
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
const maxUses = 5

// addressLife is how long it may be used.
const addressLife = 30 * time.Minute

// respond takes answers at a command's own address.
func (s *Server) respond(w http.ResponseWriter, r *http.Request) {
	p, fault := s.record(r, "response_url")
	if fault != nil && !fault.Lost {
		fail(w, *fault)
		return
	}
	var at responseURL
	known := false
	s.set(func() {
		if u := s.responses[r.URL.Path]; u != nil {
			u.used++
			at, known = *u, u.used <= maxUses && s.now-u.at <= addressLife
		}
	})
	if !known {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, "used_url")
		return
	}
	a := s.keep(Message{Channel: at.channel, Thread: p["thread_ts"], Text: p["text"], User: at.user, Private: p["response_type"] != "in_channel", Via: "response_url", Params: p})
	if fault != nil {
		panic(http.ErrAbortHandler)
	}
	if a["ok"] != true {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, a["error"])
		return
	}
	fmt.Fprint(w, "ok")
}

// ResponseSecret is what every response address holds and no log may.
const ResponseSecret = "secretresponse"

func (s *Server) address(channel, user string) (url, id string) {
	var n int
	s.set(func() {
		s.clock++
		n = s.clock
		s.responses[fmt.Sprintf("/commands/%s/%d", ResponseSecret, n)] = &responseURL{channel: channel, user: user, at: s.now}
		s.triggers[fmt.Sprintf("trigger.%d", n)] = &trigger{user: user, at: s.now}
	})
	return fmt.Sprintf("%s/commands/%s/%d", s.http.URL, ResponseSecret, n), fmt.Sprintf("trigger.%d", n)
}

// Slash gives a slash command ("/brief energy") and returns its envelope's id.
func (s *Server) Slash(channel, user, line string) string {
	url, trigger := s.address(channel, user)
	command, text, _ := strings.Cut(line, " ")
	return s.Envelope("slash_commands", map[string]any{
		"team_id": Team, "channel_id": channel, "user_id": user, "user_name": strings.ToLower(user), "command": command, "text": text,
		"response_url": url, "trigger_id": trigger,
	})
}

// Mention says something to the bot in a channel, in a thread where one is given.
func (s *Server) Mention(channel, user, text, thread string) string {
	return s.event(map[string]any{"type": "app_mention", "channel": channel, "user": user, "text": "<@" + BotUser + "> " + text, "ts": s.stamp(), "thread_ts": thread})
}

// Say says something where the bot hears it without being named: a thread, or direct messages
// ("im" as kind).
func (s *Server) Say(kind, channel, user, text, thread string) string {
	return s.event(map[string]any{"type": "message", "channel": channel, "channel_type": kind, "user": user, "text": text, "ts": s.stamp(), "thread_ts": thread})
}

// Direct writes to the bot in the direct messages with a user.
func (s *Server) Direct(user, text string) string { return s.Say("im", direct(user), user, text, "") }

// Join takes the bot into a channel.
func (s *Server) Join(channel, inviter string) string {
	return s.event(map[string]any{"type": "member_joined_channel", "channel": channel, "user": BotUser, "inviter": inviter, "event_ts": s.stamp()})
}

// Leave takes the app out of the workspace: its tokens are revoked, and both events come, whose envelopes' ids
// it returns.
func (s *Server) Leave() []string {
	s.RefuseBot("account_inactive")
	return []string{
		s.event(map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{BotUser}}}),
		s.event(map[string]any{"type": "app_uninstalled"}),
	}
}

func (s *Server) event(event map[string]any) string {
	stamp := s.stamp()
	return s.Envelope("events_api", map[string]any{"type": "event_callback", "team_id": Team, "event_id": "Ev" + stamp, "event": event})
}

func (s *Server) stamp() (ts string) {
	s.set(func() {
		s.clock++
		ts = fmt.Sprintf("17%08d.000200", s.clock)
	})
	return ts
}

// Press presses a button of a message.
func (s *Server) Press(m Message, user, action, value string) string {
	return s.acted(m, user, map[string]any{"type": "button", "block_id": "b", "action_id": action, "value": value})
}

// Choose chooses an option of an overflow menu, or one of two feedback buttons, of a message.
func (s *Server) Choose(m Message, user, action, value string) string {
	if strings.HasPrefix(value, "feedback.") {
		return s.acted(m, user, map[string]any{"type": "feedback_buttons", "block_id": "b", "action_id": action, "value": value})
	}
	return s.acted(m, user, map[string]any{"type": "overflow", "block_id": "b", "action_id": action, "selected_option": map[string]any{"value": value}})
}

// acted delivers what a user did with an element of a message.
func (s *Server) acted(m Message, user string, action map[string]any) string {
	url, trigger := s.address(m.Channel, user)
	action["action_ts"] = s.stamp()
	for _, reply := range s.Messages() { // of one that was answered, the thread is its own
		if m.Thread == "" && reply.Channel == m.Channel && reply.Thread == m.TS {
			m.Thread = m.TS
		}
	}
	return s.Envelope("interactive", map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team}, "user": map[string]any{"id": user, "username": strings.ToLower(user), "name": strings.ToLower(user)},
		"channel": map[string]any{"id": m.Channel}, "trigger_id": trigger, "response_url": url,
		"container": map[string]any{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "thread_ts": m.Thread, "is_ephemeral": m.Private},
		"message":   map[string]any{"type": "message", "ts": m.TS, "thread_ts": m.Thread},
		"actions":   []any{action},
	})
}
