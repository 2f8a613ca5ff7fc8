package text

import "github.com/kljensen/snowball/english"

// Stem removes English inflection from a folded word (Porter2, https://snowballstem.org).
func Stem(folded string) string { return english.Stem(folded, false) }
