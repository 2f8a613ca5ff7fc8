// Package claim says what a sentence claims, and what two claims have to do with each other. Each of these
// is defined here once, for briefings, answers and what a destination has been told:
//
//   - Same: the one tells nothing that the other does not. Repeats is the same of two sentences of which only
//     the words are left. A changed figure is news. Known is what somebody was told: of its matter the reverse, the end
//     of what went on, a plan come true, a later day and one act more are news; other words for it are not.
//   - Updates: the one is a newer count of what the other counts. The older figure is never told as the state of
//     things, and is no side of a disagreement; Settles ends a dispute over one.
//   - TakesBack: the one says that the other, of the same speaker, was wrong. Fulfils: it tells what became of a plan.
//     Overtakes is any of these three.
//   - Contradicts: both cannot hold, and neither is the other's update. Disputes finds all such pairs, clearest
//     first, each with the two claims, a name for what is in dispute, and the Kind.
//   - Refutes: a sentence contradicts what a question takes for granted, which OfQuestion reads.
//   - Leans, Opposed: of one matter two opposite things are told, or the one denies what the other tells.
//   - Denies, SaysNo: something did not happen, or is said not to be so.
//   - OtherOfKind: they look alike and are about two things of one kind, another place, ship or person.
//   - Tolls, Toll: how many people something happened to.
//
// Of reads a sentence of a document. The definitions look at two claims alone. Where many are compared, a Table
// knows how common their words are, so that what all of them share says nothing.
//
// Nothing here decides what is shown; package evidence proves that.
package claim
