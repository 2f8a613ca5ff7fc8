package ask

import (
	"strings"

	"briefbot/briefing/text"
)

// forReasons is for why, and for how something came about.
var forReasons = []feature{
	{"because", of(func(x *sight) float64 { return x.because(x.s) }, why)},
	{"because-before", of(func(x *sight) float64 { return x.because(x.beside(-1)) }, why)},
	{"because-after", of(func(x *sight) float64 { return x.because(x.beside(1)) }, why)},
	{"due", of((*sight).due, why)},
	{"cause", of(cue(causeWords), why)},
	{"cause-term", of((*sight).causeOfTerm, why)},
	{"unable", of(func(x *sight) float64 {
		return x.any(func(_ int, t *text.Token) bool { return inability.Has(t.Norm) || negation(t.Norm) })
	}, why)},
	{"purpose", of((*sight).purpose, why)},
	{"since", of(func(x *sight) float64 {
		return x.any(func(i int, t *text.Token) bool {
			return (t.Norm == "since" || t.Norm == "as") && x.norm(i+1) != "well" && x.norm(i+1) != "of"
		})
	}, why)},
	{"after-event", of(func(x *sight) float64 {
		return x.any(func(_ int, t *text.Token) bool {
			return t.Norm == "after" || t.Norm == "following" || t.Norm == "amid" || t.Norm == "when"
		})
	}, why)},
	{"this-refers", of(func(x *sight) float64 { return when1(x.norm(0) == "that" || x.norm(0) == "this" || x.norm(0) == "it") }, why)},
	{"explains", of(func(x *sight) float64 { return when1(x.s.Speaker != "") * x.r.aboutShare(x.near) }, why)},
	{"manner", of((*sight).manner, what)},
}

// because reports whether a sentence has a word that marks a reason.
func (x *sight) because(s *text.Sentence) float64 {
	if s == nil {
		return 0
	}
	for i := range s.Tokens {
		if causeMarks.Has(s.Tokens[i].Norm) {
			return 1
		}
	}
	return 0
}

// due reports "due to", "owing to", "as a result", "so that", "in order to".
func (x *sight) due() float64 {
	return x.any(func(i int, t *text.Token) bool {
		next := x.norm(i + 1)
		switch t.Norm {
		case "due", "order":
			return next == "to"
		case "result":
			return next == "of"
		case "so":
			return next == "that"
		}
		return t.Norm == "that" && next == "is" && x.norm(i+2) == "why"
	})
}

// causeOfTerm reports whether a mark of a reason stands within six words of a word of the question.
func (x *sight) causeOfTerm() float64 {
	for i := range x.s.Tokens {
		if n := x.s.Tokens[i].Norm; !causeMarks.Has(n) && !causeWords.Has(n) {
			continue
		}
		for k := max(0, i-6); k < len(x.marks) && k <= i+6; k++ {
			if m := x.marks[k]; m >= 0 && k != i && !x.r.terms[m].Name {
				return 1
			}
		}
	}
	return 0
}

// purpose reports "to" before a verb.
func (x *sight) purpose() float64 {
	return x.any(func(i int, t *text.Token) bool {
		if t.Norm != "to" || i+1 >= len(x.s.Tokens) {
			return false
		}
		next := &x.s.Tokens[i+1]
		return next.Word && next.Text == next.Norm && !next.Stop && !digits(next.Norm)
	})
}

// manner reports "by doing" for a how.
func (x *sight) manner() float64 {
	if !strings.HasPrefix(strings.ToLower(x.r.question.Text), "how") {
		return 0
	}
	return x.any(func(i int, t *text.Token) bool {
		return mannerWords.Has(t.Norm) && strings.HasSuffix(x.norm(i+1), "ing")
	})
}
