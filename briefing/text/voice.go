package text

import "briefbot/briefing"

// Voice is somebody who speaks in an article.
type Voice struct {
	Name string // by the fullest name that the article gives, or by role: "a Ukrainian official"
	Key  string // equal for all mentions of one speaker: see Name.Key
}

// Speech is one cue of speech in a sentence: who says what the sentence holds, or a part of it.
type Speech struct {
	Voice int32 // who: the index in Document.Voices
	// Cue is the token of the verb (or of "according", or a mark) that ties the words to who says them; -1
	// where the speaker is known from another sentence only.
	Cue    int16
	Who    Range           // the tokens that name the speaker here: a name, a role, a pronoun; empty with no cue
	Stance briefing.Stance // how the cue puts the words
}
