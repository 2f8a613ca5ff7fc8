package main

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"briefbot/briefing/rank"
	"briefbot/cmd/fit/score"
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

func TestAblate(t *testing.T) {
	code, out, errs := fitted(t, "ablate", "testdata/sets", "--only", "questions", "--without", "ask/refusal:best own,ask/rank:typed")
	named := strings.Contains(out, "ask/refusal:best own: ") && strings.Contains(out, "ask/rank:typed: ")
	if code != 0 || !named || strings.Count(out, "three cases or more") != 2 {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	for _, c := range []struct{ without, want string }{
		{"ask/rank:shoe", `ask/rank has no feature "shoe"; it has own, own-names`},
		{"shoe", `there is no model "shoe"; there are ask/rank, ask/refusal`},
	} {
		if code, _, errs := fitted(t, "ablate", "testdata/sets", "--without", c.without); code == 0 || !strings.Contains(errs, c.want) {
			t.Errorf("--without %s: exit %d, %s", c.without, code, errs)
		}
	}
}

func TestAblatePrints(t *testing.T) {
	report := func(set string, hit float64, cases ...float64) score.Report {
		r := score.Report{Set: set, Figures: []score.Figure{{Name: "hit@1", Value: hit}}, Cases: map[string]float64{}}
		for i, c := range cases {
			r.Cases[string(rune('a'+i))] = c
		}
		return r
	}
	var o strings.Builder
	file := `{"task": "t/m", "fitted": [], "bias": 0, "weights": {"own": 1}}`
	model := rank.Embed(fstest.MapFS{"m": {Data: []byte(file)}}, "m", rank.Features{"own"})
	(&ablateTask{}).print(&env{out: &o}, switched{model, "own"},
		[]score.Report{report("questions d1", .5, 1, 1), report("questions mean", .5, 1, 1, 1, 0),
			report("pages", 1, 1), report("answer", .4, 0, 1)},
		[]score.Report{report("questions d1", 0, 0, 0), report("questions mean", .25, 0, 0, 0, 1),
			report("pages", 1, 1), report("answer", .4, 1, 0)})
	want := "t/m:own: three cases or more in 1 sets\n" +
		"  questions mean    helps 3 hurts 1  hit@1 0.500, without 0.250\n" +
		"  answer            helps 1 hurts 1\n"
	if o.String() != want {
		t.Errorf("%q\nwant %q", o.String(), want)
	}
}
