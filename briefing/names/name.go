package names

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Names finds the names in tokens (of one sentence of source), without looking beyond it except for
// how the article writes its words. Persons' short names are resolved later.
func (r *Reader) Names(source string, tokens []text.Token) []text.Name {
	var out []text.Name
	headline := text.TitleCase(tokens)
	g := gazetteer()
	for i := 0; i < len(tokens); {
		t := &tokens[i]
		if !t.Word || !text.IsCapital(t.Text) {
			if n, e := known(g, tokens, i); n > 0 && strings.HasPrefix(t.Text, "al") {
				out = append(out, r.name(source, tokens, i, i+n, e.kind))
				i += n
				continue
			}
			i++
			continue
		}
		j := r.runEnd(tokens, i, headline)
		if j == i {
			i++
			continue
		}
		out = append(out, r.divide(source, tokens, i, j)...)
		i = j
	}
	return out
}

// Mark marks the tokens that belong to the names, which are those of their sentence.
func Mark(tokens []text.Token, names []text.Name) {
	at := 0
	for i := range names {
		for at < len(tokens) && tokens[at].Start() < names[i].End {
			tokens[at].SetNamed(tokens[at].Start() >= names[i].Start)
			at++
		}
	}
}

// longestEntry is how many words an entry of the gazetteer has at most.
const longestEntry = 6

// known gives the longest gazetteer entry that begins at i, and its length in tokens.
func known(g map[string]entry, tokens []text.Token, i int) (int, entry) {
	var best entry
	n := 0
	if e, ok := g[tokens[i].Norm]; ok && !wordToo(&tokens[i]) {
		best, n = e, 1
	}
	if !longNames()[tokens[i].Norm] {
		return n, best
	}
	b := append([]byte(nil), tokens[i].Norm...)
	words := 1
	for j := i + 1; j < len(tokens) && words < longestEntry; j++ {
		t := &tokens[j]
		if t.Word {
			b = append(append(b, ' '), t.Norm...)
			words++
			if e, ok := g[string(b)]; ok {
				best, n = e, j+1-i
			}
		} else if !insideEntry(tokens, i, j, words) {
			break
		}
	}
	return n, best
}

// wordToo says that a token that the gazetteer knows is a word of its own as it is written: "us", "who", "fed".
func wordToo(t *text.Token) bool {
	switch t.Norm {
	case "us", "who", "is":
		return t.Text != strings.ToUpper(t.Text)
	case "fed":
		return t.Text != "FED" && t.Text != "Fed"
	}
	return false
}

// insideEntry says that the mark at j may stand inside an entry that began at i: "Agence France-Presse",
// "Washington, D.C.".
func insideEntry(tokens []text.Token, i, j, words int) bool {
	switch t := &tokens[j]; t.Text {
	case "-":
		return text.At(tokens, j+1).Word && tokens[j+1].Start() == t.End()
	case ",":
		return words == 1 && tokens[i].Norm == "washington"
	case ".":
		return true
	}
	return false
}

// neverLast are abbreviations that always stand before the name that they belong to.
var neverLast = lex.Words("en/abbreviations-before-names")

// runEnd gives the end of the run of capitals that begins at i, or i when that is no name.
func (r *Reader) runEnd(tokens []text.Token, i int, headline bool) int {
	n, _ := known(gazetteer(), tokens, i)
	if n == 0 {
		if !r.mayBegin(tokens, i, headline) {
			return i
		}
		n = 1
	}
	j := i + n
	for j < len(tokens) {
		step := r.runStep(tokens, i, j, headline)
		if step == 0 {
			break
		}
		j += step
	}
	return j
}

// mayBegin says that the capital at i, which the gazetteer does not know, can begin a name.
func (r *Reader) mayBegin(tokens []text.Token, i int, headline bool) bool {
	t := &tokens[i]
	switch {
	case (!headline || t.Is(text.MaleName|text.FemaleName)) && homograph(t) && r.isName(tokens, i):
		return true
	case t.Is(text.Pronoun | text.Auxiliary | text.Weekday | text.Month), ambiguous.Has(t.Norm) && determined(tokens, i):
		return false
	case r.opens(tokens, i) && !r.nameAtStart(tokens, i), headline && r.common(t):
		return false
	}
	return !(t.Is(text.Stopword) || t.Is(text.Opener) &&
		t.Is(text.Determiner|text.Preposition|text.Conjunction))
}

// determined says that a determiner stands behind the word at i, as behind a verb: "Mark the date".
func determined(tokens []text.Token, i int) bool {
	return i == 0 && len(tokens) > 1 && tokens[1].Is(text.Determiner) && !text.IsCapital(tokens[1].Text)
}

// capitalGoesOn says that the capital at j belongs to the run before it.
func (r *Reader) capitalGoesOn(tokens []text.Token, j int, headline bool) bool {
	u := &tokens[j]
	switch {
	case (!headline || u.Is(text.MaleName|text.FemaleName)) && homograph(u) && behindName(tokens, j):
		return gap(tokens, j)
	case u.Is(text.Weekday | text.Pronoun | text.Auxiliary):
		return false
	case u.Is(text.Month) && !tokens[j-1].Is(text.FemaleName|text.MaleName), u.Stop:
		return false
	case headline && r.common(u):
		return false
	}
	return gap(tokens, j)
}

// ofStep counts the tokens of "of Odrin", "of the Odrin" at j, or 0.
func ofStep(tokens []text.Token, j int) int {
	k := j + 1
	if k+1 < len(tokens) && tokens[k].Norm == "the" {
		k++
	}
	if k >= len(tokens) || !text.IsCapital(tokens[k].Text) {
		return 0
	}
	return k + 1 - j
}

// persons are particles that stand in the names of people only.
var persons = lex.Few{"bin", "bint", "ibn", "van", "von"}

// syllables end Korean given names, which are written with a small letter behind a hyphen.
var syllables = lex.Words("en/korean-syllables")

// gap says that only a space or nothing parts tokens[j] from the one before.
func gap(tokens []text.Token, j int) bool { return tokens[j].Start()-tokens[j-1].End() <= 2 }

// opens says that tokens[i] stands where every word has a capital: at the start of a sentence, a
// quotation or after a colon.
func (r *Reader) opens(tokens []text.Token, i int) bool {
	if i == 0 {
		return true
	}
	p := &tokens[i-1]
	return !p.Word && p.Text != "-" && p.Text != "," && p.Text != "&" && p.Text != "(" && p.Class() == 0
}

// nameAtStart says that a capitalised word at the start of a sentence is a name all the same.
func (r *Reader) nameAtStart(tokens []text.Token, i int) bool {
	t := &tokens[i]
	next := i + 1
	if text.At(tokens, next).Text == "." && (len(t.Text) == 1 || neverLast.Has(t.Norm)) {
		next++
	}
	switch {
	case particled(tokens, i):
		return true
	case t.Is(text.MaleName | text.FemaleName):
		return !r.Small[t.Norm] || r.goesOn(tokens, next)
	case t.Is(text.Determiner | text.Preposition | text.Conjunction):
		return false
	case t.Is(text.Title | text.Role):
		return hyphenated(tokens, i) || r.goesOn(tokens, next)
	case r.joins(tokens, i, next), r.large[t.Norm] && !t.Is(text.Opener):
		return true
	case t.Is(text.Opener) || t.Stop:
		return false
	case r.goesOn(tokens, next):
		return !r.Small[t.Norm] || tokens[next].Is(text.BodyNoun)
	}
	return !r.Small[t.Norm] && !t.Is(startWords) && nameBefore(tokens, i, next)
}

// joins says that a hyphen or "&" joins the capital at i with another: "Rolls-Royce", "Brun & Marr".
func (r *Reader) joins(tokens []text.Token, i, next int) bool {
	return hyphenated(tokens, i) && !r.Small[tokens[i].Norm] || text.At(tokens, next).Text == "&" && capitalAt(tokens, next+1)
}

// startWords are words that open sentences and are no names.
const startWords = text.PeopleNoun | text.Utterance | text.Adverb | text.AnySay | text.Saying | text.Thinking | text.NumberWord

// goesOn says that a capital stands at next with which a name goes on.
func (r *Reader) goesOn(tokens []text.Token, next int) bool {
	if next >= len(tokens) || !tokens[next].Word || !text.IsCapital(tokens[next].Text) {
		return false
	}
	return !tokens[next].Is(text.Opener|text.Weekday|text.Month) || homograph(&tokens[next]) && r.isName(tokens, next)
}

// nameBefore says that what stands at next, behind the capital at i, stands behind names only.
func nameBefore(tokens []text.Token, i, next int) bool {
	t := &tokens[i]
	if next < len(tokens) {
		switch u := &tokens[next]; {
		case u.Norm == "'s":
			return true
		case u.Is(text.SayPast | text.SayPresent), u.Text == ",":
			return !strings.HasSuffix(t.Norm, "ing") && !strings.HasSuffix(t.Norm, "ed")
		}
	}
	return len(t.Text) > 1 && t.Text == strings.ToUpper(t.Text)
}

// hyphenated says that a capital follows token i behind a hyphen: "Attorney-General".
func hyphenated(tokens []text.Token, i int) bool {
	return i+2 < len(tokens) && tokens[i+1].Text == "-" && tokens[i+1].Start() == tokens[i].End() &&
		text.IsCapital(tokens[i+2].Text)
}

// common says that the article, or the language, writes the word of a headline in small letters.
func (r *Reader) common(t *text.Token) bool {
	return r.Small[t.Norm] || t.Is(text.AnySay|text.AnyThink|text.Saying|text.Thinking|text.Auxiliary|text.Adverb|text.Opener|
		text.PeopleNoun|text.Utterance) ||
		!r.large[t.Norm] && t.Class() == 0 && r.Small[t.Stem]
}
