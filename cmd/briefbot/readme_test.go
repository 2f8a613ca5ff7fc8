package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

const ellipsis = "…"

// TestReadme runs the commands that README.md shows with their output and wants that output: every
// line that it shows, in its order, with nothing between lines but where it puts an ellipsis.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	shown := 0
	for _, block := range regexp.MustCompile("(?s)\n```\n\\$ go run ./cmd/briefbot (.*?)\n(.*?)\n?```\n").FindAllSubmatch(readme, -1) {
		line, want := string(block[1]), strings.Split(string(block[2]), "\n")
		shown++
		t.Run(line, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(t.Context(), words(line), nil, &out, &errs); code != exitDone && code != exitNoAnswer {
				t.Fatalf("exit code %d: %s", code, &errs)
			}
			got, free := strings.Split(out.String(), "\n"), false
			for _, w := range want {
				if strings.TrimSpace(w) == ellipsis {
					free = true
					continue
				}
				for len(got) > 0 && free && got[0] != w {
					got = got[1:]
				}
				if len(got) == 0 || got[0] != w {
					t.Fatalf("README.md shows the line\n%s\nwhich the program does not print there; it prints\n%s", w, &out)
				}
				got, free = got[1:], false
			}
		})
	}
	if shown < 2 {
		t.Errorf("README.md shows the output of %d commands; it is to show a briefing and an answer", shown)
	}
}

// words parts a command line as a shell does, with double quotes only.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

// TestReadmeNames wants every environment name that README.md mentions to be a setting's.
func TestReadmeNames(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var known bytes.Buffer
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}} {
		if code := run(t.Context(), args, nil, &known, &known); code != exitDone {
			t.Fatal(known.String())
		}
	}
	for _, name := range regexp.MustCompile(`BRIEFBOT_[A-Z_]+[A-Z]`).FindAllString(string(readme), -1) {
		name = strings.TrimSuffix(name, "_FILE")
		if !strings.HasPrefix(name, "BRIEFBOT_TEST_") && !strings.Contains(known.String(), "$"+name) {
			t.Errorf("README.md names %s, which is no setting", name)
		}
	}
}
