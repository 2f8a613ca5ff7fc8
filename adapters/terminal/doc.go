// Package terminal is the terminal adapter: the whole chat surface over lines of text, and the
// place where messages become text that is read in a terminal.
package terminal
