package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// crowd reports whether a sentence attributes its words to "they".
func crowd(s *source) bool {
	for i, u := range s.units {
		if neutral.Has(u.norm) && i > 0 && s.units[i-1].norm == "they" {
			return true
		}
	}
	return false
}

// plural reports whether the speaker of s can be "they".
func plural(d *text.Document, s *text.Sentence) bool {
	for i := range d.Sentences {
		for _, n := range d.Sentences[i].Names {
			if n.Key == s.SpeakerKey {
				return n.Kind != text.Person
			}
		}
	}
	return strings.HasSuffix(s.Speaker, "s")
}

// frameOf is the leading part of a point that names the speaker of s, with his role as the article writes it beside his
// name: "Harbourmaster Emil Sorge: ", "Emil Sorge, the harbourmaster: "; else "Emil Sorge: ".
func frameOf(d *text.Document, s *text.Sentence) string {
	for i := range d.Sentences {
		for k := range d.Sentences[i].Names {
			n := &d.Sentences[i].Names[k]
			if n.Key != s.SpeakerKey || n.Role == "" || len(strings.Fields(n.Role)) > longestFrameRole ||
				!strings.HasSuffix(s.Speaker, n.Text) {
				continue
			}
			if full := besideName(d.Article.Text, s.Speaker, n.Role); full != "" {
				return upperFirst(full) + ": "
			}
		}
	}
	return upperFirst(s.Speaker) + ": "
}

// longestFrameRole is how many words a role in a frame has at most.
const longestFrameRole = 5

// besideName is how a text writes a role and the name that it stands beside, before it or as an apposition; empty where it
// does not write them so, or where the role points at what was spoken of before ("a spokesman for the company").
func besideName(full, name, role string) string {
	if before := role + " " + name; strings.Contains(full, before) {
		return before
	}
	if !strings.Contains(name, " ") || pointing(role) {
		return ""
	}
	for _, written := range []string{
		name + ", the " + role, name + ", " + role, name + ", a " + role, name + ", an " + role,
		"The " + role + ", " + name, "the " + role + ", " + name,
	} {
		if strings.Contains(full, written) {
			return written
		}
	}
	return ""
}

// pointing reports whether a role tells of a body that only what stands before it names.
func pointing(role string) bool {
	words := text.Tokens(role)
	for k := range words {
		if words[k].Is(text.Pronoun) || possessives.Has(words[k].Norm) ||
			companies.Has(words[k].Norm) && k > 0 && words[k-1].Norm == "the" {
			return true
		}
	}
	return false
}

// companies stand for a body that was named before.
var companies = lex.Words("en/company-nouns")

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// nameable reports whether a speaker can stand in a frame: a name or a role, no pronoun.
func nameable(speaker string) bool {
	f := strings.Fields(fold(speaker))
	if len(f) == 2 && f[0] == "the" && strings.HasSuffix(speaker, f[1]) && !sole.Has(f[1]) {
		return false // "the group": one spoken of before
	}
	return len(f) > 0 && len(f) <= 10 && !(len(f) == 1 && anaphors.Has(f[0]))
}

// sole are whom "the" alone tells, as there is one of them where the news is from.
var sole = lex.Words("en/unique-offices")

// shown reports whether a reader of s sees who its speaker is: s names him as who speaks, or he is the
// only person that it names ("Ola Brandt has left the island, he wrote").
func shown(s *text.Sentence) bool {
	if s.SpeakerNamed {
		return s.SpeakerNamed
	}
	here := false
	for _, n := range s.Names {
		if n.Text == s.Speaker && strings.Contains(n.Text, " ") && n.Kind != text.Organization && n.Kind != text.Place {
			here = true
		} else if n.Key != s.SpeakerKey && n.Kind == text.Person {
			return false
		}
	}
	return here
}
