package text

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// addVerbs enters the forms of the reporting verbs, each with how it puts what is said.
func addVerbs(m map[string]Class) {
	for _, row := range lex.Table("en/reporting-verbs", 4) {
		past, present, base, participle, extra := SayPast, SayPresent, SayBase, Saying, Class(0)
		switch row.Cells[3] {
		case "claimed":
			extra = ClaimVerb
		case "denied":
			extra = DenyVerb
		case "person":
			extra = PersonVerb
		case "thought":
			past, present, base, participle = ThinkPast, ThinkThird, ThinkNow, Thinking
		}
		m[row.Cells[0]] |= base | extra
		m[third(row.Cells[0])] |= present | extra
		m[row.Cells[1]] |= past | extra
		m[row.Cells[2]] |= participle | extra
	}
}

// third gives the third person singular by the English rules of spelling: -es after a hiss, -ies.
func third(base string) string {
	n := len(base)
	switch {
	case base[n-1] == 'y' && strings.IndexByte("aeou", base[n-2]) < 0:
		return base[:n-1] + "ies"
	case strings.HasSuffix(base, "s") || strings.HasSuffix(base, "sh") || strings.HasSuffix(base, "ch") || strings.HasSuffix(base, "x"):
		return base + "es"
	}
	return base + "s"
}

// StanceOf is how a verb with these classes puts a claim.
func StanceOf(c Class) briefing.Stance {
	switch {
	case c.Has(DenyVerb):
		return briefing.Denied
	case c.Has(ClaimVerb):
		return briefing.Claimed
	}
	return briefing.Said
}
