package bot

import (
	"strconv"
	"testing"
)

func TestSeenForgetsTheOldest(t *testing.T) {
	s := NewSeen(3)
	for _, id := range []string{"a", "b", "c"} {
		if !s.First(id) {
			t.Errorf("%s was not seen before", id)
		}
	}
	if s.First("a") || s.First("c") {
		t.Error("a and c were seen before")
	}
	s.First("d")
	if !s.First("a") {
		t.Error("a is the oldest and should be forgotten")
	}
	if s.First("d") {
		t.Error("d was seen before")
	}
	for i := range 100 {
		if !s.First("") || !s.First(strconv.Itoa(i)) {
			t.Fatal("an empty id is always new")
		}
	}
	if len(s.ids) > 3 {
		t.Errorf("%d ids are kept", len(s.ids))
	}
}

func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{
		"one\ntwo\tthree":             "one two three",
		"\x1b[31mred\x07":             "[31mred",
		"safe\u202eexe.txt":           "safeexe.txt",
		"zero\u200bwidth\u2060joined": "zerowidthjoined",
		"family 👩\u200d👩":             "family 👩\u200d👩",
		"Zażółć gęślą":                "Zażółć gęślą",
	} {
		if got := PlainText(in); got != want {
			t.Errorf("PlainText(%q) = %q, want %q", in, got, want)
		}
	}
}
