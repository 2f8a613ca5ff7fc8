// Package annotate reads an article, or a question, once: it cuts it into words and sentences, and has the
// language rooms (names, when, quantity, clause, speech) fill what is known of each. Who stands above reads
// the result, a text.Document, and never the characters again.
package annotate
