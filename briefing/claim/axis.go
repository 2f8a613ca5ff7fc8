package claim

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// axis is a matter on which claims can point in opposite directions.
type axis struct {
	plus, minus wordSet // stems
	// least is how much two claims have to share besides (see opposed): little where the words
	// themselves tell the matter. From 1 on, a name has to be among it.
	least float64
}

// axes are pairs of general antonyms, grouped by what they measure.
var axes = sync.OnceValue(func() []axis {
	var out []axis
	for _, r := range lex.Table("en/antonyms", 3) {
		least, err := strconv.ParseFloat(r.Cells[2], 64)
		if err != nil {
			panic(fmt.Errorf("lex: en/antonyms.tsv:%d: %q is no number", r.Line, r.Cells[2]))
		}
		out = append(out, axis{stemSet(strings.Fields(r.Cells[0])), stemSet(strings.Fields(r.Cells[1])), least})
	}
	return out
})

// whatIf are words after which nothing is claimed.
var whatIf = lex.Words("en/nonfactual-markers")

// particles make a verb of an axis mean what the axis measures: "step up", "scale back".
var particles = map[string]string{"step": "up", "scale": "back"}

// stand is where a sentence stands on an axis. What it tells of somebody's promise is not its own
// stand; plusMeant and minusMeant say that it mentions such a promise.
type stand struct {
	axis                  int
	plus, minus           bool
	plusMeant, minusMeant bool
}

// opposes reports whether the two stands are clear and point in opposite directions.
func (x stand) opposes(y stand) bool {
	return x.axis == y.axis && x.plus != x.minus && y.plus != y.minus && x.plus != y.plus
}

// answers reports whether x mentions as a promise what y stands for.
func (x stand) answers(y stand) bool { return x.plusMeant && y.plus || x.minusMeant && y.minus }

// promises are words after which a direction is somebody's word and not yet a fact.
var promises = lex.Words("en/commitment-words")

// stands reads the directions that a sentence takes.
func stands(s *text.Sentence) []stand {
	var out []stand
	for i, a := range axes() {
		x := stand{axis: i}
		for k, t := range s.Tokens {
			up, down := a.plus[t.Stem], a.minus[t.Stem]
			if !up && !down || supposed(s.Tokens, k) || !meant(s.Tokens, k) {
				continue
			}
			if negated(s.Tokens, k) != prefixed(s.Tokens, k) {
				up, down = down, up
			}
			if promised, despite := told(s.Tokens, k); despite { // "despite its claims of a decrease"
				up, down = down, up
			} else if promised {
				x.plusMeant, x.minusMeant = x.plusMeant || up, x.minusMeant || down
				continue
			}
			x.plus, x.minus = x.plus || up, x.minus || down
		}
		if x.plus || x.minus || x.plusMeant || x.minusMeant {
			out = append(out, x)
		}
	}
	return out
}

// reach is how many tokens before a word a condition still governs it.
const reach = 5

// negated reports whether the word at k is said not to be.
func negated(tokens []text.Token, k int) bool { return tokens[k].Negated() }

// prefixed reports whether the word at k is turned round by a prefix that stands as a word: "de-escalation".
func prefixed(tokens []text.Token, k int) bool {
	return k >= 2 && tokens[k-1].Text == "-" && tokens[k-2].Norm == "de"
}

// supposed reports whether the word at k stands in a condition or a wish: "if" holds up to the comma,
// the other words for a few words.
func supposed(tokens []text.Token, k int) bool {
	for i := k - 1; i >= 0 && tokens[i].Norm != ","; i-- {
		w := tokens[i].Norm
		if w == "if" || w == "unless" || w == "whether" || k-i <= reach && whatIf.Has(w) {
			return true
		}
	}
	return false
}

// told reports whether the word at k is governed by a promise, and whether that promise is said to
// be broken.
func told(tokens []text.Token, k int) (promised, despite bool) {
	for i := max(0, k-reach); i < k; i++ {
		if promises.Has(tokens[i].Norm) {
			promised = true
			for j := max(0, i-reach); j < i; j++ {
				despite = despite || tokens[j].Norm == "despite"
			}
		}
	}
	return promised, despite
}

func meant(tokens []text.Token, k int) bool {
	if tokens[k].Norm == "advance" && k > 0 && tokens[k-1].Norm == "in" {
		return false
	}
	p, needs := particles[tokens[k].Stem]
	if !needs {
		return true
	}
	return k+1 < len(tokens) && tokens[k+1].Norm == p
}
