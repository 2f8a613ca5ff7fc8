// Package ask answers a question from the corpus with cited sentences, or says that the corpus does
// not hold the answer. It abstains rather than guess.
package ask
