// Package clause reads how a sentence is built, as far as rules over the classes of words can: its noun
// phrases, its subject, and its events, who did what to whom, verb by verb. It looks at the tokens of one
// sentence and at nothing else.
//
// It is weak where a verb stands before its subject, and where a noun has the looks of a verb.
package clause
