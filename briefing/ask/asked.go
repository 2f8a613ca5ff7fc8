package ask

import (
	"slices"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// voice is whose words are asked for.
type voice struct {
	speaker []string    // stems of the one whose words are asked for
	sayer   []sayerWord // the same for "what did X say", word by word
	matter  []bool      // of each term, that it is of what X spoke about
	sayers  []bool      // of each term, that it is of X's name or role
}

// office is, of "Who is the deputy foreign minister of Kazakhstan?", the role's stems and the place's.
type office struct{ role, place []string }

// loss is whose losses are asked for, by stem, and who is said to have inflicted them.
type loss struct{ loser, winner string }

// readSpeaker finds whose words are asked for: the words before the verb in "what did X say", and
// those after "according to".
func (r *reading) readSpeaker(words []text.Token) {
	for i, t := range words {
		if t.Norm == "to" && norm(words, i-1) == "according" {
			for _, w := range words[i+1:] {
				if prepositions.Has(w.Norm) || auxiliaries.Has(w.Norm) || asking.Has(w.Norm) || newestWords.Has(w.Norm) ||
					len(r.speaker) == 4 {
					break
				}
				r.addSpeaker(w)
			}
		}
	}
	if r.kind != quote {
		return
	}
	first := slices.IndexFunc(words, func(t text.Token) bool { return auxiliaries.Has(t.Norm) }) + 1
	if first == 0 {
		return
	}
	last := first
	for last < len(words) && last < first+longestSayer && !speech.Has(words[last].Stem) && words[last].Norm != "to" {
		last++
	}
	for _, t := range words[first:last] {
		r.addSpeaker(t)
	}
	if last == len(words) || !speech.Has(words[last].Stem) || words[last].Stem == calling {
		return
	}
	r.readSayer(words[first:last])
	r.matter, r.sayers = make([]bool, len(r.terms)), make([]bool, len(r.terms))
	for i, t := range r.terms {
		r.sayers[i] = slices.ContainsFunc(r.sayer, func(w sayerWord) bool { return w.stem == t.Words[0] })
		r.matter[i] = !speech.Has(t.Words[0]) && !r.sayers[i] && !slices.Contains(r.dateTerms, i)
	}
}

// longestSayer is how many words the name and role of a speaker may have in a question.
const longestSayer = 8

// calling is the stem of the verb that asks for a word and not for a statement.
var calling = text.Stem("call")

func (r *reading) addSpeaker(t text.Token) {
	if len(r.byStem[t.Stem]) > 0 {
		r.speaker = append(r.speaker, t.Stem)
	}
}

// readVerb finds the verb of "who owns the ferry" and "who was detained".
func (r *reading) readVerb(words []text.Token) {
	r.verb = -1
	at := asked(words)
	if r.kind != who || at < 0 {
		return
	}
	i := at + 1
	for i < len(words) && auxiliaries.Has(words[i].Norm) {
		i++
	}
	if i >= len(words) || words[i].Text != words[i].Norm || articles.Has(words[i].Norm) || i == at+1 && words[at].Norm == "whose" {
		return
	}
	for _, m := range r.byStem[words[i].Stem] {
		if r.terms[m.term].Words[0] == words[i].Stem {
			r.verb = m.term
		}
	}
}

// readRole splits "who is the mayor of X" and "who is X's mayor" into role and place.
func (r *reading) readRole(words []text.Token) {
	rest := rolePhrase(words)
	if len(rest) == 0 {
		return
	}
	if rest[0].Norm == "the" {
		rest = rest[1:]
	}
	if len(rest) > 8 || len(rest) == 0 {
		return
	}
	for i, t := range rest {
		if t.Norm == "of" || t.Norm == "for" || t.Norm == "in" {
			r.role, r.place = stemsOf(rest[:i]), r.known(rest[i+1:])
			break
		}
	}
	if r.role == nil {
		at := 0
		for i, t := range rest {
			if t.Norm == "'s" || t.Norm == "s" {
				at = i + 1
				break
			}
			if i == at && t.Text != t.Norm {
				at = i + 1 // "the Dutch prime minister"
			}
		}
		r.role, r.place = stemsOf(rest[at:]), r.known(rest[:at])
	}
	if len(r.role) == 0 || !r.person(r.role[len(r.role)-1]) {
		r.role, r.place = nil, nil
	}
}

// rolePhrase is what follows in "who is the mayor of X" and "what is the name of the mayor of X", and what stands before
// the end of "what is the mayor's name"; nil where no role is asked for.
func rolePhrase(words []text.Token) []text.Token {
	at := 1
	switch norm(words, 1) {
	case "is", "was", "s", "'s":
		at = 2
	case "the": // the "'s" before it is no word
	default:
		return nil
	}
	n := len(words)
	if n < at+1 {
		return nil
	}
	switch rest := words[at:]; {
	case words[0].Norm == "who":
		return rest
	case words[0].Norm != "what":
	case norm(rest, 0) == "the" && norm(rest, 1) == "name" && norm(rest, 2) == "of":
		return rest[3:]
	case len(rest) > 2 && words[n-1].Norm == "name" && (words[n-2].Norm == "'s" || words[n-2].Norm == "s"):
		return words[at : n-2]
	case len(rest) > 1 && words[n-1].Norm == "name":
		return words[at : n-1]
	}
	return nil
}

// person reports whether a stem, or what it was corrected to, is a noun for persons.
func (b *bag) person(stem string) bool {
	if personNouns.Has(stem) {
		return true
	}
	for _, m := range b.byStem[stem] {
		if t := b.terms[m.term]; t.Corrected && slices.ContainsFunc(t.Words, func(w string) bool { return personNouns.Has(w) }) {
			return true
		}
	}
	return false
}

// readSides finds whose losses are asked for.
func (r *reading) readSides(words []text.Token) {
	if r.kind != howMany && r.kind != howMuch {
		return
	}
	name := ""
	for i, t := range words {
		if r.isName(t) && name == "" {
			name = t.Stem
		}
		if name == "" || i == 0 {
			continue
		}
		if losing.Has(t.Stem) {
			r.loser = name
		} else if before := norm(words, i-1); inflicting.Has(t.Stem) && before != "been" && before != "were" && before != "was" &&
			norm(words, i+1) != "in" {
			r.winner = name
		}
	}
}

// allNames reports whether the question has terms, and all are parts of names.
func (b *bag) allNames() bool {
	return len(b.terms) > 0 && !slices.ContainsFunc(b.terms, func(t index.Term) bool { return !t.Name })
}

// isName reports whether a word of the question is part of a name.
func (b *bag) isName(t text.Token) bool {
	for _, m := range b.byStem[t.Stem] {
		if b.terms[m.term].Name && b.terms[m.term].Words[0] == t.Stem {
			return true
		}
	}
	return false
}
