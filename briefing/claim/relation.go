package claim

import (
	"slices"
	"strings"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// Same reports whether b tells nothing that a does not: the same names, figures and predicate, or much the
// same words, with the same sign. A changed figure is news, and so is who now says it.
func Same(a, b *Claim) bool {
	if otherFigures(a.figured, b.figured) || a.denies() != b.denies() || OtherOfKind(a, b) {
		return false
	}
	return a.All.Cosine(b.All) >= SameMatter
}

// alikeMatter is the cosine of the matter of two claims from which they speak of one kind of thing.
const alikeMatter = 0.3

// denies reports whether a claim is, in the main, that something is not so: its first event is negated, or its
// speaker denies it.
func (c *Claim) denies() bool {
	s := c.sentence()
	return s.Stance == briefing.Denied || len(s.Events) > 0 && s.Events[0].Negated
}

// A count updates another of the same where it is later: by half a day, since two that come close together
// may be two speakers' (laterReport), or by more than the clocks of two newsrooms differ where it
// says itself that it has risen (laterRise). It must not be of another order of magnitude: "40,000
// since the war began" does not outgrow "seven on Monday". Where the sentences are about the same
// (sameCount) it may have grown more.
const (
	laterReport = 12 * time.Hour
	laterRise   = time.Hour
	growth      = 3
	mostGrowth  = 20
	sameCount   = 0.2
)

// Updates reports whether a is a newer count of what b counts: of the same people, or of the same thing in
// the same words. The older figure is superseded.
func Updates(a, b *Claim) bool {
	if a.follows(b) && a.replaces(b) && !otherNames(a, b) && (sharesName(a, b) || a.Matter.Cosine(b.Matter) >= alikeMatter) {
		return true // "nine, up from five"
	}
	if !a.later(b) || otherNames(a, b) && !a.placedIn(b) && !b.placedIn(a) { // the day on which a count has risen is another one
		return false
	}
	if _, n := spares(b, a); n > 0 && sharesName(a, b) {
		return true // "nobody was hurt" before the first count
	}
	return a.outgrows(b) || a.recounts(b)
}

// fell reports whether somebody died in c of which o says that nobody did.
func (c *Claim) fell(o *Claim) bool {
	if !c.tellsOf(o) {
		return false
	}
	s := c.sentence()
	for _, f := range fates() {
		if f.none(o.tokens()) == "" {
			continue
		}
		for _, e := range s.Events {
			if t := &s.Tokens[e.Verb]; f.said[t.Stem] && !e.Negated && e.Modality == text.Actual {
				return true
			}
		}
	}
	return false
}

// tellsOf reports whether a claim shares a name with another one or with what stands before that one, or heads it.
func (c *Claim) tellsOf(o *Claim) bool {
	held := func(s *text.Sentence) bool {
		return slices.ContainsFunc(s.Names, func(n text.Name) bool { return c.Names[n.Key] != "" })
	}
	before := o.Doc.Sentences[max(0, o.Sentence-context) : o.Sentence+1]
	return held(&o.Doc.Title) || slices.ContainsFunc(before, func(s text.Sentence) bool { return held(&s) })
}

// outgrows reports whether a count of people in c can have become of one in o.
func (c *Claim) outgrows(o *Claim) bool {
	like := c.All.Cosine(o.All)
	for _, x := range Tolls(c.sentence()) {
		for _, y := range Tolls(o.sentence()) {
			if x.Fate == y.Fate && grown(x.Count.Value, y.Count.Value, like) { // "at least 51" is superseded by 53
				return true
			}
		}
	}
	return false
}

// recounts reports whether c gives another figure of a thing that o counts in the same words.
func (c *Claim) recounts(o *Claim) bool {
	for _, x := range c.Figures {
		for _, y := range o.Figures {
			both := holds(c.sentence().Numbers, y.Number) || holds(o.sentence().Numbers, x.Number)
			if !both && sameThing(c, x, o, y) && x.Value != y.Value && comparable(x.Number, y.Number) {
				return true
			}
		}
	}
	return false
}

// later reports whether a was published so much after b that it knows better.
func (c *Claim) later(o *Claim) bool {
	least, before := laterReport, o.Published
	if rose(c.sentence()) || c.Doc != o.Doc && c.oneBody(o) && len(Tolls(c.sentence())) > 0 {
		least = laterRise // nobody is at odds with himself
	}
	if before.IsZero() || c.Published.IsZero() {
		return false
	}
	if o.Doc.Article.Published.DayOnly {
		if c.Doc.Article.Published.DayOnly {
			return c.Published.Sub(before) >= 24*time.Hour // a later day
		}
		before = before.Add(24 * time.Hour) // it may have been as late as the day's end
	}
	return c.Published.Sub(before) >= least
}

// oneBody reports whether two claims are of one speaker: "police", "police in Corrie".
func (c *Claim) oneBody(o *Claim) bool {
	return oneSpeaker(c, o) || c.Speaker != "" && o.Speaker != "" &&
		(strings.HasPrefix(c.Speaker, o.Speaker+" ") || strings.HasPrefix(o.Speaker, c.Speaker+" "))
}

// grown reports whether a count can have become another one.
func grown(now, before, like float64) bool {
	return now > before && (now <= growth*before || now <= mostGrowth*before && like >= sameCount)
}

// Settles reports whether a later report o ends a dispute over counts of the same people: it was published after
// both, and gives the larger one, or more.
func Settles(o, a, b *Claim) bool {
	if !o.later(a) || !o.later(b) {
		return false
	}
	for _, n := range Tolls(o.sentence()) {
		for _, x := range Tolls(a.sentence()) {
			for _, y := range Tolls(b.sentence()) {
				most := max(x.Count.Value, y.Count.Value)
				if n.Fate == x.Fate && x.Fate == y.Fate && x.Count.Value != y.Count.Value && n.Count.Value >= most &&
					n.Count.Value <= growth*most {
					return true
				}
			}
		}
	}
	return false
}

// retractions are words by which a text says that something is not so any more, or never was.
var retractions = lex.Words("en/retraction-words")

// Contradicts reports whether two claims cannot both hold, where nothing is known of others: see
// Table.dispute.
func Contradicts(a, b *Claim) bool {
	_, ok := (&Table{}).dispute(a, b)
	return ok
}

// OtherOfKind reports whether two claims that look alike are about two things of one kind: another place, ship,
// firm or person in the same place of the sentence, or another day.
func OtherOfKind(a, b *Claim) bool {
	return a.Matter.Cosine(b.Matter) >= alikeMatter && (!a.sameDay(b) || otherNames(a, b))
}

// otherNames reports whether two claims have other names in the same place of the sentence, and share none.
func otherNames(a, b *Claim) bool {
	other := false
	mine, theirs := a.places, b.places
	if len(mine) == 0 && len(theirs) == 0 { // nothing but countries is named: one tells where, if a small word says so
		mine, theirs = a.countries, b.countries
	}
	for _, n := range mine {
		for _, o := range theirs {
			if n.Key == o.Key || names.SameName(n.Text, o.Text) {
				return false // it is the same place, or the same person
			}
			other = other || n.before == o.before && (n.Kind == o.Kind || n.Kind == text.Other || o.Kind == text.Other)
		}
	}
	return other
}

// placedIn reports whether c's document names anywhere all that tells what o is about: a town for one newsroom is
// its state for another.
func (c *Claim) placedIn(o *Claim) bool {
	named := map[string]bool{}
	for i := range c.Doc.Sentences[:min(len(c.Doc.Sentences), mostClaims)] {
		for _, n := range c.Doc.Sentences[i].Names {
			named[n.Key] = true
		}
	}
	for _, n := range o.places {
		if !named[n.Key] {
			return false
		}
	}
	return true
}

// slot is a name with the small word before it, which tells what part it plays: "off Velden".
type slot struct {
	*text.Name
	before string
}

// identifying are a claim's names that can tell what it is about from another of its kind: a country is too
// wide for that, and who speaks is not what is spoken of.
func (c *Claim) identifying() []slot {
	return c.slots(func(s slot) bool { return !s.Nation })
}

// nations are the countries that a claim names behind a small word: "the north of Orland".
func (c *Claim) nations() []slot {
	return c.slots(func(s slot) bool { return s.Nation && s.before != "" })
}

// slots are the names of a claim that are no speaker and no people, as far as keep has them.
func (c *Claim) slots(keep func(slot) bool) []slot {
	var out []slot
	s := c.sentence()
	for i := range s.Names {
		n := &s.Names[i]
		if n.Key == c.Speaker || n.Kind == text.Group {
			continue
		}
		x := slot{n, ""}
		if k := tokenAt(s.Tokens, n.Start); k > 0 && s.Tokens[k-1].Stop {
			x.before = s.Tokens[k-1].Norm
		}
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

// OfQuestion reads what a question takes for granted, asked at a moment.
func OfQuestion(an *annotate.Analyzer, question string, asOf time.Time) *Claim {
	s := an.AnalyzeQuestion(question, asOf)
	d := &text.Document{Article: briefing.Article{Text: question, Published: briefing.PubTime{Time: asOf}}, Sentences: []text.Sentence{s}}
	return Of(d, 0)
}

// Voice is who claims it: the outlet, or the speaker as that outlet gives his words. Two outlets that report
// one speaker differently are two voices.
func (c *Claim) Voice() string {
	if c.Speaker != "" {
		return c.Speaker + ", " + c.Doc.Article.Outlet()
	}
	return c.Doc.Article.Outlet()
}

// Refutes reports whether a sentence contradicts what a question takes for granted: it, with what stands
// before it and heads it, speaks of the same, and it says no where the question says yes or the other
// way round, gives another figure or day, tells the opposite, or that the other did it to the one.
func Refutes(a, question *Claim) bool {
	if !a.speaksOf(question) {
		return false
	}
	if SaysNo(a.sentence()) != SaysNo(question.sentence()) || changedFigures(a.tokens(), question.tokens()) || !a.sameDay(question) ||
		Order(a.sentence(), question.sentence()) < 0 {
		return true
	}
	_, _, opposite := opposing(a.leans, question.leans)
	return opposite
}

// context is how many sentences before one tell what it speaks of.
const context = 3

// speaksOf reports whether a claim, with its context and its article's headline, holds two words of another
// one's matter or a name of it.
func (c *Claim) speaksOf(o *Claim) bool {
	around := map[string]bool{}
	note := func(tokens []text.Token) {
		for _, t := range tokens {
			around[t.Stem] = true
		}
	}
	note(c.Doc.Title.Tokens)
	for i := max(0, c.Sentence-context); i <= c.Sentence; i++ {
		note(c.Doc.Sentences[i].Tokens)
	}
	shared := 0
	for _, t := range o.All.Terms {
		if around[t.Stem] {
			shared++
		}
	}
	return shared >= 2 || sharesName(c, o)
}

var (
	// implicatives turn what follows into something that did not happen.
	implicatives = lex.Words("en/negative-implicatives")
	// ceasing are verbs, as lemmas, after which a thing goes on no more.
	ceasing = lex.Few{"stop", "cease", "halt", "end", "quit"}
)
