package schematest

import (
	"encoding/json"
	"testing"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	s := &Schema{}
	if err := json.Unmarshal([]byte(`{"definitions":{
		"name":{"type":"string","minLength":1,"maxLength":3},
		"thing":{"type":"object","required":["name"],"additionalProperties":false,"properties":{
			"name":{"$ref":"#/definitions/name"},"n":{"type":["integer","null"],"maximum":5},"kind":{"enum":["a","b"]}},
			"allOf":[{"if":{"properties":{"kind":{"const":"a"}},"required":["kind"]},"then":{"required":["n"]}}]},
		"either":{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"boolean"}}]}}}`), &s.root); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		at, document string
		ok           bool
	}{
		{"thing", `{"name":"abc","n":5,"kind":"a"}`, true},
		{"thing", `{"name":"abc","n":null}`, true},
		{"thing", `{"name":"abcd"}`, false},
		{"thing", `{"name":""}`, false},
		{"thing", `{"n":1}`, false},
		{"thing", `{"name":"x","n":6}`, false},
		{"thing", `{"name":"x","n":1.5}`, false},
		{"thing", `{"name":"x","kind":"a"}`, false},
		{"thing", `{"name":"x","kind":"c"}`, false},
		{"thing", `{"name":"x","other":1}`, false},
		{"either", `"text"`, true},
		{"either", `[true,false]`, true},
		{"either", `[1]`, false},
		{"either", `{}`, false},
		{"missing", `{}`, false},
	} {
		if why := s.Check("#/definitions/"+test.at, []byte(test.document)); (why == "") != test.ok {
			t.Errorf("%s of %s: %q, want ok %v", test.document, test.at, why, test.ok)
		}
	}
}
