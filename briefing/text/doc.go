// Package text is the vocabulary of the one annotation of an article: tokens, sentences, and the spans for
// names, numbers, times, speech and events that the rooms beside it fill (names, quantity, when, clause,
// speech; annotate runs them all once). It cuts a text into words and sentences, tells what a word can be
// by its looks, and which words are denied, planned or supposed.
//
// Everything is a view on the article's own characters: every Span is a byte range of the text that
// was analysed. Normalised forms exist only beside the original, for comparing. Nothing needs a model file,
// and the same input gives the same result always.
//
// Bottom up:
//
//   - Tokens, Fold and Stem cut a text into words. What is known of a word by its looks is its Lexeme,
//     which all tokens share that are written alike.
//   - Class tells what a word can be (a verb of saying, a role, a title, a function word), by the lists of
//     package lex; Form which forms of a verb it can be.
//   - Sentences cuts at stops. It looks at the characters alone.
//   - MarkPolarity marks what a sentence denies, plans and supposes. Nobody else defines negation.
//   - Document, Sentence, Name, Number, Time, Event and Speech are what the other rooms fill.
//
// What it cannot do: it knows the verbs of English only, so that texts in other languages get words,
// sentences and some names, but no speakers.
package text
