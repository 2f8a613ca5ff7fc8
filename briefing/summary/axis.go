package summary

import (
	"strings"

	"briefbot/briefing/text"
)

// axis is a matter on which claims can point in opposite directions.
type axis struct {
	plus, minus wordSet // stems
	// least is how much two claims have to share besides (see opposed): little where the words
	// themselves tell the matter. From 1 on, a name has to be among it.
	least float64
}

func stemSet(list string) wordSet {
	set := wordSet{}
	for _, w := range strings.Fields(list) {
		set[text.Stem(w)] = true
	}
	return set
}

// axes are pairs of general antonyms, grouped by what they measure.
var axes = []axis{
	{stemSet(`intensify intensified escalate escalation increase increased expand ramp reinforce strengthen step`),
		stemSet(`reduce reduction scale de-escalate de-escalation deescalate decrease ease withdraw withdrawal halt suspend cut curb`), 1},
	{stemSet(`progress breakthrough constructive advance headway optimistic productive`),
		stemSet(`stalemate deadlock impasse stall stalled setback collapse fruitless`), 0.5},
	{stemSet(`accept agree agreed approve endorse welcome`),
		stemSet(`reject refuse oppose object decline veto`), 1.3},
	{stemSet(`confirm true real authentic genuine prove`), stemSet(`deny denied false fake fabricated hoax baseless untrue`), 1.3},
	{stemSet(`win won victory succeed success`), stemSet(`lose lost defeat fail failed failure`), 1.3},
	{stemSet(`rise rose grow grew growth gain climb soar surge`), stemSet(`fall fell drop decline shrink shrank plunge slump`), 1.3},
	{stemSet(`guilty guilt responsible liable`), stemSet(`innocent innocence acquitted exonerated`), 0.8},
	{stemSet(`dangerous unsafe hazardous toxic contaminated risky`), stemSet(`safe harmless secure`), 1.3},
	{stemSet(`reopen reopened opened`), stemSet(`closed shut closure`), 0.6},
	{stemSet(`allow allowed permit permitted`), stemSet(`block blocked bar barred ban banned forbid`), 1.3},
	{stemSet(`necessary needed essential vital`), stemSet(`unnecessary needless pointless`), 1.3},
	{stemSet(`alive survive survived`), stemSet(`dead died killed`), 1.3},
	{stemSet(`effective works`), stemSet(`ineffective useless`), 1.3},
	{stemSet(`legal lawful legitimate`), stemSet(`illegal unlawful illegitimate`), 1.3},
}

// whatIf are words after which nothing is claimed.
var whatIf = words(`if whether soon once clear unclear extent indication sign signs unless until could might may should must more hope hopes hoped wants want
	urged called calls demand demands demanded able`)

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
var promises = words(`promised promise promises promising announcing pledging pledged pledge pledges vowed vow claims claim claimed`)

// stands reads the directions that a sentence takes.
func stands(s *text.Sentence) []stand {
	var out []stand
	for i, a := range axes {
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

// reach is how many tokens before a word a negation or condition still governs it.
const reach = 5

func negated(tokens []text.Token, k int) bool {
	n := false
	for i := max(0, k-reach-2); i < k; i++ {
		switch w := tokens[i].Norm; {
		case w == "," || w == ";" || w == "but" || quotationMarks(tokens[i].Text) > 0:
			n = false
		case w == "no" || w == "not" || w == "never" || w == "without" || w == "nor" || w == "neither" || w == "none" || w == "cannot" || strings.HasSuffix(w, "n't") || w == "t" && i > 0 && tokens[i-1].Norm == "'":
			n = true
		case w == "only" && n && tokens[i-1].Norm == "not": // "not only"
			n = false
		}
	}
	return n
}

// prefixed reports whether the word at k is turned round by a prefix that stands as a word: "de-escalation".
func prefixed(tokens []text.Token, k int) bool {
	return k >= 2 && tokens[k-1].Text == "-" && (tokens[k-2].Norm == "de" || tokens[k-2].Norm == "non")
}

// supposed reports whether the word at k stands in a condition or a wish: "if" holds up to the comma,
// the other words for a few words.
func supposed(tokens []text.Token, k int) bool {
	for i := k - 1; i >= 0 && tokens[i].Norm != ","; i-- {
		w := tokens[i].Norm
		if w == "if" || w == "unless" || w == "whether" || k-i <= reach && whatIf[w] {
			return true
		}
	}
	return false
}

// told reports whether the word at k is governed by a promise, and whether that promise is said to
// be broken.
func told(tokens []text.Token, k int) (promised, despite bool) {
	for i := max(0, k-reach); i < k; i++ {
		if promises[tokens[i].Norm] {
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
	return p != "" && k+1 < len(tokens) && tokens[k+1].Norm == p
}
