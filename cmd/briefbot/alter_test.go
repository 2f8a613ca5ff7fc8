package main

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"briefbot/briefing"
)

// Whatever leaf of a saved document is altered, verify finds a fault, or names what it cannot prove.

// unprovenFields are the fields of an answer that no article proves, as verify says of every answer.
var unprovenFields = map[string]bool{"[id]": true, "[question]": true, "[confidence]": true}

// leaves lists the paths of the leaves of a document, of a list its first three items.
func leaves(v any, path []any) [][]any {
	var out [][]any
	switch x := v.(type) {
	case tree:
		for k, y := range x {
			out = append(out, leaves(y, append(path[:len(path):len(path)], k))...)
		}
	case []any:
		for i, y := range x[:min(len(x), 3)] {
			out = append(out, leaves(y, append(path[:len(path):len(path)], i))...)
		}
		if len(x) == 0 {
			out = append(out, path)
		}
	default:
		out = append(out, path)
	}
	return out
}

// otherValues are values like one, and none of them it.
func otherValues(v any) []any {
	switch x := v.(type) {
	case string:
		if t, err := time.Parse(time.RFC3339, x); err == nil {
			return []any{t.Add(25 * time.Hour).Format(time.RFC3339)}
		}
		if x == "" {
			return []any{"Ada Nobody"}
		}
		return []any{x + " Ada", x[:len(x)/2] + "," + x[len(x)/2:]}
	case float64:
		return []any{x + 1}
	case bool:
		return []any{!x}
	}
	return []any{"Ada Nobody"}
}

// put writes a value at a path.
func put(t *testing.T, doc tree, path []any, value any) {
	t.Helper()
	last := len(path) - 1
	switch x := inside(t, doc, path[:last]...).(type) {
	case tree:
		x[path[last].(string)] = value
	case []any:
		x[path[last].(int)] = value
	}
}

func TestVerifyFindsEveryAlteredLeaf(t *testing.T) {
	p := sampleRoom(t)
	documents := map[string]tree{}
	b, err := p.room.brief(context.Background(), time.Date(2024, 5, 15, 23, 59, 59, 0, time.UTC), 72*time.Hour, nil, 250, nil)
	if err != nil {
		t.Fatal(err)
	}
	documents["briefing"] = saved(t, b)
	for _, q := range []string{
		"Who is the captain of the Sula?", "Who won the chess match in Reykjavik?", "Why did Halden Gas agree to freeze prices?",
	} {
		a, err := p.room.desk.Ask(context.Background(), briefing.Question{ID: "q", Text: q})
		if err != nil {
			t.Fatal(err)
		}
		documents[q] = saved(t, a)
	}
	for name, doc := range documents {
		_, known := p.checked(t, doc)
		seen := map[string]bool{}
		for _, path := range leaves(doc, nil) {
			if doc["status"] != nil && unprovenFields[fmt.Sprint(path)] {
				continue
			}
			for _, v := range otherValues(inside(t, doc, path...)) {
				altered := saved(t, doc)
				put(t, altered, path, v)
				where := fmt.Sprint(path)
				b, err := json.Marshal(altered)
				if err != nil {
					t.Fatal(err)
				}
				faults, unproven, err := p.check(context.Background(), b)
				if err == nil && len(faults) == 0 && len(unproven) == len(known) && !seen[where] {
					seen[where] = true
					t.Errorf("%s: %v: %v passes for %v", name, where, v, inside(t, doc, path...))
				}
			}
		}
	}
}
