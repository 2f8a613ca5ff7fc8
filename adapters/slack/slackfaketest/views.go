package slackfaketest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// triggerLife is how long a trigger opens a form:
// https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
const triggerLife = 3 * time.Second

// trigger is the right to open one form.
type trigger struct {
	user string
	at   time.Duration
	used bool
}

// View is a form or a page as it was sent.
type View struct {
	ID, User string
	Type     string
	Callback string
	Private  string
	Raw      json.RawMessage
	blocks   []map[string]any
}

// Advance moves the fake's clock, by which triggers and response addresses run out.
func (s *Server) Advance(d time.Duration) { s.set(func() { s.now += d }) }

// Form is the form that a user sees, the topmost of those that are open.
func (s *Server) Form(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.forms[user]); n > 0 {
		return s.forms[user][n-1], true
	}
	return View{}, false
}

// WaitForm waits until a user sees n forms and returns the topmost.
func (s *Server) WaitForm(user string, n int) View {
	s.t.Helper()
	s.wait("a form", func() bool { return len(s.forms[user]) >= n })
	v, _ := s.Form(user)
	return v
}

// WaitHome waits until a user's page was published n times and returns it as it is.
func (s *Server) WaitHome(user string, n int) View {
	s.t.Helper()
	var v View
	s.wait(fmt.Sprintf("page %d", n), func() bool {
		if all := s.homes[user]; len(all) >= n {
			v = all[len(all)-1]
			return true
		}
		return false
	})
	return v
}

// open serves views.open and views.push.
func (s *Server) openView(p map[string]string, push bool) answer {
	v, code := s.readView(p["view"], "modal")
	if code != "" {
		return refuse(code)
	}
	a := answer{}
	s.set(func() {
		t := s.triggers[p["trigger_id"]]
		switch {
		case t == nil:
			a = refuse("invalid_trigger_id")
		case t.used:
			a = refuse("exchanged_trigger_id")
		case s.now-t.at > triggerLife:
			a = refuse("expired_trigger_id")
		case push && len(s.forms[t.user]) == 0:
			a = refuse("not_found")
		default:
			t.used, v.User = true, t.user
			s.views++
			v.ID = fmt.Sprintf("V%08d", s.views)
			s.forms[t.user] = append(s.forms[t.user], v)
			a = answer{"ok": true, "view": answer{"id": v.ID, "type": "modal"}}
		}
	})
	return a
}

func (s *Server) publish(p map[string]string) answer {
	v, code := s.readView(p["view"], "home")
	if code == "" && p["user_id"] == "" {
		code = "invalid_arguments"
	}
	if code != "" {
		return refuse(code)
	}
	v.User = p["user_id"]
	s.set(func() { s.homes[v.User] = append(s.homes[v.User], v) })
	return answer{"ok": true, "view": answer{"id": "V0000HOME", "type": "home"}}
}

// readView reads a view and holds it against the limits: https://docs.slack.dev/reference/views/
func (s *Server) readView(raw, kind string) (View, string) {
	var x struct {
		Type     string           `json:"type"`
		Callback string           `json:"callback_id"`
		Private  string           `json:"private_metadata"`
		Blocks   []map[string]any `json:"blocks"`
		Title    label            `json:"title"`
		Submit   label            `json:"submit"`
		Close    label            `json:"close"`
	}
	if json.Unmarshal([]byte(raw), &x) != nil || x.Type != kind {
		return View{}, "invalid_arguments"
	}
	if len(raw) > 250_000 {
		return View{}, "view_too_large"
	}
	bad := ""
	note := func(is bool, why string) {
		if is && bad == "" {
			bad = why
		}
	}
	note(len(x.Blocks) == 0 || len(x.Blocks) > 100, "blocks")
	note(len(x.Private) > 3000, "private_metadata")
	note(len(x.Callback) > 255, "callback_id")
	if kind == "modal" {
		note(x.Title.bad(24), "title")
		note(x.Close.bad(24), "close")
	}
	ids := map[string]bool{}
	for _, b := range x.Blocks {
		id := text(b["block_id"])
		note(id != "" && ids[id], "block_id twice: "+id)
		ids[id] = true
		total := 0
		note(badBlock(b, text(b["type"]), &total), "a "+text(b["type"])+" block")
		if b["type"] == "input" {
			note(kind != "modal" || x.Submit.bad(24), "an input without a submit")
			note(badInput(b), "the input "+id)
		}
	}
	if bad != "" {
		s.t.Errorf("the fake Slack refuses a view for its %s: %.2000s", bad, raw)
		return View{}, "invalid_arguments"
	}
	blocks, _ := json.Marshal(x.Blocks)
	s.validate(blocks)
	return View{Type: kind, Callback: x.Callback, Private: x.Private, Raw: json.RawMessage(raw), blocks: x.Blocks}, ""
}

// label is a text object.
type label struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

func (l label) bad(max int) bool {
	return l.Type != "plain_text" || l.Text == "" || utf8.RuneCountInString(l.Text) > max
}

// badInput holds a form's field against the limits:
// https://docs.slack.dev/reference/block-kit/blocks/input-block/
func badInput(b map[string]any) bool {
	var x struct {
		Block   string `json:"block_id"`
		Label   label  `json:"label"`
		Hint    *label `json:"hint"`
		Element struct {
			Type     string   `json:"type"`
			Action   string   `json:"action_id"`
			Options  []option `json:"options"`
			Initial  *option  `json:"initial_option"`
			Initials []option `json:"initial_options"`
			Value    string   `json:"initial_value"`
			Max      int      `json:"max_length"`
			Holder   *label   `json:"placeholder"`
			Time     string   `json:"initial_time"`
		} `json:"element"`
	}
	raw, _ := json.Marshal(b)
	if json.Unmarshal(raw, &x) != nil {
		return true
	}
	e := x.Element
	if x.Label.bad(2000) || x.Hint != nil && x.Hint.bad(2000) || e.Holder != nil && e.Holder.bad(150) ||
		len(x.Block) > 255 || len(e.Action) > 255 || e.Action == "" || len(e.Options) > 100 || e.Max > 3000 || utf8.RuneCountInString(e.Value) > 3000 {
		return true
	}
	known := map[option]bool{}
	for _, o := range e.Options {
		if known[o] = true; o.bad() {
			return true
		}
	}
	initials := e.Initials
	if e.Initial != nil {
		initials = append(initials, *e.Initial)
	}
	for _, o := range initials {
		if o.bad() || e.Type != "external_select" && !known[o] {
			return true
		}
	}
	if e.Time != "" {
		if _, err := time.Parse("15:04", e.Time); err != nil {
			return true
		}
	}
	return strings.HasSuffix(e.Type, "static_select") && len(e.Options) == 0
}

// option is one choice: https://docs.slack.dev/reference/block-kit/composition-objects/option-object/
type option struct {
	Text  label  `json:"text"`
	Value string `json:"value"`
}

func (o option) bad() bool {
	return o.Text.bad(75) || o.Value == "" || utf8.RuneCountInString(o.Value) > 75
}

// Submit submits the form that a user sees and returns the envelope's id. Values are by field; each
// goes where the field's kind of element has it. What the acknowledgement says is done to the form.
func (s *Server) Submit(user string, values map[string]string) string {
	s.t.Helper()
	v, ok := s.Form(user)
	if !ok {
		s.t.Fatalf("%s sees no form", user)
	}
	state := map[string]any{}
	for _, b := range v.blocks {
		id, e := text(b["block_id"]), b["element"].(map[string]any)
		state[id] = map[string]any{text(e["action_id"]): entry(text(e["type"]), values[id])}
	}
	_, trigger := s.address("", user)
	return s.envelope("interactive", map[string]any{
		"type": "view_submission", "team": map[string]any{"id": Team}, "user": map[string]any{"id": user, "name": strings.ToLower(user), "team_id": Team},
		"trigger_id": trigger, "response_urls": []any{},
		"view": map[string]any{
			"id": v.ID, "type": "modal", "callback_id": v.Callback, "private_metadata": v.Private, "hash": "h1",
			"state": map[string]any{"values": state}, "blocks": v.blocks,
		},
	}, func(answer json.RawMessage) { s.closeForm(user, answer) })
}

// entry is a field's state as its element writes it.
func entry(kind, value string) map[string]any {
	e := map[string]any{"type": kind}
	chosen := func(v string) map[string]any {
		return map[string]any{"value": v, "text": map[string]any{"type": "plain_text", "text": v}}
	}
	var v any
	if value != "" {
		v = value
	}
	switch kind {
	case "static_select", "external_select":
		e["selected_option"] = nil
		if value != "" {
			e["selected_option"] = chosen(value)
		}
	case "multi_static_select":
		all := []any{}
		for _, x := range strings.Split(value, ",") {
			if x != "" {
				all = append(all, chosen(x))
			}
		}
		e["selected_options"] = all
	case "timepicker":
		e["selected_time"] = v
	case "conversations_select":
		e["selected_conversation"] = v
	default:
		e["value"] = v
	}
	return e
}

// closeForm does what the acknowledgement of a form says: https://docs.slack.dev/surfaces/modals/
func (s *Server) closeForm(user string, answer json.RawMessage) {
	var x struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
	}
	_ = json.Unmarshal(answer, &x)
	s.set(func() {
		open := s.forms[user]
		switch {
		case x.Action == "errors":
			for id := range x.Errors {
				known := false
				for _, b := range open[len(open)-1].blocks {
					known = known || text(b["block_id"]) == id
				}
				if !known {
					s.t.Errorf("the form has no field %q to show an error at", id)
				}
			}
		case x.Action == "clear":
			s.forms[user] = nil
		case len(open) > 0:
			s.forms[user] = open[:len(open)-1]
		}
	})
}

// Type types into a field of the form that a user sees, and returns the envelope's id: what fits is
// in its acknowledgement.
func (s *Server) Type(user, field, typed string) string {
	s.t.Helper()
	v, ok := s.Form(user)
	if !ok {
		s.t.Fatalf("%s sees no form", user)
	}
	return s.Envelope("interactive", map[string]any{
		"type": "block_suggestion", "team": map[string]any{"id": Team}, "user": map[string]any{"id": user, "name": strings.ToLower(user)},
		"container": map[string]any{"type": "view", "view_id": v.ID}, "action_id": field, "block_id": field, "value": typed,
		"view": map[string]any{"id": v.ID, "type": "modal", "callback_id": v.Callback, "private_metadata": v.Private},
	})
}

// OpenHome opens the bot's page.
func (s *Server) OpenHome(user string) string {
	return s.event(map[string]any{"type": "app_home_opened", "user": user, "channel": direct(user), "tab": "home", "event_ts": s.stamp()})
}

// PressHome presses a button on the bot's page.
func (s *Server) PressHome(user, action, value string) string {
	_, trigger := s.address("", user)
	return s.Envelope("interactive", map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team}, "user": map[string]any{"id": user, "username": strings.ToLower(user), "name": strings.ToLower(user)},
		"trigger_id": trigger, "container": map[string]any{"type": "view", "view_id": "V0000HOME"}, "channel": nil, "message": nil,
		"view":    map[string]any{"id": "V0000HOME", "type": "home", "team_id": Team, "blocks": []any{}},
		"actions": []any{map[string]any{"type": "button", "block_id": "b", "action_id": action, "value": value, "action_ts": s.stamp()}},
	})
}

// PressForm presses a button in the form that a user sees.
func (s *Server) PressForm(user, action, value string) string {
	s.t.Helper()
	v, ok := s.Form(user)
	if !ok {
		s.t.Fatalf("%s sees no form", user)
	}
	_, trigger := s.address("", user)
	return s.Envelope("interactive", map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team}, "user": map[string]any{"id": user, "name": strings.ToLower(user)},
		"trigger_id": trigger, "container": map[string]any{"type": "view", "view_id": v.ID},
		"view":    map[string]any{"id": v.ID, "type": "modal", "callback_id": v.Callback, "private_metadata": v.Private},
		"actions": []any{map[string]any{"type": "button", "block_id": "b", "action_id": action, "value": value, "action_ts": s.stamp()}},
	})
}

// AskAbout uses the shortcut on a message of somebody's.
func (s *Server) AskAbout(channel, user, callback, said, thread string) string {
	return s.AskAboutMessage(channel, user, callback, map[string]any{"text": said, "thread_ts": thread})
}

// AskAboutMessage is AskAbout on a message in Slack's own form.
func (s *Server) AskAboutMessage(channel, user, callback string, message map[string]any) string {
	message["type"], message["user"], message["ts"] = "message", "U0000BEN", "1700000007.000100"
	url, trigger := s.address(channel, user)
	return s.Envelope("interactive", map[string]any{
		"type": "message_action", "callback_id": callback, "team": map[string]any{"id": Team}, "user": map[string]any{"id": user, "name": strings.ToLower(user)},
		"channel": map[string]any{"id": channel}, "trigger_id": trigger, "response_url": url, "message_ts": "1700000007.000100",
		"message": message,
	})
}
