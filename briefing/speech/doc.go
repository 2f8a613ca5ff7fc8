// Package speech finds who says what. Read fills the speakers of an article whose names were read.
//
// It is a sieve: a cue (a verb with its subject, "according to", a signature, a label) names a phrase; the
// phrase is resolved to the person, body or role that it means; a quotation without a cue takes the speaker
// of the sentences that it belongs to. Each way of saying it is one sieve in a file of its own, with
// examples that are its test; sieve.go and speaker.go have them in the order in which they are asked. Where
// two may be meant, nobody is named.
//
// Some verbs of action ("grilled", "endorsed") count as speech. In a test on the PolNeAR corpus of American
// political news (Newell et al., LREC 2018) about one speaker in nine that it gave was not the one that the
// annotators marked, often because a sentence has several and a Sentence has room for one.
package speech
