package text

// Modality tells whether an event is told as fact.
type Modality uint8

// The modalities of an event.
const (
	Actual       Modality = iota // it happened, happens or is so
	Planned                      // it is to come, is wanted or was tried: "will", "plans to", "is to"
	Hypothetical                 // it may be, or would be on a condition: "could", "if"
)

// Event is what one verb of a sentence tells. Who did it and to whom are runs of tokens, so that names
// and numbers in them are found by their place.
type Event struct {
	Verb     int16 // the token of the verb; its Lemma names the kind of event
	Count    int16 // the index in Sentence.Numbers of the number that counts Whom, or else Who; -1 with none
	Who      Range // who does it; empty where the sentence does not tell ("Five were killed")
	Whom     Range // to whom or what it is done; empty with none
	Negated  bool  // it did not happen, or not to anybody: "found no bodies"
	Modality Modality
	Passive  bool // told in the passive: "Five were killed by a mine"
}
