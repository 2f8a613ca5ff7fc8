package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// nonceLife is how long the fake remembers a nonce: "the past few minutes".
const nonceLife = 3 * time.Minute

// nonce is one that was used.
type nonce struct {
	message string
	at      time.Time
}

// ForgetNonces is the passing of the minutes for which Discord remembers nonces.
func (s *Server) ForgetNonces() { s.Advance(nonceLife) }

// sent is the part of a message's body that the fake acts on.
type sent struct {
	Content    *string     `json:"content"`
	Components []component `json:"components"`
	Flags      int         `json:"flags"`
	Nonce      string      `json:"nonce"`
	Enforce    bool        `json:"enforce_nonce"`
	Reference  *struct {
		Message string `json:"message_id"`
		Strict  bool   `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

// The flags that the fake acts on.
const (
	flagEphemeral = 1 << 6
	flagLayout    = 1 << 15
)

// text is what a message says, also where it is made of components.
func (m sent) text() string {
	var lines []string
	if m.Content != nil && *m.Content != "" {
		lines = append(lines, *m.Content)
	}
	return strings.Join(append(lines, texts(m.Components)...), "\n")
}

// texts are the texts of components, those inside others too.
func texts(all []component) (lines []string) {
	for _, c := range all {
		if c.Content != "" {
			lines = append(lines, c.Content)
		}
		lines = append(lines, texts(c.Components)...)
	}
	return lines
}

// create keeps a message, if it is within the limits; a nonce that is remembered gives the old one.
func (s *Server) create(m Message, body []byte) (int, any) {
	var in sent
	if err := json.Unmarshal(body, &in); err != nil {
		return 400, refuse(50109, "The request body contains invalid JSON.")
	}
	switch problem := in.problem(); problem {
	case "":
	case "empty":
		return 400, refuse(50006, "Cannot send an empty message")
	default:
		return 400, refuse(50035, "Invalid Form Body: "+problem)
	}
	if m.Channel == Gone {
		return 404, refuse(10003, "Unknown Channel")
	}
	if r := in.Reference; r != nil && r.Message == "" {
		return 400, refuse(50035, "Invalid Form Body: message_reference.message_id")
	}
	if r := in.Reference; r != nil && r.Strict && !slices.ContainsFunc(s.Messages(), func(x Message) bool { return x.ID == r.Message }) {
		return 400, refuse(50035, "Invalid Form Body: MESSAGE_REFERENCE_UNKNOWN_MESSAGE")
	}
	key, deleted := m.Channel+" "+in.Nonce, false
	s.set(func() {
		if old, ok := s.nonces[key]; ok && in.Enforce && in.Nonce != "" && s.now.Sub(old.at) < nonceLife {
			if i := slices.IndexFunc(s.messages, func(x Message) bool { return x.ID == old.message }); i >= 0 {
				m = s.messages[i]
				return
			}
			deleted = true
			return
		}
		m.ID, m.Nonce, m.Content, m.Flags, m.Body = s.snowflake(), in.Nonce, in.text(), in.Flags, body
		m.Private = m.Private || in.Flags&flagEphemeral != 0
		if in.Reference != nil {
			m.ReplyTo = in.Reference.Message
		}
		s.messages = append(s.messages, m)
		s.nonces[key] = nonce{m.ID, s.now}
	})
	if deleted { // https://github.com/discord/discord-api-docs/pull/6647
		return 404, refuse(10008, "Unknown Message")
	}
	return 200, shown(m)
}

// Delete deletes a message, as a moderator does.
func (s *Server) Delete(id string) {
	s.set(func() { s.messages = slices.DeleteFunc(s.messages, func(m Message) bool { return m.ID == id }) })
}

// shown is a message as Discord answers with it. The nonce is not part of the history.
func shown(m Message) map[string]any {
	out := map[string]any{"id": m.ID, "channel_id": m.Channel, "content": "", "author": map[string]any{"id": Bot, "username": "briefbot", "bot": true}}
	var body map[string]any
	if json.Unmarshal(m.Body, &body) == nil {
		for _, field := range []string{"content", "components"} {
			if body[field] != nil {
				out[field] = body[field]
			}
		}
	}
	return out
}

// edit changes a message. One that is made of components stays so.
func (s *Server) edit(which func(Message) bool, body []byte) (int, any) {
	var in sent
	if err := json.Unmarshal(body, &in); err != nil {
		return 400, refuse(50109, "The request body contains invalid JSON.")
	}
	if problem := in.problem(); problem != "" {
		return 400, refuse(50035, "Invalid Form Body: "+problem)
	}
	status, answer := 404, any(refuse(10008, "Unknown Message"))
	s.set(func() {
		for i := range s.messages {
			m := &s.messages[i]
			if !which(*m) {
				continue
			}
			if m.Flags&flagLayout != 0 && in.Flags&flagLayout == 0 {
				status, answer = 400, refuse(50035, "Invalid Form Body: IS_COMPONENTS_V2 cannot be taken back")
				return
			}
			m.Content, m.Body, m.Edited = in.text(), body, true
			m.Flags = m.Flags&^(1<<2) | in.Flags&(1<<2|flagLayout)
			status, answer = 200, shown(*m)
		}
	})
	return status, answer
}

// list is a channel's messages, newest first.
func (s *Server) list(channel, limit, before string) (int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := []any{}
	n, _ := strconv.Atoi(limit)
	for _, m := range slices.Backward(s.messages) {
		if m.Channel == channel && !m.Private && !s.noHistory && (before == "" || m.ID < before) && len(found) < max(n, 1) {
			found = append(found, shown(m))
		}
	}
	return 200, found
}
