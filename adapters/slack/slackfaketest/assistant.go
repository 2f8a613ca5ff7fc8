package slackfaketest

import (
	"encoding/json"
	"fmt"
)

// maxPrompts is how many prompts a thread of the assistant's container shows:
// https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
const maxPrompts = 4

// assistant takes what is shown about a thread of direct messages.
func (s *Server) assistant(p map[string]string) answer {
	switch {
	case p["channel_id"] == "" || p["channel_id"][0] != 'D':
		return refuse("channel_not_found")
	case p["thread_ts"] == "":
		return refuse("invalid_thread_ts")
	}
	if raw, ok := p["prompts"]; ok {
		var prompts []struct{ Title, Message string }
		if json.Unmarshal([]byte(raw), &prompts) != nil || len(prompts) == 0 || len(prompts) > maxPrompts {
			return refuse("invalid_arguments")
		}
		for _, q := range prompts {
			if q.Title == "" || q.Message == "" {
				return refuse("invalid_arguments")
			}
		}
	}
	s.set(func() { s.assisted = append(s.assisted, p) })
	return answer{"ok": true}
}

// StartThread begins a thread in the assistant's container and returns its timestamp.
func (s *Server) StartThread(user string) string {
	ts := s.stamp()
	s.event(map[string]any{"type": "assistant_thread_started", "event_ts": s.stamp(), "assistant_thread": map[string]any{
		"user_id": user, "channel_id": direct(user), "thread_ts": ts, "context": map[string]any{},
	}})
	return ts
}

// WaitAssistant waits until something was shown n times about threads of the assistant's container, and
// returns the parameters of all.
func (s *Server) WaitAssistant(n int) []map[string]string {
	s.t.Helper()
	s.wait(fmt.Sprintf("%d calls about the assistant's threads", n), func() bool { return len(s.assisted) >= n })
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]map[string]string(nil), s.assisted...)
}
