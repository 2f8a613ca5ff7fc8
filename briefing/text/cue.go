package text

import "briefbot/briefing"

// A cue is a word or two that tie a claim to who makes it.
type cue struct {
	at     int    // token of the verb
	who    phrase // the subject's words; empty for a pronoun
	pro    int    // token of the pronoun that is the subject, or -1
	stance briefing.Stance
	weight float64
	final  bool // stands after what is said
}

// coreVerbs say that words were said and nothing else; their subject is a speaker whatever it is.
var coreVerbs = wordSet(`said says say told tells added adds wrote writes tweeted tweets announced announces replied
	replies explained warned warns insisted insists argued argues noted stated states declared continued responded posted asked`)

// cuesIn finds the cues of a sentence outside its quotations.
func cuesIn(tokens []Token) []cue {
	var out []cue
	for k := range tokens {
		t := &tokens[k]
		if t.quoted || !t.Word || t.lex.class&(anySay|anyThink|saying|thinking) == 0 && t.Norm != "according" {
			continue
		}
		if t.Norm == "according" {
			if k+2 < len(tokens) && tokens[k+1].Norm == "to" {
				if p := phraseRight(tokens, k+2, true); !p.empty() {
					out = append(out, cue{at: k, who: p, pro: -1, stance: briefing.Said, weight: 2.6, final: true})
				} else if tokens[k+2].is(pronoun) {
					out = append(out, cue{at: k, pro: k + 2, stance: briefing.Said, weight: 2.6, final: true})
				}
			}
			continue
		}
		if t.is(adverb) || isCapital(t.Text) && k > 0 {
			continue
		}
		if c, ok := verbCue(tokens, k); ok {
			out = append(out, c)
		}
	}
	return out
}

// verbCue reads the verb at k with its subject.
func verbCue(tokens []Token, k int) (cue, bool) {
	t := &tokens[k]
	c := cue{at: k, pro: -1, stance: stanceOf(t.lex.class), weight: 2.2}
	switch {
	case coreVerbs[t.Norm]:
		c.weight = 3
	case t.is(saying) && !t.is(anySay):
		c.weight = .9
	case t.is(thinking) && !t.is(anySay):
		c.weight = .5
	case !t.is(anySay):
		c.weight = 1
	}
	// Inverted: “…,” said the mayor.
	if k > 0 && t.is(sayPast|sayPresent) && !tokens[k-1].Word && k+1 < len(tokens) {
		prev := &tokens[k-1]
		if prev.quoted || prev.Text == "," || prev.Text == "—" || prev.Text == "–" || prev.Text == "-" {
			start := k + 1
			for start < len(tokens) && tokens[start].is(adverb) && !isCapital(tokens[start].Text) {
				start++
			}
			p := phraseRight(tokens, start, false)
			ended := p.b == len(tokens) || !tokens[p.b].Word || tokens[p.b].is(preposition|conjunction|weekday|month)
			if !p.empty() && (prev.quoted || ended) && speakerLike(tokens, p) {
				if prev.quoted || !appositionBefore(tokens, k-1) {
					c.who, c.final = p, true
					return c, true
				}
			}
			if start < len(tokens) && tokens[start].is(pronoun) && prev.quoted && subjectPronoun(tokens[start].Norm) {
				c.pro, c.final = start, true
				return c, true
			}
		}
	}
	e := k
	negated := false
	passive := false
	for e > 0 {
		p := &tokens[e-1]
		if p.quoted {
			break
		}
		if p.is(auxiliary) || p.Norm == "to" && t.is(sayBase|thinkNow) || p.Norm == "not" || p.is(adverb) && !isCapital(p.Text) {
			if e-1 == k-1 || passive {
				switch p.Norm {
				case "was", "were", "been", "be", "is", "are", "being", "'re", "'m":
					passive = true
				}
			}
			if p.Norm == "to" {
				c.weight = min(c.weight, 1)
			}
			negated = negated || p.Norm == "not" || len(p.Norm) > 3 && p.Norm[len(p.Norm)-2:] == "'t"
			e--
			continue
		}
		if p.Norm == "'s" && e > 1 && tokens[e-2].is(pronoun) {
			e--
			continue
		}
		if p.is(anySay|anyThink) && !p.is(role|people|organ|utterance) && !isCapital(p.Text) && e < k {
			e-- // "declined to say", "went on to say", "wants to ask"
			continue
		}
		break
	}
	if passive && t.is(sayPast|thinkPast) && t.Norm != "quoted" && !t.is(saying) {
		return c, false
	}
	if negated && c.weight > 1 {
		c.weight--
	}
	if e == 0 {
		return c, false
	}
	p := &tokens[e-1]
	plainForm := t.is(sayBase|thinkNow) && !t.is(sayPast|thinkPast|sayPresent)
	if plainForm && e == k && !(p.is(pronoun) || p.is(people) || plural(p) || p.Text == "," || p.Text == ")") {
		return c, false // a noun: "a report", "the call"
	}
	if e == k && p.is(determiner) && !p.is(pronoun) && p.Norm != "others" && p.Norm != "some" && p.Norm != "many" && p.Norm != "both" && p.Norm != "all" && p.Norm != "one" && p.Norm != "another" {
		return c, false
	}
	if t.is(saying|thinking) && !t.is(anySay|anyThink) {
		if e == k && p.Word && p.is(preposition|determiner|role) {
			return c, false
		}
	}
	if p.quoted {
		// “…” X said has its subject between; “…,” said was inverted.
		return c, false
	}
	return subjectBefore(tokens, e, c)
}

func subjectPronoun(norm string) bool {
	switch norm {
	case "he", "she", "they", "it", "who", "that", "which":
		return true
	}
	return false
}

// subjectBefore finds the subject that ends before token e, over an apposition or a relative clause.
func subjectBefore(tokens []Token, e int, c cue) (cue, bool) {
	p := &tokens[e-1]
	if p.is(pronoun) && !(p.is(determiner) && !subjectPronoun(p.Norm)) || p.Norm == "that" || p.Norm == "which" {
		switch p.Norm {
		case "who", "which", "that":
			q := e - 1
			if q > 0 && tokens[q-1].Text == "," {
				q--
			}
			if q > 0 && !tokens[q-1].quoted {
				c.who = phraseLeft(tokens, q)
				if c.weight > 1 {
					c.weight -= .8
				}
				return c, !c.who.empty()
			}
			return c, false
		}
		c.pro = e - 1
		return c, true
	}
	if p.Word {
		c.who = phraseLeft(tokens, e)
		return c, !c.who.empty()
	}
	if p.Text == ")" {
		for q := e - 2; q > 0 && e-q < 20; q-- {
			if tokens[q].Text == "(" {
				return subjectBefore(tokens, q, c)
			}
		}
		return c, false
	}
	if p.Text == "," || p.Text == "—" || p.Text == "–" || p.Text == "-" || p.Text == "--" {
		var fallback phrase
		for q := e - 2; q > 0 && e-q < 45; q-- {
			if tokens[q].quoted && quoteBlocks(tokens, q, e) {
				break
			}
			if tokens[q].Text != p.Text && tokens[q].Text != "," {
				continue
			}
			if q == 0 || tokens[q-1].quoted {
				continue
			}
			w := phraseLeft(tokens, q)
			if w.empty() {
				if q > 0 && subjectPronoun(tokens[q-1].Norm) {
					c.pro = q - 1
					return c, true
				}
				continue
			}
			if isCapital(tokens[q-1].Text) && (w.a == 0 || !tokens[w.a-1].Word || tokens[w.a-1].is(conjunction)) && speakerLike(tokens, w) {
				c.who = w
				return c, true
			}
			if fallback.empty() && speakerLike(tokens, w) {
				fallback = w
			}
		}
		if !fallback.empty() {
			c.who = fallback
			return c, true
		}
		// ", saying …": the subject is the sentence's own.
		w := phraseFirst(tokens, e)
		if !w.empty() && speakerLike(tokens, w) {
			c.who = w
			return c, true
		}
		if len(tokens) > 0 && subjectPronoun(tokens[0].Norm) {
			c.pro = 0
			return c, true
		}
	}
	return c, false
}

func quoteBlocks(tokens []Token, q, e int) bool { return e-q > 30 }

// phraseFirst gives the phrase that the sentence begins with, if it ends before limit.
func phraseFirst(tokens []Token, limit int) phrase {
	if len(tokens) == 0 || tokens[0].quoted {
		return phrase{}
	}
	p := phraseRight(tokens, 0, true)
	if p.b >= limit {
		return phrase{}
	}
	return p
}

// appositionBefore says that the comma at i closes an insertion after a name: "Brun, the mayor, said".
func appositionBefore(tokens []Token, i int) bool {
	for q := i - 1; q > 0 && i-q < 30; q-- {
		if tokens[q].quoted {
			return false
		}
		if tokens[q].Text == "," || tokens[q].Text == "—" || tokens[q].Text == "–" {
			return isCapital(tokens[q-1].Text) && tokens[q-1].Word
		}
	}
	return false
}

// speakerLike says that a phrase can name somebody who speaks.
func speakerLike(tokens []Token, p phrase) bool {
	for i := p.a; i < p.b; i++ {
		t := &tokens[i]
		if t.is(role|people|organ|utterance|title) || isCapital(t.Text) && (!t.Stop || t.is(demonym)) && t.Word && !t.is(weekday|month) {
			return true
		}
	}
	return false
}
