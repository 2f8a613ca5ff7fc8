package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// tamper falsifies a saved briefing in one way: tamper IN WAY OUT.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: tamper IN WAY OUT")
	}
	var b map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &b))
	cite := b["citations"].([]any)[0].(map[string]any)
	story := b["stories"].([]any)[0].(map[string]any)
	point := story["points"].([]any)[0].(map[string]any)
	switch args[1] {
	case "quote": // one letter
		q := []rune(cite["quote"].(string))
		if i := len(q) / 2; q[i] == 'x' {
			q[i] = 'y'
		} else {
			q[i] = 'x'
		}
		cite["quote"] = string(q)
	case "range":
		cite["start"] = cite["start"].(float64) + 1
		cite["end"] = cite["end"].(float64) + 1
	case "hash":
		cite["sha256"] = strings.Repeat("0", 64)
	case "point":
		point["text"] = "The harbour was closed for good after a second explosion."
	case "title":
		story["title"] = "Harbour closed for good"
	case "article":
		cite["article"] = "0000000000000000"
	case "published":
		cite["published"] = "1999-01-01"
	case "kind": // a briefing that passes for an answer
		delete(b, "window")
		b["status"] = "answered"
	default:
		ts.Fatalf("unknown way %q", args[1])
	}
	out, err := json.Marshal(b)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out, 0o644))
}

// exits runs a program and wants it to end with a code: exits N PROGRAM ARGS.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits N PROGRAM ARGS")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if want, err := strconv.Atoi(args[0]); err != nil || code != want {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// bigfile writes a text file of so many megabytes: bigfile PATH MB.
func bigfile(ts *testscript.TestScript, _ bool, args []string) {
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(int64(megabytes) << 20))
	ts.Check(f.Close())
}

// longquestion writes a batch with one question of so many characters: longquestion PATH N.
func longquestion(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	b, err := json.Marshal(map[string]string{"id": "long", "question": strings.Repeat("why? ", n/5)})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}
