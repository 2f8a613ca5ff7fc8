package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func fitted(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e strings.Builder
	code = run(t.Context(), args, &o, &e)
	return code, o.String(), e.String()
}

func TestScore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "before.json")
	code, out, errs := fitted(t, "score", "testdata/sets", "--save", file)
	if code != 0 || !strings.Contains(out, "briefing d1") || !strings.Contains(out, "questions by kind") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if strings.Contains(out, "speakers") {
		t.Error("a set is scored whose folder is not there")
	}
	code, out, errs = fitted(t, "score", "testdata/sets", "--only", "questions", "--against", file)
	if code != 0 || !strings.Contains(out, "cases +0 -0") || strings.Contains(out, "briefing") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"score", "nowhere"}, "the data folder"},
		{[]string{"score", "main.go"}, "is a file"},
		{[]string{"score", "testdata/sets", "--only", "weather"}, `there is no set "weather"; there are briefing, questions`},
		{[]string{"score", "testdata/sets", "--only", "speakers"}, "polnear_quotes"},
		{[]string{"score", t.TempDir()}, "holds none of the sets"},
		{[]string{"score", "testdata/sets", "--against", "main.go"}, "no file that --save wrote"},
		{[]string{"guess"}, "--help"},
	} {
		code, _, errs := fitted(t, c.args...)
		if code == 0 || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d, %s", c.args, code, errs)
		}
	}
	if code, out, _ := fitted(t, "--help"); code != 0 || !strings.Contains(out, "How to improve something") {
		t.Errorf("--help: exit %d, %s", code, out)
	}
}
