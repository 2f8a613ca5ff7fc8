// Package gold reads the data sets that the engine is measured and fitted on: what people wrote down
// as right. It is strict, since a slip in gold is a wrong figure that nobody sees: a field that the
// shape does not have, one that is missing, an id that stands twice and a value of another type each
// stop the reading with file and line.
//
// The sets are folders below one data folder; Open names it, and a method a set reads one. Nothing is
// kept: who needs a set twice reads it twice or holds it.
package gold
