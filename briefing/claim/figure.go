package claim

import (
	"math"

	"briefbot/briefing/text"
)

// Figure is a number of something that a claim gives.
type Figure struct {
	text.Number
	// Of is the stem of the verb by which it is told, as "kill" of "killed 14 people"; empty with none.
	Of string
}

// figuresOf reads the figures of a sentence.
func figuresOf(s *text.Sentence) []Figure {
	var out []Figure
	for i, n := range s.Numbers {
		if n.Noun == "" && n.Unit == "" {
			continue
		}
		f := Figure{Number: n}
		for k := range s.Events {
			if e := &s.Events[k]; int(e.Count) == i {
				f.Of = s.Tokens[e.Verb].Lemma()
				break
			}
		}
		out = append(out, f)
	}
	return out
}

// counted finds figures of one thing that differ. A figure that was published later is an update of the earlier
// one; only figures of about the same hour, or of two named speakers, disagree.
func (t *Table) counted(a, b *Claim) (found, bool) {
	if len(a.Figures) == 0 || len(b.Figures) == 0 || !a.sameTime(b) || OtherOfKind(a, b) {
		return found{}, false
	}
	if !t.sameEvent(a, b) || (a.Speaker == "" || b.Speaker == "") && !simultaneous(a, b) {
		return found{}, false
	}
	for _, x := range a.Figures {
		for _, y := range b.Figures {
			if exclusive(a, x, b, y) {
				return found{t.counting(a, b, x.Number), t.shared(a, b).weight + 1}, true
			}
		}
	}
	return found{}, false
}

// sameEvent reports whether two claims tell much the same of the same names.
func (t *Table) sameEvent(a, b *Claim) bool {
	same := t.shared(a, b)
	few := min(len(a.Names), len(b.Names))
	least := SameMatter
	if few == 0 {
		least = sameMeasure // nobody and nothing is named: they tell of one thing only in much the same words
	}
	return len(same.names) >= few && a.Matter.Cosine(b.Matter) >= least
}

// sameMeasure is the cosine of the matter of two claims from which amounts in them measure one thing.
const sameMeasure = 0.7

// exclusive reports whether two figures of two claims are of one thing and cannot both be right, and neither
// claim gives the other's as well.
func exclusive(a *Claim, x Figure, b *Claim, y Figure) bool {
	switch {
	case x.Noun != y.Noun || x.Unit != y.Unit || !differ(x.Number, y.Number) || !comparable(x.Number, y.Number):
		return false
	case x.Noun != "" && !countable(a.tokens(), x.Number), some(a.tokens(), x.Number), some(b.tokens(), y.Number):
		return false
	case (x.Unit != "" || amounts.Has(x.Noun)) && a.Matter.Cosine(b.Matter) < sameMeasure:
		return false
	}
	both := holds(b.sentence().Numbers, x.Number) || holds(a.sentence().Numbers, y.Number)
	return !both && framed(a.tokens(), x.Number, b.tokens(), y.Number)
}

// some reports whether a figure counts what comes on top of others: "another 20 tons".
func some(tokens []text.Token, n text.Number) bool {
	k := tokenAt(tokens, n.Start)
	return k > 0 && (partial.Has(tokens[k-1].Norm) || k > 1 && partial.Has(tokens[k-2].Norm))
}

// countable reports whether n counts things: its noun is no name ("5 PDT") and no mere measure.
func countable(tokens []text.Token, n text.Number) bool {
	for i := tokenAt(tokens, n.End); i < len(tokens); i++ {
		if tokens[i].Stem == n.Noun {
			return !text.StartsUpper(tokens[i].Text) && !measures.Has(n.Noun)
		}
	}
	return false
}

// measures are nouns, as stems, that number or time things: they count nothing of their own.
var measures = stemsOf("en/measure-nouns")

// amounts are nouns, as stems, that measure something else: what is measured has to be the same.
var amounts = stemsOf("en/amount-nouns")

// framed reports whether two figures stand in the same words: a word of matter right before or after
// them is the same.
func framed(a []text.Token, n text.Number, b []text.Token, o text.Number) bool {
	x, y := around(a, n), around(b, o)
	for k := range x {
		if y[k] {
			return true
		}
	}
	return false
}

// around are the stems of the nearest words of matter before and after a figure and what it counts,
// marked by the side on which they stand.
func around(tokens []text.Token, n text.Number) map[string]bool {
	out := map[string]bool{}
	k := tokenAt(tokens, n.Start)
	for i := k - 1; i >= max(0, k-4); i-- {
		if w := tokens[i]; w.Word && !w.Stop && !text.HasDigit(w.Norm) && !numerals.Has(w.Norm) && !bounds.Has(w.Norm) {
			out["before "+w.Stem] = true
			break
		}
	}
	for i := tokenAt(tokens, n.End); i < min(len(tokens), k+7); i++ {
		if w := tokens[i]; w.Word && !w.Stop && w.Stem != n.Noun && !dayWords.Has(w.Norm) && !text.HasDigit(w.Norm) {
			out["after "+w.Stem] = true
			break
		}
	}
	return out
}

// holds reports whether one of numbers agrees with n.
func holds(numbers []text.Number, n text.Number) bool {
	for _, o := range numbers {
		if o.Noun == n.Noun && o.Unit == n.Unit && !differ(n, o) {
			return true
		}
	}
	return false
}

// within reports whether o lies where n's bound says: 85 is "more than 80".
func within(n, o text.Number) bool {
	return n.Bound == "+" && o.Value >= n.Value || n.Bound == "-" && o.Value <= n.Value
}

// differ reports whether two figures exclude each other: "more than 80" and 85 do not, nor do 1,000
// and "about 1,030".
func differ(n, o text.Number) bool {
	if within(n, o) || within(o, n) || rounds(n.Value, o.Value) || rounds(o.Value, n.Value) {
		return false
	}
	tolerance := 0.0
	if n.Bound == "~" || o.Bound == "~" {
		tolerance = 0.1
	}
	return math.Abs(n.Value-o.Value) > tolerance*math.Max(math.Abs(n.Value), math.Abs(o.Value))
}

// rounds reports whether a whole number is what another one, with a part behind the point, is rounded to.
func rounds(whole, exact float64) bool {
	return exact != math.Trunc(exact) && whole == math.Round(exact)
}

// comparable reports whether two figures can count one thing: figures far apart seldom do.
func comparable(n, o text.Number) bool {
	low, high := min(n.Value, o.Value), max(n.Value, o.Value)
	return low > 0 && high <= 5*low
}

// sameThing reports whether two figures count one thing: the same noun and unit, told by one verb or in the
// same words, where the claims share a name or most of their matter.
func sameThing(a *Claim, x Figure, b *Claim, y Figure) bool {
	if x.Noun != y.Noun || x.Unit != y.Unit || x.Noun != "" && !countable(a.tokens(), x.Number) {
		return false
	}
	if (x.Of == "" || x.Of != y.Of) && !framed(a.tokens(), x.Number, b.tokens(), y.Number) && !(x.Noun != "" && sameSubject(a, b)) {
		return false
	}
	return a.Matter.Cosine(b.Matter) >= SameMatter || sharesName(a, b) && a.Matter.Cosine(b.Matter) >= alikeMatter
}

// sameSubject reports whether two claims share a name that tells what they are about from others of its kind.
func sameSubject(a, b *Claim) bool {
	for _, n := range a.places {
		if _, ok := b.Names[n.Key]; ok && n.Kind != text.Person && n.Kind != text.Place {
			return true
		}
	}
	return false
}

// sharesName reports whether two claims name somebody or something both.
func sharesName(a, b *Claim) bool {
	for k := range a.Names {
		if _, ok := b.Names[k]; ok {
			return true
		}
	}
	return false
}
