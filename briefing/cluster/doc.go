// Package cluster groups articles into stories (one event and what followed from it) and stories
// into topics, and recognises copies and rewrites of one text.
//
// The way of an article through it, bottom up:
//
//   - background knows how common words are in general news; lexicon numbers a corpus' terms, mixes
//     its own counts with the background, and learns which terms are names.
//   - bag is an article as weighted terms, names and other words balanced against one another;
//     lead is what its first sentences name, the days they speak of, and what its heading says happened.
//   - neighbours finds the pairs that share terms, through an inverted index; time and leads lower
//     the likeness of those that are far apart or name different things on different days.
//   - linkage joins articles into stories by average linkage, and leaves two groups apart that each
//     hold together much better than with one another.
//   - title, topic, label and identity give a story its heading, its topic with one label, and its
//     lasting ID.
//   - imprint and copies tell which texts were made from one another.
//
// Names, numbers and capital letters are what tells two look-alike events apart. Where a script has
// no capitals, words alone decide, and leads say nothing; sentences in English name the weekdays
// that are used beside resolved times.
package cluster
