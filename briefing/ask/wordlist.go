package ask

import (
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// wordList is a list of folded words or of stems.
type wordList interface{ Has(string) bool }

// few is a list of a few words.
type few []string

// Has reports whether a word stands in the list.
func (f few) Has(word string) bool {
	for _, w := range f {
		if w == word {
			return true
		}
	}
	return false
}

// wordSet is a list of a few words.
func wordSet(words ...string) few { return words }

// stemSet is the list of a few words' stems.
func stemSet(words ...string) *stemList {
	return &stemList{load: sync.OnceValue(func() map[string]bool { return stemmed(words) })}
}

// stemsIn is the list of the stems of the words of a file. It is read when it is first used.
func stemsIn(name string) *stemList {
	return &stemList{load: sync.OnceValue(func() map[string]bool { return stemmed(lex.Words(name).All()) })}
}

// stemList is a list of stems.
type stemList struct{ load func() map[string]bool }

// Has reports whether a stem stands in the list.
func (l *stemList) Has(stem string) bool { return l.load()[stem] }

func stemmed(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[text.Stem(w)] = true
	}
	return out
}
