package text

import (
	"slices"
	"strings"
	"testing"
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
	holds := func(name string, examples []string, without func(), again func()) {
		needed := false
		for _, example := range examples {
			text, want, ok := strings.Cut(example, " => ")
			if got := speakersOf(text); !ok || got != want {
				t.Errorf("sieve %q: %s: %q, want %q", name, text, got, want)
			}
			without()
			needed = needed || speakersOf(text) != want
			again()
		}
		if !needed {
			t.Errorf("sieve %q: its examples hold without it", name)
		}
	}
	for _, table := range []*[]cueSieve{&cueSieves, &subjectSieves} {
		all := *table
		for i, s := range all {
			holds(s.name, s.examples, func() { *table = slices.Delete(slices.Clone(all), i, i+1) }, func() { *table = all })
		}
	}
	all := phraseSieves
	for i, s := range all {
		holds(s.name, s.examples, func() { phraseSieves = slices.Delete(slices.Clone(all), i, i+1) }, func() { phraseSieves = all })
	}
	for _, table := range []*[]voiceSieve{&voiceSieves, &backwardSieves} {
		all := *table
		for i, s := range all {
			holds(s.name, s.examples, func() { *table = slices.Delete(slices.Clone(all), i, i+1) }, func() { *table = all })
		}
	}
}
