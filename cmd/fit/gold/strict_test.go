package gold

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// FuzzDecoder: whatever stands in a file of gold is read as encoding/json reads it, or refused with file
// and line.
func FuzzDecoder(f *testing.F) {
	files := window()
	f.Add([]byte(files["qa.json"]))
	f.Add([]byte(`[{"id": "q", "answerable": true, "answer": [["a"], []], "need": [[{"file": "f", "sentence": "s"}]]}]`))
	f.Add([]byte(`[{"id": 1}]`))
	f.Add([]byte("[{\"id\": null,\n}"))
	f.Add([]byte(`[[]] x`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var got []Question
		d := newDecoder("qa.json", b, 1)
		err := d.into(reflect.ValueOf(&got).Elem())
		if err == nil {
			err = d.end()
		}
		if err != nil {
			at := (*Error)(nil)
			if !errors.As(err, &at) || at.File != "qa.json" || at.Line < 1 {
				t.Fatalf("%v names no file and line", err)
			}
			return
		}
		var want []Question
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatalf("taken, though encoding/json says: %v", err)
		}
		if len(got) != len(want) {
			t.Fatalf("%d questions, encoding/json has %d", len(got), len(want))
		}
		for i := range got {
			if got[i].ID != want[i].ID || got[i].Question != want[i].Question || !reflect.DeepEqual(got[i].Answerable, want[i].Answerable) {
				t.Errorf("%+v, encoding/json has %+v", got[i], want[i])
			}
		}
	})
}
