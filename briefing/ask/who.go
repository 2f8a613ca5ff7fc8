package ask

import (
	"briefbot/briefing/text"
)

// forPersons is for who did it, whom it was done to, and who somebody is.
var forPersons = []feature{
	{"role", func(x *sight) float64 { return x.r.roled(x.d, x.i) }},
	{"role-owned", func(x *sight) float64 { return when1(x.r.ownedHere(x.d, x.i)) }},
	{"person-role", of((*sight).personRole, who)},
	{"person-apposition", of((*sight).apposed, who)},
	{"doer", of(func(x *sight) float64 { return x.actor(-1) }, who)},
	{"doer-asked", of(func(x *sight) float64 { return x.actor(-1) * when1(x.r.verb >= 0) }, who)},
	{"done-to", of(func(x *sight) float64 { return x.actor(1) }, who)},
	{"done-to-asked", of(func(x *sight) float64 { return x.actor(1) * when1(x.r.verb < 0) }, who)},
	{"by-agent", of((*sight).agent, who)},
}

// personRole reports whether somebody new is named with a role.
func (x *sight) personRole() float64 {
	return x.newNames(func(n text.Name) bool { return n.Kind == text.Person && n.Role != "" })
}

// apposed reports whether a new name stands between a comma and a description.
func (x *sight) apposed() float64 {
	for _, n := range x.s.Names {
		first, last := tokensOf(x.s, n.Span)
		if first < 0 || x.r.names(n.Text) || n.Kind == text.Place {
			continue
		}
		if x.norm(last+1) == "," && (articles.Has(x.norm(last+2)) || x.norm(last+2) == "who") || x.norm(first-1) == "," {
			return 1
		}
	}
	return 0
}

// actor reports whether a new name stands before (-1) or behind (1) a verb or noun of the question.
func (x *sight) actor(side int) float64 {
	for _, n := range x.s.Names {
		if n.Kind == text.Place || x.r.names(n.Text) {
			continue
		}
		first, last := tokensOf(x.s, n.Span)
		for k := 1; k <= 5; k++ {
			at := last + k
			if side > 0 {
				at = first - k
			}
			if at < 0 || at >= len(x.marks) || first < 0 {
				break
			}
			if m := x.marks[at]; m >= 0 && !x.r.terms[m].Name {
				return 1
			}
		}
	}
	return 0
}

// agent reports whether a new name follows "by".
func (x *sight) agent() float64 {
	for _, n := range x.s.Names {
		first, _ := tokensOf(x.s, n.Span)
		if !x.r.names(n.Text) && (x.norm(first-1) == "by" || x.norm(first-2) == "by") {
			return 1
		}
	}
	return 0
}
