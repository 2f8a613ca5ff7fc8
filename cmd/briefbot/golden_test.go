package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGolden compares what the program prints of the sample newspaper with testdata/golden.
// go test ./cmd/briefbot -run TestGolden -update rewrites the files: read the difference.
func TestGolden(t *testing.T) {
	const corpus = "../../testdata/corpus"
	for name, args := range map[string][]string{
		"brief-monday.txt":     {"brief", corpus, "--as-of", "2024-05-13"},
		"brief-tuesday.txt":    {"brief", corpus, "--as-of", "2024-05-14"},
		"brief-wednesday.txt":  {"brief", corpus, "--as-of", "2024-05-15"},
		"brief-tuesday.json":   {"brief", corpus, "--as-of", "2024-05-14", "--json"},
		"ask.txt":              {"ask", "Who is the captain of the Sula?", "--corpus", corpus},
		"stories.json":         {"stories", corpus, "--json"},
		"slack-brief.jsonl":    {"preview", "slack", "brief", corpus, "--as-of", "2024-05-14"},
		"slack-ask.jsonl":      {"preview", "slack", "ask", "What did Kholezh say about the pause?", "--corpus", corpus},
		"discord-brief.jsonl":  {"preview", "discord", "brief", corpus, "--as-of", "2024-05-14"},
		"discord-ask.jsonl":    {"preview", "discord", "ask", "What did Kholezh say about the pause?", "--corpus", corpus},
		"slack-manifest.json":  {"manifest", "slack"},
		"discord-commands.txt": {"commands", "discord"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(t.Context(), args, nil, &out, &errs); code != exitDone {
				t.Fatalf("exit code %d: %s", code, &errs)
			}
			file := filepath.Join("../../testdata/golden", name)
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), out.String()); d != "" {
				t.Errorf("differs from %s (-want +got):\n%s", file, d)
			}
		})
	}
}

// BenchmarkFirstBriefing measures a whole run, from the arguments to the printed briefing.
func BenchmarkFirstBriefing(b *testing.B) {
	for b.Loop() {
		var out bytes.Buffer
		if code := run(b.Context(), []string{"brief", "../../testdata/corpus"}, nil, &out, &out); code != exitDone {
			b.Fatal(out.String())
		}
	}
}
