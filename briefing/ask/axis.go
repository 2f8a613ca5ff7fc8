package ask

import (
	"slices"
	"strings"
	"sync"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// axis is a matter of which two opposite things can be told, each by many verbs.
type axis struct{ plus, minus map[string]bool }

// axes are the opposites that questions are asked about and sources quarrel over.
var axes = sync.OnceValue(func() []axis {
	var out []axis
	for _, row := range lex.Table("en/deed-axes", 2) {
		out = append(out, axis{deedsIn(row.Cells[0]), deedsIn(row.Cells[1])})
	}
	return out
})

// deedsIn is the set of the stems of verbs; "turn-down" is the verb with that particle.
func deedsIn(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		verb, particle, two := strings.Cut(w, "-")
		if w = text.Stem(verb); two {
			w += "-" + particle
		}
		out[w] = true
	}
	return out
}

// Words that turn round what follows them, within turnReach words.
var turners = lex.Words("en/polarity-turners")

// turning are stems of those turners that may be words of a question.
var turning = stemSet("fail", "instead", "rather", "refuse", "unable")

// supposing are words after which a deed is a plan, a wish or a claim's matter and no fact.
var supposing = lex.Words("en/supposition-words")

const (
	turnReach    = 4
	supposeReach = 6
)

// lean is the side of an axis on which a word of a sentence stands: 1, -1, or 0 for none. planned tells that the
// deed is only promised, wished or feared.
func (x *axis) lean(tokens []text.Token, k int) (side int, planned bool) {
	next := norm(tokens, k+1)
	switch s, phrase := tokens[k].Stem, tokens[k].Stem+"-"+next; {
	case x.plus[phrase]:
		side = 1
	case x.minus[phrase]:
		side = -1
	case x.plus[s] && next != "down":
		side = 1
	case x.minus[s] && next != "up":
		side = -1
	case tokens[k].Stem == ballots && x.plus[voting]:
		if side = ballot(tokens, k); side == 0 {
			return 0, false
		}
	default:
		return 0, false
	}
	if k > 0 && articles.Has(tokens[k-1].Norm) {
		return 0, false // a noun: "the pause was to begin"
	}
	for i := k - 1; i >= 0 && k-i <= supposeReach; i-- {
		n := tokens[i].Norm
		if n == "," || n == ";" || n == "and" && k-i > turnReach {
			break
		}
		if k-i <= turnReach && turners.Has(n) {
			side = -side
		}
		if supposing.Has(n) && !(n == "to" && i > 0 && (turners.Has(tokens[i-1].Norm) || tokens[i-1].Norm == "able")) {
			planned = true
		}
	}
	return side, planned
}

// voting is the stem by which the axis of votes is known, and ballots the one of voting.
var voting, ballots = text.Stem("approve"), text.Stem("vote")

// ballot is the side that was taken by those who voted: "voted against the bill", "voted by 61 to 38 to spend".
func ballot(tokens []text.Token, at int) int {
	for k := at + 1; k+1 < len(tokens) && k <= at+ballotReach; k++ {
		switch next := &tokens[k+1]; tokens[k].Norm {
		case "against", "down":
			return -1
		case "for", "unanimously":
			return 1
		case "to":
			if next.Word && (next.Norm[0] < '0' || next.Norm[0] > '9') && next.Norm != "reject" && next.Norm != "block" {
				return 1
			}
		}
	}
	return 0
}

// ballotReach is how many words behind "voted" tell for what.
const ballotReach = 10

// leansOf gives, by axis, the side on which a sentence stands as a matter of fact, or in what it says is planned; 0 where it stands on none or both.
func leansOf(tokens []text.Token, plans bool) [16]int {
	var out [16]int
	var both [16]bool
	for i := range axes() {
		for k := range tokens {
			side, planned := axes()[i].lean(tokens, k)
			if side == 0 || planned != plans {
				continue
			}
			both[i] = both[i] || out[i] == -side
			out[i] = side
		}
		if both[i] {
			out[i] = 0
		}
	}
	return out
}

// opposite reports whether two sentences stand on different sides of an axis.
func opposite(a, b *text.Sentence) bool {
	x, y := leansOf(a.Tokens, false), leansOf(b.Tokens, false)
	for i := range axes() {
		if x[i]*y[i] < 0 {
			return true
		}
	}
	return false
}

// deed is what a question takes for granted: on which axis, on which side, told by which of its terms.
type deed struct {
	axis, side, term int
	planned          bool // "are expected to fall"
}

// deeds are those of a question.
func (r *reading) deeds() []deed {
	var out []deed
	tokens := r.sentence.Tokens
	if len(tokens) < 2 || !asking.Has(tokens[0].Norm) || !auxiliaries.Has(tokens[1].Norm) {
		return nil // only "why did X stop Y" takes for granted that X did
	}
	for i := range axes() {
		for k := 2; k < len(tokens); k++ {
			if before := tokens[k-1].Norm; prepositions.Has(before) && before != "to" || articles.Has(before) {
				continue // a noun: "against cuts", "the stop"
			}
			side, planned := axes()[i].lean(tokens, k)
			if side == 0 {
				continue
			}
			for _, m := range r.byStem[tokens[k].Stem] {
				if r.terms[m.term].Words[0] == tokens[k].Stem && !r.focal[m.term] {
					out = append(out, deed{i, side, m.term, planned})
					break
				}
			}
		}
	}
	return out
}

// Shares of a question that a sentence must hold for its deed to be that of the question.
const (
	deedNames = 0.6 // of its names, with what stands beside
	deedRest  = 0.5 // of all but the deed itself, with neighbours, heading and title
	deedOwn   = 0.3 // the same, by itself
)

// side reports on which side of a deed a candidate stands as a matter of fact, if it is about the same: 0 for
// neither.
func (r *reading) side(c candidate, d deed) int {
	s := &c.Doc.Sentences[c.Sentence]
	if s.Heading || c.f("asks") > 0 || s.Stance == briefing.Denied {
		return 0
	}
	if c.f("headed-names") < deedNames {
		return 0
	}
	found := make([]float64, len(r.terms))
	r.hold(s, found, 1)
	own := r.restShare(found, d.term)
	for _, i := range r.dateTerms {
		found[i] = max(found[i], c.f("asked-time"))
	}
	for _, i := range []int{c.Sentence - 1, c.Sentence + 1} {
		if i >= 0 && i < len(c.Doc.Sentences) {
			r.hold(&c.Doc.Sentences[i], found, besideWeight)
		}
	}
	if r.objectShare(found, d.term) < deedRest {
		return 0 // a convoy that was stopped is no shelling that was
	}
	r.hold(&c.Doc.Title, found, besideWeight)
	if own < deedOwn || r.restShare(found, d.term) < deedRest {
		return 0
	}
	return r.sideOfEvents(c, d)
}

// sideOfEvents is the side on which those verbs of a sentence stand whose doer or object the question names; 0 where they
// stand on none or both.
func (r *reading) sideOfEvents(c candidate, d deed) int {
	s, out := c.sentence(), 0
	for k := range s.Tokens {
		side, planned := axes()[d.axis].lean(s.Tokens, k)
		if side == 0 || planned != d.planned || !r.concerns(&c, k, d) {
			continue
		}
		if out == -side {
			return 0
		}
		out = side
	}
	return out
}

// concerns reports whether a word of the question, its deed and its days aside, stands for who does what the verb at k
// tells or for whom it is done to; of a verb that is no event of its own, within a few words behind it.
func (r *reading) concerns(c *candidate, k int, d deed) bool {
	s, marks := c.sentence(), c.sight.marks
	of := func(k int) bool {
		return k < len(marks) && marks[k] >= 0 && marks[k] != d.term && !slices.Contains(r.dateTerms, marks[k])
	}
	for i := range s.Events {
		e := &s.Events[i]
		if int(e.Verb) != k {
			continue
		}
		for j := range marks {
			if of(j) && (e.Who.Has(j) || e.Whom.Has(j)) {
				return true
			}
		}
		return s.Tokens[max(0, int(e.Who.From))].Is(text.Pronoun)
	}
	for j := k + 1; j <= k+turnReach; j++ {
		if of(j) {
			return true
		}
	}
	return false
}

// objectShare is the share of the mass of those words that was found which are no names, dates or the deed; 1 where
// there are none.
func (b *bag) objectShare(found []float64, deed int) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if i != deed && !turning.Has(b.terms[i].Words[0]) && !b.terms[i].Name && !slices.Contains(b.dateTerms, i) {
			sum += f * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 1
	}
	return sum / mass
}

// restShare is the share of the question's mass that was found, one term aside.
func (b *bag) restShare(found []float64, aside int) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if i != aside && !turning.Has(b.terms[i].Words[0]) {
			sum += f * b.rarity[i]
			mass += b.rarity[i]
		}
	}
	if mass == 0 {
		return 0
	}
	return sum / mass
}

// overturned finds the candidates, best first and each of another article, that tell the opposite of what the question
// takes for granted, where none tells the same.
func (r *reading) overturned(all []candidate) []candidate {
	for _, d := range r.deeds() {
		var against []candidate
		for _, c := range all[:min(deniedFirst, len(all))] {
			switch s := r.side(c, d); {
			case s == d.side:
				return nil
			case s == -d.side && len(against) < maxAgainst && !slices.ContainsFunc(against, func(x candidate) bool { return x.Doc == c.Doc }) && !repeats(against, c):
				against = append(against, c)
			}
		}
		if len(against) > 0 {
			return against
		}
	}
	return nil
}

// maxAgainst is how many sentences are told that contradict a question.
const maxAgainst = 2
