package text

import "github.com/abadojack/whatlanggo"

// minLanguageLetters is the length from which a guess at the language is worth having: below it
// trigram statistics err often (whatlanggo's own advice is to distrust short texts).
const minLanguageLetters = 60

// maxLanguageBytes is how much of a text is looked at; more does not change the guess.
const maxLanguageBytes = 2000

// Language guesses the language of s as a BCP 47 tag ("en", "uk"). It is empty when s is too short
// or the guess is not reliable.
func Language(s string) string {
	if len(s) > maxLanguageBytes {
		s = s[:maxLanguageBytes]
	}
	letters := 0
	for _, r := range s {
		if isLetter(r) {
			letters++
			if solitary(r) {
				letters += 3 // one character of these is worth about a syllable or a word
			}
		}
	}
	if letters < minLanguageLetters {
		return ""
	}
	info := whatlanggo.Detect(s)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}
