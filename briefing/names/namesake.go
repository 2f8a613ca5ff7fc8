package names

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Two people of one name are told apart where the article does so: "Peter Brun Sr. and Peter Brun Jr.",
// "another Peter Brun, a baker from Velm". Their keys get a mark before the surname; a mention that shows by its
// role who is meant gets his key, and one that does not gets a key that is neither's.

// The marks of keys. A suffix is its own mark.
const (
	otherMark   = "2"
	unknownMark = "or"
)

// others are words before the name of somebody who is not the one of that name before him.
var others = lex.Few{"another", "different", "second", "other", "namesake"}

// marked gives a key with a mark before its last word.
func marked(key, mark string) string {
	given, surname, _ := cutLast(key)
	return given + " " + mark + " " + surname
}

// A fullName is a mention of somebody by a full name.
type fullName struct {
	*text.Name
	at     int    // its sentence
	suffix string // "jr"
	other  bool   // the words before say that it is another one of that name
}

// namesakes marks the keys of people of one name. It goes before people are introduced.
func (r *Reader) namesakes() {
	mentions := map[string][]fullName{}
	var order []string
	for i := range r.Doc.Sentences {
		s := &r.Doc.Sentences[i]
		for k := range s.Names {
			n := &s.Names[k]
			if _, full := surnameOf(n.Key); !full || n.Kind != text.Person && n.Kind != text.Other {
				continue
			}
			if mentions[n.Key] == nil {
				order = append(order, n.Key)
			}
			mentions[n.Key] = append(mentions[n.Key], fullName{n, i, suffixAt(s.Tokens, n), otherBefore(s.Tokens, n.Start)})
		}
	}
	for _, key := range order {
		if all := mentions[key]; len(all) > 1 {
			markSuffixes(all)
			markOthers(all)
		}
	}
}

// suffixOf gives the suffix behind a name, or "".
func suffixOf(name string) string {
	_, last, _ := cutLast(strings.TrimSuffix(text.Fold(name), "."))
	if suffixes.Has(last) {
		return last
	}
	return ""
}

// spelledSuffixes are the suffixes that stand behind a name as words.
var spelledSuffixes = map[string]string{"junior": "jr", "senior": "sr"}

// suffixAt gives the suffix of a name or behind it, or "".
func suffixAt(tokens []text.Token, n *text.Name) string {
	if s := suffixOf(n.Text); s != "" {
		return s
	}
	for k := range tokens {
		if tokens[k].Start() >= n.End {
			return spelledSuffixes[tokens[k].Norm]
		}
	}
	return ""
}

// otherBefore says that one of the others stands before the name that begins at a byte offset.
func otherBefore(tokens []text.Token, start int) bool {
	for k := range tokens {
		if tokens[k].Start() >= start {
			return k > 0 && others.Has(tokens[k-1].Norm)
		}
	}
	return false
}

// markSuffixes marks a father and a son, where the article has both with their suffixes, or one with and one
// without in one sentence.
func markSuffixes(all []fullName) {
	if !twoSuffixes(all) {
		return
	}
	for _, n := range all {
		if n.suffix != "" {
			n.Key = marked(n.Key, n.suffix)
		}
	}
}

// twoSuffixes says that the mentions of one name are of two people by their suffixes.
func twoSuffixes(all []fullName) bool {
	for i, n := range all {
		for _, m := range all[i+1:] {
			if n.suffix != m.suffix && (n.at == m.at || n.suffix != "" && m.suffix != "") {
				return true
			}
		}
	}
	return false
}

// markOthers marks those whom the words before them tell from the one of that name before, and the mentions
// behind them by their roles.
func markOthers(all []fullName) {
	var roles, otherRoles []string // of the one who is named first; of the other
	apart := false
	for _, n := range all {
		switch {
		case n.other:
			apart = true
			n.Key = marked(n.Key, otherMark)
			otherRoles = append(otherRoles, n.Role)
		case !apart:
			roles = append(roles, n.Role)
		case shares(n.Role, otherRoles) && !shares(n.Role, roles):
			n.Key = marked(n.Key, otherMark)
		case !shares(n.Role, roles):
			n.Key = marked(n.Key, unknownMark)
		}
	}
}

// shares says that a role has a word of some length with another in common: its office, or its employer.
func shares(role string, roles []string) bool {
	for w := range strings.FieldsSeq(text.Fold(role)) {
		for _, other := range roles {
			if len(w) > 2 && hasWord(text.Fold(other), w) {
				return true
			}
		}
	}
	return false
}

// hasWord says that a role has a word.
func hasWord(role, word string) bool {
	for w := range strings.FieldsSeq(role) {
		if w == word {
			return true
		}
	}
	return false
}

// plainName is a name without its suffix.
func plainName(name string) string {
	f := strings.TrimSuffix(text.Fold(name), ".")
	if given, last, ok := cutLast(f); ok && suffixes.Has(last) {
		return given
	}
	return f
}
