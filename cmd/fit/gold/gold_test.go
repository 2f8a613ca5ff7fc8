package gold

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWindows(t *testing.T) {
	d, err := Open("../testdata/sets")
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.Windows()
	if err != nil {
		t.Fatal(err)
	}
	if len(w) != 1 || len(w[0].Corpus) != 4 || len(w[0].Questions) != 5 || w[0].Stories["old"] != "" {
		t.Errorf("%d windows, the first with %d pages and %d questions", len(w), len(w[0].Corpus), len(w[0].Questions))
	}
	if got := w[0].Day.Evening().String(); got != "2031-04-03 23:00:00 +0000 UTC" {
		t.Errorf("evening %s", got)
	}
}

// window is a small window's files.
func window() map[string]string {
	return map[string]string{
		"corpus.jsonl": `{"id":"a","url":"","title":"T","published":"2031-04-02","text":"x"}` + "\n\n" +
			`{"id":"b","url":"","title":"T","published":"2031-04-02","text":"x"}` + "\n",
		"briefing.json": `{"days": [{"asof": "2031-04-03", "time": "evening", "new_files": ["a"], "known_files": [],
 "stories": [{"id": "s", "title": "T", "tier": 1, "nuggets": [
  {"id": "n", "text": "N", "vital": true, "match": ["a"], "support": []}
 ]}], "contradictions": [], "attribution_checks": [], "wrong": []}]}`,
		"qa.json": `[{"id": "q", "category": "who", "answerable": null, "question": "Who?", "answer": [],
 "short_answer": "", "support": []}]`,
		"stories.json": `{"a": "s",
 "b": null}`,
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct{ file, from, to, want string }{
		{"corpus.jsonl", `"id":"b"`, `"id":"a"`, `corpus.jsonl:3: the id "a" stands twice; first on line 1`},
		{"corpus.jsonl", `"id":"b","url"`, `"id":"b","link"`,
			`corpus.jsonl:3: there is no field "link"; there are id, published, text, title, url`},
		{"corpus.jsonl", `"text":"x"}` + "\n\n", `"text":7}` + "\n\n", `corpus.jsonl:1: here stands 7 where a string is wanted`},
		{"corpus.jsonl", `,"title":"T"`, ``, `corpus.jsonl:1: the field "title" is missing`},
		{"corpus.jsonl", `"url":"",`, `"url":"","url":"",`, `corpus.jsonl:1: the field "url" stands twice`},
		{"corpus.jsonl", `"text":"x"}` + "\n\n", `"text":"x"} {}` + "\n\n", `corpus.jsonl:1: more stands behind the value`},
		{"corpus.jsonl", `"text":"x"}` + "\n\n", `"text":"x` + "\n\n", `corpus.jsonl:1: invalid character`},
		{"briefing.json", `"vital": true`, `"vital": "yes"`, `briefing.json:3: here stands the string "yes" where true or false is wanted`},
		{"briefing.json", `"vital"`, `"vitol"`, `briefing.json:3: there is no field "vitol"`},
		{"briefing.json", `["a"], "support"`, `["(a"], "support"`, `briefing.json:3: the pattern "(a"`},
		{"briefing.json", `"tier": 1`, `"tier": 1.5`, `briefing.json:2: here stands 1.5 where a whole number is wanted`},
		{"briefing.json", `"tier": 1`, `"tier": 4`, `story s has tier 4`},
		{"briefing.json", `2031-04-03`, `April 3`, `asof`},
		{"briefing.json", `"new_files": ["a"]`, `"new_files": ["z"]`, `there is no page "z"`},
		{"briefing.json", `}]}`, `}]`, `the JSON ends too early`},
		{"qa.json", `"answer": []`, `"answer": {}`, `qa.json:1: here stands an object where a list is wanted`},
		{"qa.json", `"short_answer"`, `"short"`, `qa.json:2: there is no field "short"`},
		{"stories.json", `"b"`, `"a"`, `stories.json:2: "a" stands twice`},
		{"stories.json", `"b"`, `"c"`, `there is no page "c"`},
	} {
		dir := t.TempDir()
		files := window()
		if !strings.Contains(files[c.file], c.from) {
			t.Fatalf("%s holds no %q", c.file, c.from)
		}
		files[c.file] = strings.Replace(files[c.file], c.from, c.to, 1)
		write(t, filepath.Join(dir, "windows", "w"), files)
		_, err := Data{dir}.Windows()
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %s -> %s:\n  %v\nwant %s", c.file, c.from, c.to, err, c.want)
		}
		if at := (*Error)(nil); err != nil && !errors.As(err, &at) {
			t.Errorf("%v names no file and line", err)
		}
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "windows", "w"), window())
	if _, err := (Data{dir}).Windows(); err != nil {
		t.Errorf("good gold: %v", err)
	}
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoData(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("no folder: no error")
	}
	if _, err := (Data{t.TempDir()}).Windows(); err == nil || !strings.Contains(err.Error(), "holds no window") {
		t.Errorf("no windows: %v", err)
	}
	if _, err := (Data{t.TempDir()}).Pages(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{`\bferry\b`, "the ferry sank", true}, {`\bferry\b`, "ferrying", false}, {`(?<!no )sugar`, "no sugar", false},
		{`(?<!no )sugar`, "sugar", true}, {`17(?! votes)`, "17 votes", false}, {`okoro’s`, "okoro's", true}, {`\bør`, "bør", false},
	} {
		var p Pattern
		if err := p.UnmarshalText([]byte(c.pattern)); err != nil {
			t.Fatal(err)
		}
		if got := p.In(c.text); got != c.want {
			t.Errorf("%s in %q: %v", c.pattern, c.text, got)
		}
	}
}
