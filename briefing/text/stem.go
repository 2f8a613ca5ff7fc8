package text

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kljensen/snowball/english"
)

var (
	stems     sync.Map // folded word -> its stem
	stemCount atomic.Int64
)

// Stem removes English inflection from a folded word (Porter2, https://snowballstem.org). Words
// that are not written in plain Latin letters come back as they are. It is cheap for a word that
// was seen before, and safe for concurrent use.
func Stem(folded string) string {
	if s, ok := stems.Load(folded); ok {
		return s.(string)
	}
	s := stem(folded)
	if stemCount.Add(1) < maxLexemes {
		stems.Store(folded, s)
	}
	return s
}

// stem computes what Stem remembers.
func stem(folded string) string {
	for i := 0; i < len(folded); i++ {
		if c := folded[i]; c != '\'' && (c < 'a' || c > 'z') {
			return folded
		}
	}
	return english.Stem(folded, false)
}

// SameWord says that two words are forms of one, or of one family: "killed" and "killing", "agreed" and "agreement".
func SameWord(a, b Token) bool {
	return a.Stem == b.Stem || akin(a.Stem, b.Stem) || a.Lemma() == b.Lemma()
}

// akin says that two stems are of one family of words: "agre" and "agreement".
func akin(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= 5 && len(b)-len(a) <= 4 && strings.HasPrefix(b, a) || b == a+"ement"
}
