package text

// MaxSentence is the length in bytes from which a sentence is cut at a space.
const MaxSentence = maxSentence
