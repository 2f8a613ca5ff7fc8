// Package summary tells a story in a few points, each with its evidence, and says where sources
// disagree. It also holds the evidence check itself: nothing leaves the package, and nothing that a
// language model wrote passes it, unless its quotes carry it (promise: every sentence is evidence).
package summary
