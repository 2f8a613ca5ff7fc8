package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// rest serves the REST resources.
func (s *Server) rest(w http.ResponseWriter, r *http.Request) {
	n, body, fault, ok := s.record(r)
	if !ok {
		return
	}
	p := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.Path, version), "/"), "/")
	s.examine(r, p, body)
	s.mu.Lock()
	limited := s.limit.take(w, r.Method, p)
	s.mu.Unlock()
	if limited != nil && fault == nil {
		fault = limited
	}
	if fault != nil && !fault.Lost {
		s.set(func() { s.requests[n].Status = fault.Status })
		fault.write(w)
		return
	}
	status, v := s.serve(r, p, body)
	s.set(func() { s.requests[n].Status = status })
	if fault != nil {
		panic(http.ErrAbortHandler) // the request took effect; its answer is lost
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if v != nil {
		_ = json.NewEncoder(w).Encode(v)
	}
}

// route matches a method and a path, of which "*" stands for any part.
func route(r *http.Request, p []string, method string, parts ...string) bool {
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

// serve answers one request. Interactions' addresses hold their own token and need no other.
func (s *Server) serve(r *http.Request, p []string, body []byte) (int, any) {
	is := func(method string, parts ...string) bool { return route(r, p, method, parts...) }
	switch {
	case is("POST", "interactions", "*", "*", "callback"):
		return s.callback(p[2], body, r.URL.Query().Get("with_response") == "true")
	case is("PATCH", "webhooks", "*", "*", "messages", "@original"):
		return s.original(p[2], body)
	case is("DELETE", "webhooks", "*", "*", "messages", "@original"):
		return s.takeBack(p[2])
	case is("POST", "webhooks", "*", "*"):
		return s.followUp(p[2], body)
	}
	if r.Header.Get("Authorization") != "Bot "+Token {
		return 401, refuse(0, "401: Unauthorized")
	}
	if r.Method == http.MethodGet {
		s.mu.Lock()
		thing, ok := s.things[strings.Join(p, "/")]
		s.mu.Unlock()
		if ok {
			return 200, thing
		}
	}
	switch {
	case is("GET", "gateway", "bot"):
		return 200, map[string]any{"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link", "shards": 1, "session_start_limit": map[string]any{"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}}
	case is("GET", "users", "@me"):
		return 200, map[string]any{"id": Bot, "username": "briefbot", "bot": true}
	case is("GET", "applications", "@me"):
		return 200, map[string]any{"id": Bot, "name": "briefbot", "flags": 0}
	case is("POST", "users", "@me", "channels"):
		var ask struct {
			Recipient string `json:"recipient_id"`
		}
		if json.Unmarshal(body, &ask) != nil || len(ask.Recipient) < 2 {
			return 400, refuse(50035, "Invalid Form Body")
		}
		return 200, map[string]any{"id": direct(ask.Recipient), "type": 1}
	case r.Method != http.MethodGet && len(p) > 2 && p[0] == "channels" && s.is(p[1]) != "":
		return 400, refuse(50083, "Thread is archived")
	case is("POST", "channels", "*", "messages"):
		return s.create(Message{Channel: p[1]}, body)
	case is("PATCH", "channels", "*", "messages", "*"):
		return s.edit(func(m Message) bool { return m.Channel == p[1] && m.ID == p[3] }, body)
	case is("PATCH", "channels", "*"):
		var opened bool
		s.set(func() {
			opened = s.archived[p[1]] == shut
			if opened {
				delete(s.archived, p[1])
			}
		})
		if !opened {
			return 403, refuse(50013, "Missing Permissions")
		}
		return 200, map[string]any{"id": p[1]}
	case is("GET", "channels", "*", "messages"):
		return s.list(p[1], r.URL.Query().Get("limit"), r.URL.Query().Get("before"))
	case is("GET", "applications", "*", "commands"):
		return 200, told(s.Commands(), r.URL.Query().Get("with_localizations") == "true")
	case is("PUT", "applications", "*", "commands"):
		s.set(func() { s.commands = withDefaults(body) })
		return 200, s.Commands()
	case is("GET", "channels", "*"):
		return 404, refuse(10003, "Unknown Channel")
	}
	return 404, refuse(0, "404: Not Found")
}

// withDefaults gives commands the fields that Discord adds to them, and its forms of those it has.
func withDefaults(body []byte) json.RawMessage {
	var commands []map[string]any
	_ = json.Unmarshal(body, &commands)
	for i, c := range commands {
		c["id"], c["application_id"], c["version"], c["dm_permission"], c["nsfw"] = fmt.Sprint(920000000000000000+i), Bot, "1", true, false
		if p, ok := c["default_member_permissions"].(float64); ok {
			c["default_member_permissions"] = fmt.Sprint(int64(p))
		}
		optionDefaults(c["options"])
	}
	for i, j := 0, len(commands)-1; i < j; i, j = i+1, j-1 { // in an order of its own
		commands[i], commands[j] = commands[j], commands[i]
	}
	b, _ := json.Marshal(commands)
	return b
}

func optionDefaults(v any) {
	options, _ := v.([]any)
	for _, x := range options {
		o, _ := x.(map[string]any)
		for field, value := range map[string]any{"required": false, "autocomplete": false} {
			if _, ok := o[field]; !ok && o["type"] == float64(3) {
				o[field] = value
			}
		}
		if o["type"] == float64(1) && o["options"] == nil {
			o["options"] = []any{}
		}
		optionDefaults(o["options"])
	}
}

// told are commands as a list tells them: their names in other languages only when asked for.
func told(commands json.RawMessage, localizations bool) any {
	if localizations {
		return commands
	}
	var list []any
	_ = json.Unmarshal(commands, &list)
	hide(list)
	return list
}

func hide(list []any) {
	for _, x := range list {
		o, _ := x.(map[string]any)
		o["name_localizations"], o["description_localizations"] = nil, nil
		inner, _ := o["options"].([]any)
		hide(inner)
	}
}

// direct is the channel of the direct messages with a user.
func direct(user string) string { return "7" + user[1:] }

// An archived thread is shut, and can be opened, or locked.
const (
	shut   = "shut"
	locked = "locked"
)

// Archive shuts a thread, so that the bot can open it, or locks it too.
func (s *Server) Archive(thread string, lock bool) {
	s.set(func() {
		if s.archived == nil {
			s.archived = map[string]string{}
		}
		s.archived[thread] = shut
		if lock {
			s.archived[thread] = locked
		}
	})
}

func (s *Server) is(thread string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.archived[thread]
}
