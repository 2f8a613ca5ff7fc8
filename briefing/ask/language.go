package ask

import (
	"unicode"

	"briefbot/briefing/lex"
)

// otherAsking are the words by which other languages ask.
var otherAsking = lex.Words("mul/question-words")

// foreign reports whether a question is in a language that is not read: it asks by a word of another language and by none
// of English, or has no letter of the Latin script.
func (r *reading) foreign() bool {
	words := lastSentence(r.sentence)
	other, letters, latin := false, false, false
	for _, t := range words {
		if asking.Has(t.Norm) || auxiliaries.Has(t.Norm) || articles.Has(t.Norm) {
			return false
		}
		other = other || otherAsking.Has(t.Norm) || otherAsking.Has(t.Text)
		for _, c := range t.Text {
			letters = letters || unicode.IsLetter(c)
			latin = latin || unicode.Is(unicode.Latin, c)
		}
	}
	return other || letters && !latin
}
