// Package web serves what those who run the bot look at, on a listener of its own: whether it lives, whether
// it is ready, what it counts, and, to this machine alone, what it spends its time on. It shows no article,
// no question and no name.
package web
