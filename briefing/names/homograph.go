package names

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// A homograph is a word of its own that is a person's name too: a month ("May"), a day ("Sun"), and what
// else people are called after ("Will", "Rose", "Mark"). It is a name where what stands beside it shows
// that, or where the article has called somebody so before it.

var (
	ambiguous   = lex.Words("en/ambiguous-given-names")
	beforeDates = lex.Words("en/words-before-dates")
)

// homograph says that a word is of this kind.
func homograph(t *text.Token) bool {
	return t.Is(text.Month|text.Weekday) || ambiguous.Has(t.Norm)
}

// surelyGiven says that a word is a given name and nothing else.
func surelyGiven(t *text.Token) bool {
	return t.Is(text.MaleName|text.FemaleName) && !homograph(t)
}

// noteCalled notes the homographs that a sentence shows to be somebody's name.
func (r *Reader) noteCalled(tokens []text.Token) {
	for i := range tokens {
		if !text.IsCapital(tokens[i].Text) || !homograph(&tokens[i]) {
			continue
		}
		if behindName(tokens, i) || r.beforeSurname(tokens, i) {
			r.called[tokens[i].Norm] = true
		}
	}
}

// behindName says that a given name or a title stands directly before the capital at i, which is no date.
func behindName(tokens []text.Token, i int) bool {
	k := i - 1
	if k > 0 && tokens[k].Text == "." {
		k--
	}
	if k < 0 || !text.IsCapital(tokens[k].Text) || tokens[i].Start()-tokens[k].End() > 2 || digitsBehind(tokens, i) {
		return false
	}
	if tokens[i].Is(text.Weekday) && len(tokens[i].Norm) > 3 {
		return dropped.Has(tokens[k].Norm) // "Mr. Friday", but "Peter Friday said" may be said on that day
	}
	return surelyGiven(&tokens[k]) || tokens[k].Is(text.Title) && tokens[k].Norm != "general"
}

// digitsBehind says that a day or a year stands behind the word at i: "May 3", "Sun. 5".
func digitsBehind(tokens []text.Token, i int) bool {
	k := i + 1
	if k < len(tokens) && (tokens[k].Text == "." || tokens[k].Text == ",") {
		k++
	}
	return text.At(tokens, k).Digit()
}

// dated says that what stands before the word at i shows that it is a date: "in May", "last March".
func dated(tokens []text.Token, i int) bool {
	return i > 0 && (beforeDates.Has(tokens[i-1].Norm) || tokens[i-1].Digit()) || digitsBehind(tokens, i)
}

// beforeSurname says that the homograph at i is a given name: a capital that is nothing else stands behind it.
// "Will Marr come?" and "May Brun rest" are none.
func (r *Reader) beforeSurname(tokens []text.Token, i int) bool {
	if i+1 >= len(tokens) || dated(tokens, i) || tokens[i].Is(text.Weekday) && len(tokens[i].Norm) > 3 {
		return false
	}
	u := &tokens[i+1]
	if !u.Word || !text.IsCapital(u.Text) || u.Start()-tokens[i].End() > 2 || r.Small[u.Norm] || noSurname(u) {
		return false
	}
	if n, _ := known(gazetteer(), tokens, i+1); n > 0 {
		return false
	}
	if !tokens[i].Is(text.Auxiliary) {
		return true
	}
	return tokens[len(tokens)-1].Text != "?" && !(text.At(tokens, i+2).Can(text.PlainForm) && !tokens[i+2].Can(text.PastForm))
}

// noSurname says that a word is known for something that no surname is.
func noSurname(t *text.Token) bool {
	return t.Is(text.Weekday|text.Month|text.Stopword|text.Opener|text.BodyNoun|text.PlaceNoun|text.Demonym|text.Title|text.Role|
		text.Auxiliary|
		text.Pronoun|text.NumberWord|text.PeopleNoun) && !t.Is(text.MaleName|text.FemaleName)
}

// isName says that the homograph at i, which has a capital, names somebody.
func (r *Reader) isName(tokens []text.Token, i int) bool {
	switch {
	case behindName(tokens, i), r.beforeSurname(tokens, i):
		return true
	case dated(tokens, i) || i+1 >= len(tokens):
		return r.called[tokens[i].Norm] && !dated(tokens, i)
	}
	t, u := &tokens[i], &tokens[i+1]
	switch {
	case t.Is(text.Weekday) && len(t.Norm) > 3:
		return false
	case u.Is(text.Determiner):
		return false // "Mark the date"
	case r.called[t.Norm]:
		return !t.Is(text.Auxiliary) || u.Norm == "'s" || !u.Word || finite(u)
	}
	return i == 0 && u.Is(text.SayPast) && !u.Is(text.BodyNoun|text.PeopleNoun|text.Role)
}

// finite says that a word is a verb with a subject before it, by its looks.
func finite(t *text.Token) bool {
	return t.Is(text.SayPast|text.SayPresent|text.Auxiliary) || t.Can(text.PastForm|text.ThirdForm) && !text.IsCapital(t.Text)
}
