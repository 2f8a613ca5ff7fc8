// Package schematest checks JSON against the vendors' published schemas: the part of JSON Schema
// draft-07 and of OpenAPI 3.1 that those use. It is imported from tests only.
package schematest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// Schema is a document of schemas.
type Schema struct{ root map[string]any }

// Load reads a document from the folder that BRIEFBOT_TEST_SCHEMAS names. Where that is not set the
// test is skipped.
func Load(t testing.TB, name string) *Schema {
	t.Helper()
	if os.Getenv("BRIEFBOT_TEST_SCHEMAS") == "" {
		t.Skipf("BRIEFBOT_TEST_SCHEMAS is not set: payloads are not checked against %s", name)
	}
	return Find(t, name)
}

// Find is Load for a fake of the vendor's, which checks whatever it is sent: where the folder is
// not set there is no document, and nil is returned. A document is read once.
func Find(t testing.TB, name string) *Schema {
	t.Helper()
	folder := os.Getenv("BRIEFBOT_TEST_SCHEMAS")
	if folder == "" {
		return nil
	}
	path := filepath.Join(folder, name)
	if s, ok := read.Load(path); ok {
		return s.(*Schema)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := &Schema{}
	if err := json.Unmarshal(b, &s.root); err != nil {
		t.Fatal(err)
	}
	read.Store(path, s)
	return s
}

// read are the documents by path. Checking changes nothing in them.
var read sync.Map

// Check validates a document against the schema at a pointer ("#/definitions/KnownBlock") and
// returns what is wrong with it, or "".
func (s *Schema) Check(pointer string, document []byte) string {
	var v any
	if err := json.Unmarshal(document, &v); err != nil {
		return err.Error()
	}
	return s.check(map[string]any{"$ref": pointer}, v, "")
}

// at is the schema that a pointer leads to.
func (s *Schema) at(pointer string) any {
	var v any = s.root
	for _, part := range strings.Split(strings.TrimPrefix(pointer, "#/"), "/") {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		m, ok := v.(map[string]any)
		if !ok || m[part] == nil {
			return nil
		}
		v = m[part]
	}
	return v
}

func (s *Schema) check(schema, v any, path string) string {
	if allow, ok := schema.(bool); ok {
		if allow {
			return ""
		}
		return path + ": is not allowed"
	}
	m, ok := schema.(map[string]any)
	if !ok {
		return fmt.Sprintf("%s: no schema", path)
	}
	if ref, ok := m["$ref"].(string); ok {
		if why := s.check(s.at(ref), v, path); why != "" {
			return why
		}
	}
	for _, rule := range []func(map[string]any, any, string) string{s.value, s.size, s.members, s.union, s.condition} {
		if why := rule(m, v, path); why != "" {
			return why
		}
	}
	return ""
}

// value checks type, const, enum and pattern.
func (s *Schema) value(m map[string]any, v any, path string) string {
	if want := list(m["type"]); want != nil && !slices.ContainsFunc(want, func(t any) bool { return is(v, t) }) {
		return fmt.Sprintf("%s: %s is not of type %v", path, brief(v), m["type"])
	}
	if c, ok := m["const"]; ok && !reflect.DeepEqual(c, v) {
		return fmt.Sprintf("%s: %s is not %v", path, brief(v), c)
	}
	if e, ok := m["enum"].([]any); ok && !slices.ContainsFunc(e, func(x any) bool { return reflect.DeepEqual(x, v) }) {
		return fmt.Sprintf("%s: %s is none of %v", path, brief(v), e)
	}
	if p, ok := m["pattern"].(string); ok {
		if text, isText := v.(string); isText && !regexp.MustCompile(p).MatchString(text) {
			return fmt.Sprintf("%s: %s does not match %s", path, brief(v), p)
		}
	}
	return ""
}

func list(v any) []any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{v}
}

func is(v, kind any) bool {
	switch x := v.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || kind == "integer" && x == float64(int64(x))
	case []any:
		return kind == "array"
	}
	return kind == "object"
}

func brief(v any) string {
	b, _ := json.Marshal(v)
	if len(b) > 120 {
		b = append(b[:120], "…"...)
	}
	return string(b)
}

// size checks the bounds of numbers, texts, lists and objects.
func (s *Schema) size(m map[string]any, v any, path string) string {
	n, low, high := 0.0, "minimum", "maximum"
	switch x := v.(type) {
	case float64:
		n = x
	case string:
		n, low, high = float64(utf8.RuneCountInString(x)), "minLength", "maxLength"
	case []any:
		n, low, high = float64(len(x)), "minItems", "maxItems"
	case map[string]any:
		n, low, high = float64(len(x)), "minProperties", "maxProperties"
	default:
		return ""
	}
	if min, ok := m[low].(float64); ok && n < min {
		return fmt.Sprintf("%s: %v is under %s %v", path, n, low, min)
	}
	if max, ok := m[high].(float64); ok && n > max {
		return fmt.Sprintf("%s: %v is over %s %v", path, n, high, max)
	}
	return ""
}

// members checks an object's properties and a list's items.
func (s *Schema) members(m map[string]any, v any, path string) string {
	switch x := v.(type) {
	case []any:
		if items, ok := m["items"]; ok {
			for i, e := range x {
				if why := s.check(items, e, fmt.Sprintf("%s[%d]", path, i)); why != "" {
					return why
				}
			}
		}
	case map[string]any:
		for _, name := range list(m["required"]) {
			if _, ok := x[name.(string)]; !ok {
				return fmt.Sprintf("%s: %v is missing", path, name)
			}
		}
		properties, _ := m["properties"].(map[string]any)
		for _, name := range sorted(x) {
			schema, ok := properties[name]
			if !ok {
				if schema, ok = m["additionalProperties"]; !ok {
					continue
				}
			}
			if why := s.check(schema, x[name], path+"."+name); why != "" {
				return why
			}
		}
	}
	return ""
}

func sorted(m map[string]any) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// union checks allOf, anyOf and oneOf.
func (s *Schema) union(m map[string]any, v any, path string) string {
	for _, part := range list(m["allOf"]) {
		if why := s.check(part, v, path); why != "" {
			return why
		}
	}
	for _, word := range []string{"anyOf", "oneOf"} {
		parts := list(m[word])
		var reasons []string
		for _, part := range parts {
			why := s.check(part, v, path)
			if why != "" {
				reasons = append(reasons, why)
			}
		}
		matched := len(parts) - len(reasons)
		if len(parts) > 0 && (matched == 0 || word == "oneOf" && matched > 1) {
			return fmt.Sprintf("%s: %s fits %d of %s: %s", path, brief(v), matched, word, strings.Join(reasons, " | "))
		}
	}
	return ""
}

// condition checks if, then and else.
func (s *Schema) condition(m map[string]any, v any, path string) string {
	test, ok := m["if"]
	if !ok {
		return ""
	}
	branch := "then"
	if s.check(test, v, path) != "" {
		branch = "else"
	}
	if m[branch] == nil {
		return ""
	}
	return s.check(m[branch], v, path)
}
