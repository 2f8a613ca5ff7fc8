package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// Weights of a term's finding by the place where it is found.
const (
	besideWeight  = 0.9
	countryWeight = 0.9 // the people or the capital for the country
	speakerWeight = 0.9
)

// meant notes the name of whom a sentence tells that opens with "she" or "her": the person whom those before it named
// last.
func (b *bag) meant(d *text.Document, i int, found []float64) {
	if tokens := d.Sentences[i].Tokens; len(tokens) == 0 || !personal.Has(tokens[0].Norm) {
		return
	}
	for k := i - 1; k >= 0 && k >= i-ownerReach; k-- {
		for _, n := range d.Sentences[k].Names {
			if n.Kind == text.Person {
				for _, w := range keyStems(n.Key) {
					b.note(found, w, besideWeight)
				}
				return
			}
		}
	}
}

// personal are the pronouns of one person.
var personal = wordSet("he", "her", "his", "she")

// typedSure is how sure it must be that a sentence holds a thing of the asked type for it not to count as missing.
const typedSure = 0.3

// unlisted is how sure it is that a sentence holds a thing of an asked class where it holds none that is
// listed: no list is complete.
const unlisted = 0.3

// strict reports whether an answer must hold a thing of the asked type.
func (r *reading) strict() bool {
	switch r.want {
	case aPerson:
		return r.kind == who || r.named
	case aName:
		return r.named
	case aNumber, aShare, anAge, aSum, aTime, aYear, aDuration:
		return true
	}
	return false
}

// mark notes which terms a sentence holds, and gives for each of its tokens the term that it stands
// for, or -1.
func (b *bag) mark(s *text.Sentence, found []float64) []int {
	marks := make([]int, len(s.Tokens))
	for i := range s.Tokens {
		marks[i] = -1
		if !s.Tokens[i].Word {
			continue
		}
		best, w := 0.0, b.meaningOf(&s.Tokens[i])
		for _, m := range w.terms {
			found[m.term] = max(found[m.term], m.weight)
			if m.weight > best {
				best, marks[i] = m.weight, m.term
			}
		}
		for _, m := range w.countries {
			found[m.term] = max(found[m.term], countryWeight*m.weight)
			if marks[i] < 0 {
				marks[i] = m.term
			}
		}
	}
	for _, n := range s.Names {
		for _, m := range b.ofKey(n.Key) {
			found[m.term] = max(found[m.term], m.weight)
			for i := range s.Tokens {
				if s.Tokens[i].Start() >= n.Start && s.Tokens[i].End() <= n.End && marks[i] < 0 {
					marks[i] = m.term
					break
				}
			}
		}
	}
	return marks
}

// meaningOf gives what a word stands for. The same words come again and again: each is looked up once.
func (b *bag) meaningOf(t *text.Token) meaning {
	w, ok := b.byWord[t.Lexeme]
	if !ok {
		w = meaning{b.byStem[t.Stem], b.ofCountry(t)}
		b.byWord[t.Lexeme] = w
	}
	return w
}

// ofKey gives the terms that the words of a name's key stand for. Names come again and again: each is looked up once.
func (b *bag) ofKey(key string) []match {
	if key == "" {
		return nil
	}
	out, ok := b.byKey[key]
	if !ok {
		for _, w := range keyStems(key) {
			out = append(out, b.byStem[w]...)
		}
		b.byKey[key] = out
	}
	return out
}

// ofCountry gives the terms that the country of a people or a capital stands for.
func (b *bag) ofCountry(t *text.Token) []match {
	if len(t.Text) < 4 || t.Text[0] >= 'a' && t.Text[0] <= 'z' {
		return nil
	}
	out, ok := b.byCountry[t.Text]
	if !ok {
		for _, w := range index.CountryStems(t) {
			out = append(out, b.byStem[w]...)
		}
		b.byCountry[t.Text] = out
	}
	return out
}

// hold notes which terms a sentence holds.
func (b *bag) hold(s *text.Sentence, found []float64, weight float64) {
	for i := range s.Tokens {
		if !s.Tokens[i].Word {
			continue
		}
		w := b.meaningOf(&s.Tokens[i])
		for _, m := range w.terms {
			found[m.term] = max(found[m.term], m.weight*weight)
		}
		for _, m := range w.countries {
			found[m.term] = max(found[m.term], countryWeight*weight*m.weight)
		}
	}
	for _, n := range s.Names {
		for _, m := range b.ofKey(n.Key) {
			found[m.term] = max(found[m.term], m.weight*weight)
		}
	}
}

func (b *bag) note(found []float64, stem string, weight float64) {
	for _, m := range b.byStem[stem] {
		found[m.term] = max(found[m.term], m.weight*weight)
	}
}

// share is the part of the question's mass that was found.
func (b *bag) share(found []float64) float64 {
	if b.mass == 0 {
		return 0
	}
	sum := 0.0
	for i, f := range found {
		sum += f * b.rarity[i]
	}
	return sum / b.mass
}

// nameShare is the part of the mass of the question's names that was found; 1 where it has none.
func (b *bag) nameShare(found []float64) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if b.terms[i].Name {
			sum += f * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 1
	}
	return sum / mass
}

// aboutShare is the part of the mass of those words that was found which are neither names nor the
// noun that is asked for: what is told of them. It is 1 where the question has none.
func (b *bag) aboutShare(found []float64) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if !b.terms[i].Name && !b.focal[i] && !slices.Contains(b.dateTerms, i) {
			sum += f * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 1
	}
	return sum / mass
}

// focused is the share of the asked noun phrase's words that were found; 1 where nothing is asked by name.
func (r *reading) focused(s *text.Sentence, found []float64) float64 {
	n, sum := 0, 0.0
	for _, f := range r.focus {
		for _, m := range r.byStem[f.Stem] {
			n++
			sum += found[m.term]
			break
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// around is the share of the mass that stands within a few words of a thing.
func (b *bag) around(marks []int, t thing) float64 {
	if b.mass == 0 {
		return 0
	}
	sum := 0.0
	var seen [64]bool
	for i := max(0, t.first-near); i < len(marks) && i <= t.last+near; i++ {
		if m := marks[i]; m >= 0 && (i < t.first || i > t.last) && m < len(seen) && !seen[m] {
			seen[m] = true
			sum += b.rarity[m]
		}
	}
	return sum / b.mass
}

// near is how many words around a thing count as beside it.
const near = 8

// spoken is 1 when the sentence is said by whom the question names as its speaker, and less when no
// speaker is known but the sentence names him.
func (r *reading) spoken(s *text.Sentence) float64 {
	if len(r.speaker) == 0 {
		return 0
	}
	best := 0.0
	for _, w := range speakerOf(s) {
		for _, k := range r.speaker {
			if r.same(w, k) {
				best = 1
			}
		}
	}
	if best == 0 && s.Speaker == "" {
		held := 0
		for _, k := range r.speaker {
			if slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Word && r.same(t.Stem, k) }) {
				held++
			}
		}
		best = 0.7 * float64(held) / float64(len(r.speaker))
	}
	return best
}

// defined reports whether a sentence says what a thing of the question is: "X is a …", "the … (X)", "X, head of …".
func (b *bag) defined(s *text.Sentence) bool {
	for _, n := range s.Names {
		if b.names(n.Text) && (n.Role != "" || b.apposed(s, n)) {
			return true
		}
	}
	for i := range s.Tokens {
		if len(b.byStem[s.Tokens[i].Stem]) == 0 {
			continue
		}
		if i > 0 && s.Tokens[i-1].Text == "(" {
			return true
		}
		switch verb, next := norm(s.Tokens, i+1), norm(s.Tokens, i+2); verb {
		case "is", "are", "was", ",":
			if articles.Has(next) || next == "which" || next == "who" {
				return true
			}
		case "means":
			return true
		}
	}
	return false
}

// apposed reports whether a role or a description stands beside a name, parted from it by a comma: "Volk, head of the
// guild," or "the head of the guild, Irena Volk".
func (b *bag) apposed(s *text.Sentence, n text.Name) bool {
	first, last := tokensOf(s, n.Span)
	if first < 0 {
		return false
	}
	role := func(k int) bool {
		return k >= 0 && k < len(s.Tokens) && (s.Tokens[k].Is(text.Role) || personNouns.Has(s.Tokens[k].Stem))
	}
	if norm(s.Tokens, last+1) == "," {
		for k := last + 2; k <= last+1+apposedReach; k++ {
			if role(k) {
				return true
			}
		}
	}
	if norm(s.Tokens, first-1) == "," {
		for k := first - 2; k >= first-1-2*apposedReach; k-- {
			if role(k) {
				return true
			}
		}
	}
	return false
}

// apposedReach is how many words behind a comma tell what somebody is.
const apposedReach = 4

// heading is the heading above a sentence, or -1.
func heading(d *text.Document, i int) int {
	for k := i - 1; k >= 0 && i-k < 60; k-- {
		if d.Sentences[k].Heading {
			return k
		}
	}
	return -1
}

// speakerOf gives the stems of a sentence's speaker.
func speakerOf(s *text.Sentence) []string {
	if s.Speaker == "" {
		return nil
	}
	return append(slices.Clone(keyStems(s.SpeakerKey)), wordStems(s.Speaker)...)
}

// asks reports whether a sentence is a question: a question answers none. A quiz puts its choices under it.
func asks(s string) bool {
	line, _, _ := strings.Cut(s, "\n")
	return strings.HasSuffix(strings.TrimRight(line, " \"”’')"), "?")
}

// when1 is 1 for true.
func when1(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
