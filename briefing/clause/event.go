package clause

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

var (
	formsOfBe      = lex.Words("en/forms-of-be")
	negationBounds = lex.Words("en/negation-bounds")
)

// An eventReader finds the events of one sentence, from left to right.
type eventReader struct {
	s      *text.Sentence
	tokens []text.Token
	out    []text.Event
}

// ReadEvents fills the events of a sentence whose tokens are marked.
func ReadEvents(s *text.Sentence) {
	r := eventReader{s: s, tokens: s.Tokens}
	for k := range s.Tokens {
		if g, ok := r.group(k); ok {
			r.add(g)
		}
	}
	s.Events = r.out
}

// A verbGroup is a verb with its auxiliaries: "has not been found".
type verbGroup struct {
	start, at int // the group's first token, the verb's
	passive   bool
	finite    bool // it can have a subject before it
	to        bool // an infinitive
}

// group reads the verb group whose main verb is the token at k; ok is false where k is no main verb.
func (r *eventReader) group(k int) (verbGroup, bool) {
	t := &r.tokens[k]
	g := verbGroup{start: k, at: k}
	if !r.mayBeVerb(k) {
		return g, false
	}
	switch helper := r.helpers(&g); {
	case helper == "":
		return g, r.bare(&g)
	case formsOfBe.Has(helper):
		g.passive = t.Can(text.ParticipleForm) || participleLike(t)
		g.finite = true
		return g, g.passive || t.Can(text.IngForm)
	case helper == "to":
		return g, t.Can(text.PlainForm)
	}
	g.finite = true
	return g, t.Can(text.PlainForm | text.ParticipleForm | text.IngForm)
}

// mayBeVerb says that the word at k can be a main verb by its looks.
func (r *eventReader) mayBeVerb(k int) bool {
	t := &r.tokens[k]
	if !t.Conjugates() && !participleLike(t) || t.Is(text.Auxiliary) || t.Named() {
		return false
	}
	return k == 0 || !text.IsCapital(t.Text) || text.TitleCase(r.tokens)
}

// helpers takes up the auxiliaries, the "to" and the adverbs before a verb, and gives the nearest helper; "" with none.
func (r *eventReader) helpers(g *verbGroup) (helper string) {
	for ; g.start > 0; g.start-- {
		p := &r.tokens[g.start-1]
		if p.Is(text.Auxiliary) || p.Norm == "to" {
			if helper == "" {
				helper = p.Norm
			}
			g.to = g.to || p.Norm == "to" && g.start == g.at
		} else if !p.Is(text.Adverb|text.Negation) || p.Is(text.Determiner) || text.IsCapital(p.Text) {
			break
		}
	}
	return helper
}

// participleLike says that a word that is no known verb has the looks of a past or a past participle.
func participleLike(t *text.Token) bool {
	return len(t.Norm) > 4 && t.Class() == 0 && strings.HasSuffix(t.Norm, "ed") && !strings.HasSuffix(t.Norm, "eed")
}

// bare says that a verb without an auxiliary is one, by what stands beside it, and whether it is active.
func (r *eventReader) bare(g *verbGroup) bool {
	if g.start == 0 {
		return false
	}
	t, p := &r.tokens[g.at], &r.tokens[g.start-1]
	if t.Can(text.PastForm|text.ParticipleForm) || participleLike(t) {
		return r.past(g, p)
	}
	if t.Can(text.IngForm) {
		return (p.Text == "," || p.Norm == "and") && len(r.out) > 0 // …, killing five
	}
	g.finite = t.Can(text.ThirdForm | text.PlainForm)
	subject := t.Can(text.PlainForm) && (lone(p) || p.Is(text.PeopleNoun) || p.Plural())
	if t.Can(text.ThirdForm) {
		subject = p.Named() || p.Is(text.Pronoun|text.Role|text.BodyNoun)
	}
	return subject && r.objectAfter(g.at)
}

// past says that a past form or participle behind the token p is a verb: not "the injured", "of wounded soldiers",
// "Odrin's disputed border".
func (r *eventReader) past(g *verbGroup, p *text.Token) bool {
	if p.Is(text.Determiner|text.Preposition|text.NumberWord) && !p.Is(text.Pronoun|text.Conjunction) || p.Norm == "'s" || p.Digit() {
		return false
	}
	t := &r.tokens[g.at]
	g.passive = text.Next(r.tokens, g.at) == "by" || !t.Can(text.PastForm) && !participleLike(t)
	g.finite = true
	return true
}

// lone says that a token is a pronoun that stands for somebody or something by itself.
func lone(t *text.Token) bool { return t.Is(text.Pronoun) && !t.Is(text.Determiner) }

// objectAfter says that what stands behind the word at k can follow a verb, not a noun.
func (r *eventReader) objectAfter(k int) bool {
	if k+1 >= len(r.tokens) {
		return true
	}
	t := &r.tokens[k+1]
	return t.Is(text.Determiner|text.Pronoun|text.Preposition|text.NumberWord|text.Conjunction) || t.Named() ||
		!t.Word && t.Text != "-" ||
		t.Digit()
}

// add enters the event of a verb group with those who take part in it.
func (r *eventReader) add(g verbGroup) {
	t := &r.tokens[g.at]
	e := text.Event{Verb: int16(g.at), Count: -1, Passive: g.passive, Negated: t.Negated(), Modality: t.Modality()}
	before, after := r.before(g), r.after(g)
	if g.passive {
		e.Whom = before
		if text.Next(r.tokens, g.at) == "by" {
			e.Who = Right(r.tokens, g.at+2, true).Range()
		}
	} else {
		e.Who, e.Whom = before, after
	}
	e.Negated = e.Negated || r.none(e.Who) || r.none(e.Whom)
	for _, side := range []text.Range{e.Whom, e.Who} {
		if e.Count < 0 {
			e.Count = r.count(side)
		}
	}
	r.out = append(r.out, e)
}

// before gives the phrase that the verb group has as its subject: the one before it, the one before a
// relative pronoun, or that of the verb that it is joined to.
func (r *eventReader) before(g verbGroup) text.Range {
	e := g.start
	if e == 0 {
		return text.Range{}
	}
	p := &r.tokens[e-1]
	switch {
	case !g.finite, joint(p):
		return r.shared(g)
	case p.Norm == "who", p.Norm == "which", p.Norm == "that":
		e--
		if text.At(r.tokens, e-1).Text == "," {
			e--
		}
	case p.Text == ",":
		return Subject(r.tokens, e).Range() // "Ana Brun, the mayor, left"
	}
	if lone(text.At(r.tokens, e-1)) {
		return text.Range{From: int16(e - 1), To: int16(e)}
	}
	who := Left(r.tokens, e).Range()
	if n := len(r.out); n > 0 && !who.Empty() && who == r.out[n-1].Whom {
		return r.out[n-1].Who // "a fire that destroyed the mill killed two"
	}
	return who
}

// joint says that a token joins what stands behind it to what stands before.
func joint(t *text.Token) bool { return t.Norm == "and" || t.Norm == "or" || t.Norm == "but" }

// shared gives the subject that the verb group has in common with the verb before it.
func (r *eventReader) shared(g verbGroup) text.Range {
	n := len(r.out)
	if n == 0 {
		return text.Range{}
	}
	last := &r.out[n-1]
	if last.Passive && (g.passive || last.Who.Empty()) {
		return last.Whom
	}
	return last.Who
}

// after gives the object behind an active verb.
func (r *eventReader) after(g verbGroup) text.Range {
	k := g.at + 1
	for k < len(r.tokens) && (r.tokens[k].Is(text.Adverb) && !r.tokens[k].Is(text.Determiner) || text.OpeningMark(r.tokens[k].Text)) {
		k++
	}
	t := text.At(r.tokens, k)
	if t.Text == "" || t.Is(text.Preposition|text.Conjunction|text.Auxiliary|text.Weekday) {
		return text.Range{}
	}
	if lone(t) {
		return text.Range{From: int16(k), To: int16(k + 1)}
	}
	p := Head(r.tokens, Right(r.tokens, k, true))
	for i := p.From + 1; i < p.To; i++ {
		if r.verbInside(i) {
			p.To = i // another verb: "the mill killed"
		}
	}
	return p.Range()
}

// verbInside says that the word at i, in what looks like an object, is a verb of its own.
func (r *eventReader) verbInside(i int) bool {
	t, before := &r.tokens[i], &r.tokens[i-1]
	return t.Can(text.PastForm) && !t.Can(text.PlainForm) && !t.Named() && before.Word && !before.Is(text.Determiner|text.NumberWord)
}

// none says that a phrase denies itself: "no bodies", "nobody".
func (r *eventReader) none(p text.Range) bool {
	if p.Empty() {
		return false
	}
	k := int(p.From)
	return r.tokens[k].Is(text.Negation) && !negationBounds.Has(text.Next(r.tokens, k))
}

// count gives the index of the first number in a phrase that counts things, or -1.
func (r *eventReader) count(p text.Range) int16 {
	if p.Empty() {
		return -1
	}
	span := p.Span(r.tokens)
	for i := range r.s.Numbers {
		if n := &r.s.Numbers[i]; n.Start >= span.Start && n.End <= span.End {
			return int16(i)
		}
	}
	return -1
}
