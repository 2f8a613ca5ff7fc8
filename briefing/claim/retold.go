package claim

import (
	"slices"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Known is what somebody was told, by which what tells nothing new is known. It is not safe for concurrent use.
type Known struct {
	an    *annotate.Analyzer
	facts []knownFact
}

// knownFact is a told sentence, read when it is first compared with one like it.
type knownFact struct {
	briefing.Fact
	bag   Bag
	claim *Claim
}

// NewKnown makes what was told.
func NewKnown(an *annotate.Analyzer, told briefing.Told) *Known {
	k := &Known{an: an, facts: make([]knownFact, len(told))}
	for i, f := range told {
		k.facts[i] = knownFact{Fact: f, bag: BagOf(text.Tokens(f.Text))}
	}
	return k
}

// sameEvent is the cosine of two sentences' words from which what the one tells is known to whom the other was told, if
// that was told besides.
const sameEvent = 0.25

// Tells reports whether a claim tells nothing that was not told before: a told sentence is of its matter, and it is no
// advance on that and on what else was told of it.
func (k *Known) Tells(c *Claim) bool {
	var told []*Claim
	most := 0.0
	for i := range k.facts {
		f := &k.facts[i]
		like := f.bag.Cosine(c.All)
		if like < sameEvent {
			continue
		}
		if f.claim == nil {
			at := briefing.PubTime{Time: f.On, DayOnly: f.On.Equal(f.On.Truncate(24 * time.Hour))}
			f.claim = Of(k.an.Analyze(briefing.Article{ID: f.Article, Text: f.Text, Published: at}), 0)
		}
		if told = append(told, f.claim); like > most {
			most = like
			told[0], told[len(told)-1] = told[len(told)-1], told[0]
		}
	}
	return most >= SameMatter && c.advance(told) == ""
}

// advance names what a claim tells that told ones of its matter, the likest first, do not: another figure, the opposite,
// what happened on a later day, that what was so is not, what came of a plan, how it ended, or one act more. It is empty
// for nothing.
func (c *Claim) advance(told []*Claim) string {
	words, figured := wordSet{}, wordSet{}
	for _, o := range told {
		for i := range o.words {
			words.add(&o.words[i])
		}
		for n := range o.figured {
			figured[n] = true
		}
	}
	if otherFigures(figured, c.figured) {
		return "figure"
	}
	if _, _, opposite := opposing(c.leans, told[0].leans); opposite && !slices.ContainsFunc(told, c.leansWith) {
		return "opposite"
	}
	if c.goesOn(told) {
		return "day"
	}
	mine := wordSet{}
	for i := range c.words {
		t := &c.words[i]
		mine.add(t)
		if outcomes.Has(t.Norm) && !words.has(t) {
			return "outcome"
		}
	}
	return further(c.acts(), told, mine, words)
}

// leansWith reports whether two claims stand on one side of anything.
func (c *Claim) leansWith(o *Claim) bool {
	return slices.ContainsFunc(c.leans, func(x Lean) bool {
		return slices.ContainsFunc(o.leans, func(y Lean) bool { return x.Axis == y.Axis && x.Side == y.Side })
	})
}

// outcomes are words that tell how something ended or what became of it.
var outcomes = lex.Words("en/outcomes")

// further names what some acts are beside told claims: one that was negated or to come in all of these, or one more than
// those of the likest for which there are no words.
func further(now []act, told []*Claim, mine, theirs wordSet) string {
	var then []act
	for _, o := range told {
		then = append(then, o.acts()...)
	}
	spare := slices.DeleteFunc(told[0].acts(), func(o act) bool { return mine.has(o.verb) })
	for _, d := range now {
		if why := d.beside(then); why != "" {
			return why
		}
		if theirs.has(d.verb) || light.Has(d.verb.Lemma()) || leading.Has(d.verb.Lemma()) {
			continue
		}
		k := slices.IndexFunc(spare, func(o act) bool {
			return d.modality != text.Actual || o.modality == text.Actual && (d.going || !o.going)
		})
		if k < 0 {
			return "act"
		}
		spare = slices.Delete(spare, k, k+1) // it may be another word for that
	}
	return ""
}

// beside names what an act is beside told ones of the same verb: a change of its sign, or of what was to come into a fact.
func (d *act) beside(then []act) (why string) {
	for _, o := range then {
		switch {
		case d.stem != o.stem:
		case d.negated != o.negated && (d.modality == text.Actual || o.modality != text.Actual):
			why = "sign"
		case d.modality == text.Actual && o.modality != text.Actual:
			why = "come true"
		default:
			return ""
		}
	}
	return why
}

// Verbs that tell no act of their own: that stands in a noun, or in the verb that follows.
var (
	light   = lex.Words("en/light-verbs")
	saying  = lex.Words("en/core-say-verbs")
	leading = lex.Few{"begin", "lead", "spend", "start"}
)

// An act is what a verb of a claim tells, but for saying.
type act struct {
	verb     *text.Token
	stem     string // of its plain form
	negated  bool
	modality text.Modality
	going    bool // it goes on: "is drifting"
}

// acts are those of a claim: its events, and words that look like a verb in the past.
func (c *Claim) acts() []act {
	var out []act
	tokens, events := c.tokens(), c.sentence().Events
	for k := range tokens {
		t := &tokens[k]
		d := act{verb: t, stem: text.Stem(t.Lemma())}
		for len(events) > 0 && int(events[0].Verb) < k {
			events = events[1:]
		}
		switch {
		case saying.Has(t.Norm) || outcomes.Has(t.Norm) || governs(tokens, k):
			continue
		case len(events) > 0 && int(events[0].Verb) == k:
			d.negated, d.modality = events[0].Negated, events[0].Modality
			d.going = t.Can(text.IngForm) && k > 0 && tokens[k-1].Is(text.Auxiliary)
			if k > 0 && tokens[k-1].Norm == "to" && d.modality == text.Actual {
				d.modality = text.Planned
			}
		case t.Can(text.IngForm) && k > 0 && tokens[k-1].Norm == "of":
			d.modality = text.Hypothetical // "in danger of bursting"
		case t.Can(text.PlainForm) && k > 0 && tokens[k-1].Norm == "to":
			d.modality = text.Planned
		case t.Stop || t.Named() || !t.Can(text.PastForm|text.ParticipleForm) || k == 0 || tokens[k-1].Is(text.Determiner):
			continue
		}
		out = append(out, d)
	}
	return out
}

// governs reports whether the word at k has another verb behind it that tells the act: "wants to plant".
func governs(tokens []text.Token, k int) bool {
	return text.Next(tokens, k) == "to" && k+2 < len(tokens) && tokens[k+2].Can(text.PlainForm) && !tokens[k+2].Named() &&
		!implicatives.Has(tokens[k].Norm)
}

// goesOn reports whether a claim tells of a day that begins after those that told claims are of or, where they name none,
// after these were published.
func (c *Claim) goesOn(told []*Claim) bool {
	last := time.Time{}
	for _, o := range told {
		days := o.days(true)
		if len(days) == 0 {
			days = append(days, text.Time{To: o.Published})
			if o.Doc.Article.Published.DayOnly {
				days[0].To = o.Published.Add(24 * time.Hour)
			}
		}
		for _, d := range days {
			if d.To.After(last) {
				last = d.To
			}
		}
	}
	return !last.IsZero() && slices.ContainsFunc(c.days(false), func(d text.Time) bool { return !d.From.Before(last) })
}

// days are the days that a claim names; those on which somebody spoke only if spoken is set.
func (c *Claim) days(spoken bool) []text.Time {
	var out []text.Time
	tokens := c.tokens()
	for _, x := range c.sentence().Times {
		if x.From.IsZero() || x.To.Sub(x.From) > aboutADay {
			continue
		}
		said := false
		for k := tokenAt(tokens, x.Start) - 1; k >= max(0, tokenAt(tokens, x.Start)-3); k-- {
			said = said || saying.Has(tokens[k].Norm)
		}
		if spoken || !said {
			out = append(out, x)
		}
	}
	return out
}

// add adds the stems of a word and of its plain form.
func (s wordSet) add(t *text.Token) { s[t.Stem], s[text.Stem(t.Lemma())] = true, true }

// has reports whether one of some stems is that of a word, or stands for it.
func (s wordSet) has(t *text.Token) bool {
	for _, w := range []string{t.Stem, text.Stem(t.Lemma())} {
		if s[w] {
			return true
		}
		for k, good := range Kin(w) {
			if s[k] && good >= SynonymWeight {
				return true
			}
		}
	}
	return false
}
