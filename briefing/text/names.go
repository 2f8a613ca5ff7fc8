package text

import (
	"strings"

	"briefbot/briefing/lex"
)

// names finds the names in tokens (of one sentence of source), without looking beyond it except for
// how the article writes its words. Persons' short names are resolved later.
func (r *reading) names(source string, tokens []Token) []Name {
	var out []Name
	headline := titleCase(tokens)
	g := gazetteer()
	for i := 0; i < len(tokens); {
		t := &tokens[i]
		if !t.Word || !isCapital(t.Text) {
			if n, e := known(g, tokens, i); n > 0 && e.kind != Group && strings.HasPrefix(t.Text, "al") {
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

// known gives the longest gazetteer entry that begins at i, and its length in tokens.
func known(g map[string]entry, tokens []Token, i int) (int, entry) {
	var best entry
	n := 0
	if e, ok := g[tokens[i].Norm]; ok {
		if tokens[i].Norm != "us" && tokens[i].Norm != "who" && tokens[i].Norm != "is" && tokens[i].Norm != "fed" || tokens[i].Text == strings.ToUpper(tokens[i].Text) || tokens[i].Text == "Fed" {
			best, n = e, 1
		}
	}
	if !longNames()[tokens[i].Norm] {
		return n, best
	}
	var b []byte
	b = append(b, tokens[i].Norm...)
	words := 1
	for j := i + 1; j < len(tokens) && words < 6; j++ {
		t := &tokens[j]
		if !t.Word {
			if t.Text == "-" && j+1 < len(tokens) && tokens[j+1].Start == t.End || t.Text == "," && words == 1 && t.Norm == "," && tokens[i].Norm == "washington" || t.Text == "." {
				continue
			}
			break
		}
		b = append(append(b, ' '), t.Norm...)
		words++
		if e, ok := g[string(b)]; ok {
			best, n = e, j+1-i
		}
	}
	return n, best
}

// runEnd gives the end of the run of capitals that begins at i, or i when that is no name.
func (r *reading) runEnd(tokens []Token, i int, headline bool) int {
	t := &tokens[i]
	n, _ := known(gazetteer(), tokens, i)
	if n == 0 {
		if t.Is(Pronoun|Auxiliary) || t.Norm == "i" || t.Is(Weekday) {
			return i
		}
		if t.Is(Month) && !(i+1 < len(tokens) && t.Is(FemaleName) && isCapital(tokens[i+1].Text)) {
			return i
		}
		if r.opens(tokens, i) && !r.nameAtStart(tokens, i) {
			return i
		}
		if headline && r.common(t) {
			return i
		}
		if t.Is(Stopword) && !t.Is(SurnameParticle) || t.Is(Opener) && t.Is(Determiner|Preposition|Conjunction) {
			return i
		}
		n = 1
	}
	j := i + n
	for j < len(tokens) {
		u := &tokens[j]
		glued := u.Start == tokens[j-1].End
		switch {
		case u.Word && isCapital(u.Text):
			if u.Is(Weekday|Pronoun|Auxiliary) || u.Is(Month) && !tokens[j-1].Is(FemaleName|MaleName) || u.Stop && !u.Is(SurnameParticle|MaleName|FemaleName) {
				return j
			}
			if headline && r.common(u) {
				return j
			}
			if !gap(tokens, j) {
				return j
			}
			j++
		case u.Text == "-" && glued && j+1 < len(tokens) && isCapital(tokens[j+1].Text) && tokens[j+1].Start == u.End:
			j += 2
		case u.Text == "-" && glued && j+1 < len(tokens) && tokens[j+1].Start == u.End && j > i+1 && syllables.Has(tokens[j+1].Norm):
			j += 2 // "Ban Ki-moon"
		case u.Text == "." && glued && (len(tokens[j-1].Text) == 1 || neverLast.Has(tokens[j-1].Norm)) && j+1 < len(tokens) && isCapital(tokens[j+1].Text):
			j++
		case u.Text == "&" && j+1 < len(tokens) && isCapital(tokens[j+1].Text):
			j += 2
		case u.Norm == "of" && tokens[j-1].Is(BodyNoun|Title|Role) && j+1 < len(tokens):
			k := j + 1
			if tokens[k].Norm == "the" && k+1 < len(tokens) {
				k++
			}
			if !isCapital(tokens[k].Text) || tokens[k].Is(Weekday|Month) {
				return j
			}
			j = k + 1
		case u.Is(SurnameParticle) && j+1 < len(tokens) && isCapital(tokens[j+1].Text) && !u.Is(Title):
			j++
		case u.Is(SurnameParticle) && j+2 < len(tokens) && tokens[j+1].Is(SurnameParticle) && isCapital(tokens[j+2].Text):
			j += 2
		case u.Is(SurnameParticle) && j+2 < len(tokens) && tokens[j+1].Text == "-" && isCapital(tokens[j+2].Text):
			j += 2
		default:
			return j
		}
	}
	return j
}

// syllables end Korean given names, which are written with a small letter behind a hyphen.
var syllables = lex.Words("en/korean-syllables")

// gap says that only a space or nothing parts tokens[j] from the one before.
func gap(tokens []Token, j int) bool { return tokens[j].Start-tokens[j-1].End <= 2 }

// opens says that tokens[i] stands where every word has a capital: at the start of a sentence, a
// quotation or after a colon.
func (r *reading) opens(tokens []Token, i int) bool {
	if i == 0 {
		return true
	}
	p := &tokens[i-1]
	return !p.Word && p.Text != "-" && p.Text != "," && p.Text != "&" && p.Text != "(" && p.lex.class == 0 && p.Norm != "'s" && p.Norm != "'"
}

// nameAtStart says that a capitalised word at the start of a sentence is a name all the same.
func (r *reading) nameAtStart(tokens []Token, i int) bool {
	t := &tokens[i]
	if t.Is(Determiner|Preposition|Conjunction) && !t.Is(MaleName|FemaleName) {
		return false
	}
	next := i + 1
	if next < len(tokens) && tokens[next].Text == "." && (len(t.Text) == 1 || neverLast.Has(t.Norm)) {
		next++
	}
	nextCapital := next < len(tokens) && tokens[next].Word && isCapital(tokens[next].Text) && !tokens[next].Is(Opener|Weekday|Month)
	switch {
	case t.Is(MaleName | FemaleName):
		return !r.small[t.Norm] || nextCapital
	case t.Is(Title | Role | Demonym):
		return nextCapital || t.Is(Demonym) || hyphenated(tokens, i)
	case r.large[t.Norm] && !t.Is(Opener):
		return true
	case t.Is(Opener) || t.Stop:
		return false
	case nextCapital:
		return !r.small[t.Norm] || tokens[next].Is(BodyNoun)
	case r.small[t.Norm] || t.Is(PeopleNoun|Utterance|Adverb|AnySay|Saying|Thinking|NumberWord):
		return false
	case next < len(tokens) && tokens[next].Norm == "'s":
		return true
	case next < len(tokens) && (tokens[next].Is(SayPast|SayPresent) || tokens[next].Text == "," && !strings.ContainsAny(t.Norm, "0123456789")):
		return !strings.HasSuffix(t.Norm, "ing") && !strings.HasSuffix(t.Norm, "ed")
	case len(t.Text) > 1 && t.Text == strings.ToUpper(t.Text):
		return true
	}
	return false
}

// hyphenated says that a capital follows token i behind a hyphen: "Attorney-General".
func hyphenated(tokens []Token, i int) bool {
	return i+2 < len(tokens) && tokens[i+1].Text == "-" && tokens[i+1].Start == tokens[i].End && tokens[i+2].Start == tokens[i+1].End && isCapital(tokens[i+2].Text)
}

// common says that the article, or the language, writes the word of a headline in small letters.
func (r *reading) common(t *Token) bool {
	return r.small[t.Norm] || t.Stop || t.Is(AnySay|AnyThink|Saying|Thinking|Auxiliary|Adverb|Opener|PeopleNoun|Utterance) || !r.large[t.Norm] && t.lex.class == 0 && t.Stem != t.Norm && r.small[t.Stem]
}
