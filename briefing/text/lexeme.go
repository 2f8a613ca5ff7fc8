package text

import (
	"strings"
	"sync"
	"sync/atomic"
)

// A lexeme is what is known of a word by its looks alone, wherever it stands.
type lexeme struct {
	norm  string
	stem  string
	class Class
	verb  conjugated
}

// maxLexemes bounds the memory of the word cache: about 60 MB when it is full. Words that come
// after that are looked up anew each time, which is slower and gives the same.
const maxLexemes = 400_000

var (
	lexemes     sync.Map // as written -> *lexeme
	lexemeCount atomic.Int64
)

// lookup gives the lexeme of a word as it is written.
func lookup(word string) *lexeme {
	if l, ok := lexemes.Load(word); ok {
		return l.(*lexeme)
	}
	word = strings.Clone(word) // the cache must not hold whole articles
	l := &lexeme{norm: normalise(word)}
	l.stem = stem(l.norm)
	l.class = classOf(word, l.norm)
	l.verb = conjugations()[l.norm]
	if negations.Has(l.norm) || strings.HasSuffix(l.norm, "n't") {
		l.class |= Negation
	}
	if lexemeCount.Load() < maxLexemes {
		if _, loaded := lexemes.LoadOrStore(word, l); !loaded {
			lexemeCount.Add(1)
		}
	}
	return l
}

// normalise folds a word. The points of an abbreviation go ("U.N." is "un"), unless that would
// leave another word: "U.S." and "US" are both "u.s.", and "a.m." keeps its points.
func normalise(word string) string {
	if word == "US" || word == "USA" || word == "U.S.A." {
		return "u.s."
	}
	f := Fold(word)
	if len(f) > 2 && f[len(f)-1] == '.' && strings.IndexByte(f, '.') < len(f)-1 {
		if short := strings.ReplaceAll(f, ".", ""); !isStop(short) {
			return short
		}
	}
	return f
}
