package ask

// rankWeights order the candidates. They were fitted on the development halves of RealTime QA news
// (159 questions of 2022), TREC QA (82), SQuAD 2.0 (96 on one topic) and 65 questions on five news
// pages: the probability that a softmax over a question's candidates gives to the right sentences is
// made as great as possible, with a quadratic pull (0.03) towards weights set by hand on invented
// examples. Those of fSpeaker, fRole, fSide and fEcho, for which these sets have too few cases, are as set by hand.
var rankWeights = vector{
	fOwn: 4.85, fNext: 2.35, fHead: 2.53, fArticle: 0.37, fRank: 2.38, fNames: 1.67, fFocus: 0.07, fTyped: 1.39, fNear: 2.16, fPairs: 1.07,
	fFresh: 1.14, fStale: -2.06, fTime: 0.67, fLead: 0.76, fHeading: -0.5, fAsks: -1.06, fShort: -0.41, fLong: -0.44, fDangling: -0.3,
	fSpeaker: 2, fCue: 0.73, fRole: 3, fSide: -3, fNew: 1.96, fEcho: -2, fMiss: -1, fVote: 1.31,
}

// confidenceWeights are the logistic regression behind Answer.Confidence, fitted by maximum likelihood
// with an L2 penalty of 0.01 on the questions of two of these sets and the 129 unanswerable ones beside
// them: does the corpus hold an answer, given the best candidate? The signs of what is missing
// (role, speaker, day, side), for which there were too few cases, are set by hand.
var confidenceWeights = signVector{
	cBias: -4.64, cOwn: 1.04, cHeld: 1.68, cRank: 1.33, cNames: 1.18, cTyped: 0.38, cNear: -0.05, cFocus: 0.72, cPairs: 0.94, cFresh: 0.62,
	cStale: -0.23, cMargin: 1.09, cSupport: -0.26, cLength: 0.48, cUnknown: -0.23,
	cTypeMiss: -1.5, cRoleMiss: -3, cSpeakerMiss: -1.5, cTimeMiss: -2, cSide: -3,
}

// minConfidence is the default of Options.MinConfidence.
const minConfidence = 0.5
