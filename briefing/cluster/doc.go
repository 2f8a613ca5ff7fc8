// Package cluster groups articles into stories (one event and what followed from it) and stories
// into topics, and recognises copies and rewrites of one text.
//
// The way of an article through it, bottom up:
//
//   - background knows how common words are in general news; lexicon numbers a corpus' terms, mixes
//     its own counts with the background, and learns which terms are names.
//   - bag is an article as weighted terms, names and other words balanced against one another;
//     lead is what its first sentences name, the days they speak of, and what its heading says happened.
//     A card holds both, and what the card is like.
//   - imprint and copies tell which texts were made from one another; texts that are nearly the same meet
//     by parts of their imprint, and only the first of them is compared with others.
//   - postings finds the cards that share heavy terms; time and leads lower the likeness of those that
//     are far apart or name different things on different days.
//   - linkage joins cards into stories by average linkage, and leaves two groups apart that each
//     hold together much better than with one another.
//   - title, topic, label and identity give a story its heading, its topic with one label, and its
//     lasting ID.
//   - Grouper keeps all of this while the corpus changes: what is new meets the stories that it is like,
//     and these are worked out anew.
//
// Cost: an article meets at most reach others for each of its heaviest terms, whatever the size of the
// corpus; an update works out at most mostTouched stories besides those of its own articles.
//
// Names, numbers and capital letters are what tells two look-alike events apart. Where a script has
// no capitals, words alone decide, and leads say nothing; sentences in English name the weekdays
// that are used beside resolved times.
package cluster
