package text

import (
	_ "embed"
	"strings"

	"briefbot/briefing"
)

//go:embed lexicon/verbs.txt
var verbLines string

// addVerbs enters the forms of the reporting verbs. The English rules of spelling make them:
// -s, -es after a hiss, -ies; -ed and -ing without a mute e.
func addVerbs(lex map[string]class) {
	for line := range strings.Lines(verbLines) {
		name, verbs, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		past, present, base, participle, extra := sayPast, sayPresent, sayBase, saying, class(0)
		switch name {
		case "claimed":
			extra = claimVerb
		case "denied":
			extra = denyVerb
		case "person":
			extra = personVerb
		case "thought":
			past, present, base, participle = thinkPast, thinkThird, thinkNow, thinking
		}
		for v := range strings.FieldsSeq(verbs) {
			b, p, i := inflect(v)
			lex[b] |= base | extra
			lex[third(b)] |= present | extra
			lex[p] |= past | extra
			lex[i] |= participle | extra
		}
	}
}

// inflect gives the forms of an entry: three as given, or the regular ones.
func inflect(entry string) (base, past, participle string) {
	if f := strings.Split(entry, "/"); len(f) == 3 {
		return f[0], f[1], f[2]
	}
	if root, mute := strings.CutSuffix(entry, "e"); mute {
		return entry, entry + "d", root + "ing"
	}
	return entry, entry + "ed", entry + "ing"
}

// third gives the third person singular.
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

// stanceOf is how a verb with these classes puts a claim.
func stanceOf(c class) briefing.Stance {
	switch {
	case c.has(denyVerb):
		return briefing.Denied
	case c.has(claimVerb):
		return briefing.Claimed
	}
	return briefing.Said
}
