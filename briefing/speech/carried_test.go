package speech_test

import (
	"os"
	"strings"
	"testing"
)

// What goes on after an accusation in its paragraph is the accuser's too; plain reporting after a report stays plain.
func TestAccusationGoesOn(t *testing.T) {
	cases, err := os.ReadFile("testdata/carried.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		if strings.HasPrefix(line, "# ") {
			continue
		}
		if got := speakersOf(strings.ReplaceAll(text, "/", "\n")); !ok || got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
