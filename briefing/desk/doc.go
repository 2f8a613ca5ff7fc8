// Package desk puts the engine's stages together: it holds a corpus' analysed articles, keeps them
// up with a briefing.Corpus, and answers questions and builds editions from them. It decides
// nothing itself; every judgement is made in the stage that it belongs to.
package desk
