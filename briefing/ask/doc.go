// Package ask answers a question from the corpus with cited sentences, or says that the corpus does
// not hold the answer. It abstains rather than guess.
//
// A question goes this way:
//
//   - reading.go reads it: what is wanted (kind.go, want.go), whose words, which office, and the bag of
//     its words with what stands for them (synonym.go, irregular.go).
//   - candidate.go finds sixty sentences in the index. page.go tells what each sentence of a page
//     holds of the question, sight.go looks at one of them.
//   - feature.go lists what is weighed of a sentence, a family a file: coverage, topic, typing, nearness (of meaning),
//     who, when, where, number, said, verdict, standing. weights/rank.json orders the
//     candidates by weights and, on top of them, boosted trees; nothing
//     reorders them afterwards, but that the newest count of the dead comes first (toll.go, promise 4).
//   - refusal.go lists what is weighed for there being an answer at all; weights/refusal.json decides, and
//     veto.go says what no model may answer.
//   - premise.go and axis.go find what contradicts the question.
//   - digest.go tells the leads of the day where nothing but news is asked for.
//   - answer.go and point.go tell the best one, and at most two that add.
//
// The weights are fitted by go run ./cmd/fit ask, which also shows which questions are missed and why.
package ask
