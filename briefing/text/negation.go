package text

import (
	"strings"

	"briefbot/briefing/lex"
)

var (
	negations      = lex.Words("en/negation-particles")
	negationBounds = lex.Words("en/negation-bounds")
)

// scopeWord is what a word does to the clause that follows it.
type scopeWord uint8

const (
	denying    scopeWord = 1 << iota // says of what follows that it is not so: "denied"
	implying                         // does so with "to" behind it: "failed to"
	supposing                        // "if", "could"
	announcing                       // "will"
	planning                         // with "to" behind it: "plans to"
	closing                          // a clause begins with it
	being                            // a form of "be"
)

// scopeOf gives what a folded word does to its clause.
func scopeOf(norm string) scopeWord {
	var w scopeWord
	for _, l := range scopeLists {
		if l.list.Has(norm) {
			w |= l.word
		}
	}
	return w
}

// scopeLists name the lists of such words.
var scopeLists = []struct {
	word scopeWord
	list *lex.Set
}{
	{denying, lex.Words("en/negative-verbs")},
	{implying, lex.Words("en/negative-implicatives")},
	{supposing, lex.Words("en/hypothetical-markers")},
	{announcing, lex.Words("en/future-auxiliaries")},
	{planning, lex.Words("en/plan-words")},
	{closing, lex.Words("en/scope-ends")},
	{being, lex.Words("en/forms-of-be")},
}

// Negates says that a folded word is a negation by grammar: "not", "never", "without", a form in -n't.
func Negates(norm string) bool { return negations.Has(norm) || strings.HasSuffix(norm, "n't") }

// Denies says that a folded word may turn round what stands beside it, whatever its scope: a negation, a verb of denying,
// failing, refusing or rejecting, "false". It is a cautious net before words are left out; what is denied tells Negated.
func Denies(norm string) bool {
	return Negates(norm) || contrary.Has(norm) || scopeOf(norm)&(denying|implying) != 0
}

// contrary are words of denial that open no scope.
var contrary = lex.Few{"false", "falsely", "reject", "rejected", "rejects"}

// A polarity walks a sentence and marks what its clauses deny, plan or suppose. Each kind of marker
// governs what follows it up to the end of its clause.
type polarity struct {
	tokens   []Token
	scope    flag // what governs the token that is read
	reported bool // a verb of saying in the past was read, so that "would" tells what is to come
	pending  bool // a verb that denies was read: a "that" behind it does not end its scope
}

// MarkPolarity sets the flags Negated, Planned and Hypothetical of a sentence's tokens.
func MarkPolarity(tokens []Token) {
	p := polarity{tokens: tokens}
	for k := range tokens {
		p.read(k)
	}
}

// read marks the token at k and takes up what it governs.
func (p *polarity) read(k int) {
	t := &p.tokens[k]
	if p.ends(k) {
		p.scope, p.pending = 0, false
	}
	if !t.Word {
		return
	}
	t.flags |= p.scope
	switch {
	case p.negates(k):
		p.scope ^= negated
	case p.denies(k):
		if p.scope&negated == 0 {
			p.scope |= negated
		} else {
			p.scope &^= negated // did not deny
		}
		p.pending = true
	}
	p.scope |= p.mood(k)
	p.reported = p.reported || t.Is(SayPast|ThinkPast)
}

// negates says that the word at k turns its clause round. "Not only" and "no fewer than" do not.
func (p *polarity) negates(k int) bool {
	t := &p.tokens[k]
	if !t.Is(Negation) {
		return false
	}
	return !negationBounds.Has(Next(p.tokens, k)) && p.norm(k-1) != "if" && p.norm(k-1) != "or" // if not, whether or not
}

// denies says that the verb at k says of what follows that it is not so: "denied that", "failed to".
func (p *polarity) denies(k int) bool {
	w := p.tokens[k].scope
	return w&denying != 0 || w&implying != 0 && Next(p.tokens, k) == "to"
}

// mood gives how the word at k puts what follows it: as planned, as a possibility, or as it is.
func (p *polarity) mood(k int) flag {
	t := &p.tokens[k]
	after := Next(p.tokens, k)
	switch {
	case t.Norm == "may" && IsCapital(t.Text) && k > 0:
		return 0 // the month
	case t.Norm == "would" && p.reported && after != "have" && p.scope&hypothetical == 0:
		return planned
	case t.scope&supposing != 0:
		return hypothetical
	case t.scope&announcing != 0:
		return planned
	case after == "to" && t.scope&planning != 0:
		return planned
	case after == "to" && t.scope&being != 0 && At(p.tokens, k+2).Can(PlainForm):
		return planned // is to visit
	}
	return 0
}

// ends says that a clause ends before the token at k.
func (p *polarity) ends(k int) bool {
	t := &p.tokens[k]
	switch {
	case !t.Word:
		return !Inner(p.tokens, k) && !strings.ContainsAny(t.Norm, `"'`)
	case t.Norm == "that" && p.pending:
		p.pending = false
		return false
	case t.Norm == "and" || t.Norm == "or" || t.Norm == "but" || t.Norm == "nor":
		return k+1 < len(p.tokens) && p.subject(k+1)
	}
	return t.scope&closing != 0 || t.Norm == "that" && k > 0 && !p.tokens[k-1].Is(Preposition)
}

// subject says that the token at k can begin the subject of another clause, rather than a verb or an
// object that the clause before shares.
func (p *polarity) subject(k int) bool {
	t := &p.tokens[k]
	return t.Is(Determiner|Pronoun) || t.Norm == "there" || t.Named() || IsCapital(t.Text) ||
		t.Can(PastForm|ThirdForm) && !t.Can(PlainForm)
}

// norm gives the folded word at k; empty outside the sentence.
func (p *polarity) norm(k int) string { return At(p.tokens, k).Norm }
