package ask

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/evidence"
	"briefbot/briefing/text"
)

// Sizes of an answer.
const (
	maxPoints  = 3
	maxNearest = 3   // passages shown where there is no answer
	maxDrop    = 6.0 // by how much a further citation may rank below the first
	pointDrop  = 2.5 // by how much a further point may
	ownMatter  = 0.3 // of the matter, that a further statement of somebody must hold itself
	aboutShare = 0.6 // of what the first point holds of the asked matter, that a further one must hold
	quoteWords = 60  // a quote is a sentence or two, not a page
)

// What an answer says in the bot's own voice.
const (
	notSaid      = evidence.NotSaid
	contradicted = evidence.Contradicted
)

// answer makes the reply from ranked candidates.
func (a *Answerer) answer(r *reading, all []candidate) briefing.Answer {
	out := briefing.Answer{
		ID: r.question.ID, Question: r.question.Text, Status: briefing.NoAnswer, Text: notSaid,
		Points: []briefing.Point{}, Citations: []briefing.Citation{}, Nearest: []briefing.Citation{},
	}
	if r.kind == chatter {
		return out
	}
	unsaid := false
	said := r.kind == quote && len(r.sayer) > 0
	if said {
		if stated := r.statements(all); len(stated) > 0 {
			all = stated
		} else {
			said, unsaid = false, true
		}
	}
	all = distinct(all)
	out.Confidence = r.confidence(a.options.Refusal, all)
	if !said {
		r.lead(all)
		r.newestToll(all)
	}
	switch {
	case said:
		out.Confidence = max(out.Confidence, statedConfidence)
	case unsaid:
		out.Confidence = min(out.Confidence, unsaidConfidence)
	}
	for _, c := range r.contradiction(all) {
		if a.tell(&out, r, c, nil) {
			out.Status = briefing.FalsePremise
		}
	}
	if out.Status == briefing.FalsePremise {
		out.Text = contradicted + "\n" + lines(out.Points)
		out.Confidence = max(out.Confidence, statedConfidence)
		return out
	}
	if out.Confidence >= a.options.MinConfidence {
		if r.kind == happened && r.broad || r.kind == keywords {
			for _, c := range r.overview(all) {
				a.tell(&out, r, c, nil)
			}
		}
		sides := len(out.Points) == 0 && r.opposed(all)
		var told []candidate
		for i, c := range all {
			if len(out.Points) == maxPoints || len(out.Points) > 0 && len(told) == 0 {
				break
			}
			if len(told) > 0 && !(sides && i == 1) && (!r.adds(all[0], c) || repeats(told, c)) {
				continue
			}
			if a.tell(&out, r, c, all) {
				told = append(told, c)
			} else if len(told) > 0 && len(out.Citations) < maxPoints {
				cite(&out, c) // it cannot be told alone, and is evidence all the same
			}
		}
	}
	if len(out.Points) == 0 {
		for i, c := range all[:min(maxNearest, len(all))] {
			s := &c.Doc.Sentences[c.Sentence]
			x := briefing.Cite(c.Doc.Article, s.Start, s.End)
			x.N = i + 1
			out.Nearest = append(out.Nearest, x)
		}
		return out
	}
	out.Status = briefing.Answered
	a.support(&out, all)
	out.Text = lines(out.Points)
	return out
}

// lines puts points together, one a line.
func lines(points []briefing.Point) string {
	all := make([]string, len(points))
	for i, p := range points {
		all[i] = p.Text
	}
	return strings.Join(all, "\n")
}

// Limits for putting a candidate that holds a thing of the asked type before a better one that holds none.
const (
	leadFirst = 12  // the candidates among which it is looked for
	leadNear  = 3   // how many sentences away it may stand
	leadSure  = 0.5 // from which on the first one holds it
	leadDrop  = 1.5 // by how much it may rank below the first where it stands elsewhere
)

// lead puts the best candidate that holds a thing of the asked type first, where the first one holds none: it
// often only tells again what the question says, and the answer stands beside it.
func (r *reading) lead(all []candidate) {
	if r.kind == why {
		r.leadOpen(all)
	}
	if r.want == anything || r.want == aReason || len(all) == 0 || all[0].vector[fTyped] >= leadSure {
		return
	}
	for i, c := range all[1:min(leadFirst, len(all))] {
		beside := c.Doc == all[0].Doc && c.Sentence-all[0].Sentence <= leadNear && all[0].Sentence-c.Sentence <= leadNear
		if c.vector[fTyped] >= 0.6 && (beside || c.rank >= all[0].rank-leadDrop) && !c.Doc.Sentences[c.Sentence].Heading {
			copy(all[1:i+2], all[:i+1])
			all[0] = c
			return
		}
	}
}

// leadOpen puts first, where a cause is asked for in so many words, the sentence near the best that says that it is not
// known.
func (r *reading) leadOpen(all []candidate) {
	if !slices.ContainsFunc(r.sentence.Tokens, func(t text.Token) bool { return t.Norm == "caused" || t.Norm == "cause" }) {
		return
	}
	for i, c := range all[:min(leadFirst, len(all))] {
		cause, open := false, false
		for _, t := range c.Doc.Sentences[c.Sentence].Tokens {
			cause = cause || t.Norm == "cause"
			open = open || openWords[t.Norm]
		}
		if cause && open && c.Doc == all[0].Doc {
			copy(all[1:i+1], all[:i])
			all[0] = c
			return
		}
	}
}

// openWords tell, beside "cause", that it is not known.
var openWords = set("investigating investigate investigated investigation unknown unclear determine determined examining probe looking")

// adds reports whether a candidate is good enough to be told behind the first: a point that is not about
// what was asked is worse than none.
func (r *reading) adds(first, c candidate) bool {
	v, w := &first.vector, &c.vector
	held := w[fOwn]+w[fNext] >= aboutShare*(v[fOwn]+v[fNext]) && w[fAbout] >= aboutShare*v[fAbout]
	if len(r.matter) > 0 && w[fMatter] < min(ownMatter, v[fMatter]) {
		return false
	}
	if r.kind == disagree && r.tollTerm() >= 0 {
		return false // its sides are chosen already
	}
	if r.kind == disagree && (w[fMatter] < opposeMatter || !r.against(&first.Doc.Sentences[first.Sentence], &c.Doc.Sentences[c.Sentence])) {
		return false // only another side adds
	}
	typed := r.kind == happened || r.want == anything || w[fTyped] >= min(0.3, v[fTyped])
	return c.rank >= first.rank-pointDrop && held && typed
}

// support adds citations of further candidates that nearly answer, up to as many as a reader looks at:
// other evidence for the same, or another reading of the question. No point is made of them.
func (a *Answerer) support(out *briefing.Answer, all []candidate) {
	for _, c := range all {
		if len(out.Citations) >= maxPoints || c.rank < all[0].rank-maxDrop {
			return
		}
		cite(out, c)
	}
}

// cite adds a candidate's citation, unless it is a heading or cited already.
func cite(out *briefing.Answer, c candidate) {
	s := &c.Doc.Sentences[c.Sentence]
	cited := slices.ContainsFunc(out.Citations, func(x briefing.Citation) bool {
		return x.Article == c.Doc.Article.ID && x.Start < s.End && s.Start < x.End
	})
	if cited || s.Heading {
		return
	}
	x := briefing.Cite(c.Doc.Article, s.Start, s.End)
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
		if pair, x, better := a.pairOf(r, c, all); better {
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
			return backward[t.Norm]
		}
	}
	return false
}

var backward = set("he she they it his her their its this that these those such")

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
