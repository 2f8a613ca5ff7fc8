package ask

import "briefbot/briefing/text"

// copyShare is the share of their words that two sentences have in common when one is a copy or a
// light rewrite of the other.
const copyShare = 0.75

// distinctFirst is how many candidates are compared with one another.
const distinctFirst = 60

// distinct leaves out what says the same as something better, in the first candidates.
func distinct(all []candidate) []candidate {
	var out []candidate
	var bags []map[string]bool
	for _, c := range all[:min(distinctFirst, len(all))] {
		bag := bagOf(&c.Doc.Sentences[c.Sentence])
		copied := false
		for _, b := range bags {
			if copied = overlap(bag, b) >= copyShare; copied {
				break
			}
		}
		if !copied {
			bags = append(bags, bag)
			out = append(out, c)
		}
	}
	return out
}

// bagOf is the set of a sentence's stems.
func bagOf(s *text.Sentence) map[string]bool {
	bag := map[string]bool{}
	for i := range s.Tokens {
		if s.Tokens[i].Word {
			bag[s.Tokens[i].Stem] = true
		}
	}
	return bag
}

// overlap is the share of two sets' members that they have in common (Jaccard).
func overlap(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if len(a)+len(b) == both {
		return 1
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
