// Package newstest makes news of an invented world to measure with: any number of articles, the same for
// the same seed. Several outlets tell of an event, each in its own words, some of them print one another's
// text, and much happens over days, with names and words as unevenly spread as in real news.
package newstest
