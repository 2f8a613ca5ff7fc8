package ask

import (
	"slices"

	"briefbot/briefing/claim"
	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// tolling are stems of the words that ask for a toll, and lifeless of what the dead are counted as.
var (
	tolling  = stemsIn("en/toll-words")
	lifeless = stemsIn("en/dead-nouns")
)

// tollTerm is the term of a question that asks for a toll, or -1.
func (b *bag) tollTerm() int {
	return slices.IndexFunc(b.terms, func(t index.Term) bool { return !t.Name && tolling.Has(t.Words[0]) })
}

// tollOf gives the number that a sentence tells of those whom the question counts; ok is false where it tells none.
func (b *bag) tollOf(s *text.Sentence, term int) (toll text.Number, ok bool) {
	if s.Heading || term < 0 {
		return toll, false
	}
	t := &b.terms[term]
	for _, p := range claim.Tolls(s) {
		if t.Match(text.Stem(p.Word)) > 0 || p.Fate == "killed" && t.Match(dying) > 0 {
			return p.Count, true
		}
	}
	return toll, false
}

// dying is the stem that stands for all words of death.
var dying = text.Stem("die")

// alike reports whether two tolls may be of the same: children are no soldiers, but both are people.
func alike(a, b string) bool {
	anyone := func(n string) bool { return n == "" || lifeless.Has(n) || everyone.Has(n) || tolling.Has(n) }
	return a == b || anyone(a) || anyone(b)
}

// everyone are stems of what any dead may be counted as.
var everyone = stemSet("people", "person", "victim")

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
		if n, ok := r.tollOf(&c.Doc.Sentences[c.Sentence], term); ok && n.Value != first.Value && alike(n.Noun, first.Noun) && !newest.IsZero() && published.After(newest) &&
			c.rank >= all[0].rank-tollDrop && c.f("headed-names") >= tollNames*all[0].f("headed-names") && c.f("own") >= tollOwn*all[0].f("own") {
			at, newest = i+1, published
		}
	}
	c := all[at]
	copy(all[1:at+1], all[:at])
	all[0] = c
}

// tollOwn is the share of what the first holds itself that a newer toll must hold.
const tollOwn = 0.8

// elsewhereThan reports whether a candidate tells of a place that neither the question nor another candidate names:
// those killed in one town are no other count of an army's dead.
func (b *bag) elsewhereThan(other, c *candidate) bool {
	s, o := &c.Doc.Sentences[c.Sentence], &other.Doc.Sentences[other.Sentence]
	for _, n := range s.Names {
		first, _ := tokensOf(s, n.Span)
		if n.Kind != text.Place || first < 1 || s.Tokens[first-1].Norm != "in" || b.names(n.Text) {
			continue
		}
		if !slices.ContainsFunc(o.Names, func(x text.Name) bool { return x.Key == n.Key }) {
			return true
		}
	}
	return false
}

// otherToll reports whether two candidates tell different tolls of the same.
func (b *bag) otherToll(x, y *candidate) bool {
	term := b.tollTerm()
	m, ok := b.tollOf(x.sentence(), term)
	n, also := b.tollOf(y.sentence(), term)
	return ok && also && m.Value != n.Value && alike(m.Noun, n.Noun) && !b.elsewhereThan(x, y)
}
