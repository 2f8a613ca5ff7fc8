package claim

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// An axis is a matter of which two opposite things can be told, each in many words.
type axis struct {
	// least is how much two claims have to share besides that are opposed on it: little where the words
	// themselves tell the matter.
	least float64
}

// A pole is a side of an axis: 1 or -1.
type pole struct{ axis, side int }

// directions are the axes, and the poles by the stems of their words; "turn-down" is a verb with its particle.
var directions = sync.OnceValue(func() (d struct {
	axes  []axis
	poles map[string][]pole
}) {
	d.poles = map[string][]pole{}
	for i, r := range lex.Table("en/antonyms", 3) {
		least, err := strconv.ParseFloat(r.Cells[2], 64)
		if err != nil {
			panic(fmt.Errorf("lex: en/antonyms.tsv:%d: %q is no number", r.Line, r.Cells[2]))
		}
		d.axes = append(d.axes, axis{least})
		for k, side := range []int{1, -1} {
			for _, w := range strings.Fields(r.Cells[k]) {
				verb, particle, two := strings.Cut(w, "-")
				if w = text.Stem(verb); two {
					w += "-" + particle
				}
				if p := (pole{i, side}); len(d.poles[w]) == 0 || d.poles[w][len(d.poles[w])-1] != p {
					d.poles[w] = append(d.poles[w], p)
				}
			}
		}
	}
	return d
})

// A Lean is a word of a sentence that stands on one side of a matter of which two opposite things can be told.
type Lean struct {
	Axis int // which matter
	Side int // 1 or -1
	At   int // the token
	// Planned tells that it is only promised, wished or feared.
	Planned bool
}

// Leans gives the sides that the word at k takes, one an axis; none where it is a noun with an article.
func Leans(tokens []text.Token, k int) []Lean {
	found := poles(tokens, k)
	if len(found) == 0 || k > 0 && (determiners.Has(tokens[k-1].Norm) || text.HasWord("her his its their", tokens[k-1].Norm)) {
		return nil
	}
	sign, planned := turned(tokens, k)
	var out []Lean
	for _, p := range found {
		if next := text.Next(tokens, k); p.side > 0 && next != "down" || p.side < 0 && next != "up" {
			out = append(out, Lean{p.axis, p.side * sign, k, planned})
		}
	}
	return out
}

// poles are those of the word at k, with the particle behind it.
func poles(tokens []text.Token, k int) []pole {
	stem, next := tokens[k].Stem, text.Next(tokens, k)
	if p := directions().poles[stem+"-"+next]; p != nil {
		return p
	}
	if stem == ballots {
		if side := ballot(tokens, k); side != 0 {
			return []pole{{directions().poles[voting][0].axis, side}}
		}
		return nil
	}
	return directions().poles[stem]
}

var (
	// supposing are words after which an act is a plan, a wish or a matter of talk and no fact.
	supposing = lex.Words("en/supposition-words")
)

const (
	turnReach    = 4
	supposeReach = 6
)

// turns reports whether a word turns round what follows it within turnReach words; a verb of denial does not.
func turns(norm string) bool {
	return text.Negates(norm) || implicatives.Has(norm) || norm == "instead" || norm == "rather"
}

// turned is -1 where the words before k turn it round, else 1. planned tells that they make a plan or a wish of it.
func turned(tokens []text.Token, k int) (sign int, planned bool) {
	sign = 1
	for i := k - 1; i >= 0 && k-i <= supposeReach; i-- {
		n := tokens[i].Norm
		if n == "," || n == ";" || n == "and" && k-i > turnReach {
			break
		}
		if k-i <= turnReach && turns(n) {
			sign = -sign
		}
		if supposing.Has(n) && !(n == "to" && i > 0 && (turns(tokens[i-1].Norm) || tokens[i-1].Norm == "able")) {
			planned = true
		}
	}
	return sign, planned
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
			if next.Word && !next.Digit() && next.Norm != "block" {
				return 1
			}
		}
	}
	return 0
}

// ballotReach is how many words behind "voted" tell for what.
const ballotReach = 10

// leansOf are the sides that a sentence takes, none of an axis on both sides of which it stands.
func leansOf(tokens []text.Token) []Lean {
	var out []Lean
	for k := range tokens {
		if tokens[k].Word && !tokens[k].Stop && !tokens[k].Hypothetical() {
			out = append(out, Leans(tokens, k)...)
		}
	}
	return out
}

// opposing finds a word of a and one of b that stand on opposite sides of an axis on which neither stands on both.
func opposing(a, b []Lean) (x, y Lean, ok bool) {
	for _, x := range a {
		for _, y := range b {
			if x.Axis == y.Axis && x.Side == -y.Side && !onBoth(a, x) && !onBoth(b, y) {
				return x, y, true
			}
		}
	}
	return Lean{}, Lean{}, false
}

// onBoth reports whether one of leans is on the other side of x's axis.
func onBoth(leans []Lean, x Lean) bool {
	for _, y := range leans {
		if y.Axis == x.Axis && y.Side != x.Side && y.Planned == x.Planned {
			return true
		}
	}
	return false
}

// Opposed reports whether two claims about one thing, which who calls knows, take different sides of it: they contradict
// each other, tell opposite things as facts, count the same people otherwise, or only one of them denies.
func Opposed(a, b *Claim) bool {
	if a.Doc == b.Doc && a.Speaker == b.Speaker {
		return false // nobody contradicts himself
	}
	_, _, opposite := opposing(facts(a.tokens()), facts(b.tokens()))
	_, _, recounted := otherCounts(a, b)
	return opposite || a.denies() != b.denies() || recounted && !OtherOfKind(a, b) || Contradicts(a, b) || Contradicts(b, a)
}

// facts are the sides that a sentence takes as a matter of fact.
func facts(tokens []text.Token) []Lean {
	var out []Lean
	for k := range tokens {
		for _, l := range Leans(tokens, k) {
			if !l.Planned {
				out = append(out, l)
			}
		}
	}
	return out
}

// toldOf is the stem of the noun before the verb at a token and its auxiliaries, or empty.
func (c *Claim) toldOf(at int) string {
	tokens := c.tokens()
	for at--; at >= 0 && tokens[at].Is(text.Auxiliary|text.Negation|text.Adverb); at-- {
	}
	if at < 0 || tokens[at].Stop {
		return ""
	}
	return tokens[at].Stem
}
