package briefing

import "time"

// Fact is one thing that a destination was told, in the form needed to recognise it again.
type Fact struct {
	Story StoryID `json:"story"`
	// Article and Revision say what it was told from, so that a correction can be seen.
	Article  ArticleID `json:"article"`
	Revision Revision  `json:"revision"`
	// Text is the sentence as it stood in the article.
	Text string `json:"text"`
	// On is the article's publication time.
	On time.Time `json:"on,omitzero"`
}

// Told is what one destination has been told lately, oldest first. The zero value is a
// destination that was told nothing. It is a value: building a briefing never changes it.
type Told []Fact

// Preferences are one destination's standing wishes.
type Preferences struct {
	Follow []string // topics whose stories are told first
	Mute   []string // topics whose stories are left out
}
