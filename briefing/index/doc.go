// Package index finds passages: BM25 over sentences with their neighbours, heading and speaker as
// fields. Databases store; the index ranks, so that every database gives the same order.
package index
