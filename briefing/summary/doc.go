// Package summary tells a story in a few points, each with its evidence, and says where sources disagree.
// Features of a sentence and weights (score.go, weights) say how well it tells the story; select.go chooses
// within a budget of words; title.go heads it. What is made and proven is evidence's (promise: every sentence
// is evidence), what contradicts what is claim's.
package summary
