package discordtest

import (
	"encoding/json"
	"slices"
	"time"
)

// How long an interaction waits for its first response, and takes further ones:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
const (
	firstWithin = 3 * time.Second
	tokenLife   = 15 * time.Minute
)

// interaction is one that was dispatched and may be answered.
type interaction struct {
	kind     int
	channel  string
	at       time.Time
	acked    int // its callback's type
	private  bool
	original string // the first answer
	data     json.RawMessage
	clock    time.Time // when it was dispatched and first answered, in real time
	took     time.Duration
}

// Form is a modal as it was shown.
type Form struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []component `json:"components"`
	Body       json.RawMessage
}

// WaitAck waits until an interaction was acknowledged, and returns the type of its callback.
func (s *Server) WaitAck(id string) (kind int) {
	s.t.Helper()
	s.wait("the acknowledgement of "+id, func() bool {
		kind = s.interactions[token(id)].acked
		return kind != 0
	})
	return kind
}

// Took is how long an interaction's first response took.
func (s *Server) Took(id string) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.interactions[token(id)].took
}

// WaitForm waits until an interaction was answered with a form.
func (s *Server) WaitForm(id string) (f Form) {
	s.t.Helper()
	if kind := s.WaitAck(id); kind != 9 {
		s.t.Fatalf("interaction %s was answered with %d, and not with a form", id, kind)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Body = s.interactions[token(id)].data
	if err := json.Unmarshal(f.Body, &f); err != nil {
		s.t.Fatal(err)
	}
	return f
}

// WaitChoices waits until what is being typed was completed, and returns the values.
func (s *Server) WaitChoices(id string) (list []string) {
	s.t.Helper()
	if kind := s.WaitAck(id); kind != 8 {
		s.t.Fatalf("typing %s was answered with %d", id, kind)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var d struct {
		Choices []struct {
			Value string `json:"value"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(s.interactions[token(id)].data, &d); err != nil {
		s.t.Fatal(err)
	}
	for _, c := range d.Choices {
		list = append(list, c.Value)
	}
	return list
}

// callback takes the first response to an interaction.
func (s *Server) callback(token string, body []byte, tell bool) (int, any) {
	var in struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	var data sent
	if json.Unmarshal(body, &in) != nil || in.Type == 0 || json.Unmarshal(in.Data, &data) != nil {
		return 400, refuse(50035, "Invalid Form Body")
	}
	status, answer := 404, any(refuse(10062, "Unknown interaction"))
	channel := ""
	s.set(func() {
		i := s.interactions[token]
		switch {
		case i == nil || s.now.Sub(i.at) > firstWithin:
		case i.acked != 0:
			status, answer = 400, refuse(40060, "Interaction has already been acknowledged.")
		case (in.Type == 8) != (i.kind == 4) || in.Type == 9 && i.kind == 5 || in.Type == 6 && i.kind != 3:
			status, answer = 400, refuse(50035, "Invalid Form Body: this response does not fit the interaction")
		default:
			i.acked, i.private, i.data, i.took = in.Type, data.Flags&flagEphemeral != 0, in.Data, time.Since(i.clock)
			channel = i.channel
			status, answer = 204, nil
		}
	})
	if status != 204 || in.Type != 4 {
		return status, answer
	}
	status, v := s.create(Message{Channel: channel, Token: token}, in.Data)
	m, ok := v.(map[string]any)
	if status != 200 || !ok {
		s.set(func() { s.interactions[token].acked = 0 })
		return status, v
	}
	s.set(func() { s.interactions[token].original, _ = m["id"].(string) })
	if !tell {
		return 204, nil
	}
	return 200, map[string]any{"interaction": map[string]any{"id": "1", "type": 2}, "resource": map[string]any{"type": 4, "message": m}}
}

// open is an interaction that still takes answers, or why it does not.
func (s *Server) open(token string) (*interaction, int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.interactions[token]
	switch {
	case i == nil || i.acked == 0:
		return nil, 404, refuse(10015, "Unknown Webhook")
	case s.now.Sub(i.at) > tokenLife:
		return nil, 401, refuse(50027, "Invalid Webhook Token")
	}
	return i, 0, nil
}

// original edits the first answer, or puts it in the place of the deferral.
func (s *Server) original(token string, body []byte) (int, any) {
	i, status, refusal := s.open(token)
	if i == nil {
		return status, refusal
	}
	if i.original != "" {
		return s.edit(func(m Message) bool { return m.ID == i.original }, body)
	}
	if i.acked != 5 {
		s.t.Errorf("the first answer to an interaction was edited, of which there is none")
		return 404, refuse(10008, "Unknown Message")
	}
	status, v := s.create(Message{Channel: i.channel, Private: i.private, Token: token}, body)
	if m, ok := v.(map[string]any); ok && status == 200 {
		s.set(func() { i.original, _ = m["id"].(string) })
	}
	return status, v
}

// takeBack deletes the first answer or the deferral.
func (s *Server) takeBack(token string) (int, any) {
	i, status, refusal := s.open(token)
	if i == nil {
		return status, refusal
	}
	s.set(func() {
		s.messages = slices.DeleteFunc(s.messages, func(m Message) bool { return i.original != "" && m.ID == i.original })
	})
	return 204, nil
}

// followUp posts a further answer. It is as private as its own flags say.
func (s *Server) followUp(token string, body []byte) (int, any) {
	i, status, refusal := s.open(token)
	if i == nil {
		return status, refusal
	}
	return s.create(Message{Channel: i.channel, Token: token}, body)
}
