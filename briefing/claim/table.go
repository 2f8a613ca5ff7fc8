package claim

import "math"

// Table is all claims that are compared, with how common their names and stems are among them. It is
// immutable and safe to share. The zero Table takes every word for rare.
type Table struct {
	rows []*Claim
	df   map[string]float64
}

// newTable makes the table of claims.
func newTable(rows []*Claim) *Table {
	t := &Table{rows: rows, df: map[string]float64{}}
	for _, c := range rows {
		for k := range c.Names {
			t.df["name "+k]++
		}
		for _, x := range c.Matter.Terms {
			t.df[x.Stem]++
		}
	}
	return t
}

// rarity is 1 for what two claims alone hold and falls to 0 for what all hold: that a story's claims
// share its main names says nothing.
func (t *Table) rarity(key string) float64 {
	n := math.Max(float64(len(t.rows)), 20)
	return math.Min(math.Log(n/math.Max(t.df[key], 1))/math.Log(n/2), 1)
}

// common is what two claims share, in the first one's words, with its weight.
type common struct {
	names, matter []string
	weight        float64
}

func (t *Table) shared(a, b *Claim) common {
	var out common
	seen := wordSet{}
	s := &a.Doc.Sentences[a.Sentence]
	for _, n := range s.Names {
		if _, both := b.Names[n.Key]; both && a.Names[n.Key] != "" && !seen[n.Key] {
			seen[n.Key] = true
			out.names = append(out.names, n.Text)
			out.weight += t.rarity("name " + n.Key)
		}
	}
	for _, x := range s.Tokens {
		if material(x) && a.Matter.Has(x.Stem) && b.Matter.Has(x.Stem) && !seen[x.Stem] {
			seen[x.Stem] = true
			out.matter = append(out.matter, x.Text)
			out.weight += 0.7 * t.rarity(x.Stem)
		}
	}
	return out
}
