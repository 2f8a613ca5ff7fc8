package slackfaketest

import (
	"encoding/json"
	"unicode/utf8"
)

// Slack's limits, kept apart from the adapter's own so that each checks the other:
// https://docs.slack.dev/reference/block-kit/blocks/
const (
	maxBlocks  = 50
	maxText    = 40000
	maxMessage = 13200 // as seen; not documented
)

// widest are the characters that text of a block's part may have, by its type.
var widest = map[string]int{"header": 150, "section": 3000, "context": 3000, "button": 75, "option": 75}

// check is the error code of a message that is past a limit, or "".
func check(m Message) string {
	if m.Text == "" && len(m.Blocks) == 0 {
		return "no_text"
	}
	if utf8.RuneCountInString(m.Text) > maxText {
		return "msg_too_long"
	}
	if len(m.Blocks) == 0 {
		return ""
	}
	var blocks []map[string]any
	if json.Unmarshal(m.Blocks, &blocks) != nil {
		return "invalid_blocks_format"
	}
	if len(blocks) > maxBlocks {
		return "invalid_blocks"
	}
	total := 0
	for _, b := range blocks {
		if badBlock(b, text(b["type"]), &total) {
			return "invalid_blocks"
		}
	}
	if total > maxMessage {
		return "msg_blocks_too_long"
	}
	return ""
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// badBlock walks a block, counts its text and reports whether a part of it is empty or too long.
func badBlock(v any, in string, total *int) bool {
	switch x := v.(type) {
	case []any:
		if len(x) == 0 || in == "actions" && len(x) > 25 || in == "context" && len(x) > 10 {
			return true
		}
		for _, e := range x {
			if badBlock(e, in, total) {
				return true
			}
		}
	case map[string]any:
		kind := text(x["type"])
		if kind == "actions" && repeated(x["elements"]) {
			return true
		}
		if kind == "button" || kind == "header" || kind == "static_select" {
			in = kind
		}
		if s, ok := x["text"].(string); ok {
			n := utf8.RuneCountInString(s)
			*total += n
			if limit := widest[in]; n == 0 || limit > 0 && n > limit {
				return true
			}
		}
		*total += len(text(x["url"]))
		if len(text(x["value"])) > 2000 || len(text(x["action_id"])) > 255 || len(text(x["url"])) > 3000 {
			return true
		}
		for _, k := range []string{"elements", "text", "options", "placeholder"} {
			if _, plain := x[k].(string); x[k] != nil && !plain && badBlock(x[k], in, total) {
				return true
			}
		}
	}
	return false
}

// repeated reports whether two elements of a block have the same action.
func repeated(elements any) bool {
	seen := map[string]bool{}
	all, _ := elements.([]any)
	for _, e := range all {
		m, _ := e.(map[string]any)
		id := text(m["action_id"])
		if seen[id] {
			return true
		}
		seen[id] = true
	}
	return false
}

// validate holds blocks against the vendor's schema, where it is there.
func (s *Server) validate(blocks json.RawMessage) {
	var all []json.RawMessage
	if s.schema == nil || json.Unmarshal(blocks, &all) != nil {
		return
	}
	for _, b := range all {
		if why := s.schema.Check("#/definitions/KnownBlock", b); why != "" {
			s.t.Errorf("not in Slack's schema: %s\n%.2000s", why, b)
		}
	}
}
