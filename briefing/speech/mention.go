package speech

import (
	"strings"

	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// touch notes what sentence i mentions, after its own speaker was worked out.
func (r *state) touch(i int, v *voice) {
	s := &r.Doc.Sentences[i]
	begin := clause.AfterDateline(s.Tokens)
	for k := range s.Names {
		n := &s.Names[k]
		if begin > 0 && n.Start < s.Tokens[begin-1].Start() {
			continue // the agency speaks of others
		}
		switch n.Kind {
		case text.Person:
			if p := r.PersonOf(n.Key); p != nil {
				if p.Seen < i {
					r.told[p]++
				}
				p.Last, p.Seen = i, i
				if r.office != "" && i-r.officeAt <= 2 && p.First == i && len(p.Roles) == 0 && (k == 0 || p == v.person) {
					p.Roles, r.office = append(p.Roles, r.office), ""
				}
			}
		case text.Organization:
			if strings.Contains(v.name, n.Text) {
				continue // the speaker's own name, which is longer
			}
			words := strings.Fields(text.Fold(n.Text))
			r.bodies = append(r.bodies, body{name: n.Text, key: n.Key, words: words, sentence: i})
		}
	}
	if v.person != nil {
		v.person.Last = i
	}
}
