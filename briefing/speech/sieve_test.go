package speech_test

import (
	"strings"
	"testing"

	"briefbot/briefing/speech"
)

// speakersOf gives who says each sentence of a text; "failed" where a sieve that others count on is missing.
func speakersOf(text string) (out string) {
	defer func() {
		if recover() != nil {
			out = "failed"
		}
	}()
	var all []string
	for _, s := range analyze(text).Sentences {
		all = append(all, s.Speaker)
	}
	return strings.Join(all, "|")
}

// Every example of a sieve holds, and each sieve is needed: without it one of its examples fails.
func TestSieves(t *testing.T) {
	for _, s := range speech.Sieves() {
		needed := false
		for _, example := range s.Examples {
			text, want, ok := strings.Cut(example, " => ")
			if got := speakersOf(text); !ok || got != want {
				t.Errorf("sieve %q: %s: %q, want %q", s.Name, text, got, want)
			}
			again := s.Without()
			needed = needed || speakersOf(text) != want
			again()
		}
		if !needed {
			t.Errorf("sieve %q: its examples hold without it", s.Name)
		}
	}
}
