package command

import (
	"fmt"
	"strings"

	"briefbot/bot"
)

// unknown is the error for a word that is none of known: it names the nearest and what to do.
func unknown(kind, word string, known []string, next string) *bot.Error {
	if near := nearest(word, known); near != "" {
		return &bot.Error{Code: "unknown_" + kind, Message: fmt.Sprintf("There is no %s “%s”. Did you mean “%s”? %s", kind, word, near, next)}
	}
	return &bot.Error{Code: "unknown_" + kind, Message: fmt.Sprintf("There is no %s “%s”. %s", kind, word, next)}
}

// nearest is the known word with the fewest typing errors, if they are few for its length.
func nearest(word string, known []string) string {
	best, fewest := "", 3
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < fewest && d*3 <= len(k) {
			best, fewest = k, d
		}
	}
	return best
}

// mistyped is the command that a short text without a question mark was probably meant to be.
func (r *Router) mistyped(word, text string) string {
	words := len(strings.Fields(text))
	if strings.Contains(text, "?") || words > 6 || len(word) < 4 {
		return ""
	}
	if near := nearest(word, r.names("")); near != "" && words <= 3 {
		return near
	}
	near := nearest(word, partNames())
	if near == "" || near == word || words > 1 && near != "schedule" {
		return ""
	}
	return "briefing " + near
}

// distance counts the insertions, deletions, substitutions and swaps of neighbours between two
// words (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
