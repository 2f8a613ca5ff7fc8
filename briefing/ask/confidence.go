package ask

import "math"

// sign is one thing that speaks for or against there being an answer at all.
type sign int

// The signs, all of the best candidate unless they say otherwise.
const (
	cBias sign = iota
	cOwn
	cHeld  // share that the sentence, its neighbours and headings hold together
	cRank  // the index's score
	cNames // share of the question's names
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
	signs
)

// signVector is the signs of one question.
type signVector [signs]float64

// confidenceVector computes the signs of a question's ranked candidates.
func (r *reading) confidenceVector(all []candidate) signVector {
	var c signVector
	c[cBias] = 1
	if len(all) == 0 {
		return c
	}
	v := &all[0].vector
	c[cOwn] = v[fOwn]
	c[cHeld] = v[fOwn] + v[fNext] + v[fHead]
	c[cRank] = v[fRank]
	c[cNames] = v[fNames]
	c[cTyped] = v[fTyped]
	c[cNear] = v[fNear]
	c[cFocus] = v[fFocus]
	c[cPairs] = v[fPairs]
	c[cFresh] = v[fFresh]
	c[cStale] = v[fStale]
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
	if r.strict() && len(r.role) == 0 {
		best := 0.0
		for _, x := range all[:min(3, len(all))] {
			best = max(best, x.vector[fTyped]-x.vector[fSide])
		}
		c[cTypeMiss] = 1 - best
	}
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
	return c
}

// confidence is the estimated probability that the best candidate answers.
func (r *reading) confidence(all []candidate) float64 {
	if len(all) == 0 {
		return 0
	}
	c := r.confidenceVector(all)
	sum := 0.0
	for i, x := range c {
		sum += x * confidenceWeights[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
