package score

import (
	"maps"
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/cmd/fit/gold"
)

// quotes are an answer's quotes, clipped.
func quotes(citations []briefing.Citation) []string {
	out := make([]string, len(citations))
	for i, c := range citations {
		out[i] = Clip(c.Quote)
	}
	return out
}

// points are an answer's points, clipped.
func points(a briefing.Answer) []string {
	out := make([]string, len(a.Points))
	for i, p := range a.Points {
		out[i] = Clip(p.Text)
	}
	return out
}

// head is the first n of a list, or all of it.
func head(list []string, n int) []string { return list[:min(n, len(list))] }

// Tally counts what came of questions. Add the tallies of windows to have that of all.
type Tally struct {
	N, Hit1, Hit3, String, FalselyRefused int // answerable questions
	U, Refused                            int // questions without an answer
	Premises, Premise                     int // false premises, and those that ended well
}

// Add adds another tally.
func (t *Tally) Add(o Tally) {
	t.N += o.N
	t.Hit1 += o.Hit1
	t.Hit3 += o.Hit3
	t.String += o.String
	t.FalselyRefused += o.FalselyRefused
	t.U += o.U
	t.Refused += o.Refused
	t.Premises += o.Premises
	t.Premise += o.Premise
}

// Figures are the tally's shares: of answerable questions hit@1, hit@3, the answer's string at first
// place and false refusals; precision and recall of refusals; false premises that ended well.
func (t Tally) Figures() []Figure {
	n := float64(t.N)
	return []Figure{{"hit@1", ratio(float64(t.Hit1), n)}, {"hit@3", ratio(float64(t.Hit3), n)}, {"string@1", ratio(float64(t.String), n)},
		{"refusalP", ratio(float64(t.Refused), float64(t.Refused+t.FalselyRefused))}, {"refusalR", ratio(float64(t.Refused), float64(t.U))},
		{"false", ratio(float64(t.FalselyRefused), n)}, {"premise", ratio(float64(t.Premise), float64(t.Premises))}}
}

// Outcome is what came of one question of a window.
type Outcome struct {
	Hit1, Hit3, String bool
	Refused            bool // also a false premise seen where there is none
	Well               bool // a question without an answer, or on a false premise, ended as it should
}

// Worth is an outcome as a number, greater is better.
func (o Outcome) Worth() float64 {
	return one(o.Well) + one(o.Hit1) + .5*one(o.Hit3) + .25*one(o.String)
}

// Judge compares an answer with the gold of a window's question.
func Judge(q gold.Question, a briefing.Answer) Outcome {
	cites := quotes(a.Citations)
	if a.Status == briefing.NoAnswer {
		cites = nil
	}
	supported := func(quotes []string) bool {
		return slices.ContainsFunc(quotes, func(x string) bool {
			return slices.ContainsFunc(q.Support, func(s gold.Support) bool { return Same(s.Sentence, x) })
		})
	}
	switch {
	case q.Answerable == nil:
		return Outcome{Well: a.Status == briefing.NoAnswer || a.Status == briefing.FalsePremise || supported(head(cites, 1))}
	case !*q.Answerable:
		return Outcome{Well: a.Status == briefing.NoAnswer}
	}
	o := Outcome{Hit1: supported(head(cites, 1)), Hit3: supported(head(cites, 3)), Refused: a.Status != briefing.Answered}
	top := strings.Join(append(slices.Clone(head(cites, 1)), head(points(a), 1)...), " ")
	o.String = len(cites) > 0 && o.Hit1
	if len(q.Answer) > 0 {
		o.String = len(cites) > 0 && every(q.Answer, func(v string) bool { return Has(v, top) })
	}
	return o
}

// every reports whether each group has a variant of which ok is true.
func every(groups [][]string, ok func(string) bool) bool {
	for _, g := range groups {
		if !slices.ContainsFunc(g, ok) {
			return false
		}
	}
	return true
}

// Count adds one outcome.
func (t *Tally) Count(answerable *bool, o Outcome) {
	add := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	switch {
	case answerable == nil:
		t.Premises++
		add(&t.Premise, o.Well)
	case !*answerable:
		t.U++
		add(&t.Refused, o.Well)
	default:
		t.N++
		add(&t.Hit1, o.Hit1)
		add(&t.Hit3, o.Hit3)
		add(&t.String, o.String)
		add(&t.FalselyRefused, o.Refused)
	}
}

// Questions scores the answers to a window's questions, and gives the tallies of all and of each
// category.
func Questions(w gold.Window, answers map[string]briefing.Answer) (Report, Tally, map[string]Tally) {
	var all Tally
	kinds := map[string]Tally{}
	r := Report{Set: "questions " + w.Name, Cases: map[string]float64{}}
	for _, q := range w.Questions {
		o := Judge(q, answers[q.ID])
		all.Count(q.Answerable, o)
		k := kinds[q.Category]
		k.Count(q.Answerable, o)
		kinds[q.Category] = k
		r.Cases[q.ID] = o.Worth()
	}
	r.Figures = all.Figures()
	return r, all, kinds
}

// Kinds is a report of the categories: hit@1 of questions that have an answer, the share that ended well
// of the others.
func Kinds(set string, kinds map[string]Tally) Report {
	r := Report{Set: set}
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		t := kinds[name]
		r.Figures = append(r.Figures, Figure{name, ratio(float64(t.Hit1+t.Refused+t.Premise), float64(t.N+t.U+t.Premises))})
	}
	return r
}

// News scores answers to quiz questions; ids of unanswerable ones have a "u" before them. hit@1 is the
// answer's string in the first point or quote of what was answered, hit@3 in the first point or three
// quotes, those of a refusal's nearest passages included; overall counts hits and right refusals.
func News(n gold.News, answers map[string]briefing.Answer) Report {
	r := Report{Set: "answer", Cases: map[string]float64{}}
	hit1, hit3, answered, no := 0.0, 0.0, 0.0, 0.0
	for _, q := range n.Answerable {
		a := answers[q.ID]
		cites := a.Citations
		if len(cites) == 0 {
			cites = a.Nearest
		}
		quoted := quotes(cites)
		front := append(slices.Clone(head(points(a), 1)), head(quoted, 1)...)
		holds := func(texts []string) bool {
			return slices.ContainsFunc(texts, func(t string) bool {
				return slices.ContainsFunc(q.Answers, func(v string) bool { return strings.Contains(Spaced(t), Spaced(v)) })
			})
		}
		at1 := a.Status == briefing.Answered && holds(front)
		at3 := holds(append(front, head(quoted, 3)...))
		hit1 += one(at1)
		hit3 += one(at3)
		answered += one(a.Status == briefing.Answered)
		r.Cases[q.ID] = one(at1) + .5*one(at3)
	}
	for _, q := range n.Unanswerable {
		refused := one(answers["u"+q.ID].Status == briefing.NoAnswer)
		no += refused
		r.Cases["u"+q.ID] = refused
	}
	a, u := float64(len(n.Answerable)), float64(len(n.Unanswerable))
	r.Figures = []Figure{{"hit@1", ratio(hit1, a)}, {"hit@3", ratio(hit3, a)}, {"answered", ratio(answered, a)},
		{"refusalP", ratio(no, no+a-answered)}, {"refusalR", ratio(no, u)}, {"overall", ratio(hit1+no, a+u)}}
	return r
}

// Pages scores answers about a few pages; questions on false premises are not counted.
func Pages(questions []gold.PageQuestion, answers map[string]briefing.Answer) Report {
	r := Report{Set: "pages", Cases: map[string]float64{}}
	var t Tally
	for _, q := range questions {
		if q.Answerable == nil {
			continue
		}
		a := answers[q.ID]
		o := Outcome{Well: !*q.Answerable && a.Status == briefing.NoAnswer}
		if *q.Answerable {
			o = judgePage(q, a)
		}
		t.Count(q.Answerable, o)
		r.Cases[q.ID] = o.Worth()
	}
	r.Figures = t.Figures()[:6]
	return r
}

func judgePage(q gold.PageQuestion, a briefing.Answer) Outcome {
	var cites []string
	if a.Status == briefing.Answered {
		cites = quotes(a.Citations)
	}
	supported := func(quotes []string) bool {
		for _, x := range quotes {
			for _, s := range q.Support {
				if same(oldTokens(s.Sentence), oldTokens(x)) {
					return true
				}
			}
		}
		return false
	}
	o := Outcome{Hit1: supported(head(cites, 1)), Hit3: supported(head(cites, 3)), Refused: a.Status == briefing.NoAnswer}
	top := Spaced(strings.Join(append(slices.Clone(head(cites, 1)), head(points(a), 1)...), " "))
	o.String = len(q.Answer) > 0 && every(q.Answer, func(v string) bool { return strings.Contains(top, Spaced(v)) })
	return o
}
