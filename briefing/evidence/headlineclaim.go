package evidence

import (
	"maps"
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// headlineClaim is what a headline says: its words of matter, those of them that are names, and its figures.
type headlineClaim struct {
	words   []text.Token
	named   []bool
	numbers []text.Number
	limits  map[limit]bool
}

// limit is a way in which a claim is less than a plain assertion.
type limit byte

// The limits.
const (
	denied  limit = iota + 1 // it is said not to be
	perhaps                  // it may be, or is on a condition
	alleged                  // somebody says so
	planned                  // it is to come
	partly                   // of some only
)

var (
	allegations = lex.Words("en/allegation-words")
	partials    = lex.Words("en/partial-words")
	conditions  = lex.Words("en/condition-words")
	retractions = lex.Words("en/retraction-words")
)

// limitOf is the limit that a word sets, or 0.
func limitOf(t text.Token) limit {
	switch n := t.Norm; {
	case text.Denies(n):
		return denied
	case allegations.Has(n):
		return alleged
	case partials.Has(n):
		return partly
	case plans.Has(n):
		return planned
	case conditions.Has(n):
		return perhaps
	}
	return 0
}

// plans are the future markers that set no condition.
var plans = lex.Few{"will", "would", "shall", "plans", "plan", "expected"}

// newHeadlineClaim reads the headline in a byte range of a document's title. Which of its words are names shows in
// the text: a headline may have capitals everywhere.
func newHeadlineClaim(d *text.Document, start, end int) headlineClaim {
	line := within(d.Title.Tokens, start, end)
	g := headlineClaim{limits: limitsOf(line)}
	for _, n := range d.Title.Numbers {
		if n.Start >= start && n.End <= end {
			g.numbers = append(g.numbers, n)
		}
	}
	names := nameWords(d)
	for i, t := range line {
		if t.Norm == "to" && i > 0 { // "to cut 900 jobs"
			g.limits[planned] = true
		}
		if t.Word && !t.Stop && len(t.Norm) > 1 && !speaks(t.Norm) {
			g.words = append(g.words, t)
			g.named = append(g.named, text.StartsUpper(t.Text) && names[t.Norm])
		}
	}
	return g
}

// nameWords are the words of the names in an article's text.
func nameWords(d *text.Document) map[string]bool {
	out := map[string]bool{}
	for i := range d.Sentences[:min(len(d.Sentences), supportingSentences)] {
		for _, n := range d.Sentences[i].Names {
			for _, u := range units(n.Text) {
				out[u.norm] = true
			}
		}
	}
	return out
}

// leastHeld is the share of a headline's words that a sentence has to hold which claims the same, and
// mostMissed how many it may lack. Its names and figures are held all.
const (
	leastHeld  = 0.6
	mostMissed = 3
)

// claimedBy reports whether a sentence claims all that g says, and whether what it says besides leaves
// that whole: this is what keeps a remark that takes a claim back with it (promise: every sentence is evidence).
func (g headlineClaim) claimedBy(d *text.Document, i int) bool {
	s := &d.Sentences[i]
	whole := len(d.Sentences) >= wholeArticle
	if len(g.words) < 2 || !g.holdsNumbers(s.Numbers) && !(whole && g.holdsNumbers(besideNumbers(d, i))) ||
		!g.sameLimits(s) && !(whole && g.limitedAlike(s)) {
		return false
	}
	held, found, n := g.held(s)
	for k, w := range g.words {
		if !found[k] && g.named[k] && !(whole && namedIn(d, w)) {
			return false
		}
	}
	all := len(g.words)
	enough := float64(n) >= leastHeld*float64(all) && all-n <= mostMissed || whole && 2*n >= all && n >= 2
	return enough && untouched(d, i, held)
}

// held gives for each token of a sentence the word of g, from 1, that it is, which of its words are found, and
// how many.
func (g headlineClaim) held(s *text.Sentence) (held []int, found []bool, n int) {
	held, found = make([]int, len(s.Tokens)), make([]bool, len(g.words))
	for k, w := range g.words {
		for i, t := range s.Tokens {
			if t.Word && !t.Stop && (text.SameWord(w, t) || g.named[k] && sameCountry(w.Text, t.Text)) {
				held[i], found[k] = k+1, true
			}
		}
		if found[k] {
			n++
		}
	}
	return held, found, n
}

// namedIn reports whether one of an article's first sentences holds a word.
func namedIn(d *text.Document, w text.Token) bool {
	for k := range d.Sentences[:min(len(d.Sentences), supportingSentences)] {
		for _, t := range d.Sentences[k].Tokens {
			if t.Word && !t.Stop && (text.SameWord(w, t) || sameCountry(w.Text, t.Text)) {
				return true
			}
		}
	}
	return false
}

// wholeArticle is how many sentences an article has over which a headline is the outlet's own summary of it
// all: half of its words, and nothing taken back, then show that a sentence makes its claim. Over fewer, as
// over a caption or a post, a single remark can turn it round.
const wholeArticle = 5

// holdsNumbers reports whether every figure of g is given.
func (g headlineClaim) holdsNumbers(given []text.Number) bool {
	return !slices.ContainsFunc(g.numbers, func(n text.Number) bool {
		return !slices.ContainsFunc(given, func(o text.Number) bool {
			return n.Value == o.Value && (n.Unit == o.Unit || n.Unit == "" || o.Unit == "")
		})
	})
}

// besideNumbers are the figures of sentence i and of the one behind it that its speaker says.
func besideNumbers(d *text.Document, i int) []text.Number {
	if i+1 < len(d.Sentences) && d.Sentences[i+1].Speaker == d.Sentences[i].Speaker {
		return slices.Concat(d.Sentences[i].Numbers, d.Sentences[i+1].Numbers)
	}
	return d.Sentences[i].Numbers
}

// limitsOf are the limits that words set.
func limitsOf(tokens []text.Token) map[limit]bool {
	out := map[limit]bool{}
	for _, t := range tokens {
		if l := limitOf(t); l != 0 {
			out[l] = true
		}
	}
	return out
}

// doubtful reports whether g itself says that its claim is no plain fact.
func (g headlineClaim) doubtful() bool {
	return g.limits[perhaps] || g.limits[alleged] || g.limits[planned]
}

// limitedAlike is sameLimits for the headline of a whole article: it has to deny where s denies, and to
// limit in some way what s limits.
func (g headlineClaim) limitedAlike(s *text.Sentence) bool {
	have := limitsOf(s.Tokens)
	return have[denied] == g.limits[denied] && (g.doubtful() || !have[perhaps] && !have[alleged])
}

func sameCountry(a, b string) bool {
	x, ok := names.Country(a)
	y, also := names.Country(b)
	return ok && also && x == y
}

// sameLimits reports whether s sets the limits that g sets, and no other.
func (g headlineClaim) sameLimits(s *text.Sentence) bool {
	have := limitsOf(s.Tokens)
	for _, l := range []limit{denied, perhaps, alleged, partly} {
		if have[l] != g.limits[l] && !(l == perhaps && g.limits[planned] && have[planned]) {
			return false
		}
	}
	return !have[planned] || g.limits[planned] || g.limits[perhaps]
}

// part is what stands between two marks of a sentence.
type part struct {
	stretch
	holds map[int]bool // the words of a headline
}

// untouched reports whether what sentence i says besides the held tokens leaves these as they are: each
// part of it between marks holds words of the headline that no other does, is its attribution, or is
// harmless. held gives for each token the word that it is, from 1, or 0.
func untouched(d *text.Document, i int, held []int) bool {
	s := &d.Sentences[i]
	src := sourceOf(d, i, i, false)
	all := src.partsOf(s, held)
	if src.retracted(s, held) {
		return false
	}
	covered, begin := map[int]bool{}, 0
	for _, o := range src.openings() {
		begin = o.b
	}
	for _, p := range byHeld(all) {
		if p.b <= begin {
			continue // its dateline
		}
		adds := false
		for w := range p.holds {
			adds = adds || !covered[w]
		}
		if !adds && !src.harmless(p.a, p.b, s) {
			return false
		}
		maps.Copy(covered, p.holds)
	}
	return true
}

// partsOf gives the parts of a sentence.
func (s *source) partsOf(x *text.Sentence, held []int) []part {
	var out []part
	k := 0
	for i, u := range s.units {
		if i == 0 || parts(s.before(i)) {
			out = append(out, part{stretch{i, i}, map[int]bool{}})
		}
		p := &out[len(out)-1]
		p.b = i + 1
		for ; k < len(x.Tokens) && x.Tokens[k].Start()-x.Start < u.end; k++ {
			if held[k] > 0 && x.Tokens[k].Start()-x.Start >= u.start {
				p.holds[held[k]] = true
			}
		}
	}
	return out
}

// byHeld orders parts by how many words they hold, most first.
func byHeld(all []part) []part {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(x, y part) int { return len(y.holds) - len(x.holds) })
	return all
}

// parts reports whether marks part a sentence.
func parts(between string) bool {
	return strings.ContainsAny(between, ",;:—–()[]…|") || strings.Contains(between, "..") || strings.Contains(between, " - ") ||
		strings.Contains(between, "--")
}

// retracted reports whether a word of the sentence takes something back and is no word of the headline.
func (s *source) retracted(x *text.Sentence, held []int) bool {
	for k, t := range x.Tokens {
		if held[k] == 0 && retractions.Has(t.Norm) {
			return true
		}
	}
	return false
}

// harmless reports whether a part of a sentence, between marks, leaves the rest whole: its attribution, a
// place, a time or a description in known words, or something that happened besides.
func (s *source) harmless(a, b int, x *text.Sentence) bool {
	if x.Speaker != "" && s.onlySpeech(a, b) {
		return true
	}
	if s.located(a, b) || s.description(a, b) || s.times(a, b) {
		return true
	}
	return b == len(s.units) && results.Has(s.units[a].norm) && comma(s.before(a))
}

// located reports whether a part tells where, by a name.
func (s *source) located(a, b int) bool {
	for i := a + 1; i < b; i++ {
		if s.name(i) && whereabouts.Has(s.units[a].norm) {
			return s.setting(a, b)
		}
	}
	return false
}

// onlySpeech reports whether a part says who speaks and where, and nothing else.
func (s *source) onlySpeech(a, b int) bool {
	verb, who := false, false
	for i := a; i < b; i++ {
		n := s.units[i].norm
		switch {
		case neutral.Has(n), factual.Has(n), n == "according":
			verb = true
		case s.speaker[n]:
			who = true
		case !settings.Has(n) && !s.name(i) && !describes(n) && !appositionWords.Has(n) && !pronouns.Has(n):
			return false
		}
	}
	return verb && who
}

// factual are verbs of speech that vouch for what is said.
var factual = lex.Few{"announced", "announces", "confirmed", "confirms", "reported", "reports"}

// times reports whether a part tells a day or hour.
func (s *source) times(a, b int) bool {
	for i := a; i < b; i++ {
		if n := s.units[i].norm; !timeWords.Has(n) && !clock(n) {
			return false
		}
	}
	return true
}

var (
	// whereabouts begin a part that tells where.
	whereabouts = lex.Few{"in", "near", "at", "on", "outside"}
	results     = lex.Words("en/result-participles")
)
