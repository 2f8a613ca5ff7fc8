package daily

import (
	"maps"
	"slices"
	"sync"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Readers want the state of things (promise: a superseded figure or forecast is never told as it). A fact is
// outgrown where a later report of its story updates its figure, or where what it tells as to come was to come
// before the moment of the briefing.

// mostCounts is how many sentences with figures of one story are compared.
const mostCounts = 150

// outgrow marks the facts that are not the state of things any more.
func (w *factReader) outgrow(facts []fact) {
	byStory, tolls := map[int][]int{}, []int{}
	for i := range facts {
		f := &facts[i]
		f.outgrown = w.overtaken(f)
		if len(f.read().Numbers) == 0 {
			continue
		}
		if len(byStory[f.story]) < mostCounts {
			byStory[f.story] = append(byStory[f.story], i)
		}
		if len(tolls) < mostCounts && len(claim.Tolls(f.read())) > 0 {
			tolls = append(tolls, i)
		}
	}
	groups := slices.Collect(maps.Values(byStory))
	atOnce(len(groups), func(i int) { superseded(facts, groups[i], 0) })
	superseded(facts, tolls, sameEvent) // a round-up's item may stand as a story of its own
	w.undone(facts)
	old := map[*page][]*fact{}
	for i := range facts {
		if f := &facts[i]; f.outgrown && f.sentence != headlineFact {
			old[f.page] = append(old[f.page], f)
		}
	}
	for i := range facts {
		f := &facts[i]
		f.outgrown = f.outgrown || f.sentence == headlineFact && slices.ContainsFunc(old[f.page], f.heads)
	}
}

// openingFacts is how many sentences of a page a title can be cut from where nothing else gives one.
const openingFacts = 6

// standingPages are the documents whose beginnings hold nothing that is outgrown.
func (e *Edition) standingPages(docs []*text.Document) []*text.Document {
	return slices.DeleteFunc(slices.Clone(docs), func(d *text.Document) bool {
		return slices.ContainsFunc(e.facts, func(f fact) bool { return f.page.doc == d && f.outgrown && f.at < openingFacts })
	})
}

// outgrew reports whether a title tells what is not the state of things any more (promise 4: a superseded figure or forecast
// is never told as it).
func (e *Edition) outgrew(cite briefing.Citation) bool {
	return slices.ContainsFunc(e.facts, func(f fact) bool {
		if !f.outgrown || f.page.doc.Article.ID != cite.Article {
			return false
		}
		if f.sentence == headlineFact {
			return cite.Field == briefing.FieldTitle
		}
		s := f.read()
		return cite.Field != briefing.FieldTitle && s.Start < cite.End && cite.Start < s.End
	})
}

// extents are the units of what spreads.
var extents = lex.Few{"acre", "ha"}

// spread reports whether a later page tells of a greater extent of what both begin with: of a fire, a spill, whatever the
// verb.
func (f *fact) spread(o *fact) bool {
	if f.sentence == headlineFact || o.sentence == headlineFact || f.page.day.Sub(o.page.day) < laterDay || !f.about(o) || !o.about(f) {
		return false
	}
	return slices.ContainsFunc(f.read().Numbers, func(n text.Number) bool {
		return extents.Has(n.Unit) && slices.ContainsFunc(o.read().Numbers, func(m text.Number) bool {
			return n.Unit == m.Unit && n.Value > m.Value && n.Value <= mostSpread*m.Value
		})
	})
}

// extended are the facts of a story that tell an extent: few, as every two are compared.
func extended(facts []fact, story []int) (out []int) {
	for _, i := range story {
		if slices.ContainsFunc(facts[i].read().Numbers, func(n text.Number) bool { return extents.Has(n.Unit) }) {
			out = append(out, i)
		}
	}
	return out
}

// A report is later by so much, and what spreads becomes at most so many times as large from one to the next.
const laterDay, mostSpread = 12 * time.Hour, 10

// sameEvent is the likeness from which on two counts of people in two stories are of one event.
const sameEvent = 0.3

// superseded marks those of some facts whose figures later ones, at least so much like them, update.
func superseded(facts []fact, story []int, like float64) {
	claims := make([]*claim.Claim, len(story))
	for k, i := range story {
		if f := &facts[i]; f.sentence == headlineFact {
			claims[k] = claim.OfTitle(f.page.doc)
		} else {
			claims[k] = claim.Of(f.page.doc, f.sentence)
		}
	}
	var old []*claim.Claim
	for k, i := range story {
		for _, o := range claims {
			if o.Doc != claims[k].Doc && o.All.Cosine(claims[k].All) >= like && claim.Updates(o, claims[k]) {
				facts[i].outgrown = true
				old = append(old, claims[k])
				break
			}
		}
	}
	of := extended(facts, story)
	for _, i := range of {
		facts[i].outgrown = facts[i].outgrown || slices.ContainsFunc(of, func(k int) bool { return facts[k].spread(&facts[i]) })
	}
	for k, i := range story { // an outlet that lags behind tells an old count anew
		facts[i].outgrown = facts[i].outgrown || slices.ContainsFunc(old, func(o *claim.Claim) bool {
			return o.All.Cosine(claims[k].All) >= max(like, laggingLike) && claim.Lags(claims[k], o)
		})
	}
}

// laggingLike is the likeness from which on one count in two articles is of one event.
const laggingLike = 0.2

// undone marks the facts that a later page of their story, or of another, takes back, and the plans of which one tells
// what became: the headline of a page falls with its first sentence.
func (w *factReader) undone(facts []fact) {
	fallen := map[*page]bool{}
	later := w.openings(facts)
	m, byStory := newMatcher(w.words), map[int][]opening{}
	for _, o := range later {
		m.add(o.vector)
		byStory[o.story] = append(byStory[o.story], o)
	}
	for i := range facts {
		f := &facts[i]
		if f.sentence == headlineFact || f.at >= openingFacts {
			continue
		}
		b := sync.OnceValue(func() *claim.Claim { return claim.Of(f.page.doc, f.sentence) })
		takenBack := slices.ContainsFunc(byStory[f.story], func(o opening) bool { return o.page != f.page && claim.Undoes(o.claim, b()) })
		for k, like := range m.like(f.vector) {
			if o := &later[k]; !takenBack && like >= otherStory && o.story != f.story {
				takenBack = claim.TakesBack(o.claim, b())
			}
		}
		if takenBack {
			f.outgrown = true
			fallen[f.page] = fallen[f.page] || f.at == 0
		}
	}
	for i := range facts {
		f := &facts[i]
		f.outgrown = f.outgrown || f.sentence == headlineFact && fallen[f.page]
	}
}

// opening is one of the first sentences of a page, which may be a mere notice of a correction.
type opening struct {
	*page
	claim  *claim.Claim
	vector vector
}

// openings are those of the pages of some facts.
func (w *factReader) openings(facts []fact) []opening {
	var out []opening
	seen := map[*page]bool{}
	for i := range facts {
		p := facts[i].page
		if seen[p] || len(out) >= mostUndoing {
			continue
		}
		seen[p] = true
		for k := range p.doc.Sentences[:min(len(p.doc.Sentences), openingFacts)] {
			if s := &p.doc.Sentences[k]; !s.Heading {
				out = append(out, opening{p, claim.Of(p.doc, k), w.words.vector(s.Tokens)})
			}
		}
	}
	return out
}

// otherStory is the likeness from which on a sentence of one story may take back one of another.
const otherStory = 0.1

// mostUndoing is how many sentences are looked at that may undo others.
const mostUndoing = 900

// heads reports whether a headline tells what an outgrown sentence of its page does: the same figure, or the same
// plan.
func (f *fact) heads(o *fact) bool {
	for _, n := range f.read().Numbers {
		for _, m := range o.read().Numbers {
			if n.Value == m.Value && n.Unit == m.Unit && (n.Noun == m.Noun || len(claim.Tolls(f.read())) > 0) {
				return true
			}
		}
	}
	return o.at == 0 && ahead(f.read()) && ahead(o.read())
}

// ahead reports whether a sentence tells of what is to come.
func ahead(s *text.Sentence) bool {
	return slices.ContainsFunc(s.Events, func(e text.Event) bool { return e.Modality == text.Planned }) ||
		slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Planned() })
}

// planned reports whether the last event before token k, with nobody speaking between, is one to come.
func planned(s *text.Sentence, k int) bool {
	for i := len(s.Events) - 1; i >= 0; i-- {
		e := &s.Events[i]
		if int(e.Verb) >= k {
			continue
		}
		for _, t := range s.Tokens[e.Verb+1 : k] {
			if t.Is(text.SayPresent | text.SayPast) {
				return false
			}
		}
		return e.Modality == text.Planned
	}
	return false
}

// bounded reports whether the time at token k is the end of a state: "closed through at least Wednesday".
func bounded(s *text.Sentence, k int) bool {
	for i := k; i >= max(0, k-3); i-- {
		if n := s.Tokens[i].Norm; n == "until" || n == "till" || n == "through" && i > 0 {
			return true
		}
	}
	return false
}

// lateInTheDay is how long before its end what was to come on a day is over.
const lateInTheDay = 4 * time.Hour

// overtaken reports whether a fact tells as to come what was to come before the window's end.
func (w *factReader) overtaken(f *fact) bool {
	s := f.read()
	if w.end.IsZero() {
		return false
	}
	past, coming := false, false
	for _, x := range s.Times {
		k := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.Start() >= x.Start })
		if x.From.IsZero() || k < 0 {
			continue
		}
		to := x.To
		switch ends := bounded(s, k); {
		case ends && !to.After(f.page.day) && weekdays.Has(s.Tokens[k].Norm):
			to = to.AddDate(0, 0, 7) // a state ends on the next one, whatever the tense
		case !ends && !planned(s, k):
			continue
		}
		over := to
		if to.Sub(x.From) >= 24*time.Hour {
			over = to.Add(-lateInTheDay)
		}
		past = past || !over.After(w.end) && to.After(f.page.day.Add(-24*time.Hour))
		coming = coming || over.After(w.end) && !(k > 0 && heads.Has(s.Tokens[k-1].Norm)) // "the May 6th attack" has a date for a name
	}
	return past && !coming
}

var weekdays = lex.Words("en/weekdays")
