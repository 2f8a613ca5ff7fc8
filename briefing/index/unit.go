package index

import (
	"strings"

	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// unitTerm is one term of a unit.
type unitTerm struct {
	stem    string
	count   int // in the sentence's own words
	speaker bool
	capital bool // written with a capital where a common word has none
	small   bool // written without one
}

// unitTerms gives the terms under which a sentence is found, in the order of their first standing,
// and its length, in the language that text.Inflection named ("" for English). These are the stems of its
// words, the words of its names' keys (so that any spelling of a name finds every other), and its speaker's name.
func unitTerms(s *text.Sentence, language string) ([]unitTerm, int) {
	var terms []unitTerm
	length := 0
	find := func(stem string) *unitTerm {
		for i := range terms {
			if terms[i].stem == stem {
				return &terms[i]
			}
		}
		terms = append(terms, unitTerm{stem: stem})
		return &terms[len(terms)-1]
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if !t.Word || t.Stem == "" || language == "" && t.Stop || language != "" && text.StopIn(language, t.Norm) {
			continue
		}
		length++
		x := find(t.Stem)
		x.count++
		if !s.Heading {
			capital := t.Text[0] >= 'A' && t.Text[0] <= 'Z'
			x.capital = x.capital || capital && i > 0 && s.Tokens[i-1].Word
			x.small = x.small || !capital
		}
		for _, w := range CountryStems(t) {
			if c := find(w); c.count == 0 {
				c.count = 1
			}
		}
	}
	for _, n := range s.Names {
		for _, w := range KeyStems(n.Key) {
			if t := find(w); t.count == 0 {
				t.count = 1
			}
		}
	}
	if s.Speaker != "" {
		for _, w := range speakerStems(s) {
			find(w).speaker = true
		}
	}
	return terms, length
}

// speakerStems gives the terms of a sentence's speaker: of the name as the article has it and of its key.
func speakerStems(s *text.Sentence) []string {
	out := KeyStems(s.SpeakerKey)
	for _, t := range text.Tokens(s.Speaker) {
		if t.Word && !t.Stop {
			out = append(out, t.Stem)
		}
	}
	return out
}

// KeyStems cuts a name's key (text.Name.Key) into the terms under which its mentions are found.
func KeyStems(key string) []string {
	fields := strings.FieldsFunc(key, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '|' || r == '\'' || r == '.' })
	for i, f := range fields {
		fields[i] = text.Stem(f)
	}
	return fields
}

// CountryStems gives the terms of the country that a word's demonym or capital stands for: "Ukrainian"
// and "Kyiv" are found by "Ukraine".
func CountryStems(t *text.Token) []string {
	if len(t.Text) < 4 || t.Text[0] >= 'a' && t.Text[0] <= 'z' {
		return nil
	}
	key, ok := names.Country(t.Text)
	if !ok {
		return nil
	}
	return KeyStems(key)
}
