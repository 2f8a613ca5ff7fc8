// Package claim says what a sentence claims, and what two claims have to do with each other. Each of these
// is defined here once, for briefings, answers and what a destination has been told:
//
//   - Same: the one tells nothing that the other does not.
//   - SaysMore: the one tells all that the other does, and more.
//   - Updates: the one is a newer count of what the other counts.
//   - TakesBack: the one denies, withdraws or corrects the other.
//   - Contradicts: both cannot hold, and neither is the other's update.
//   - OtherOfKind: they look alike and are about two things of one kind, another place, ship or person.
//
// Of reads a sentence of a document; OfText one of which only the words are left, such as a told fact. The
// definitions look at two claims alone. Where many are compared, a Table knows how common their words
// are, so that what all of them share says nothing: NewTable(claims).Contradicts(a, b).
//
// What they are used for:
//
//   - Has a destination been told this? Same(told, now), with told from OfText. An update is news: Same
//     is false for a changed figure.
//   - Which of two figures is the state of things? Updates(newer, older) makes the older one superseded: it
//     is never told as the state of things, and is no side of a disagreement.
//   - What do sources dispute? Disputes(claims, neighbours), clearest first. Each has the two claims, a name
//     for what is in dispute, and the Kind.
//   - Does the corpus contradict what a question takes for granted? TakesBack(sentence, question) or
//     Contradicts(question, sentence), with the question read by OfQuestion.
//   - Do two reports tell of one event? Not where OtherOfKind holds.
//   - How many died? Tolls(sentence), Toll(sentence).
//
// Nothing here decides what is shown; package evidence proves that.
package claim
