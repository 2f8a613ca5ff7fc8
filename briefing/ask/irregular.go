package ask

import (
	"sync"

	"briefbot/briefing/index"
	"briefbot/briefing/lex"
)

// irregularWeight is how good another form of an irregular verb is against the one of the question.
const irregularWeight = 0.95

// forms maps the stem of an irregular verb's form to those of the others: "when did he sell it" is answered by "he
// sold it".
var forms = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, line := range lex.Words("en/irregular-form-sets").All() {
		set := stemsOfWords(line)
		for _, s := range set {
			out[s] = append(out[s], set...)
		}
	}
	return out
})

// inflected adds to a word the other forms of the irregular verb that it is.
func inflected(t index.Term) index.Term {
	if t.Name {
		return t
	}
	for _, s := range forms()[t.Words[0]] {
		if t.Match(s) == 0 {
			t.Words, t.Weights = append(t.Words, s), append(t.Weights, irregularWeight)
		}
	}
	return t
}
