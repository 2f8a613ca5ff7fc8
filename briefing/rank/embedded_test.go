package rank

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestEmbedded(t *testing.T) {
	file := "{\n \"task\": \"t\",\n \"fitted\": [],\n \"bias\": 1,\n \"weights\": {\n  \"own\": 2,\n  \"near\": -1\n },\n" +
		" \"trees\": [{\"feature\": \"near\", \"above\": 1, \"add\": [0, 10]}]\n}\n"
	e := Embed(fstest.MapFS{"m.json": {Data: []byte(file)}}, "m.json", Features{"own", "near"})
	x := []float64{3, 2}
	if got := e.Model().Score(x); got != 15 {
		t.Fatalf("score %v, want 15", got)
	}
	restore, err := e.Without("near")
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Model().Score(x); got != 7 {
		t.Errorf("score without near %v, want 7", got)
	}
	restore()
	if got := e.Model().Score(x); got != 15 {
		t.Errorf("score with near again %v, want 15", got)
	}
	if _, err := e.Without("far"); err == nil || !strings.Contains(err.Error(), `t has no feature "far"; it has own, near`) {
		t.Errorf("a feature that is not there: %v", err)
	}
}

func TestEmbeddedPanicsOnAMistake(t *testing.T) {
	e := Embed(fstest.MapFS{"m.json": {Data: []byte("{}")}}, "m.json", Features{"own"})
	defer func() {
		if recover() == nil {
			t.Error("a model without the code's features was taken")
		}
	}()
	e.Model()
}
