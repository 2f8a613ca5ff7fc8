// Package when reads the time expressions in the sentences of an article, and resolves them against the
// moment at which it was published: "Tuesday" is the last one, or the next where the verb beside it announces.
package when
