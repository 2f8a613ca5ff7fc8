package index

import (
	"maps"
	"slices"

	"briefbot/briefing/text"
)

// inflections finds the words of documents in other languages than English by what their language's inflection
// leaves of them: language -> stem -> the words' terms.
type inflections map[string]map[string][]string

// note takes up the words of a sentence in a language that text.Inflection named; "" is none.
func (f inflections) note(language string, s *text.Sentence) {
	if language == "" {
		return
	}
	stems := f[language]
	if stems == nil {
		stems = map[string][]string{}
		f[language] = stems
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if !t.Word || t.Digit() || t.Stem == "" || text.StopIn(language, t.Norm) {
			continue
		}
		if stem := text.StemIn(language, t.Norm); !slices.Contains(stems[stem], t.Stem) {
			stems[stem] = append(stems[stem], t.Stem)
		}
	}
}

// of adds the terms of the other forms of a word, in the language that is asked in, or in any.
func (f inflections) of(t *text.Token, asked string, out []string) []string {
	for _, language := range slices.Sorted(maps.Keys(f)) {
		if asked != "" && language != asked {
			continue
		}
		for _, w := range f[language][text.StemIn(language, t.Norm)] {
			if w != t.Stem && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// forms gives the terms of the other forms of a word.
func (ix *Index) forms(t *text.Token, asked string) []string {
	var out []string
	for _, s := range ix.segments {
		out = s.forms.of(t, asked, out)
	}
	slices.Sort(out)
	return out
}
