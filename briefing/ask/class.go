package ask

import (
	"strings"
	"sync"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// classes maps the stem of an asked noun to the stems of the things of its class: "which disease" is answered by
// "polio", which no capital letter marks.
var classes = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, row := range lex.Table("en/answer-classes", 2) {
		members := stemmed(strings.Fields(row.Cells[1]))
		for _, noun := range stemsOfWords(row.Cells[0]) {
			if out[noun] == nil {
				out[noun] = map[string]bool{}
			}
			for m := range members {
				out[noun][m] = true
			}
		}
	}
	return out
})

// classOf gives the things that the asked noun phrase may be answered by, or nil: its last noun decides.
func classOf(focus []text.Token) map[string]bool {
	for i := len(focus) - 1; i >= 0; i-- {
		if c := classes()[focus[i].Stem]; c != nil {
			return c
		}
	}
	return nil
}
