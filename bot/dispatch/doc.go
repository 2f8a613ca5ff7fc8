// Package dispatch delivers briefings: it finds what is due, claims each slot, has the edition built
// once for all who ask for the same, tailors it, fixes the parts, sends them, and records what was
// told.
//
// That a slot arrives once rests on two things. The ledger gives a slot to one holder at a time and
// knows, for each part, whether its send was begun and whether it ended. And a part whose end is not
// known is looked up, or sent again under the same key where the platform drops repetitions; only
// where it offers neither is it sent once more unseen, and counted as a possible duplicate.
package dispatch
