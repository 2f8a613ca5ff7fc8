// Package cluster groups articles into stories (one event and what followed from it) and stories
// into topics, and recognises copies and rewrites of one text.
package cluster
