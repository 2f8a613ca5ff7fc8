// Package render makes Messages of briefings and answers, once for all platforms. It writes words
// and structure; markup, limits and escaping are the platforms'. Article text comes into Span.Text
// only, and an article's address into Span.Link only when it is http or https.
package render
