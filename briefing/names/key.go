package names

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Keys gives names their keys. It knows the user's own names for one thing, and is immutable.
type Keys struct {
	aliases map[string]string // key -> the key that stands for it
	known   map[string]bool   // the keys of all aliases, before one stands for others
}

// dropped are words that do not tell persons apart.
var dropped = lex.Words("en/name-honorifics")

// keyOf gives the key of a name in tokens: its words without titles and middle initials, each
// reduced to its skeleton, under the alias class if the user or the gazetteer gives one.
func (ks *Keys) keyOf(tokens []text.Token) string { return ks.alias(ks.rawKey(tokens)) }

// rawKey is the key before aliases.
func (ks *Keys) rawKey(tokens []text.Token) string {
	words := make([]string, 0, 4)
	marked := false
	for i := range tokens {
		t := &tokens[i]
		if !t.Word || marked {
			continue // a nickname
		}
		if dropped.Has(t.Norm) && len(tokens) > 1 {
			continue
		}
		words = append(words, t.Norm)
	}
	return keyOfWords(words)
}

// keyOfWords is the key of folded words: the gazetteer's where it has them, else their skeletons.
func keyOfWords(words []string) string {
	if e, ok := gazetteer()[strings.Join(words, " ")]; ok {
		return e.key
	}
	var b strings.Builder
	for i, w := range words {
		if len(w) == 1 && i > 0 && i < len(words)-1 && len(words) > 2 {
			continue // a middle initial
		}
		if d, ok := countries().demonyms[w]; ok && len(words) > 1 && i == 0 {
			w = d
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		w = skeleton(w)
		if same, ok := givenNames()[w]; ok && i == 0 && len(words) > 1 {
			w = same
		}
		b.WriteString(w)
	}
	return b.String()
}

// givenNames are given names that are written in a Ukrainian and a Russian form, by their skeletons.
var givenNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for other, name := range lex.Pairs("en/given-name-variants") {
		m[skeleton(other)] = skeleton(name)
	}
	return m
})

// NameKey gives the key of a name: equal for aliases and transliterations, whatever titles and possessive
// endings it carries. Names that differ by a slip of transliteration beyond that are told by SameName.
func (ks *Keys) NameKey(name string) string { return ks.keyOf(text.Tokens(name)) }

// alias gives the key that stands for all of a key's aliases.
func (ks *Keys) alias(key string) string {
	if a, ok := ks.aliases[key]; ok {
		return a
	}
	return key
}

// NewKeys returns the keys with the user's lines of names: each is a set, "Kyiv = Kiev = Kyjiw", whose first
// name stands for the others. What follows a # is a remark; a line with fewer than two names says nothing.
func NewKeys(lines []string) *Keys {
	ks := &Keys{aliases: map[string]string{}, known: map[string]bool{}}
	for _, line := range lines {
		if c := strings.IndexByte(line, '#'); c >= 0 {
			line = line[:c]
		}
		names := split(line, "=")
		if len(names) < 2 {
			continue
		}
		first := ks.NameKey(names[0])
		for _, n := range names {
			k := ks.rawKey(text.Tokens(n))
			if k == "" {
				continue
			}
			ks.known[k] = true
			if k != first {
				ks.aliases[k] = first
			}
		}
	}
	return ks
}

// SameName says that two keys may name one person or thing: they are equal, or differ in one letter
// of a long word as transliterations do (Jaro-Winkler of at least .94 and an edit distance of at most
// 1), or the shorter is the surname of the longer.
func SameName(a, b string) bool {
	if a == b {
		return a != ""
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == "" {
		return false
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < len(y) {
		if len(x) > 1 {
			return false
		}
		return near(x[0], y[len(y)-1])
	}
	for i := range x {
		if !near(x[i], y[i]) {
			return false
		}
	}
	return true
}

// near says that two skeletons are one word written in two ways.
func near(a, b string) bool {
	if a == b {
		return true
	}
	return len(a) >= 5 && len(b) >= 5 && a[:2] == b[:2] && editAtMostOne(a, b)
}

// editAtMostOne says that one insertion, deletion or substitution at most makes a of b.
func editAtMostOne(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
