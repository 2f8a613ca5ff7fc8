package ask

import (
	"slices"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// tolling are stems of the words that ask for a toll, and lifeless of what the dead are counted as.
var (
	tolling  = stems("kill die dead death toll casualty injure wound hurt miss missing")
	lifeless = stems("body corpse dead death fatality casualty")
)

// tollReach is how many words may stand between a number and what befell those whom it counts.
const tollReach = 6

// tollTerm is the term of a question that asks for a toll, or -1.
func (r *reading) tollTerm() int {
	return slices.IndexFunc(r.terms, func(t index.Term) bool { return !t.Name && tolling[t.Words[0]] })
}

// tollOf gives the number that a sentence tells of those whom the question counts.
func (r *reading) tollOf(s *text.Sentence, term int) (float64, bool) {
	if s.Heading || term < 0 {
		return 0, false
	}
	befell := func(t *text.Token) bool { return t.Word && r.terms[term].Match(t.Stem) > 0 }
	for _, n := range s.Numbers {
		first, last := tokensOf(s, n.Span)
		if first < 0 || n.Unit != "" || clocked(s, n.Span) || last == first && vagueCounts[s.Tokens[last].Norm] {
			continue
		}
		if lifeless[n.Noun] && (befell(&text.Token{Word: true, Stem: n.Noun}) || r.terms[term].Match(text.Stem("die")) > 0) {
			return n.Value, true
		}
		if first > 0 && tollWords[s.Tokens[first-1].Norm] && slices.ContainsFunc(s.Tokens[:first], func(t text.Token) bool { return befell(&t) }) {
			return n.Value, true
		}
		if n.Noun != "" && !persons[n.Noun] && !befell(&text.Token{Word: true, Stem: n.Noun}) {
			continue
		}
		for k := max(0, first-tollReach); k < len(s.Tokens) && k <= last+tollReach; k++ {
			if befell(&s.Tokens[k]) {
				return n.Value, true
			}
		}
	}
	return 0, false
}

// Limits for a toll that has changed.
const (
	tollFirst = 12  // the candidates among which a newer one is looked for
	tollDrop  = 3.0 // by how much it may rank below the first
	tollNames = 0.9 // of the share of the question's names that the first holds, that it must hold
)

// newestToll puts the toll that was published last before an older one: the number of the dead only ever is that of
// the newest count. A question that names a day or whose count it wants is left alone.
func (r *reading) newestToll(all []candidate) {
	term := r.tollTerm()
	if r.kind != howMany || term < 0 || len(r.sentence.Times) > 0 || len(r.speaker) > 0 || len(all) == 0 {
		return
	}
	first, ok := r.tollOf(&all[0].Doc.Sentences[all[0].Sentence], term)
	if !ok {
		return
	}
	at, newest := 0, all[0].Doc.Article.Published.Time
	for i, c := range all[1:min(tollFirst, len(all))] {
		published := c.Doc.Article.Published.Time
		if n, ok := r.tollOf(&c.Doc.Sentences[c.Sentence], term); ok && n != first && !newest.IsZero() && published.After(newest) &&
			c.rank >= all[0].rank-tollDrop && c.vector[fNames] >= tollNames*all[0].vector[fNames] && c.vector[fOwn] >= tollOwn*all[0].vector[fOwn] {
			at, newest = i+1, published
		}
	}
	c := all[at]
	copy(all[1:at+1], all[:at])
	all[0] = c
}

// tollOwn is the share of what the first holds itself that a newer toll must hold.
const tollOwn = 0.8

// sides puts two candidates first that tell different tolls of the same, each where it was told first: a later text may
// be a rewrite. It reports whether there are two.
func (r *reading) sides(all []candidate) bool {
	term := r.tollTerm()
	if term < 0 {
		return false
	}
	type side struct {
		toll float64
		at   int
	}
	var found []side
	for i, c := range all[:min(opposeFirst, len(all))] {
		n, ok := r.tollOf(&c.Doc.Sentences[c.Sentence], term)
		if !ok || c.vector[fNames] < opposeNames || c.vector[fAbout] < opposeAbout {
			continue
		}
		k := slices.IndexFunc(found, func(s side) bool { return s.toll == n })
		switch {
		case k < 0:
			found = append(found, side{n, i})
		case c.Doc.Article.Published.Time.Before(all[found[k].at].Doc.Article.Published.Time):
			found[k].at = i
		}
	}
	if len(found) < 2 {
		return false
	}
	x, y := all[found[0].at], all[found[1].at]
	rest := []candidate{x, y}
	for i, c := range all {
		if i != found[0].at && i != found[1].at {
			rest = append(rest, c)
		}
	}
	copy(all, rest)
	return true
}
