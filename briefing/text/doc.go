// Package text reads language: it finds words, sentences, names, numbers and time expressions in an
// article and works out who said what. It is rule-based, needs no model file, and gives the same
// result for the same input always.
//
// Everything is a view on the article's own characters: every Span is a byte range of the text that
// was analysed. Normalised forms exist only beside the original, for comparing.
package text
