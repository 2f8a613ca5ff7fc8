package text

import "strings"

// touch notes what sentence i mentions, after its own speaker was worked out.
func (r *reading) touch(i int, v *voice) {
	s := &r.doc.Sentences[i]
	begin := afterDateline(s.Tokens)
	for k := range s.Names {
		n := &s.Names[k]
		if begin > 0 && n.Start < s.Tokens[begin-1].Start {
			continue // the agency speaks of others
		}
		switch n.Kind {
		case Person:
			if p := r.personOf(n.Key); p != nil {
				p.last, p.seen = i, i
				if r.office != "" && i-r.officeAt <= 2 && p.first == i && len(p.roles) == 0 && (k == 0 || p == v.person) {
					p.roles, r.office = append(p.roles, r.office), ""
				}
			}
		case Organization:
			if v.named && strings.Contains(v.name, n.Text) {
				continue // the speaker's own name, which is longer
			}
			words := strings.Fields(Fold(n.Text))
			r.bodies = append(r.bodies, body{name: n.Text, key: n.Key, words: words, sentence: i})
		}
	}
	if v.person != nil {
		v.person.last = i
	}
}
