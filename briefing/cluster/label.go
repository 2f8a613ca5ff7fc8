package cluster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/text"
)

// labels knows what every document could be labelled with: the names in it, and the noun phrases of
// two words in its heading.
type labels struct {
	docs    []map[string]float64 // by document: how much it is about a label's key, in (0,1]
	total   map[string]float64   // of all documents
	surface map[string]string    // by key: as it is written, most often
	person  map[string]bool      // by key: it names a person
	worth   map[string]float64   // by key: what its kind is worth as a label
}

// How much a document is about what it names: in its heading, in its first sentences, again and again,
// or once.
const (
	inHeading = 1.0
	inLead    = 0.7
	often     = 0.35
	once      = 0.1
)

// leastFit is how much a story's articles have to be about its label, on average.
const leastFit = 0.45

// longestLabel is how many words a label may have.
const longestLabel = 4

func newLabels(docs []*text.Document, lx *lexicon) *labels {
	l := &labels{docs: make([]map[string]float64, len(docs)), total: map[string]float64{}, surface: map[string]string{}, person: map[string]bool{}, worth: map[string]float64{}}
	outlets := map[string]bool{}
	for _, d := range docs {
		outlets[text.Fold(d.Article.Outlet())] = true
	}
	for _, g := range agencies {
		outlets[g.sign], outlets[g.name] = true, true
	}
	written := map[string]map[string]int{}
	phrased := headingPhrases(docs)
	for i, d := range docs {
		about, times := map[string]float64{}, map[string]int{}
		note := func(key, surface string, worth, where float64) {
			if times[key]++; times[key] == 2 {
				where = max(where, often)
			}
			about[key] = max(about[key], where)
			if written[key] == nil {
				written[key] = map[string]int{}
			}
			written[key][surface]++
			l.worth[key] = max(l.worth[key], worth)
		}
		body := 0
		for k := -1; k < len(d.Sentences); k++ {
			s, where := &d.Title, inHeading
			if k >= 0 {
				s, where = &d.Sentences[k], once
				if !s.Heading {
					body++
				}
				if body <= leadSentences {
					where = inLead
				}
			}
			for _, n := range s.Names {
				if outlets[text.Fold(n.Text)] || !labelled(n.Text) {
					continue
				}
				if !strings.Contains(n.Text, " ") && (n.Kind == text.Other || n.Kind == text.Organization) && !proper(lx, n.Text) {
					continue
				}
				l.person["name "+n.Key] = n.Kind == text.Person
				note("name "+n.Key, n.Text, nameWorth(n, where), where)
			}
			for j := 1; j < len(s.Tokens); j++ {
				if key := pair(s.Tokens, j); phrased[key] {
					note(key, s.Tokens[j-1].Norm+" "+s.Tokens[j].Norm, phraseWorth, where)
				}
			}
		}
		l.docs[i] = about
		for key, w := range about {
			l.total[key] += w
		}
	}
	for key, forms := range written {
		best := ""
		full := false // a person is known by his full name
		for form := range forms {
			full = full || l.person[key] && strings.Contains(form, " ")
		}
		for form, n := range forms {
			if full && !strings.Contains(form, " ") {
				continue
			}
			if best == "" || n > forms[best] || n == forms[best] && (len(form) < len(best) || len(form) == len(best) && form < best) {
				best = form
			}
		}
		l.surface[key] = best
	}
	return l
}

// nameWorth is what a name is worth as a label: a person speaks in many stories, is the subject of those
// that he heads, and is known by his full name; a people's name says least.
func nameWorth(n text.Name, where float64) float64 {
	switch {
	case n.Kind == text.Group:
		return 0.3
	case n.Kind == text.Person && where == inHeading && strings.Contains(n.Text, " "):
		return 1
	case n.Kind == text.Person && where == inHeading:
		return 0.7
	case n.Kind == text.Person:
		return 0.5
	case n.Kind == text.Other:
		return 0.9
	}
	return 1
}

// proper reports whether a word is written as a name where it does not begin a sentence, and is none
// of the words that all news uses: "Open" and "Week" are parts of longer names.
func proper(lx *lexicon, word string) bool {
	for _, tok := range text.Tokens(word) {
		if id, ok := lx.ids[tok.Stem]; !ok || !lx.named(id) || background(tok.Stem) > 0.05 {
			return false
		}
	}
	return true
}

// phraseWorth is what a noun phrase is worth: a name is easier to recognise.
const phraseWorth = 0.8

// labelled reports whether a name looks like a label.
func labelled(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r) && utf8.RuneCountInString(name) > 2 && len(strings.Fields(name)) <= longestLabel && !strings.ContainsAny(name, ".,:;|/@\n") &&
		strings.ContainsFunc(name, unicode.IsLower) || allCapitals(name)
}

// allCapitals reports whether a name is an abbreviation: "NATO", "FBI".
func allCapitals(name string) bool {
	for _, r := range name {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return len(name) > 2 && len(name) < 7
}

// pair is the key of the two words that end at token j, or empty.
func pair(tokens []text.Token, j int) string {
	a, b := tokens[j-1], tokens[j]
	if !plain(a) || !plain(b) || b.Start()-a.End() != 1 {
		return ""
	}
	return "pair " + a.Stem + " " + b.Stem
}

func plain(tok text.Token) bool {
	return tok.Word && !tok.Stop && len(tok.Norm) > 2 && tok.Text[0] > '9' && background(tok.Stem) < 0.3
}

// before are words that stand before a noun phrase; a verb does not follow them.
var before = map[string]bool{"the": true, "a": true, "an": true, "of": true, "in": true, "on": true, "over": true, "for": true, "about": true, "by": true, "with": true, "against": true, "its": true, "their": true, "his": true, "her": true, "this": true}

// headingPhrases are the pairs of words in headings that stand elsewhere in the running text as a noun
// phrase: in small letters, after a word that a verb does not follow, and before one that is no noun.
func headingPhrases(docs []*text.Document) map[string]bool {
	heads := map[string]bool{}
	for _, d := range docs {
		for j := 1; j < len(d.Title.Tokens); j++ {
			if key := pair(d.Title.Tokens, j); key != "" {
				heads[key] = true
			}
		}
	}
	out := map[string]bool{}
	for _, d := range docs {
		for i := range d.Sentences {
			tokens := d.Sentences[i].Tokens
			for j := 2; j < len(tokens); j++ {
				a, b := tokens[j-1], tokens[j]
				if a.Text != a.Norm || b.Text != b.Norm || !before[tokens[j-2].Norm] || j+1 < len(tokens) && plain(tokens[j+1]) {
					continue
				}
				if strings.HasSuffix(a.Norm, "ing") || strings.HasSuffix(a.Norm, "ed") || strings.HasSuffix(b.Norm, "ing") || strings.HasSuffix(b.Norm, "ly") {
					continue
				}
				if key := pair(tokens, j); heads[key] {
					out[key] = true
				}
			}
		}
	}
	return out
}

// fit is how much the documents at the positions in members are about what key stands for.
func (l *labels) fit(key string, members []int) float64 {
	sum := 0.0
	for _, i := range members {
		sum += l.docs[i][key]
	}
	return sum / float64(len(members))
}

// best is the label that members are about and other documents are not; empty where there is none.
func (l *labels) best(members []int) string {
	keys := map[string]bool{}
	for _, i := range members {
		for key := range l.docs[i] {
			keys[key] = true
		}
	}
	others := float64(len(l.docs) - len(members))
	score := func(key string) float64 {
		fit := l.fit(key, members)
		if fit < leastFit {
			return 0
		}
		out := (l.total[key] - fit*float64(len(members)) + 0.02) / (others + 1)
		return fit * l.worth[key] * (1 - out) * (1 - out) * (1 - out)
	}
	type scored struct {
		key   string
		score float64
	}
	var list []scored
	for key := range keys {
		if w := score(key); w > 0 {
			list = append(list, scored{key, w})
		}
	}
	if len(list) == 0 {
		return ""
	}
	first := slices.MinFunc(list, func(x, y scored) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(l.surface[x.key], l.surface[y.key]), cmp.Compare(x.key, y.key))
	})
	return l.surface[first.key]
}

// fits reports whether members are about what a label of an earlier day, or of a wider matter, says.
func (l *labels) fits(label string, members []int) bool {
	for _, i := range members {
		for key := range l.docs[i] {
			if l.surface[key] == label && l.fit(key, members) >= leastFit {
				return true
			}
		}
	}
	return false
}
