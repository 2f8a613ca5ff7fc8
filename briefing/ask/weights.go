package ask

// rankWeights order the candidates.
var rankWeights = vector{fOwn: 4, fNext: 2.5, fHead: 2.5, fArticle: 1, fRank: 2, fNames: 1, fFocus: 0.5, fTyped: 1, fNear: 2, fPairs: 0.5, fFresh: 1, fStale: -2,
	fTime: 0.5, fLead: 0.3, fHeading: -0.5, fAsks: -1, fShort: -0.5, fLong: -0.3, fDangling: -0.3, fSpeaker: 2, fCue: 0.5, fRole: 3, fSide: -3, fNew: 2, fEcho: -2, fVote: 1}

// confidenceWeights are the logistic regression behind Answer.Confidence.
var confidenceWeights = signVector{cBias: -3, cHeld: 4, cNames: 1, cRoleMiss: -3, cSpeakerMiss: -2, cTimeMiss: -2, cSide: -3}
