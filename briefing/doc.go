// Package briefing is the vocabulary of briefbot: what an article, a sentence, a story, a point, a
// citation, a briefing, a question and an answer are, and the small contracts that the parts meet at.
// It imports nothing but the standard library and does nothing by itself.
//
// The engine stands in the folders below, one stage each, in the order in which news passes them:
//
//   - text reads language: words, sentences, names, numbers, times, and who said what.
//   - ingest turns a raw page into clean, dated, split Articles.
//   - index finds passages.
//   - cluster groups articles into stories, and recognises copies.
//   - summary tells a story in a few points, each checked against its quotes.
//   - daily builds the day's briefing: what is worth telling, what is new, what is quiet.
//   - ask answers a question from the corpus, or says that the corpus does not hold the answer.
//   - desk puts the stages together over a corpus, and decides nothing itself.
//
// A stage imports only stages above it in this list. What is stored and what is shown are the
// business of others (see package bot and the adapters); nothing here knows of a database, a clock
// or a chat platform.
package briefing
