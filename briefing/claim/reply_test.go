package claim

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
)

// What is answered to an accusation is found, and what others say besides is no answer.
func TestReply(t *testing.T) {
	cases, err := os.ReadFile("testdata/replies.txt")
	if err != nil {
		t.Fatal(err)
	}
	an := annotate.New(annotate.Options{})
	for line := range strings.Lines(string(cases)) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		d := an.Analyze(briefing.Article{Text: strings.ReplaceAll(text, "/", "\n")})
		if got := fmt.Sprint(Reply(d, 0)); !ok || got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
