package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rest serves the REST resources.
func (s *Server) rest(w http.ResponseWriter, r *http.Request) {
	body, fault := s.record(r)
	if fault != nil && !fault.Lost {
		fail(w, *fault)
		return
	}
	p := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.Path, "/api/v9"), "/"), "/")
	status, v := s.serve(r, p, body)
	if fault != nil {
		panic(http.ErrAbortHandler) // the request took effect; its answer is lost
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if v != nil {
		_ = json.NewEncoder(w).Encode(v)
	}
}

func fail(w http.ResponseWriter, f Fault) {
	if f.HTML {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter)))
		w.WriteHeader(f.Status)
		fmt.Fprint(w, "<html>denied</html>")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	body := map[string]any{"message": f.Message, "code": f.Code}
	if f.Status == http.StatusTooManyRequests {
		w.Header().Set("X-RateLimit-Reset-After", fmt.Sprint(f.RetryAfter))
		w.Header().Set("X-RateLimit-Remaining", "0")
		if f.Global {
			w.Header().Set("X-RateLimit-Global", "true")
		}
		body["retry_after"], body["global"] = f.RetryAfter, f.Global
	}
	w.WriteHeader(f.Status)
	_ = json.NewEncoder(w).Encode(body)
}

func refuse(code int, message string) map[string]any {
	return map[string]any{"code": code, "message": message}
}

// serve answers one request. Interactions' addresses hold their own token and need no other.
func (s *Server) serve(r *http.Request, p []string, body []byte) (int, any) {
	is := func(method string, parts ...string) bool {
		if r.Method != method || len(p) != len(parts) {
			return false
		}
		for i, part := range parts {
			if part != "*" && part != p[i] {
				return false
			}
		}
		return true
	}
	switch {
	case is("GET", "gateway"):
		return 200, map[string]any{"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link"}
	case is("POST", "interactions", "*", "*", "callback"):
		return s.callback(p[2], body)
	case is("PATCH", "webhooks", "*", "*", "messages", "*"):
		return s.original(p[2], body)
	case is("POST", "webhooks", "*", "*"):
		return s.followUp(p[2], body)
	}
	if r.Header.Get("Authorization") != "Bot "+Token {
		return 401, refuse(0, "401: Unauthorized")
	}
	switch {
	case is("GET", "gateway", "bot"):
		return 200, map[string]any{"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link", "shards": 1, "session_start_limit": map[string]any{"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}}
	case is("GET", "users", "@me"):
		return 200, map[string]any{"id": Bot, "username": "briefbot", "bot": true}
	case is("GET", "oauth2", "applications", "@me"), is("GET", "applications", "@me"):
		return 200, map[string]any{"id": Bot, "name": "briefbot", "flags": 0}
	case is("POST", "users", "@me", "channels"):
		var ask struct {
			Recipient string `json:"recipient_id"`
		}
		if json.Unmarshal(body, &ask) != nil || len(ask.Recipient) < 2 {
			return 400, refuse(50035, "Invalid Form Body")
		}
		return 200, map[string]any{"id": direct(ask.Recipient), "type": 1}
	case is("POST", "channels", "*", "messages"):
		return s.create(Message{Channel: p[1]}, body)
	case is("PATCH", "channels", "*", "messages", "*"):
		return s.edit(func(m Message) bool { return m.Channel == p[1] && m.ID == p[3] }, body)
	case is("GET", "channels", "*", "messages"):
		return s.list(p[1], r.URL.Query().Get("limit"), r.URL.Query().Get("before"))
	case is("GET", "applications", "*", "commands"):
		return 200, s.Commands()
	case is("PUT", "applications", "*", "commands"):
		s.set(func() { s.commands = withIDs(body) })
		return 200, s.Commands()
	}
	return 404, refuse(0, "404: Not Found")
}

// withIDs gives commands the fields that Discord adds to them.
func withIDs(body []byte) json.RawMessage {
	var commands []map[string]any
	_ = json.Unmarshal(body, &commands)
	for i, c := range commands {
		c["id"], c["application_id"], c["version"], c["dm_permission"], c["nsfw"] = fmt.Sprint(920000000000000000+i), Bot, "1", true, false
		c["name_localizations"], c["description_localizations"] = nil, nil
		if _, ok := c["default_member_permissions"]; !ok {
			c["default_member_permissions"] = nil
		}
	}
	b, _ := json.Marshal(commands)
	return b
}

// direct is the channel of the direct messages with a user.
func direct(user string) string { return "7" + user[1:] }

// sent is the part of a message's body that the fake acts on.
type sent struct {
	Content    string           `json:"content"`
	Components []map[string]any `json:"components"`
	Flags      int              `json:"flags"`
	Nonce      string           `json:"nonce"`
	Enforce    bool             `json:"enforce_nonce"`
	Reference  *struct {
		Message string `json:"message_id"`
	} `json:"message_reference"`
}

// check is what Discord would complain of in a message, or "".
func check(m sent) string {
	n := utf8.RuneCountInString(m.Content)
	switch {
	case n > 2000:
		return "content: must be 2000 or fewer in length"
	case strings.TrimSpace(m.Content) == "" && len(m.Components) == 0:
		return "empty"
	case len(m.Nonce) > 25:
		return "nonce: must be 25 or fewer in length"
	case len(m.Components) > 5:
		return "components: must be 5 or fewer rows"
	}
	seen := map[string]bool{}
	for _, row := range m.Components {
		items, _ := row["components"].([]any)
		if len(items) == 0 || len(items) > 5 {
			return "components: must be between 1 and 5 in length"
		}
		for _, item := range items {
			c, _ := item.(map[string]any)
			id, _ := c["custom_id"].(string)
			label, _ := c["label"].(string)
			if id == "" || utf8.RuneCountInString(id) > 100 || utf8.RuneCountInString(label) > 80 {
				return "custom_id or label: bad length"
			}
			if seen[id] {
				return "custom_id: component custom id cannot be duplicated"
			}
			seen[id] = true
		}
	}
	return ""
}

// create keeps a message, if it is within the limits; a nonce that is remembered gives the old one.
func (s *Server) create(m Message, body []byte) (int, any) {
	var in sent
	if err := json.Unmarshal(body, &in); err != nil {
		return 400, refuse(50109, "The request body contains invalid JSON.")
	}
	switch problem := check(in); problem {
	case "":
	case "empty":
		return 400, refuse(50006, "Cannot send an empty message")
	default:
		return 400, refuse(50035, "Invalid Form Body: "+problem)
	}
	key := m.Channel + " " + in.Nonce
	s.set(func() {
		if old := s.nonces[key]; old != "" && in.Enforce && in.Nonce != "" {
			i := slices.IndexFunc(s.messages, func(x Message) bool { return x.ID == old })
			m = s.messages[i]
			return
		}
		m.ID, m.Nonce, m.Content, m.Body = s.snowflake(), in.Nonce, in.Content, body
		m.Private = m.Private || in.Flags&(1<<6) != 0
		if in.Reference != nil {
			m.ReplyTo = in.Reference.Message
		}
		s.messages = append(s.messages, m)
		s.nonces[key] = m.ID
	})
	return 200, shown(m)
}

// shown is a message as Discord answers with it. The nonce is not part of the history.
func shown(m Message) map[string]any {
	out := map[string]any{"id": m.ID, "channel_id": m.Channel, "content": m.Content, "author": map[string]any{"id": Bot, "username": "briefbot", "bot": true}}
	var body map[string]any
	if json.Unmarshal(m.Body, &body) == nil && body["components"] != nil {
		out["components"] = body["components"]
	}
	return out
}

func (s *Server) edit(which func(Message) bool, body []byte) (int, any) {
	var in sent
	if err := json.Unmarshal(body, &in); err != nil {
		return 400, refuse(50109, "The request body contains invalid JSON.")
	}
	if problem := check(in); problem != "" {
		return 400, refuse(50035, "Invalid Form Body: "+problem)
	}
	status, answer := 404, any(refuse(10008, "Unknown Message"))
	s.set(func() {
		for i := range s.messages {
			if m := &s.messages[i]; which(*m) {
				m.Content, m.Body, m.Edited = in.Content, body, true
				status, answer = 200, shown(*m)
			}
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
