// Package text reads language: it finds words, sentences, names, numbers and time expressions in an
// article and works out who said what. It is rule-based, needs no model file, and gives the same
// result for the same input always.
//
// Everything is a view on the article's own characters: every Span is a byte range of the text that
// was analysed. Normalised forms exist only beside the original, for comparing.
//
// Bottom up:
//
//   - Tokens, Fold and Stem cut a text into words. What a word can be by its looks (a verb of
//     saying, a role, a title, a function word) comes from the lists of package lex.
//   - Sentences cuts at stops. It looks at the characters alone.
//   - Names are runs of capitals, parted from titles and roles; the gazetteer and the words around
//     them tell their kind. Name.Key is equal for all spellings of one name: SameName and Country
//     say which keys belong together.
//   - Classes tell what a word can be by its looks (Token.Is, Token.Lemma); where it stands tells
//     whether it is quoted, negated, planned or hypothetical. Nobody else defines these.
//   - Events are who did what to whom, verb by verb; Speech is who says it. Both point into the
//     tokens and carry no text.
//   - Numbers and times are read from tokens; times are resolved against the publication.
//   - Who said what is a sieve. A cue (a verb with its subject, "according to", a signature, a
//     label) names a phrase; the phrase is resolved to the person, body or role that it means; a
//     quotation without a cue takes the speaker of the sentences that it belongs to.
//
// What it cannot do: it knows the verbs of English only, so that texts in other languages get words,
// sentences and some names, but no speakers. Some verbs of action ("grilled", "endorsed") count
// as speech. In a test on the PolNeAR corpus of American political news (Newell et al., LREC 2018) about
// one speaker in nine that it gave was not the one that the annotators marked, often because a
// sentence has several and a Sentence has room for one.
package text
