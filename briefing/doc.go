// Package briefing is the vocabulary of briefbot: what an article, a sentence, a story, a point, a
// citation, a briefing, a question and an answer are, and the small contracts that the parts meet at.
// It imports nothing but the standard library and does nothing by itself.
//
// The engine stands in the folders below, called rooms, in the order in which news passes them. A room imports
// only rooms above it in this list; a test holds that.
//
//   - lex keeps words and stock phrases as data, one entry a line.
//   - rank turns named features into a score; the weights are data, fitted by cmd/fit with rank/fit.
//   - embedding says how near two English words are in meaning.
//   - pack writes numbers and texts as bytes with checksums, for what is kept between two runs.
//   - text cuts words and sentences, and has the types of the one annotation: spans for names, numbers,
//     times, events and speech.
//   - names, when, quantity, clause and speech fill these spans: who is named, what time is meant, how much,
//     who did what to whom, and who said it.
//   - annotate runs them once over an article. Who stands below reads its spans and never the characters again.
//   - ingest turns a raw page into clean, dated, split Articles.
//   - claim says what a sentence claims, and when two claims are the same, an update, a contradiction.
//   - evidence makes a point by safe deletions and proves it from its quotes.
//   - index finds passages.
//   - cluster groups articles into stories, and recognises copies.
//   - summary tells one set of articles in a few points.
//   - daily chooses the day's facts for one reader: what matters, what is new, what is disputed.
//   - ask answers a question from the corpus, or says that the corpus does not hold the answer.
//   - desk puts these together over a corpus, and decides nothing itself.
//
// Beside them briefingtest holds the tests that every Corpus and Source has to pass, and newstest makes news of
// an invented world to measure with.
//
// An article goes this way: a Source gives RawPages; ingest.Reader makes Articles of them, which the Corpus
// stores; desk.Follow takes up what changed, has it read by annotate.Analyzer.Analyze, and puts it into the
// index.Index and the cluster.Grouper. For a briefing desk.Edition calls daily.Build, which gathers the facts of
// each story in the window; Edition.Tailor chooses those for one destination and has evidence make points of
// them. What then happens to the Briefing is told in package bot.
//
// A question goes this way: desk.Ask calls ask.Answerer.Ask, which reads the question, finds candidates in the
// index, orders them by one model, asks another whether any of them answers, and has evidence make points of the
// best. See package ask.
//
// Where something is decided:
//
//   - a sentence's speaker: speech, sieve_*.go, one sieve a file, in the order of sieve.go.
//   - whether a word is denied, planned or supposed: text, negation.go and flag.go.
//   - whether two names mean one: names, key.go and people.go.
//   - whether a sentence says what another says, updates it or contradicts it: claim, relation.go and dispute.go; on
//     which side of a matter a word stands: claim, axis.go.
//   - whether a line is furniture, where a page is cut, its day and its kind: ingest, blockmodel.go, clean.go, split.go,
//     datesigns.go and kind.go, by the models below ingest/weights.
//   - whether two articles are one story, and one a copy of the other: cluster, likeness.go and copies.go; that two events
//     which look alike are two: whose.go and otherkind.go.
//   - a story's place in a briefing, and which of its facts are told: daily, features.go, rank.go, choose.go and title.go, by
//     daily/weights/facts.json and among.json.
//   - what a destination was told already: claim, retold.go and known.go; daily asks them.
//   - which sentence answers, and whether any does: ask, feature.go and refusal.go, by ask/weights. What no
//     model may overrule is in ask/veto.go, with the promise that it protects.
//   - which words may be left out of a quote: evidence, form.go.
//   - whether what is shown is proven: evidence, check.go and answer.go; "briefbot verify" asks them of any saved output.
//
// Words that have one meaning here:
//
//   - article: one item of news; page: what it was cut from; origin: the page's name in its input.
//   - revision: one content of an article, its title and text; copy: an article whose text is another's.
//   - story: an event and what followed from it; topic: the wider matter of several stories; matter: what a
//     claim is about, as its words.
//   - claim: what a sentence says of the world; point: a claim as it is shown; fact: one that a destination
//     has been told, or could be; toll: how many people something happened to.
//   - quote: words of an article as they stand; citation: where a quote stands; evidence: quotes that prove a point.
//   - span: a run of bytes of the article; range: a run of a sentence's tokens; class: what a word can be by its looks.
//   - speaker: who makes a claim; cue: the word that ties it to him; frame: the words before a point that name him;
//     stance: whether he said, claimed, denied or thought it.
//   - dispute: two claims that cannot both hold; side: either of them.
//   - outlet: who publishes; newsroom: an outlet whose text is its own; source: where pages come from.
//   - candidate: what may be shown, before it is chosen; feature: a number that speaks for or against one; model:
//     the fitted weights of features; veto: a rule that no model may overrule.
//   - furniture: text of a page that is no news; lead: the first sentences of an article; headline: its heading as
//     it was printed; title: the heading that briefbot gives.
//   - edition: a day's candidates for everybody; briefing: what one destination is told of it; destination: a
//     channel, a thread or a person.
//
// What is doubtful: events are read by rules and are weak for inverted and noun-like verbs; a headline
// stands only where a sentence of its article makes the same claim, which leaves long titles; claims
// compare words, names and figures, not meanings.
//
// What is stored and what is shown are the business of others (see package bot and the adapters); nothing
// here knows of a database, a clock or a chat platform.
package briefing
