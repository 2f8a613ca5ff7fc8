package speech_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// Nobody's words are given to another in the texts of testdata/two-people.txt, and of the sentences
// with a speaker at least six in ten name one.
func TestTwoPeople(t *testing.T) {
	f, err := os.Open("testdata/two-people.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	texts, asked, right := 0, 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		c := strings.Split(lines.Text(), "\t")
		if len(c) != 3 {
			continue // a remark
		}
		texts++
		got := analyze(strings.ReplaceAll(c[1], "¶", "\n")).Sentences
		want := strings.Split(c[2], "|")
		if len(got) != len(want) {
			t.Errorf("%s: %d sentences, want %d", c[1], len(got), len(want))
			continue
		}
		for i, w := range want {
			names := strings.Split(w, " / ")
			named := names[0] != "-" && names[0] != "?"
			if named {
				asked++
			}
			switch s := got[i].Speaker; {
			case s == "":
			case !anyOf(names, s):
				t.Errorf("%s: %s\n  sentence %d: %s, want %s", c[0], c[1], i, s, w)
			case named:
				right++
			}
		}
	}
	if texts < 200 || right*10 < asked*6 {
		t.Errorf("%d texts; of %d sentences with a speaker %d are given one", texts, asked, right)
	}
	t.Logf("%d texts: %d of %d", texts, right, asked)
}

// anyOf says that a speaker is one of the names, whatever article stands before.
func anyOf(names []string, speaker string) bool {
	for _, n := range names {
		if strings.EqualFold(trimArticle(n), trimArticle(speaker)) {
			return true
		}
	}
	return false
}

func trimArticle(s string) string {
	for _, a := range []string{"The ", "the ", "A ", "a ", "An ", "an "} {
		if rest, ok := strings.CutPrefix(s, a); ok {
			return rest
		}
	}
	return s
}
