// Package daily builds a briefing in two steps. Build makes the day's Edition, the ranked
// candidates that are the same for everybody who asks for the same topics and window; Tailor then
// selects for one destination, given what it was told before, its wishes and its length.
package daily
