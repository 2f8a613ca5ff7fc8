package text

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/lex"
)

// A cue is a word or two that tie a claim to who makes it.
type cue struct {
	at     int    // token of the verb
	who    phrase // the subject's words; empty for a pronoun
	pro    int    // token of the pronoun that is the subject, or -1
	stance briefing.Stance
	weight float64
	final  bool // stands after what is said
}

// plainSay are verbs that need nobody who is known for speaking as their subject.
var plainSay = lex.Words("en/plain-say-verbs")

// coreVerbs say that words were said and nothing else; their subject is a speaker whatever it is.
var coreVerbs = lex.Words("en/core-say-verbs")

// pureVerbs have plain forms that are no nouns: "people close to her say".
var pureVerbs = lex.Words("en/verbs-never-nouns")

// linkWords stand between a subject and the verb that it shares: "seemed to say".
var linkWords = lex.Words("en/linking-verbs")

// cuesIn finds the cues of a sentence outside its quotations.
func cuesIn(tokens []Token) []cue {
	var out []cue
	headline := titleCase(tokens)
	for k := range tokens {
		t := &tokens[k]
		if k > 0 && !t.Quoted() && possessive(tokens, k) {
			if c, ok := matterCue(tokens, k); ok {
				out = append(out, c)
			}
		}
		if t.Norm == "in" && !t.Quoted() && k+2 < len(tokens) {
			if c, ok := surveyCue(tokens, k); ok {
				out = append(out, c)
			}
		}
		if t.Quoted() || !t.Word || t.lex.class&(AnySay|AnyThink|Saying|Thinking|Attitude) == 0 && t.Norm != "according" && t.Norm != "put" && t.Norm != "puts" {
			continue
		}
		if t.Norm == "according" {
			if k+2 < len(tokens) && tokens[k+1].Norm == "to" {
				if p := phraseRight(tokens, k+2, true); !p.empty() {
					out = append(out, cue{at: k, who: p, pro: -1, stance: briefing.Said, weight: 2.4, final: true})
				} else if tokens[k+2].Is(Pronoun) {
					out = append(out, cue{at: k, pro: k + 2, stance: briefing.Said, weight: 2, final: true})
				}
			}
			continue
		}
		if (t.Norm == "put" || t.Norm == "puts") && k > 0 && k+1 < len(tokens) && tokens[k+1].Norm == "it" {
			if c, ok := subjectBefore(tokens, k, cue{at: k, pro: -1, stance: briefing.Said, weight: 2.6}); ok {
				out = append(out, c) // "as Brun put it"
			}
			continue
		}
		if t.Is(Adverb) || isCapital(t.Text) && !(headline && k > 0 && t.Is(SayPresent|ThinkThird)) {
			continue
		}
		if c, ok := verbCue(tokens, k); ok {
			out = append(out, c)
		}
	}
	if c, ok := signature(tokens); ok {
		out = append(out, c)
	}
	return out
}

// signature reads the name that signs a quotation after a dash: “…” — Ana Brun.
func signature(tokens []Token) (cue, bool) {
	end := len(tokens)
	if end > 0 && tokens[end-1].Text == "." {
		end--
	}
	for k := end - 1; k >= 0 && end-k < 14; k-- {
		switch tokens[k].Text {
		case "—", "–", "―", "--", "-":
			if k+1 < end && (k == 0 || tokens[k-1].Quoted() && !tokens[k-1].Word) && isCapital(tokens[k+1].Text) {
				p := phraseRight(tokens, k+1, true)
				signs := !p.empty() && (p.b >= end || tokens[p.b].Text == "," || tokens[p.b].Text == "(")
				return cue{at: k, who: p, pro: -1, stance: briefing.Said, weight: 3, final: true}, signs
			}
		}
		if tokens[k].Quoted() {
			break
		}
	}
	return cue{}, false
}

// verbCue reads the verb at k with its subject.
func verbCue(tokens []Token, k int) (cue, bool) {
	t := &tokens[k]
	c := cue{at: k, pro: -1, stance: stanceOf(t.lex.class), weight: 2.2}
	switch {
	case coreVerbs.Has(t.Norm):
		c.weight = 3
	case t.Is(Saying) && !t.Is(AnySay):
		c.weight = .9
	case t.Is(Thinking) && !t.Is(AnySay):
		c.weight = .5
	case !t.Is(AnySay), t.Is(PersonVerb):
		c.weight = 1
	}
	if k > 0 && tokens[k-1].Is(NumberWord) && tokens[k-1].Norm != "one" && !t.Is(SayPast) && strings.HasSuffix(t.Norm, "s") {
		return c, false // "the first four states"
	}
	if t.Is(PeopleNoun|BodyNoun) && !t.Is(SayPast) && (k+1 == len(tokens) || tokens[k+1].Norm != "that") {
		return c, false // "the states"
	}
	if t.Norm == "cited" || t.Norm == "quoted" {
		if p := phraseRight(tokens, k+1, true); !p.empty() && p.b+1 < len(tokens) && tokens[p.b].Norm == "as" && tokens[p.b+1].Norm == "saying" {
			c.who, c.weight = p, 3.5
			return c, true
		}
	}
	if !verbal(tokens, k) || k > 0 && possessive(tokens, k-1) && !t.Is(SayPast|ThinkPast) {
		return c, false // "credit reports", "the mayor's demands"
	}
	if t.Is(SayPast) && k > 0 && !tokens[k-1].Is(Auxiliary|Adverb|Pronoun) {
		switch nx := next(tokens, k); {
		case nx == "by" && tellVerbs.Has(t.Norm):
			return agent(tokens, k, c) // "remarks first reported by the Odrin Post"
		case t.Is(ClaimVerb) && (nx == "of" || nx == "with") && t.Norm != "speculated":
			return c, false // "a man accused of theft"
		}
	}
	if t.Is(Attitude) && !t.Is(AnySay|AnyThink) {
		if k == 0 || !(tokens[k-1].Is(Auxiliary) || tokens[k-1].Is(Adverb) && k > 1 && tokens[k-2].Is(Auxiliary)) {
			return c, false
		}
		if nx := next(tokens, k); t.Norm == "convinced" && (nx == "to" || nx == "by") {
			return c, false // "was convinced to give a speech"
		}
		if t.Norm == "clear" || t.Norm == "certain" || t.Norm == "sure" {
			for j := k - 1; j >= max(0, k-3); j-- {
				if tokens[j].Norm == "it" {
					return c, false // "it was not clear when": it stands for nobody
				}
			}
		}
		c.weight = .8
	}
	if t.Is(Saying|Thinking) && !t.Is(AnySay|AnyThink) && k > 0 && !tokens[k-1].Is(Auxiliary|Adverb|Pronoun) {
		if tokens[k-1].Named() && k+1 < len(tokens) {
			// "with Ana Brun telling the council", "Ana Brun asking: “…”"
			next := &tokens[k+1]
			if w := phraseLeft(tokens, k); !w.empty() && w.a > 0 && (tokens[w.a-1].Norm == "with" || next.Text == ":" || next.Text == "," || next.Quoted()) {
				c.who = w
				return c, true
			}
		}
		return sharedSubject(tokens, k, c)
	}
	// Inverted: “…,” said the mayor.
	if k > 0 && (t.Is(SayPast|SayPresent) || t.Norm == "say") && !tokens[k-1].Word && k+1 < len(tokens) {
		prev := &tokens[k-1]
		if prev.Quoted() || prev.Text == "," || prev.Text == "—" || prev.Text == "–" || prev.Text == "-" {
			start := k + 1
			for start < len(tokens) && tokens[start].Is(Adverb) && !isCapital(tokens[start].Text) {
				start++
			}
			p := phraseRight(tokens, start, false)
			if !p.empty() && tokens[start].Is(Preposition) && tokens[start].Stop {
				p = phrase{}
			}
			ended := p.b == len(tokens) || !tokens[p.b].Word || tokens[p.b].Is(Preposition|Conjunction|Weekday|Month)
			core := coreVerbs.Has(t.Norm)
			own := !p.empty() && (tokens[start].Norm == "his" || tokens[start].Norm == "her" || tokens[start].Norm == "their")
			switch {
			case p.empty() || own && !core:
			case prev.Quoted() && (core && ended || (core || ended) && speakerLike(tokens, head(tokens, p))):
				c.who, c.final = p, true
				return c, true
			case !prev.Quoted() && core && ended && !objectVerbs.Has(t.Norm) && tight(tokens, head(tokens, p)) && (!appositionBefore(tokens, k-1) || plainSay.Has(t.Norm) && closes(tokens, p.b)):
				c.who, c.final = p, true
				return c, true
			}
			if start < len(tokens) && tokens[start].Is(Pronoun) && prev.Quoted() && subjectPronoun(tokens[start].Norm) {
				c.pro, c.final = start, true
				return c, true
			}
		}
	}
	e := k
	negated := false
	passive := false
	helped := false // an auxiliary stands between
	for e > 0 {
		p := &tokens[e-1]
		if p.Quoted() {
			break
		}
		if p.Is(Auxiliary) || p.Norm == "to" && t.Is(SayBase|ThinkNow) || p.Norm == "not" || p.Is(Adverb) && !isCapital(p.Text) {
			if !helped || passive {
				switch p.Norm {
				case "was", "were", "been", "be", "is", "are", "being", "'re", "'m":
					passive = true
				}
			}
			if p.Norm == "to" {
				c.weight = min(c.weight, 1)
				if e > 1 && !tokens[e-2].Is(AnySay|AnyThink|Saying|Thinking|Auxiliary|Attitude) && !linkWords.Has(tokens[e-2].Norm) {
					return c, false // "obliges countries to offer"
				}
				for e > 2 && linkWords.Has(tokens[e-2].Norm) {
					e-- // "appeared to suggest", "went so far as to say"
				}
			}
			helped = helped || p.Is(Auxiliary)
			negated = negated || p.Norm == "not" || len(p.Norm) > 3 && p.Norm[len(p.Norm)-2:] == "'t"
			e--
			continue
		}
		if p.Norm == "'s" && e > 1 && tokens[e-2].Is(Pronoun) {
			e--
			continue
		}
		if q := adverbialStart(tokens, e); q < e && q > 0 {
			e = q // "Brun on Friday said"
			continue
		}
		if p.Is(AnySay|AnyThink) && !p.Is(Role|PeopleNoun|BodyNoun|Utterance) && !isCapital(p.Text) && e < k {
			e-- // "declined to say", "went on to say", "wants to ask"
			continue
		}
		break
	}
	if passive && t.Is(SayPast|ThinkPast) && t.Norm != "quoted" && !t.Is(Saying|Attitude) {
		return agent(tokens, k, c)
	}
	if negated && c.weight > 1 {
		c.weight--
	}
	if e == 0 {
		return c, false
	}
	p := &tokens[e-1]
	if p.Norm == "and" || p.Norm == "but" || p.Norm == "or" {
		return sharedSubject(tokens, k, c)
	}
	if q := relative(tokens, e); q > 0 {
		if w := phraseLeft(tokens, q); !w.empty() && (speakerLike(tokens, head(tokens, w)) || plainSay.Has(t.Norm)) {
			c.who = w
			return c, true
		}
	}
	plainForm := t.Is(SayBase|ThinkNow) && !t.Is(SayPast|ThinkPast|SayPresent|ThinkThird)
	if plainForm && e == k && !(p.Is(Pronoun) || p.Is(PeopleNoun) || plural(p) || p.Text == "," || p.Text == ")" || e > 2 && isCapital(p.Text) && joined(tokens, e) || pureVerbs.Has(t.Norm) && manyIn(tokens, phraseLeft(tokens, e))) {
		return c, false // a noun: "a report", "the call"
	}
	if e == k && p.Is(Determiner) && !p.Is(Pronoun) && p.Norm != "others" && p.Norm != "some" && p.Norm != "many" && p.Norm != "both" && p.Norm != "all" && p.Norm != "one" && p.Norm != "another" {
		return c, false
	}
	if p.Quoted() {
		return sharedSubject(tokens, k, c)
	}
	return subjectBefore(tokens, e, c)
}

// tellVerbs are what a by-agent does who is the source: "as was reported by".
var tellVerbs = lex.Words("en/agent-verbs")

// agent reads "was reported by the Odrin Post".
func agent(tokens []Token, k int, c cue) (cue, bool) {
	if next(tokens, k) != "by" || !tellVerbs.Has(tokens[k].Norm) || k+2 >= len(tokens) {
		return c, false
	}
	c.who = phraseRight(tokens, k+2, false)
	c.weight = min(c.weight, 2)
	return c, !c.who.empty() && speakerLike(tokens, c.who)
}

// matters are what somebody holds: "Brun's argument was that …".
var matters = lex.Words("en/held-nouns")

// matterCue reads "Brun's argument was that …" from the possessive ending at k.
func matterCue(tokens []Token, k int) (cue, bool) {
	for i := k + 1; i < len(tokens) && i < k+8; i++ {
		t := &tokens[i]
		if t.Quoted() || !t.Word && !inner(tokens, i) {
			break
		}
		if (t.Norm == "was" || t.Norm == "is" || t.Norm == "has been") && (next(tokens, i) == "that" || next(tokens, i) == ":") {
			w := phraseLeft(tokens, k)
			return cue{at: i, who: w, pro: -1, stance: briefing.Said, weight: 1.6}, !w.empty() && speakerLike(tokens, w)
		}
		if i > k+1 && !t.Is(Preposition|Weekday|Adverb|Determiner|Month|Auxiliary) && !t.Named() || i == k+1 && !matters.Has(t.Norm) && !(matters.Has(next(tokens, i)) && !t.Is(Auxiliary)) {
			if !matters.Has(t.Norm) {
				break
			}
		}
	}
	return cue{}, false
}

// surveyCue reads the poll that numbers come from: "45 percent in a new survey by the Odrin Post".
func surveyCue(tokens []Token, k int) (cue, bool) {
	p := phraseRight(tokens, k+1, true)
	for i := p.a; i < p.b && i < p.a+7; i++ {
		switch tokens[i].Norm {
		case "poll", "survey":
			if !slices.ContainsFunc(tokens, func(t Token) bool { return t.Text[0] >= '0' && t.Text[0] <= '9' || t.Is(NumberWord) }) {
				break
			}
			return cue{at: k, who: phrase{p.a, p.b}, pro: -1, stance: briefing.Said, weight: .6}, true
		}
		if tokens[i].Is(Preposition) {
			break
		}
	}
	return cue{}, false
}

// closes says that the sentence ends at token i, or that only a relative clause or a time follows.
func closes(tokens []Token, i int) bool {
	return i >= len(tokens) || tokens[i].stops() || tokens[i].Norm == "who" || tokens[i].Is(Weekday)
}

// objectVerbs take the listener before the words: "told reporters".
var objectVerbs = lex.Words("en/listener-verbs")
