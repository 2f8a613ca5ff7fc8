package ask

import (
	"briefbot/briefing/rank"
	"briefbot/briefing/text"
)

// sign is one thing that speaks for or against there being an answer at all.
type sign int

// The signs, all of the best candidate unless they say otherwise.
const (
	cOwn   sign = iota
	cHeld       // share that the sentence, its neighbours and headings hold together
	cRank       // the index's score
	cNames      // share of the question's names
	cTyped
	cNear
	cFocus
	cPairs
	cFresh
	cStale
	cMargin      // by how much it is better than the tenth
	cSupport     // how many of the ten best are of other articles and hold nearly as much
	cLength      // of the question, in terms
	cUnknown     // share of the question's terms that the corpus has nowhere
	cTypeMiss    // none of the best holds a thing of the asked type, surely
	cRoleMiss    // none of the best names the asked role and place in one phrase
	cRoleHit     // one does
	cSpeakerMiss // the best is not said by whom the question names
	cTimeMiss    // the best is not about the asked day
	cSide        // the best tells of the other side
	cArticle     // share that only the rest of the article of the best holds
	cVote        // how far others agree with the best
	cMatter      // share of what is neither name nor asked noun, near the best
	cLoose       // share of the matter that the best does not hold, of a short question
	cRival       // the question's name stands nowhere near the best, or only beside, where the best itself names another of its kind; of a short question
	cDeedMiss    // none of the best tells, with a thing of the asked type, what a short question asks of: who did it, why it was done
	cAbsent      // share of the question's names that the article of the best does not hold
	signs
)

// signVector is the signs of one question.
type signVector [signs]float64

// confidenceVector computes the signs of a question's ranked candidates.
func (r *reading) confidenceVector(all []candidate) signVector {
	var c signVector
	if len(all) == 0 {
		return c
	}
	v := &all[0].vector
	short := max(0, 1-float64(max(0, len(r.terms)-shortest))/(longest-shortest))
	c[cOwn] = v[fOwn]
	c[cHeld] = v[fOwn] + v[fNext] + v[fHead]
	c[cRank] = v[fRank]
	c[cNames] = v[fNames]
	c[cTyped] = v[fTyped]
	c[cNear] = v[fNear]
	c[cFocus] = v[fFocus]
	c[cPairs] = v[fPairs]
	c[cFresh] = v[fFresh]
	c[cStale] = v[fStale] * (1 - v[fNames]) // what bears the very name that was asked for may be old
	tenth := all[min(9, len(all)-1)]
	c[cMargin] = min(1, max(0, (all[0].rank-tenth.rank)/4))
	for _, x := range all[1:min(10, len(all))] {
		if x.Doc != all[0].Doc && x.vector[fOwn]+x.vector[fNext]+x.vector[fHead] > 0.85*c[cHeld] {
			c[cSupport] += 1.0 / 9
		}
	}
	c[cLength] = min(1, float64(len(r.terms))/20)
	if r.mass > 0 {
		for i, u := range r.unknown {
			if u {
				c[cUnknown] += r.rarity[i] / r.mass
			}
		}
	}
	if r.kind == why {
		best := 0.0
		for _, x := range all[:min(3, len(all))] {
			if x.vector[fOwn]+x.vector[fNext] >= reasonOwn*(v[fOwn]+v[fNext]) {
				best = max(best, x.vector[fTyped], r.reasonBeside(x))
			}
		}
		c[cTypeMiss] = (1 - best) * max(1, whyMiss*short*v[fOwn])
	}
	if r.strict() && len(r.role) == 0 {
		best := 0.0
		near := all[:min(3, len(all))]
		if r.want == aNumber || r.want == aPerson {
			near = related(all)
		}
		for _, x := range near {
			best = max(best, x.vector[fTyped]-x.vector[fSide])
		}
		c[cTypeMiss] = 1 - best
		if r.want == aNumber && best < typedSure {
			c[cTypeMiss] += short // nothing is counted
		}
	}
	c[cDeedMiss] = short * r.undoneBy(related(all))
	if len(r.role) > 0 {
		best := 0.0
		for _, x := range all[:min(20, len(all))] {
			best = max(best, x.vector[fRole])
		}
		c[cRoleMiss] = 1 - best
		c[cRoleHit] = best
	}
	if r.kind == quote && len(r.speaker) > 0 {
		c[cSpeakerMiss] = 1 - v[fSpeaker]
	}
	if r.dayAsked {
		c[cTimeMiss] = 1 - v[fTime]
	}
	c[cSide] = v[fSide]
	c[cArticle] = v[fArticle]
	c[cVote] = v[fVote]
	c[cMatter] = v[fAbout]
	if r.kind != keywords {
		c[cLoose] = short * (1 - r.headedMatter(&all[0]))
	}
	c[cRival] = short * max(r.rival(&all[0]), when1(v[fNames] < unanchored))
	c[cAbsent] = r.absent(all[0].Doc)
	return c
}

// confidence is the estimated probability that the best candidate answers.
func (r *reading) confidence(m *rank.Model, all []candidate) float64 {
	if len(all) == 0 {
		return 0
	}
	c := r.confidenceVector(all)
	return m.Probability(c[:])
}

// A question of up to shortest terms asks for one thing, of which nothing may be missing; one of longest
// terms tells so much besides that some of it always is.
const (
	shortest = 3
	longest  = 9
)

// akinBeside is what is left of a synonym that only stands beside: it is likely told of something else.
const akinBeside = 0.4

// unanchored is the share of the question's names below which none of them stands near a candidate.
const unanchored = 0.3

// headedMatter is the share of the mass of what is neither name nor asked noun that a candidate, its
// neighbours, heading and title hold.
func (r *reading) headedMatter(c *candidate) float64 {
	d := c.Doc
	found := make([]float64, len(r.terms))
	for i := max(0, c.Sentence-2); i <= min(c.Sentence+2, len(d.Sentences)-1); i++ {
		r.hold(&d.Sentences[i], found, besideWeight)
	}
	r.hold(&d.Title, found, besideWeight)
	if k := heading(d, c.Sentence); k >= 0 {
		r.hold(&d.Sentences[k], found, besideWeight)
	}
	for i := range found {
		if found[i] < synonymWeight {
			found[i] *= akinBeside
		}
	}
	r.hold(&d.Sentences[c.Sentence], found, 1)
	for _, i := range r.dateTerms {
		found[i] = max(found[i], c.vector[fTime])
	}
	for i, t := range r.terms {
		if found[i] > synonymWeight || speech[t.Words[0]] || announcing[t.Words[0]] || vague[t.Words[0]] || r.kind == where && motion[t.Words[0]] {
			found[i] = 1
		}
	}
	return r.aboutShare(found)
}

// vague are stems of words that an answer need not hold.
var vague = stems("take place cost year day week month last latest new high big many much time people make made go went come came get got think thought role kind type part way")

// motion are stems of verbs that a sentence which tells where somebody went need not hold.
var motion = stems("head heading go bound travel move sail fly drive walk")

// whyMiss is the sign of a short why for which no good candidate gives a reason, where the best only tells again
// what is asked about. (Many reasons have no word that marks them, but stand in other words.)
const whyMiss = 4

// reasonOwn is the share of what the best holds that a candidate and its neighbours must hold for its reason to count.
const reasonOwn = 0.6

// reasonBeside is how sure it is that the sentence behind a candidate gives a reason.
func (r *reading) reasonBeside(c candidate) float64 {
	if c.Sentence+1 >= len(c.Doc.Sentences) {
		return 0
	}
	best := 0.0
	for _, t := range r.things(&c.Doc.Sentences[c.Sentence+1], c.Doc.Article.Text) {
		best = max(best, 0.8*t.sure)
	}
	return best
}

// absent is the share of the mass of the question's names that an article holds nowhere, its title included; 0
// where the question has none.
func (r *reading) absent(d *text.Document) float64 {
	found := make([]float64, len(r.terms))
	r.hold(&d.Title, found, 1)
	for i := range d.Sentences {
		s := &d.Sentences[i]
		r.hold(s, found, 1)
		for _, w := range speakerOf(s) {
			r.note(found, w, 1)
		}
	}
	gone, mass := 0.0, 0.0
	for i := range r.terms {
		if r.terms[i].Name {
			mass += r.rarity[i]
			if found[i] == 0 {
				gone += r.rarity[i]
			}
		}
	}
	if mass == 0 {
		return 0
	}
	return gone / mass
}
