// Package evidence makes what is shown and proves it: every point, title and side of a disagreement is had
// from its quotes by safe deletions alone, apart from the frame that names its speaker, and nothing is
// claimed in nobody's name.
//
// Deletion is an allow-list (form.go): a few forms, each in a file of its own, each made of words that
// are known to be harmless there. What limits, disputes, stages, conditions, attributes or withdraws a
// claim is none of them, so it stays, whatever words it is made of. A headline (headline.go) is evidence
// where a sentence of its own article makes the same claim.
//
// Make and Headline make; CheckPoint, CheckSummary, CheckBriefing and CheckAnswer prove, from the articles
// alone. Who widens a form answers for testdata/takeback*.txt, sentences with a remark that takes them
// back: none may be shown without it.
package evidence
