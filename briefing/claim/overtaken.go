package claim

import (
	"strings"
	"time"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Undoes reports whether a tells that b, which was told as a fact or as to come, is not so: it takes it back, tells what
// became of it, or tells that somebody died of whom b says that nobody did.
func Undoes(a, b *Claim) bool {
	return TakesBack(a, b) || Fulfils(a, b) || a.follows(b) && a.fell(b)
}

// Overtakes reports whether after a, which is later, b is not the state of things: a counts anew what b counts, takes
// back what it says, or tells what became of what it has as to come.
func Overtakes(a, b *Claim) bool {
	return Updates(a, b) || Undoes(a, b)
}

// How much a claim has in common with one that it takes back or fulfils: so many words of matter and names, and so
// great a share of those of the shorter one.
const (
	recalledWords = 3
	deniedRecall  = 2 // where it denies a word of it besides
	recalledShare = 0.3
)

// TakesBack reports whether a says that b, of the same speaker or outlet, is not so or was told in error.
func TakesBack(a, b *Claim) bool {
	if a.Doc == b.Doc || a.Published.Before(b.Published) || !a.near(b) || !a.retracts() && !oneSpeaker(a, b) {
		return false
	}
	if b.retracts() || !a.speaksFor(b) {
		return false
	}
	if a.retracts() {
		return a.recalls(b, recalledWords) || sharesPerson(a, b) && a.recalls(b, deniedRecall)
	}
	if !a.follows(b) || !a.recalls(b, deniedRecall) || !sharesName(a, b) || OtherOfKind(a, b) {
		return false
	}
	return a.unsays(b) || a.turns(b)
}

// takingBack are the ways to say that what was told before was wrong.
var takingBack = lex.Phrases("en/taking-back")

// callingOff are the ways to say that what was to come does not.
var callingOff = lex.Phrases("en/calling-off")

// retracts reports whether a claim says that something that was told was wrong.
func (c *Claim) retracts() bool {
	c.retracting.Do(func() { c.retraction = takingBack.Match(text.Fold(c.Text()), 0) != nil })
	return c.retraction
}

// follows reports whether a claim was published after another one, as far as the hours of both are known.
func (c *Claim) follows(o *Claim) bool {
	if c.Published.IsZero() || o.Published.IsZero() {
		return false
	}
	if c.Doc.Article.Published.DayOnly || o.Doc.Article.Published.DayOnly {
		return c.Published.Format(time.DateOnly) > o.Published.Format(time.DateOnly)
	}
	return c.Published.After(o.Published)
}

// speaksFor reports whether a claim is made by whom another is ascribed to, tells of him, or stands with the same outlet.
func (c *Claim) speaksFor(o *Claim) bool {
	if o.Speaker == "" {
		return c.Doc.Article.Outlet() == o.Doc.Article.Outlet()
	}
	if oneSpeaker(c, o) || oneOffice(c.speaker(), o.speaker()) {
		return true
	}
	words := strings.Fields(o.Speaker)
	head := text.Stem(words[len(words)-1])
	for _, t := range c.words {
		if t.Stem == head {
			return true
		}
	}
	return false
}

// recalls reports whether a claim holds at least so many words of another's matter and names, and a good part of them.
func (c *Claim) recalls(o *Claim, least int) bool {
	own, theirs, n := c.recallable(), o.recallable(), 0
	for w := range own {
		if theirs[w] {
			n++
		}
	}
	return n >= least && float64(n) >= recalledShare*float64(min(len(own), len(theirs)))
}

// recallable are the stems of a claim that tell what it is about, its speaker's left out.
func (c *Claim) recallable() map[string]bool {
	out := map[string]bool{}
	for _, t := range c.words {
		if material(t) && len(t.Norm) > 2 && (text.StartsUpper(t.Text) || !strings.Contains(c.Speaker, t.Norm)) {
			out[t.Stem] = true
		}
	}
	return out
}

// unsays reports whether a claim denies, mostly, words that another asserts.
func (c *Claim) unsays(o *Claim) bool {
	n, negated := 0, c.negatedWords()
	for _, x := range negated {
		if o.asserts(x) >= 0 {
			n++
		}
	}
	return n > 0 && 2*n >= len(negated)
}

// turns reports whether a claim tells as a fact the opposite of what another tells as one.
func (c *Claim) turns(o *Claim) bool {
	_, _, opposite := opposing(facts(c.tokens()), facts(o.tokens()))
	return opposite
}

// Fulfils reports whether a tells what became of what b has as to come: its day has come and a tells of the same, as a
// fact, or it was called off, or another has taken the place of the one that it names.
func Fulfils(a, b *Claim) bool {
	if a.Doc == b.Doc || !a.follows(b) || !b.plans() || !sharesName(a, b) && !a.oneOf(b) || !a.recalls(b, recalledWords) {
		return false
	}
	if callingOff.Match(text.Fold(a.Text()), 0) != nil {
		return true
	}
	from, to := b.due()
	if from.IsZero() || a.Published.Before(from) || a.plans() || !a.happened() {
		return false
	}
	return a.From.IsZero() || a.From.Before(to) && from.Before(a.To)
}

// due is the day on which what a claim has as to come is to be: a weekday is the next one, whatever the tense.
func (c *Claim) due() (from, to time.Time) {
	for _, x := range c.days(false) {
		if !x.To.After(c.Published) && c.Published.Sub(x.From) <= 8*24*time.Hour {
			x.From, x.To = x.From.AddDate(0, 0, 7), x.To.AddDate(0, 0, 7)
		}
		if from.IsZero() || from.Before(c.Published) { // before it stands the dateline's
			from, to = x.From, x.To
		}
	}
	return from, to
}

// oneOf reports whether two sentences hold one name, that of a speaker too.
func (c *Claim) oneOf(o *Claim) bool {
	for _, n := range c.sentence().Names {
		for _, m := range o.sentence().Names {
			if n.Key == m.Key || strings.HasSuffix(n.Key, " "+m.Key) || strings.HasSuffix(m.Key, " "+n.Key) {
				return true
			}
		}
	}
	return false
}

// sharesPerson reports whether two claims name one person.
func sharesPerson(a, b *Claim) bool {
	for _, n := range a.sentence().Names {
		if _, ok := b.Names[n.Key]; ok && n.Kind == text.Person {
			return true
		}
	}
	return false
}

// plans reports whether the first thing that a claim tells is to come.
func (c *Claim) plans() bool {
	s := c.sentence()
	for _, e := range s.Events {
		if t := s.Tokens[e.Verb]; !t.Is(text.SayPresent | text.SayPast) {
			return e.Modality == text.Planned || t.Lemma() == "expect" || t.Lemma() == "forecast" || t.Lemma() == "schedule"
		}
	}
	return false
}

// happened reports whether the first thing that a claim tells is a fact.
func (c *Claim) happened() bool {
	s := c.sentence()
	return len(s.Events) > 0 && s.Events[0].Modality == text.Actual
}

// Lags reports whether a claim counts the same people as another, older one, and gives its number.
func Lags(c, old *Claim) bool {
	for _, x := range Tolls(c.sentence()) {
		for _, y := range Tolls(old.sentence()) {
			if x.Fate == y.Fate && x.Count.Value == y.Count.Value && !otherNames(c, old) {
				return true
			}
		}
	}
	return false
}
