package text

import (
	"strings"

	"briefbot/briefing"
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

// coreVerbs say that words were said and nothing else; their subject is a speaker whatever it is.
var coreVerbs = wordSet(`said says say told tells added adds wrote writes tweeted tweets announced announces replied
	replies explained warned warns insisted insists argued argues noted stated states declared continued responded posted asked`)

// cuesIn finds the cues of a sentence outside its quotations.
func cuesIn(tokens []Token) []cue {
	var out []cue
	headline := titleCase(tokens)
	for k := range tokens {
		t := &tokens[k]
		if t.quoted || !t.Word || t.lex.class&(anySay|anyThink|saying|thinking|attitude) == 0 && t.Norm != "according" && t.Norm != "put" && t.Norm != "puts" {
			continue
		}
		if t.Norm == "according" {
			if k+2 < len(tokens) && tokens[k+1].Norm == "to" {
				if p := phraseRight(tokens, k+2, true); !p.empty() {
					out = append(out, cue{at: k, who: p, pro: -1, stance: briefing.Said, weight: 2, final: true})
				} else if tokens[k+2].is(pronoun) {
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
		if t.is(adverb) || isCapital(t.Text) && !(headline && k > 0 && t.is(sayPresent|thinkThird)) {
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
			if k+1 < end && (k == 0 || tokens[k-1].quoted && !tokens[k-1].Word) && isCapital(tokens[k+1].Text) {
				p := phraseRight(tokens, k+1, true)
				return cue{at: k, who: p, pro: -1, stance: briefing.Said, weight: 3, final: true}, !p.empty()
			}
		}
		if tokens[k].quoted {
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
	case coreVerbs[t.Norm]:
		c.weight = 3
	case t.is(saying) && !t.is(anySay):
		c.weight = .9
	case t.is(thinking) && !t.is(anySay):
		c.weight = .5
	case !t.is(anySay):
		c.weight = 1
	}
	if t.is(people|organ) && !t.is(sayPast) && (k+1 == len(tokens) || tokens[k+1].Norm != "that") {
		return c, false // "the states"
	}
	if t.Norm == "cited" || t.Norm == "quoted" {
		if p := phraseRight(tokens, k+1, true); !p.empty() && p.b+1 < len(tokens) && tokens[p.b].Norm == "as" && tokens[p.b+1].Norm == "saying" {
			c.who, c.weight = p, 3.5
			return c, true
		}
	}
	if t.is(attitude) && !t.is(anySay|anyThink) {
		if k == 0 || !(tokens[k-1].is(auxiliary) || tokens[k-1].is(adverb) && k > 1 && tokens[k-2].is(auxiliary)) {
			return c, false
		}
		c.weight = .8
	}
	if t.is(saying|thinking) && !t.is(anySay|anyThink) && k > 0 && !tokens[k-1].is(auxiliary|adverb|pronoun) {
		if tokens[k-1].named && k+1 < len(tokens) {
			// "with Ana Brun telling the council", "Ana Brun asking: “…”"
			next := &tokens[k+1]
			if w := phraseLeft(tokens, k); !w.empty() && w.a > 0 && (tokens[w.a-1].Norm == "with" || next.Text == ":" || next.Text == "," || next.quoted) {
				c.who = w
				return c, true
			}
		}
		return sharedSubject(tokens, k, c)
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
			if !p.empty() && tokens[start].is(preposition) && tokens[start].Stop {
				p = phrase{}
			}
			ended := p.b == len(tokens) || !tokens[p.b].Word || tokens[p.b].is(preposition|conjunction|weekday|month)
			core := coreVerbs[t.Norm]
			own := !p.empty() && (tokens[start].Norm == "his" || tokens[start].Norm == "her" || tokens[start].Norm == "their")
			switch {
			case p.empty() || own && !core:
			case prev.quoted && (core || ended) && speakerLike(tokens, head(tokens, p)):
				c.who, c.final = p, true
				return c, true
			case !prev.quoted && core && ended && !objectVerbs[t.Norm] && tight(tokens, head(tokens, p)) && !appositionBefore(tokens, k-1):
				c.who, c.final = p, true
				return c, true
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
				if e > 1 && !tokens[e-2].is(anySay|anyThink|saying|thinking|auxiliary|attitude) && tokens[e-2].Norm != "on" && tokens[e-2].Norm != "came" && tokens[e-2].Norm != "trying" {
					return c, false // "obliges countries to offer"
				}
			}
			negated = negated || p.Norm == "not" || len(p.Norm) > 3 && p.Norm[len(p.Norm)-2:] == "'t"
			e--
			continue
		}
		if p.Norm == "'s" && e > 1 && tokens[e-2].is(pronoun) {
			e--
			continue
		}
		if q := adverbialStart(tokens, e); q < e && q > 0 {
			e = q // "Brun on Friday said"
			continue
		}
		if p.is(anySay|anyThink) && !p.is(role|people|organ|utterance) && !isCapital(p.Text) && e < k {
			e-- // "declined to say", "went on to say", "wants to ask"
			continue
		}
		break
	}
	if passive && t.is(sayPast|thinkPast) && t.Norm != "quoted" && !t.is(saying|attitude) {
		return c, false
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
		if w := phraseLeft(tokens, q); !w.empty() && speakerLike(tokens, head(tokens, w)) {
			c.who = w
			return c, true
		}
	}
	plainForm := t.is(sayBase|thinkNow) && !t.is(sayPast|thinkPast|sayPresent|thinkThird)
	if plainForm && e == k && !(p.is(pronoun) || p.is(people) || plural(p) || p.Text == "," || p.Text == ")" || e > 2 && isCapital(p.Text) && joined(tokens, e)) {
		return c, false // a noun: "a report", "the call"
	}
	if e == k && p.is(determiner) && !p.is(pronoun) && p.Norm != "others" && p.Norm != "some" && p.Norm != "many" && p.Norm != "both" && p.Norm != "all" && p.Norm != "one" && p.Norm != "another" {
		return c, false
	}
	if p.quoted {
		return sharedSubject(tokens, k, c)
	}
	return subjectBefore(tokens, e, c)
}

// relative gives the "who" of a relative clause that ends before token e and has its own verb:
// "residents who have seen the plan say". It is 0 if there is none.
func relative(tokens []Token, e int) int {
	for q := e - 1; q > 0 && e-q < 15; q-- {
		t := &tokens[q]
		if t.quoted || !t.Word && !inner(tokens, q) {
			return 0
		}
		if t.Norm == "who" && q+1 < e-1 {
			next := &tokens[q+1]
			if tokens[q-1].Word && (next.is(auxiliary) || !next.named && !next.is(determiner|pronoun)) {
				return q
			}
			return 0
		}
	}
	return 0
}

// joined says that the phrase before token e is of two names: "Brun and Otieno say".
func joined(tokens []Token, e int) bool {
	for q := e - 2; q > 0 && q > e-6; q-- {
		if tokens[q].Norm == "and" {
			return true
		}
	}
	return false
}

// adverbialStart gives where a time that ends before token e begins, with its preposition; e if
// there is none: "on Friday", "in April", "last week", "this month".
func adverbialStart(tokens []Token, e int) int {
	q := e
	t := &tokens[q-1]
	switch {
	case t.is(weekday) || t.is(month) && isCapital(t.Text):
		q--
	case t.Norm == "week" || t.Norm == "month" || t.Norm == "year" || t.Norm == "night" || t.Norm == "morning" || t.Norm == "afternoon" || t.Norm == "evening":
		q--
		if q > 0 && (tokens[q-1].is(weekday) || tokens[q-1].Norm == "last" || tokens[q-1].Norm == "this" || tokens[q-1].Norm == "earlier") {
			q--
		} else {
			return e
		}
	case t.Text[0] >= '0' && t.Text[0] <= '9' && q > 1 && (tokens[q-2].is(month) || tokens[q-2].Norm == "in"):
		q -= 2
	default:
		return e
	}
	for q > 0 && (tokens[q-1].Norm == "on" || tokens[q-1].Norm == "in" || tokens[q-1].Norm == "late" || tokens[q-1].Norm == "early" || tokens[q-1].Norm == "last" || tokens[q-1].Norm == "just") {
		q--
	}
	return q
}

// head cuts a phrase before its first preposition.
func head(tokens []Token, p phrase) phrase {
	for k := p.a + 1; k < p.b; k++ {
		if tokens[k].is(preposition) && !isCapital(tokens[k].Text) {
			return phrase{p.a, k}
		}
	}
	return p
}

// sharedSubject gives a participle, or a verb after "and", the subject that the sentence begins with.
func sharedSubject(tokens []Token, k int, c cue) (cue, bool) {
	c.weight = min(c.weight, 1)
	if len(tokens) > 0 && !tokens[0].quoted && subjectPronoun(tokens[0].Norm) && tokens[0].Norm != "that" {
		c.pro = 0
		return c, true
	}
	w := head(tokens, subject(tokens, k))
	if w.empty() || !speakerLike(tokens, w) {
		return c, false
	}
	c.who = w
	return c, true
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
		if w := phraseRight(tokens, 0, true); !w.empty() && w.b < e-1 && tokens[w.b].Text == "," && tokens[w.b-1].named && tokens[0].named && !allNamed(tokens[max(0, lastComma(tokens, e-1)+1):e-1]) {
			c.who = w // "Brun, whose town, Odrin, is small, said"
			return c, true
		}
		for q := e - 2; q > 0 && e-q < 45; q-- {
			if tokens[q].Text != p.Text && tokens[q].Text != "," {
				continue
			}
			if q == 0 || tokens[q-1].quoted {
				continue
			}
			if allNamed(tokens[q+1 : e-1]) {
				c.who = phrase{q + 1, e - 1} // "the union's leader, Ana Brun, said"
				return c, true
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
			if fallback.empty() && (w.a == 0 || !tokens[w.a-1].Word || tokens[w.a-1].is(conjunction)) && speakerLike(tokens, head(tokens, w)) {
				fallback = w
			}
		}
		if !fallback.empty() {
			c.who = fallback
			return c, true
		}
		return sharedSubject(tokens, e, c)
	}
	return c, false
}

func lastComma(tokens []Token, e int) int {
	for q := e - 1; q >= 0; q-- {
		if tokens[q].Text == "," {
			return q
		}
	}
	return -1
}

func allNamed(tokens []Token) bool {
	if len(tokens) > 1 && len(tokens[0].Text) == 1 && tokens[1].Text == "-" {
		return false // "R-Odrin"
	}
	words := 0
	for i := range tokens {
		if !tokens[i].named && tokens[i].Text != "." && !tokens[i].is(title) {
			return false
		}
		if tokens[i].named && tokens[i].Word {
			words++
		}
	}
	return words >= 2
}

// afterDateline skips "ODESA, Ukraine — " at the start of a sentence.
func afterDateline(tokens []Token) int {
	for k := 1; k < len(tokens) && k < 14; k++ {
		switch tokens[k].Text {
		case "—", "–", "--", "-":
			if tokens[k-1].End < tokens[k].Start && tokens[0].Text == strings.ToUpper(tokens[0].Text) && len(tokens[0].Text) > 2 {
				return k + 1
			}
		}
		if tokens[k].quoted {
			break
		}
	}
	return 0
}

// subject gives the subject of the main clause, if it ends before token limit: the phrase that the
// sentence begins with, or, after an opening phrase, the one behind its comma.
func subject(tokens []Token, limit int) phrase {
	start := afterDateline(tokens)
	var doubtful phrase // a place between commas, rather
	for start < limit {
		for start < limit && (!tokens[start].Word || tokens[start].is(adverb|conjunction) && !tokens[start].named) {
			if tokens[start].quoted {
				return phrase{}
			}
			start++
		}
		if start >= limit {
			break
		}
		t := &tokens[start]
		opening := t.is(preposition) && t.Stop || !t.named && (strings.HasSuffix(t.Norm, "ing") || strings.HasSuffix(t.Norm, "ed")) || t.is(weekday|month)
		if start > 0 && tokens[start-1].is(conjunction) && tokens[start-1].Norm != "and" && tokens[start-1].Norm != "but" {
			opening = true // "While he waited, …"
		}
		if !opening {
			p := phraseRight(tokens, start, true)
			if !p.empty() && p.b <= limit && speakerLike(tokens, head(tokens, p)) {
				if start == 0 || p.b >= len(tokens) || tokens[p.b].Text != "," || p.b == limit {
					return p
				}
				if doubtful.empty() {
					doubtful = p
				}
			}
		}
		for start < limit && tokens[start].Text != "," {
			start++
		}
	}
	return doubtful
}

// appositionBefore says that the comma at i closes an insertion after a name: "Brun, the mayor, said".
func appositionBefore(tokens []Token, i int) bool {
	for q := i - 1; q > 0 && i-q < 30; q-- {
		if tokens[q].quoted {
			return false
		}
		if tokens[q].Text == "," || tokens[q].Text == "—" || tokens[q].Text == "–" {
			return isCapital(tokens[q-1].Text) || tokens[q-1].Text == ")" || tokens[q-1].Text == "."
		}
	}
	return false
}

// objectVerbs take the listener before the words: "told reporters".
var objectVerbs = wordSet("told tells asked asks informed assured reminded warned advised urged briefed")

// tight says that a phrase is somebody who speaks and nothing more: no other word follows the name
// or the role, as it would if the phrase were the beginning of what is said.
func tight(tokens []Token, p phrase) bool {
	found := false
	for i := p.a; i < p.b; i++ {
		t := &tokens[i]
		switch {
		case t.named || t.is(role|people|organ|utterance|title):
			found = true
		case t.Norm == "'s" || t.Text == "’":
			found = false
		case found && t.Word && !isCapital(t.Text) && t.Norm != "and" && !t.is(surnamePart):
			return false
		}
	}
	return found
}

// speakerLike says that a phrase can name somebody who speaks.
func speakerLike(tokens []Token, p phrase) bool {
	for i := p.a; i < p.b; i++ {
		t := &tokens[i]
		if t.named || t.is(role|people|organ|utterance|title) && (i > 0 || !t.is(anySay)) {
			return true
		}
	}
	return false
}
