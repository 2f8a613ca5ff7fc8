package summary

import (
	"strings"

	"briefbot/briefing/lex"
)

// unfinished reports whether what stands before unit a still waits for what follows: for its verb
// ("Name, who called twice," – "will fight"), for the verb of its last clause ("the moment when the
// ship," – "or Dart, struck"), or for its noun ("a long," – "quiet night").
func (s *source) unfinished(a, b int) bool {
	if u := s.units[a]; !startsUpper(u.core) && (finite.Has(u.norm) || negations.Has(u.norm) || strings.HasSuffix(u.norm, "n't")) {
		return true
	}
	if n := s.units[a-2].norm; (n == "a" || n == "an") && !subordinators.Has(s.units[a].norm) && !connectives.Has(s.units[a].norm) && !hangers.Has(s.units[a].norm) && !strings.HasSuffix(s.units[a].norm, "ing") {
		return true
	}
	first := a - 1
	for first > 0 && !s.first[first] {
		first--
	}
	for n := min(8, a-1); n > 0; n-- {
		if first == 0 && s.dateline(0, n) {
			first = n
			break
		}
	}
	// Only a part that is no insertion can hold the verb of the sentence.
	main, clause, inserted := false, true, false
	opened := s.opens(first)
	for i := first; i < a; i++ {
		u := s.units[i]
		if i > first && opened && strings.ContainsAny(s.before(i), ",;—–") {
			opened = false // "On Tuesday, the harbour …"
		} else if i > first && strings.ContainsAny(s.before(i), ",;—–") {
			inserted = relative.Has(u.norm) || u.norm == "whose" || u.norm == "whom" || u.norm == "a" || u.norm == "an" || u.norm == "the"
		}
		switch {
		case clauses.Has(u.norm) && i > first, u.norm == "as" && i > first && i+1 < a && startsUpper(s.units[i+1].core):
			clause = false
		case s.isVerb(i, a):
			main, clause = main || !inserted, true
		}
	}
	return !main || !clause
}

// clauses are words that open a clause with a verb of its own.
var clauses = lex.Words("en/clause-pronouns")

// isVerb reports whether unit i of those before end can be a finite verb. A word in -s is one only with an
// object or a clause behind it, as it is a plural else.
func (s *source) isVerb(i, end int) bool {
	u := s.units[i]
	if startsUpper(u.core) {
		return false
	}
	n := u.norm
	switch {
	case finite.Has(n), speech.Has(n), coloured.Has(n), strings.HasSuffix(n, "n't"), len(n) > 3 && strings.HasSuffix(n, "ed"):
		return true
	case len(n) < 4 || !strings.HasSuffix(n, "s") || strings.HasSuffix(n, "ss") || strings.HasSuffix(n, "'s") || i+1 >= end || i == 0 || hangers.Has(s.units[i-1].norm):
		return false
	}
	next := s.units[i+1]
	return objects.Has(next.norm) || startsUpper(next.core) && strings.TrimSpace(s.before(i+1)) == ""
}

// objects begin what stands behind a verb.
var objects = lex.Words("en/object-openers")
