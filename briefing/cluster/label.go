package cluster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// labels knows what documents could be labelled with: the names in them, and the noun phrases of
// two words in their headings.
type labels struct {
	lx      *lexicon
	ids     map[string]int32 // by key
	keys    []labelKey
	docs    float64
	outlets map[string]bool
	heads   map[string]bool // pairs of words that stand in headings
	phrased map[string]bool // those of them that stand as noun phrases elsewhere
}

// labelKey is what stands for one possible label.
type labelKey struct {
	name   string
	total  float64 // how much all documents are about it
	worth  float64 // what its kind is worth as a label
	person bool
	forms  []form
}

// form is a way of writing a label, with how often it is met.
type form struct {
	text string
	n    int
}

// about is how much a document is about a label's key, in (0,1].
type about struct {
	key   int32
	share float32
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

func newLabels(lx *lexicon) *labels {
	l := &labels{lx: lx, ids: map[string]int32{}, outlets: map[string]bool{}, heads: map[string]bool{}, phrased: map[string]bool{}}
	for _, g := range agencies {
		l.outlets[g.sign], l.outlets[g.name] = true, true
	}
	return l
}

// add reads documents, which the lexicon has counted, and returns what each is about.
func (l *labels) add(docs []*text.Document) [][]about {
	for _, d := range docs {
		if outlet := text.Fold(d.Article.Outlet()); !l.outlets[outlet] {
			l.outlets[strings.Clone(outlet)] = true
		}
	}
	l.phrases(docs)
	named := map[string]bool{} // by name: whether it can be a label
	out := make([][]about, len(docs))
	for i, d := range docs {
		r := labelReader{l: l, named: named, about: map[int32]float64{}, times: map[int32]int{}}
		out[i] = r.read(d)
		l.docs++
		for _, a := range out[i] {
			l.keys[a.key].total += float64(a.share)
		}
	}
	return out
}

// forget takes a document out of the counts.
func (l *labels) forget(doc []about) {
	l.docs--
	for _, a := range doc {
		l.keys[a.key].total -= float64(a.share)
	}
}

// labelReader reads what one document could be labelled with.
type labelReader struct {
	l     *labels
	named map[string]bool
	about map[int32]float64
	times map[int32]int
}

func (r *labelReader) read(d *text.Document) []about {
	r.sentence(&d.Title, inHeading)
	body := 0
	for k := range d.Sentences {
		s, where := &d.Sentences[k], once
		if !s.Heading {
			body++
		}
		if body <= leadSentences {
			where = inLead
		}
		r.sentence(s, where)
	}
	out := make([]about, 0, len(r.about))
	for key, share := range r.about {
		out = append(out, about{key, float32(share)})
	}
	slices.SortFunc(out, func(a, b about) int { return cmp.Compare(a.key, b.key) })
	return out
}

func (r *labelReader) sentence(s *text.Sentence, where float64) {
	for _, n := range s.Names {
		if !r.label(n) {
			continue
		}
		key := r.note("name "+n.Key, n.Text, nameWorth(n, where), where)
		r.l.keys[key].person = n.Kind == text.Person
	}
	for j := 1; j < len(s.Tokens); j++ {
		if !plain(s.Tokens[j]) || !plain(s.Tokens[j-1]) {
			continue
		}
		if key := pair(s.Tokens, j); r.l.phrased[key] {
			r.note(key, s.Tokens[j-1].Norm+" "+s.Tokens[j].Norm, phraseWorth, where)
		}
	}
}

// label reports whether a name can be a label.
func (r *labelReader) label(n text.Name) bool {
	single := !strings.Contains(n.Text, " ") && (n.Kind == text.Other || n.Kind == text.Organization)
	memo := n.Text
	if single {
		memo = "one " + n.Text
	}
	ok, known := r.named[memo]
	if !known {
		ok = !r.l.outlets[text.Fold(n.Text)] && labelled(n.Text) && (!single || proper(r.l.lx, n.Text))
		r.named[memo] = ok
	}
	return ok
}

// note counts a mention.
func (r *labelReader) note(name, surface string, worth, where float64) int32 {
	key, ok := r.l.ids[name]
	if !ok {
		key = int32(len(r.l.keys))
		r.l.ids[name] = key
		r.l.keys = append(r.l.keys, labelKey{name: name})
	}
	if r.times[key]++; r.times[key] == 2 {
		where = max(where, often)
	}
	r.about[key] = max(r.about[key], where)
	k := &r.l.keys[key]
	k.worth = max(k.worth, worth)
	for i := range k.forms {
		if k.forms[i].text == surface {
			k.forms[i].n++
			return key
		}
	}
	k.forms = append(k.forms, form{strings.Clone(surface), 1}) // it must not hold the whole article
	return key
}

// surface is a label as it is written, most often; a person is known by his full name.
func (k *labelKey) surface() string {
	full := false
	for _, f := range k.forms {
		full = full || k.person && strings.Contains(f.text, " ")
	}
	best := form{}
	for _, f := range k.forms {
		if full && !strings.Contains(f.text, " ") {
			continue
		}
		if best.text == "" || f.before(best) {
			best = f
		}
	}
	return best.text
}

// before orders ways of writing: what is met most often, then the shorter one.
func (f form) before(o form) bool {
	return cmp.Or(-cmp.Compare(f.n, o.n), cmp.Compare(len(f.text), len(o.text)), cmp.Compare(f.text, o.text)) < 0
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
	return unicode.IsUpper(r) && utf8.RuneCountInString(name) > 2 && len(strings.Fields(name)) <= longestLabel &&
		!strings.ContainsAny(name, ".,:;|/@\n") && strings.ContainsFunc(name, unicode.IsLower) || allCapitals(name)
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

// openers are words that stand before a noun phrase; a verb does not follow them.
var openers = lex.Words("en/noun-phrase-openers")

// phrases notes the pairs of words in headings that stand elsewhere in the running text as a noun
// phrase: in small letters, after a word that a verb does not follow, and before one that is no noun.
func (l *labels) phrases(docs []*text.Document) {
	for _, d := range docs {
		for j := 1; j < len(d.Title.Tokens); j++ {
			if key := pair(d.Title.Tokens, j); key != "" {
				l.heads[key] = true
			}
		}
	}
	for _, d := range docs {
		for i := range d.Sentences {
			tokens := d.Sentences[i].Tokens
			for j := 2; j < len(tokens); j++ {
				if nounPhrase(tokens, j) {
					if key := pair(tokens, j); l.heads[key] {
						l.phrased[key] = true
					}
				}
			}
		}
	}
}

// nounPhrase reports whether the two words that end at token j are placed and written as a noun phrase is.
func nounPhrase(tokens []text.Token, j int) bool {
	a, b := tokens[j-1], tokens[j]
	if a.Text != a.Norm || b.Text != b.Norm || !openers.Has(tokens[j-2].Norm) || j+1 < len(tokens) && plain(tokens[j+1]) {
		return false
	}
	return !strings.HasSuffix(a.Norm, "ing") && !strings.HasSuffix(a.Norm, "ed") &&
		!strings.HasSuffix(b.Norm, "ing") && !strings.HasSuffix(b.Norm, "ly")
}

// fit is how much documents are about what each key stands for, on average.
func fit(docs [][]about) map[int32]float64 {
	out := map[int32]float64{}
	for _, d := range docs {
		for _, a := range d {
			out[a.key] += float64(a.share)
		}
	}
	for key := range out {
		out[key] /= float64(len(docs))
	}
	return out
}

// best is the label that members are about and other documents are not; empty where there is none.
func (l *labels) best(members [][]about) string {
	others := l.docs - float64(len(members))
	best, bestScore, bestName := "", 0.0, ""
	for key, fit := range fit(members) {
		if fit < leastFit {
			continue
		}
		k := &l.keys[key]
		out := (k.total - fit*float64(len(members)) + 0.02) / (others + 1)
		score := fit * k.worth * (1 - out) * (1 - out) * (1 - out)
		if score <= 0 || score < bestScore {
			continue
		}
		surface := k.surface()
		if score > bestScore || cmp.Or(cmp.Compare(surface, best), cmp.Compare(k.name, bestName)) < 0 {
			best, bestScore, bestName = surface, score, k.name
		}
	}
	return best
}

// fits reports whether members are about what a label of an earlier day, or of a wider matter, says.
func (l *labels) fits(label string, members [][]about) bool {
	for key, fit := range fit(members) {
		if fit >= leastFit && l.keys[key].surface() == label {
			return true
		}
	}
	return false
}
