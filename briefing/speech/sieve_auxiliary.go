package speech

import (
	"strings"

	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

var formsOfBe = lex.Words("en/forms-of-be")

// auxiliarySieve goes back over what stands between a verb and its subject ("has repeatedly declined to",
// "on Friday"), and reads the passive: "was first reported by the Odrin Post".
var auxiliarySieve = cueSieve{"auxiliary", []string{
	"The fire was first reported by the Odrin Post. => Odrin Post",
	"Ana Brun on Friday called for a strike. => Ana Brun",
	"Ana Brun appeared to suggest that it was late. => Ana Brun",
}, readAuxiliaries}

// linkWords stand between a subject and the verb that it shares: "seemed to say".
var linkWords = lex.Words("en/linking-verbs")

func readAuxiliaries(c *cueReading) verdict {
	t := c.token()
	a := auxiliaries{c: c}
	for c.start > 0 && a.step() {
		if a.alien {
			return refuse
		}
	}
	if a.passive && t.Is(text.SayPast|text.ThinkPast) && t.Norm != "quoted" && !t.Is(text.Saying|text.Attitude) {
		return c.agent()
	}
	if a.negated && c.cue.weight > 1 {
		c.cue.weight--
	}
	if c.start == 0 {
		return refuse
	}
	return pass
}

// auxiliaries is what was read between a verb of saying and its subject.
type auxiliaries struct {
	c                        *cueReading
	passive, negated, helped bool
	alien                    bool // the infinitive hangs on another verb: "obliges countries to offer"
}

// step goes back over one word, or one time, and says whether there was one.
func (a *auxiliaries) step() bool {
	c := a.c
	p := &c.tokens[c.start-1]
	switch {
	case p.Quoted():
		return false
	case p.Is(text.Auxiliary) && !p.Named(), p.Norm == "to" && c.token().Is(text.SayBase|text.ThinkNow), p.Norm == "not",
		p.Is(text.Adverb) && !text.IsCapital(p.Text):
		a.take(p)
		return true
	case p.Norm == "'s" && c.start > 1 && c.tokens[c.start-2].Is(text.Pronoun):
		c.start--
		return true
	}
	if q := clause.AdverbialStart(c.tokens, c.start); q < c.start && q > 0 {
		c.start = q // "Brun on Friday said"
		return true
	}
	if p.Is(text.AnySay|text.AnyThink) && !p.Is(text.Role|text.PeopleNoun|text.BodyNoun|text.Utterance) && !text.IsCapital(p.Text) &&
		c.start < c.at {
		c.start-- // "declined to say", "went on to say"
		return true
	}
	return false
}

// take notes an auxiliary, an adverb, "to" or "not".
func (a *auxiliaries) take(p *text.Token) {
	c := a.c
	if !a.helped || a.passive {
		a.passive = a.passive || passiveHelper(p.Norm)
	}
	if p.Norm == "to" {
		c.cue.weight = min(c.cue.weight, 1)
		if c.start > 1 && !c.tokens[c.start-2].Is(text.AnySay|text.AnyThink|text.Saying|text.Thinking|text.Auxiliary|text.Attitude) &&
			!linkWords.Has(c.tokens[c.start-2].Norm) {
			a.alien = true
			return
		}
		for c.start > 2 && linkWords.Has(c.tokens[c.start-2].Norm) {
			c.start-- // "appeared to suggest", "went so far as to say"
		}
	}
	a.helped = a.helped || p.Is(text.Auxiliary)
	a.negated = a.negated || p.Norm == "not" || strings.HasSuffix(p.Norm, "'t")
	c.start--
}

// passiveHelper says that a word is a form of "be" that can make a passive.
func passiveHelper(norm string) bool {
	return formsOfBe.Has(norm)
}

// tellVerbs are what a by-agent does who is the source: "as was reported by".
var tellVerbs = lex.Words("en/agent-verbs")

// agent takes whom "by" names behind the verb as the speaker.
func (c *cueReading) agent() verdict {
	if text.Next(c.tokens, c.at) != "by" || !tellVerbs.Has(c.token().Norm) || c.at+2 >= len(c.tokens) {
		return refuse
	}
	c.cue.who, c.cue.weight = clause.Right(c.tokens, c.at+2, false), min(c.cue.weight, 2)
	if c.cue.who.Empty() || !clause.SpeakerLike(c.tokens, c.cue.who) {
		return refuse
	}
	return found
}
