package slackfaketest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// answer is a Web API answer.
type answer map[string]any

// api serves the Web API.
func (s *Server) api(w http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	params, fault := s.record(r, method)
	if fault != nil && !fault.Lost {
		fail(w, *fault)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	s.mu.Lock()
	scopes, refused, noAuth := s.scopes, s.refused, s.noAuth
	s.mu.Unlock()
	w.Header().Set("X-OAuth-Scopes", strings.Join(scopes, ","))
	token, problem := "Bearer "+BotToken, noAuth
	if method == "apps.connections.open" {
		token, problem = "Bearer "+AppToken, refused
	}
	if problem == "" && r.Header.Get("Authorization") != token {
		problem = "invalid_auth"
	}
	var a answer
	if problem != "" {
		a = refuse(problem)
	} else if serve, ok := methods[method]; !ok {
		a = refuse("unknown_method")
	} else if need := needed[method]; need != "" && !slices.Contains(scopes, need) {
		a = answer{"ok": false, "error": "missing_scope", "needed": need, "provided": strings.Join(scopes, ",")}
	} else {
		a = serve(s, params)
	}
	if fault != nil {
		panic(http.ErrAbortHandler) // the request took effect; its answer is lost
	}
	_ = json.NewEncoder(w).Encode(a)
}

func fail(w http.ResponseWriter, f Fault) {
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	w.Header().Set("Content-Type", "application/json")
	if f.Status != 0 {
		w.WriteHeader(f.Status)
	}
	a := answer{"ok": false, "error": f.Error}
	if f.Needed != "" {
		a["needed"] = f.Needed
	}
	_ = json.NewEncoder(w).Encode(a)
}

func refuse(code string) answer { return answer{"ok": false, "error": code} }

// needed are the scopes that methods are refused without.
var needed = map[string]string{
	"chat.postMessage": "chat:write", "chat.update": "chat:write", "chat.postEphemeral": "chat:write", "conversations.open": "im:write",
	"conversations.history": "channels:history", "conversations.replies": "channels:history", "users.info": "users:read",
	"conversations.info": "channels:read",

	"assistant.threads.setSuggestedPrompts": "assistant:write", "assistant.threads.setStatus": "assistant:write",
	"assistant.threads.setTitle": "assistant:write",
}

var methods map[string]func(*Server, map[string]string) answer

func init() {
	methods = map[string]func(*Server, map[string]string) answer{
		"auth.test": func(s *Server, _ map[string]string) answer {
			return answer{"ok": true, "team": "Fake", "team_id": cmp.Or(s.team, Team), "user": "briefbot", "user_id": BotUser, "bot_id": "B0000BOT"}
		},
		"apps.connections.open": func(s *Server, _ map[string]string) answer {
			return answer{"ok": true, "url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link?ticket=fake"}
		},
		"chat.postMessage": func(s *Server, p map[string]string) answer { return s.post("chat.postMessage", p) },
		"chat.postEphemeral": func(s *Server, p map[string]string) answer {
			if p["user"] == "" {
				return refuse("user_not_found")
			}
			return s.post("chat.postEphemeral", p)
		},
		"chat.update": (*Server).update,
		"conversations.open": func(_ *Server, p map[string]string) answer {
			return answer{"ok": true, "channel": answer{"id": direct(p["users"])}}
		},
		"conversations.history": (*Server).history,
		"conversations.replies": (*Server).history,
		"conversations.info":    (*Server).info,
		"users.info":            (*Server).user,
		"views.open":            func(s *Server, p map[string]string) answer { return s.openView(p, false) },
		"views.push":            func(s *Server, p map[string]string) answer { return s.openView(p, true) },
		"views.publish":         (*Server).publish,

		"assistant.threads.setSuggestedPrompts": (*Server).assistant,
		"assistant.threads.setStatus":           (*Server).assistant,
		"assistant.threads.setTitle":            (*Server).assistant,
	}
}

// direct is the channel of the direct messages with a user.
func direct(user string) string { return "D" + strings.TrimPrefix(user, "U") }

// post keeps a message, if it is within the limits.
func (s *Server) post(via string, p map[string]string) answer {
	m := Message{Channel: p["channel"], Thread: p["thread_ts"], Text: p["text"], Via: via, Params: p, User: p["user"], Private: via == "chat.postEphemeral"}
	if strings.HasPrefix(m.Channel, "U") {
		m.Channel = direct(m.Channel)
	}
	if _, code := s.channel(m.Channel); code != "" {
		return refuse(code)
	}
	return s.keep(m)
}

func (s *Server) keep(m Message) answer {
	if b := m.Params["blocks"]; b != "" {
		m.Blocks = json.RawMessage(b)
	}
	if d := m.Params["metadata"]; d != "" {
		m.Metadata = json.RawMessage(d)
	}
	if m.Channel == "" {
		return refuse("channel_not_found")
	}
	if code := check(m); code != "" {
		return refuse(code)
	}
	s.validate(m.Blocks)
	s.set(func() {
		s.clock++
		m.TS = fmt.Sprintf("17%08d.000100", s.clock)
		s.messages = append(s.messages, m)
	})
	return answer{"ok": true, "channel": m.Channel, "ts": m.TS, "message_ts": m.TS}
}

func (s *Server) update(p map[string]string) answer {
	m := Message{Channel: p["channel"], TS: p["ts"], Text: p["text"], Via: "chat.update", Params: p, Blocks: json.RawMessage(p["blocks"])}
	if code := check(m); code != "" {
		return refuse(code)
	}
	s.validate(m.Blocks)
	a := refuse("message_not_found")
	s.set(func() {
		for i, old := range s.messages {
			if old.Channel == m.Channel && old.TS == m.TS {
				m.Thread, m.Metadata = old.Thread, old.Metadata
				s.messages[i] = m
				a = answer{"ok": true, "channel": m.Channel, "ts": m.TS, "text": m.Text}
			}
		}
	})
	return a
}

// history lists a channel's or, with ts, a thread's messages, newest first.
func (s *Server) history(p map[string]string) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := []answer{}
	for _, m := range slices.Backward(s.messages) {
		if m.Channel != p["channel"] || m.Private || p["ts"] != m.Thread && p["ts"] != m.TS {
			continue
		}
		a := answer{"type": "message", "user": BotUser, "ts": m.TS, "text": m.Text}
		if m.Metadata != nil && (p["include_all_metadata"] == "true" || p["include_all_metadata"] == "1") {
			a["metadata"] = m.Metadata
		}
		found = append(found, a)
	}
	from, _ := strconv.Atoi(p["cursor"])
	found = found[min(from, len(found)):]
	next := ""
	if limit, _ := strconv.Atoi(p["limit"]); limit > 0 && len(found) > limit {
		found, next = found[:limit], strconv.Itoa(from+limit)
	}
	return answer{"ok": true, "messages": found, "has_more": next != "", "response_metadata": answer{"next_cursor": next}}
}

func (s *Server) user(p map[string]string) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.users[p["user"]]
	if !ok {
		return refuse("user_not_found")
	}
	a := answer{"id": u.ID, "name": u.Name, "tz": u.Zone, "is_restricted": u.Guest || u.SingleGuest, "is_ultra_restricted": u.SingleGuest, "is_stranger": u.Stranger,
		"is_admin": u.Admin, "is_owner": u.Owner, "profile": answer{"display_name": u.Shown}}
	if p["include_locale"] == "true" {
		a["locale"] = u.Locale
	}
	return answer{"ok": true, "user": a}
}
