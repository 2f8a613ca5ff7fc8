package cluster

import (
	"slices"

	"briefbot/briefing/text"
)

// leadWhose reads the names of the title and of the first sentence, countries and who speaks left out.
func (lx *lexicon) leadWhose(l *lead, d *text.Document, t tuning) {
	lx.addWhose(l, &d.Title, t)
	for i := range d.Sentences {
		if s := &d.Sentences[i]; !s.Heading && len(s.Tokens) >= 5 {
			lx.addWhose(l, s, t)
			return
		}
	}
}

func (lx *lexicon) addWhose(l *lead, s *text.Sentence, t tuning) {
	for _, n := range s.Names {
		if n.Nation || n.Kind == text.Group || n.Key == s.SpeakerKey {
			continue
		}
		var rarest term
		for _, tok := range s.Tokens {
			if tok.Start() < n.Start || tok.End() > n.End || tok.Text[0] <= '9' {
				continue
			}
			if id, ok := lx.ids[tok.Stem]; ok && l.has(id) && lx.named(id) && float32(lx.idfs[id]) > rarest.weight {
				rarest = term{id, float32(lx.idfs[id])}
			}
		}
		if float64(rarest.weight) >= t.factRarity && !slices.ContainsFunc(l.whose, func(x term) bool { return x.id == rarest.id }) {
			l.whose = append(l.whose, rarest)
		}
	}
}

// elsewhere reports whether two cards tell the like of other places, firms or persons: each head names such that
// the other document never mentions, they share hardly a name elsewhere, and the one speaks of what the other's
// heading says. That protects the promise that two events of one kind are two stories.
func (g *Grouper) elsewhere(a, b *card) bool {
	l, o := &a.lead, &b.lead
	return o.missing(l.whose) >= g.t.elsewhereFrom && l.missing(o.whose) >= g.t.elsewhereFrom &&
		(l.mentions(o)+o.mentions(l))/2 >= g.t.kindred && g.lx.namesake(a.bag, b.bag, g.t) < g.t.namesake
}

// namesake is how far two bags agree in their names, in [0,1].
func (lx *lexicon) namesake(a, b bag, t tuning) float64 {
	sum := 0.0
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0], b[0]; {
		case x.id < y.id:
			a = a[1:]
		case x.id > y.id:
			b = b[1:]
		default:
			if lx.named(x.id) && lx.idfs[x.id] >= t.factRarity && lx.words[x.id][0] > '9' {
				sum += float64(x.weight) * float64(y.weight)
			}
			a, b = a[1:], b[1:]
		}
	}
	return sum / t.nameShare
}
