package slackfaketest

import "strings"

// Channel is a conversation as the bot finds it. One that was not added is there, open to everybody,
// and the bot is in it.
type Channel struct {
	ID, Name string
	// Away says that the bot is not in it; of a private one it then does not even know.
	Away, Private, Archived bool
	// Gone says that there is no such channel.
	Gone bool
}

// AddChannel adds a channel, or changes it.
func (s *Server) AddChannel(c Channel) { s.set(func() { s.channels[c.ID] = c }) }

// channel is a conversation and the error code with which posting into it fails, or "".
func (s *Server) channel(id string) (c Channel, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.channels[id]
	if !ok {
		c = Channel{ID: id, Name: strings.ToLower(id)}
	}
	switch {
	case c.Gone, c.Private && c.Away:
		code = "channel_not_found"
	case c.Archived:
		code = "is_archived"
	case c.Away:
		code = "not_in_channel"
	}
	return c, code
}

func (s *Server) info(p map[string]string) answer {
	c, code := s.channel(p["channel"])
	if code == "channel_not_found" {
		return refuse(code)
	}
	return answer{"ok": true, "channel": answer{
		"id": c.ID, "name": c.Name, "is_channel": !c.Private, "is_private": c.Private, "is_archived": c.Archived, "is_member": !c.Away,
	}}
}
