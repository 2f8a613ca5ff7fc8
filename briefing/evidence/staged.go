package evidence

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// stagings are what did not happen in earnest.
var stagings = lex.Few{"drill", "exercise", "satire", "hoax", "joke", "rehearsal"}

// Staged reports whether the sentence behind sentence i says that i did not happen in earnest: "It was a drill, the
// mayor said." Such a sentence is not told without it (promise: nothing is told as fact that is none).
func Staged(d *text.Document, i int) bool {
	if i+1 >= len(d.Sentences) || d.Sentences[i+1].Paragraph-d.Sentences[i].Paragraph > 1 {
		return false
	}
	var words []string
	for _, t := range d.Sentences[i+1].Tokens {
		if t.Word && len(words) < 6 {
			words = append(words, t.Norm)
		}
	}
	if len(words) < 3 || !text.HasWord("it this that all", words[0]) || !text.HasWord("is was were", words[1]) {
		return false
	}
	for _, w := range words[2:] {
		if stagings.Has(w) {
			return true
		}
	}
	return false
}
