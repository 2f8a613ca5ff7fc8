package cluster

// tuning holds the settings of the method. There is one set of them for every corpus.
//
// They were chosen on two public sets at once, dated news stories (RealTime QA, 2022-23) and pairs
// of look-alike events (ECB+, topics 1-25), cleaned, split and dated as the engine does it. They
// reach a BCubed F1 of .91 on the first and .92 on the second. Cohesion is what keeps look-alikes apart.
type tuning struct {
	titleWeight    float64 // of a word in the title; a word in the body counts 1
	leadWeight     float64 // of a word among the first leadWords of the body
	leadWords      int
	maxWords       int     // words of the body that are read
	maxTerms       int     // heaviest terms that are kept
	prior          float64 // documents that the background counts as
	threshold      float64 // average likeness at which groups join
	floor          float64 // likeness below which a pair is taken as unlike
	cohesion       float64 // likeness of two large groups, as a share of that within them, from which they may join
	cohesionFrom   int     // members that both groups must have before cohesion is asked for
	doubt          float64 // members at which a group counts half in that
	sigma          float64 // days: the Gaussian of publication times
	timeFloor      float64 // what is left of likeness for articles that are far apart in time
	closedFloor    float64 // the same where a story would have closed between them, by an uncertain time
	nameShare      float64 // what names and numbers, as against other words, count in likeness
	apart          float64 // share of a lead's names unshared, from which documents disagree
	disagreement   float64 // what full disagreement takes from likeness
	headed         float64 // share of what two headings say, names apart, that the other text has to mention
	unheaded       float64 // what is taken from likeness where it mentions none of it
	otherDay       float64 // unshared share from which leads on different days are different events
	otherEvent     float64 // what is left of likeness then
	elsewhere      float64 // what is left of likeness where each head names places, firms or persons that the other text does not
	elsewhereFrom  float64 // share of the names of a head, by rarity, from which that is so
	namesake       float64 // likeness of all names up to which that counts
	kindred        float64 // share of what the headings say that the other text has to mention for it
	topicThreshold float64 // average likeness at which stories are of one topic
	copyLikeness   float64 // bag likeness below which a pair is not examined as copies
	verbatim       float64 // share of the shorter text's sequences from which it is a copy
	retold         float64 // share of common facts in common order from which a text is a rewrite
	spun           float64 // share of the shorter text's facts, in the longer one's order, from which a reworded text is a copy
	reworded       float64 // likeness by words, as a share of that by names, up to which a text is reworded
	minCommon      float64 // weight of common facts below which nothing is proved
	maxFacts       int     // facts of a text that are compared
	factRarity     float64 // inverse document frequency from which a word proves something
}

var defaults = tuning{
	titleWeight: 3, leadWeight: 2, leadWords: 80, maxWords: 500, nameShare: 0.48, maxTerms: 150,
	prior: 600, threshold: 0.10, floor: 0.04, cohesionFrom: 2, cohesion: 0.88, doubt: 4, sigma: 12, timeFloor: 0.3, closedFloor: 0.45,
	apart: 0.4, disagreement: 0.15, headed: 0.2, unheaded: 0.9, otherDay: 0.5, otherEvent: 0.15,
	elsewhere: 0.15, elsewhereFrom: 0.6, namesake: 0.03, kindred: 0.35,
	topicThreshold: 0.12, copyLikeness: 0.2, verbatim: 0.5, retold: 0.6, spun: 0.75, reworded: 0.25, minCommon: 50,
	maxFacts: 200, factRarity: 2.5,
}
