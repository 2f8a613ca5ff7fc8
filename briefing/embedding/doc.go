// Package embedding says how near two English words are in meaning: "shut" to "closed", "quake" to
// "tremor", "boss" to "superintendent". A word is a vector of 64 numbers, so that words which newspapers
// use among the same other words lie close together.
//
// The vectors are those of GloVe (Pennington, Socher and Manning, "GloVe: Global Vectors for Word
// Representation", EMNLP 2014), trained on Wikipedia 2014 and Gigaword 5, 100 numbers a word, made smaller by
// "fit embedding": the mean and the directions that all words share are taken away (Mu and Viswanath,
// "All-but-the-Top", ICLR 2018), 64 principal directions are kept (Raunak, Gupta and Metze, "Effective
// Dimensionality Reduction for Word Embeddings", RepL4NLP 2019), and each number is a byte. See
// glove.LICENSE. Words newer than 2014 ("covid") are not known, and names lie near other names, whoever
// they are: who compares words leaves names to package names.
//
// Nothing is loaded: the file is part of the program and is read where it stands. All functions are safe for
// concurrent use.
package embedding
