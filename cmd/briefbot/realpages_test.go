package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"briefbot/briefing"
)

// TestRealPages runs the program on the real, messy pages that BRIEFBOT_TEST_CORPUS names: whatever
// it says of them is proven, and it answers what they hold and only that.
func TestRealPages(t *testing.T) {
	corpus := os.Getenv("BRIEFBOT_TEST_CORPUS")
	if corpus == "" {
		t.Skip("BRIEFBOT_TEST_CORPUS names no folder with real pages")
	}
	dir := t.TempDir()
	save := func(name string, want int, args ...string) []byte {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, nil, &out, &errs); code != want {
			t.Fatalf("%v: exit code %d, want %d: %s", args, code, want, &errs)
		}
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		var report bytes.Buffer
		if code := run(t.Context(), []string{"verify", filepath.Join(dir, name), "--corpus", corpus}, nil, &report, &report); code != exitDone {
			t.Errorf("%v is not proven: %s", args, &report)
		}
		return out.Bytes()
	}
	for _, asOf := range []string{"2022-03-21", "2022-03-29", "2022-03-30T21:00:00Z"} {
		var b briefing.Briefing
		if err := json.Unmarshal(save("brief.json", exitDone, "brief", corpus, "--as-of", asOf, "--json"), &b); err != nil {
			t.Fatal(err)
		}
		if len(b.Stories) < 4 || b.Coverage.Articles < len(b.Stories) {
			t.Errorf("as of %s: %d stories of %d articles, want four at least", asOf, len(b.Stories), b.Coverage.Articles)
		}
	}
	save("kremlin.json", exitDone, "ask", "What did the Kremlin say about the talks?", "--corpus", corpus, "--json")
	save("mayor.json", exitNoAnswer, "ask", "Who is the mayor of Kyiv?", "--corpus", corpus, "--json")
}
