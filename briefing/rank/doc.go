// Package rank turns named features into a score. A Model is weights over features, kept as data
// beside the data that it was fitted on; the code that computes the features names them in the same
// words, and a model of other features is refused when it is read, with file and line.
//
// A score keeps its parts (see Model.Parts), so that a reader can be told why. Models are fitted by
// the package fit below this one, through go run ./cmd/fit.
package rank
