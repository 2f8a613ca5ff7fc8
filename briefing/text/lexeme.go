package text

import (
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"briefbot/briefing/embedding"
	"briefbot/briefing/lex"
)

// Lexeme is what is known of a word, a number or a mark by its looks alone, wherever it stands. It is
// immutable and shared.
type Lexeme struct {
	Text string // as written
	Norm string // folded: see Fold
	Stem string // Norm without inflection
	Stop bool   // a function word that carries no matter of its own, or the ending of one ("'s")
	Word bool   // a word or number, not a mark
	// Meaning is its vector, for comparing it with other words; embedding.None where it has none.
	Meaning embedding.Word

	class   Class
	verb    conjugated
	scope   scopeWord
	numeric bool // it can begin a number
}

// maxLexemes bounds the memory of the word cache: about 60 MB when it is full. Words that come
// after that are looked up anew each time, which is slower and gives the same.
const maxLexemes = 400_000

var (
	lexemes     sync.Map // as written -> *Lexeme
	lexemeCount atomic.Int64
)

// frequent holds words that were looked up lately, each where its hash says: most of a text are found here, in a third
// of the time.
var (
	frequent [1 << 13]atomic.Pointer[Lexeme]
	seed     = maphash.MakeSeed()
)

// Lookup gives the lexeme of a word as it is written.
func Lookup(word string) *Lexeme {
	place := &frequent[maphash.String(seed, word)%uint64(len(frequent))]
	l := place.Load()
	if l == nil || l.Text != word {
		l = lookup(word)
		place.Store(l)
	}
	return l
}

func lookup(word string) *Lexeme {
	if l, ok := lexemes.Load(word); ok {
		return l.(*Lexeme)
	}
	l := newLexeme(strings.Clone(word)) // the cache must not hold whole articles
	if lexemeCount.Load() < maxLexemes {
		if _, loaded := lexemes.LoadOrStore(l.Text, l); !loaded {
			lexemeCount.Add(1)
		}
	}
	return l
}

// newLexeme works out what is known of a word by its looks.
func newLexeme(word string) *Lexeme {
	l := &Lexeme{Text: word, Norm: normalise(word)}
	l.Meaning = embedding.Find(l.Norm)
	l.class = classOf(word, l.Norm)
	l.verb = conjugations()[l.Norm]
	if Negates(l.Norm) {
		l.class |= Negation
	}
	l.scope = scopeOf(l.Norm)
	first, n := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[n:])
	l.Word = isLetter(first) || isDigit(first) || solitary(first)
	l.Stop = l.Word && l.class.Has(Stopword) || !l.Word && isLetter(second) // 's
	l.numeric = isDigit(first) || numerals().values[l.Norm] > 0 || numerals().scales[l.Norm] > 0 || l.Norm == "zero"
	l.Stem = l.Norm
	if l.Word {
		l.Stem = stem(l.Norm)
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

// Stops says that it is a mark that ends a sentence.
func (l *Lexeme) Stops() bool { return l.Text == "." || l.Text == "?" || l.Text == "!" }

// Digit says that it begins with a digit.
func (l *Lexeme) Digit() bool { return l.Text != "" && l.Text[0] >= '0' && l.Text[0] <= '9' }

// plurals are plurals without a final s.
var plurals = lex.Words("en/irregular-plurals")

// Plural guesses from its ending that the word is a plural.
func (l *Lexeme) Plural() bool {
	n := len(l.Norm)
	return plurals.Has(l.Norm) || n > 3 && l.Norm[n-1] == 's' && l.Norm[n-2] != 's' && l.Norm[n-2] != 'u' && l.Norm[n-2] != 'i'
}

// Class gives the classes of the word: what it can be by its looks, wherever it stands.
func (l *Lexeme) Class() Class { return l.class }

// Is says that the word may be of one of the classes in c.
func (l *Lexeme) Is(c Class) bool { return l.class&c != 0 }

// Lemma gives the plain form of a word that can be a verb ("struck" is "strike"), else its stem.
func (l *Lexeme) Lemma() string {
	if l.verb.lemma != "" {
		return l.verb.lemma
	}
	return l.Stem
}
