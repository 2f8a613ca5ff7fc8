package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"briefbot/briefing/text"
)

func TestTokens(t *testing.T) {
	for s, want := range map[string]string{
		"Odrin’s mayor didn't":       "Odrin|’s|mayor|didn't",
		"the workers' union":         "the|workers|'|union",
		"they’re late, O'Hara said.": "they|’re|late|,|O'Hara|said|.",
		"$3.5bn or 1,400 (40%)":      "$|3.5bn|or|1,400|(|40|%|)",
		"U.S. and U.N. at 5 p.m.":    "U.S.|and|U.N.|at|5|p.m.",
		"a well-known F-16":          "a|well|-|known|F|-|16",
		"wait ... what -- now":       "wait|...|what|--|now",
		"我们 go":                      "我|们|go",
		"Größe naïve":                "Größe|naïve",
		"мира’s":                     "мира|’s",
	} {
		var got []string
		for _, x := range text.Tokens(s) {
			got = append(got, x.Text)
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	}
}

func TestTokenForms(t *testing.T) {
	for word, want := range map[string][2]string{
		"Negotiations": {"negotiations", "negoti"},
		"U.N.":         {"un", "un"},
		"U.S.":         {"u.s.", "u.s."},
		"US":           {"u.s.", "u.s."},
		"us":           {"us", "us"},
		"ﬁnal":         {"final", "final"},
		"переговоры":   {"переговоры", "переговоры"},
	} {
		got := text.Tokens(word)[0]
		if got.Norm != want[0] || got.Stem != want[1] {
			t.Errorf("%q is %q, %q; want %q, %q", word, got.Norm, got.Stem, want[0], want[1])
		}
	}
	for word, stop := range map[string]bool{"the": true, "The": true, "treaty": false, "not": true, "May": true, "40": false} {
		if got := text.Tokens("x" + " " + word)[1]; got.Stop != stop {
			t.Errorf("stop of %q is %v", word, got.Stop)
		}
	}
}

func TestFoldIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if once := text.Fold(s); text.Fold(once) != once {
			t.Fatalf("%q folds to %q and then to %q", s, once, text.Fold(once))
		}
	})
}

func TestLanguage(t *testing.T) {
	for s, want := range map[string]string{
		"The council voted on Monday to repair the bridge over the river before the winter comes to the valley.": "en",
		"Міська рада проголосувала в понеділок за ремонт мосту через річку до того, як у долину прийде зима. Мер каже, що грошей вистачить, а мешканці просять поспішати, бо дорога їм потрібна щодня.": "uk",
		"Der Stadtrat hat am Montag beschlossen, die Brücke über den Fluss zu erneuern, bevor der Winter ins Tal kommt.": "de",
		"Hello there": "",
		"":            "",
	} {
		if got := text.Language(s); got != want {
			t.Errorf("Language(%q) = %q, want %q", s, got, want)
		}
	}
}
