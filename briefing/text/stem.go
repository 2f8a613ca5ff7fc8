package text

import "github.com/kljensen/snowball/english"

// Stem removes English inflection from a folded word (Porter2, https://snowballstem.org). Words
// that are not written in plain Latin letters come back as they are. It is cheap for a word that
// was seen before, and safe for concurrent use.
func Stem(folded string) string { return lookup(folded).stem }

// stem computes what Stem remembers.
func stem(folded string) string {
	for i := 0; i < len(folded); i++ {
		if c := folded[i]; c != '\'' && (c < 'a' || c > 'z') {
			return folded
		}
	}
	return english.Stem(folded, false)
}
