package ask

// feature is one thing that speaks for or against a sentence as an answer. All lie in [0,1] unless
// their comment says otherwise.
type feature int

// The features. "Share" is a share of the question's mass: the sum of its terms' rarities.
const (
	fOwn      feature = iota // share that the sentence itself holds
	fNext                    // share that only the sentences beside it hold
	fHead                    // share that only its heading and title hold
	fArticle                 // share that only the rest of its article holds
	fRank                    // the index's score, against the greatest that the question allows
	fNames                   // share of the question's names held by sentence, neighbours, heading
	fFocus                   // the asked thing ("which airline") is named in the sentence
	fTyped                   // the sentence holds a thing of the asked type that the question does not name
	fNear                    // share held within a few words of such a thing
	fPairs                   // neighbouring words of the question that are neighbours here too
	fFresh                   // nearness of publication to the asking day: 1 on it, 0 after a month
	fStale                   // published more than two weeks away
	fTime                    // the sentence is about the asked day
	fLead                    // it stands at its article's beginning
	fHeading                 // it is a heading
	fAsks                    // it is a question itself
	fShort                   // it has fewer than six words
	fLong                    // it has more than forty-five words
	fDangling                // it leans on what stands before
	fSpeaker                 // it is said by whom the question names as its speaker
	fCue                     // it holds the words that an answer of the kind has ("because")
	fRole                    // it names the asked role and place in one phrase
	fSide                    // it tells of the other side ("destroyed by" for "lost by")
	fNew                     // it tells something beyond the question: 1 from five words on
	fEcho                    // it stands beside a question much like this one: a quiz, not news
	fMiss                    // a person, number or time is asked for, and it holds none
	fVote                    // other good candidates name the same thing of the asked type
	fMatter                  // share of the question's words that are no names and not the asked noun, held by the sentence
	fAbout                   // the same, held by it or the sentences beside it
	fDeed                    // it holds the verb of "who did"
	features
)

// fMatter and fAbout have no weight in the ranking, where they were tried and did not help: they decide which
// further points are told and what contradicts a question.

// vector is the features of one sentence for one question.
type vector [features]float64
