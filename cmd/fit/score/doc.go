// Package score compares what the engine gives with gold. Each scorer is a pure function; what it counts
// and how it reads words is that of the scorer from outside over the command line, so that the two
// give the same figures.
//
// A Report has the figures of one set, and what came of each of its cases, so that two runs can be
// compared case by case.
package score
