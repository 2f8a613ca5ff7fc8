// Package dispatch delivers briefings: it finds what is due, claims each slot, has the edition built
// once for all who ask for the same, tailors it, fixes the parts, sends them, and records what was
// told.
//
// That a slot arrives once rests on two things. The ledger gives a slot to one holder at a time and
// knows, for each part, whether its send was begun and whether it ended. And a part whose end is not
// known is looked up, or sent again under the same key where the platform drops repetitions; only
// where it offers neither is it sent once more unseen, and counted as a possible duplicate.
//
// What was sent stays true for a few days: when an article changes that a briefing rests on, the parts
// that tell of it are edited where they stand, by one holder at a time, and nothing is posted again. An
// edit that is made twice is harmless, so that a crash only means that it is made again.
//
// Silence explains itself: a quiet day, a source that fails or has fallen silent and an empty corpus are
// told in the channel that would have had the news, each incident once.
package dispatch
