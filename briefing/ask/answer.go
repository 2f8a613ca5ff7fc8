package ask

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/claim"
	"briefbot/briefing/evidence"
	"briefbot/briefing/index"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Sizes of an answer.
const (
	maxPoints  = 3
	maxNearest = 3   // passages shown where there is no answer
	maxDrop    = 6.0 // by how much a further citation may rank below the first
	pointDrop  = 2.5 // by how much a further point may
	aboutShare = 0.6 // of what the first point holds of the asked matter, that a further one must hold
	quoteWords = 60  // a quote is a sentence or two, not a page
)

// What an answer says in the bot's own voice.
const (
	notSaid      = evidence.NotSaid
	contradicted = evidence.Contradicted
)

// blank is the answer that there is none.
func blank(r *reading) briefing.Answer {
	return briefing.Answer{
		ID: r.question.ID, Question: r.question.Text, Status: briefing.NoAnswer, Text: notSaid,
		Points: []briefing.Point{}, Citations: []briefing.Citation{}, Nearest: []briefing.Citation{},
	}
}

// answer makes the reply from ranked candidates.
func (a *Answerer) answer(r *reading, all []candidate) briefing.Answer {
	out := blank(r)
	if r.foreign() {
		out.Text = briefing.OtherLanguage
	}
	if r.kind == chatter || len(all) == 0 {
		return out
	}
	all = ofAskedKind(distinct(all))
	out.Confidence = r.confidence(a.options.Refusal, all)
	if a.contradict(&out, r, all) {
		return out
	}
	if r.vetoed(all) {
		out.Confidence = min(out.Confidence, a.options.MinConfidence/2)
	}
	if out.Confidence >= a.options.MinConfidence {
		a.compose(&out, r, all)
	}
	if len(out.Points) == 0 {
		nearest(&out, all)
		return out
	}
	out.Status = briefing.Answered
	a.support(&out, all)
	out.Text = lines(out.Points)
	return out
}

// contradict tells, where the corpus says the opposite of what a question takes for granted, that it does.
func (a *Answerer) contradict(out *briefing.Answer, r *reading, all []candidate) bool {
	for _, c := range r.contradiction(all) {
		a.tell(out, r, c, nil)
	}
	if len(out.Points) == 0 {
		return false
	}
	out.Status, out.Text = briefing.FalsePremise, contradicted+"\n"+lines(out.Points)
	out.Confidence = max(out.Confidence, a.options.MinConfidence)
	return true
}

// compose tells the best candidate, or an overview for a broad question, and then at most two that add.
func (a *Answerer) compose(out *briefing.Answer, r *reading, all []candidate) {
	all = r.overtake(all)
	if r.kind == happened && r.broad || r.kind == keywords {
		for _, c := range r.overview(all) {
			a.tell(out, r, c, nil)
		}
		if len(out.Points) > 0 {
			return
		}
	}
	if !a.tellFirst(out, r, all) {
		return
	}
	told := []candidate{all[0]}
	if j := claim.Reply(all[0].Doc, all[0].Sentence); j >= 0 && r.kind != quote {
		if answer := (candidate{Hit: index.Hit{Doc: all[0].Doc, Sentence: j}}); a.tell(out, r, answer, nil) {
			told = append(told, answer) // an accusation is not told as the only side
		}
	}
	other := r.opposed(all)
	if other > 0 && a.tell(out, r, all[other], nil) {
		told = append(told, all[other])
	}
	for i := 1; i < len(all) && len(out.Points) < maxPoints; i++ {
		c := all[i]
		if i == other || !r.adds(&all[0], &c) || repeats(told, c) {
			continue
		}
		if a.tell(out, r, c, all) {
			told = append(told, c)
		}
	}
}

// tellFirst tells the first candidate that a sound point can be made of and that counts or names what is asked for, if one
// does.
func (a *Answerer) tellFirst(out *briefing.Answer, r *reading, all []candidate) bool {
	first := all[:min(maxPoints, len(all))]
	answered := slices.ContainsFunc(first, func(c candidate) bool { return !r.leavesOpen(&c) })
	for i, c := range first {
		if (!answered || !r.leavesOpen(&c)) && a.tell(out, r, c, all) {
			all[0], all[i] = all[i], all[0]
			return true
		}
	}
	return false
}

// leavesOpen reports whether a candidate counts something else, or names none of the class that is asked for: that "a
// disease was found" does not say which (promise 3).
func (r *reading) leavesOpen(c *candidate) bool {
	return r.countsOther(c) || r.class != nil && c.view.typed < typedSure
}

// nearest shows the passages that came closest.
func nearest(out *briefing.Answer, all []candidate) {
	for i, c := range all[:min(maxNearest, len(all))] {
		s := c.sentence()
		x := briefing.Cite(c.Doc.Article, s.Start, s.End)
		x.N = i + 1
		out.Nearest = append(out.Nearest, x)
	}
}

// lines puts points together, one a line.
func lines(points []briefing.Point) string {
	all := make([]string, len(points))
	for i, p := range points {
		all[i] = p.Text
	}
	return strings.Join(all, "\n")
}

// adds reports whether a candidate is good enough to be told behind the first: a point that is not about
// what was asked is worse than none.
func (r *reading) adds(first, c *candidate) bool {
	switch {
	case c.rank < first.rank-pointDrop, c.f("near") < aboutShare*first.f("near"), c.f("near-words") < aboutShare*first.f("near-words"):
		return false
	case c.f("headed-names") < overtakeNames*first.f("headed-names"), c.f("topic-headed") < aboutShare*first.f("topic-headed"):
		return false // what is told of another one of whom is asked adds nothing (promise 3)
	case !stopped(c.sentence()) && c.f("own-words") < aboutShare*first.f("own-words"):
		return false // nor does another row of a table
	case r.kind == disagree:
		return false // its other side is chosen already
	case r.kind == quote && c.f("speaker-said") < 0.5*first.f("speaker-said"):
		return false // what another says is no answer (promise 2)
	case r.kind == quote && c.f("matter") == 0 && !c.sentence().Dangling && first.f("matter") > 0:
		return false // nor is what he says of another matter
	case r.kind == quote && c.f("announces") > 0:
		return false // that he spoke tells nothing
	}
	return r.kind == happened || r.want == anything || c.f("typed") >= min(0.3, first.f("typed"))
}

// support adds citations of further candidates that nearly answer, up to as many as a reader looks at:
// other evidence for the same, or another reading of the question. No point is made of them.
func (a *Answerer) support(out *briefing.Answer, all []candidate) {
	for _, c := range all {
		if len(out.Citations) >= maxPoints || c.rank < all[0].rank-maxDrop {
			return
		}
		cite(out, c, all)
	}
}

// cite adds a candidate's citation, unless it is a heading or cited already.
func cite(out *briefing.Answer, c candidate, all []candidate) {
	s := &c.Doc.Sentences[c.Sentence]
	cited := slices.ContainsFunc(out.Citations, func(x briefing.Citation) bool {
		return x.Article == c.Doc.Article.ID && x.Start < s.End && s.Start < x.End
	})
	if cited || s.Heading {
		return
	}
	first, last := c.Sentence, c.Sentence
	if other := beside(c, all); other >= 0 {
		first, last = min(first, other), max(last, other)
	}
	x := briefing.Cite(c.Doc.Article, c.Doc.Sentences[first].Start, c.Doc.Sentences[last].End)
	x.N = len(out.Citations) + 1
	out.Citations = append(out.Citations, x)
}

// tell adds a candidate to an answer as a point with its citation. It reports false when no sound
// point can be made of it: then it is left out.
func (a *Answerer) tell(out *briefing.Answer, r *reading, c candidate, all []candidate) bool {
	s := &c.Doc.Sentences[c.Sentence]
	if slices.ContainsFunc(out.Citations, func(x briefing.Citation) bool {
		return x.Article == c.Doc.Article.ID && x.Start <= s.Start && s.End <= x.End
	}) {
		return false // it stands in a quote already
	}
	p, cites, ok := a.pointOf(c)
	if ok && r.kind == who {
		if whole, x, better := a.wholeOf(r, c, p); better {
			p, cites = whole, x
		}
	}
	if len(out.Points) == 0 && ok && all != nil {
		if pair, x, better := a.pairOf(c, all); better {
			p, cites = pair, x
		}
	}
	if !ok || len(out.Points) > 0 && leansBack(p) {
		return false
	}
	for i, x := range out.Points {
		switch {
		case strings.Contains(x.Text, p.Text):
			return false
		case strings.Contains(p.Text, x.Text) && len(cites) == 1 && len(x.Cites) == 1:
			// The same with the sentence beside it: it takes the shorter one's place.
			cites[0].N = x.Cites[0]
			p.Cites = x.Cites
			out.Citations[x.Cites[0]-1], out.Points[i] = cites[0], p
			return true
		}
	}
	p.Cites = p.Cites[:0:0]
	for _, x := range cites {
		x.N = len(out.Citations) + 1
		p.Cites = append(p.Cites, x.N)
		out.Citations = append(out.Citations, x)
	}
	out.Points = append(out.Points, p)
	return true
}

// leansBack reports whether a point begins with a word that only the sentence before it explains. The first point may:
// the asker knows what was asked.
func leansBack(p briefing.Point) bool {
	for _, t := range text.Tokens(strings.TrimPrefix(p.Text, p.Frame)) {
		if t.Word {
			return backward.Has(t.Norm)
		}
	}
	return false
}

var backward = lex.Words("en/anaphors")

// length is a sentence's length in words.
func length(s *text.Sentence) int {
	n := 0
	for i := range s.Tokens {
		if s.Tokens[i].Word {
			n++
		}
	}
	return n
}
