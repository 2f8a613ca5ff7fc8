package ask

import (
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// kind is a type of question; it decides what an answer must hold.
type kind int

// The kinds of questions.
const (
	what kind = iota
	who
	when
	where
	howMany // "how many", "what percentage", "how old": a number, of a thing
	howMuch // a sum of money or an amount
	why
	quote // what did X say about Y
	yesNo
	definition // "what is X", "what does X stand for"
	happened   // "what happened on 29 March"
	disagree   // "do sources disagree about…"
	keywords   // no question at all: words to look for
	chatter    // "hello", "thank you", "who are you", and orders to the bot
)

// auxiliaries open a yes/no question.
var auxiliaries = lex.Words("en/question-auxiliaries")

// asking are the words that make a sentence a question.
var asking = lex.Words("en/question-words")

// speech are verbs of saying, as stems, for questions that ask what somebody said.
var speech = stemsIn("en/asked-speech-verbs")

// disagreement are stems that ask for sides.
var disagreement = stemsIn("en/disagreement-words")

// kindOf routes a question by the words of its last sentence, since people tell first and ask then. The
// wh-word may stand anywhere ("a volcano erupted on which island?").
func kindOf(w []text.Token, mark bool) kind {
	if len(w) == 0 {
		return keywords
	}
	if isChatter(w) || orders.Has(w[0].Norm) && !mark {
		return chatter
	}
	for _, t := range w {
		if disagreement.Has(t.Stem) && (mark || asking.Has(w[0].Norm) || auxiliaries.Has(w[0].Norm)) {
			return disagree
		}
	}
	if auxiliaries.Has(w[0].Norm) {
		if (w[0].Norm == "do" || w[0].Norm == "does") && has(w, "agree") {
			return disagree
		}
		if !asksInside(w[1:]) || !mark {
			return yesNo
		}
	}
	at := asked(w)
	if at < 0 {
		if mark && len(w) > 3 {
			return what
		}
		return keywords
	}
	return kindAt(w, at)
}

// asksInside reports whether a question that opens with an auxiliary asks by a later word ("do you know who"). A
// "when" or "where" behind anything but a verb of knowing only tells the circumstances.
func asksInside(w []text.Token) bool {
	for i, t := range w {
		switch {
		case t.Norm == "when" || t.Norm == "where":
			if k := norm(w, i-1); k == "know" || k == "tell" || k == "say" || k == "me" || k == "remember" {
				return true
			}
		case asking.Has(t.Norm):
			return true
		}
	}
	return false
}

// asked is the place of the word that asks, or -1: the first one that is no relative pronoun.
func asked(w []text.Token) int {
	for i, t := range w {
		if asking.Has(t.Norm) && !relative(w, i) {
			return i
		}
	}
	for i, t := range w {
		if asking.Has(t.Norm) {
			return i
		}
	}
	return -1
}

// kindAt routes by the question word at a place.
func kindAt(w []text.Token, at int) kind {
	next := norm(w, at+1)
	switch w[at].Norm {
	case "who", "whom", "whose":
		return who
	case "when":
		return when
	case "where":
		return where
	case "why":
		return why
	case "how":
		switch next {
		case "many", "old", "long", "often", "far", "tall", "high", "big", "large", "fast", "strong":
			return howMany
		case "much":
			return howMuch
		}
		return what
	}
	switch next {
	case "percentage", "percent", "number", "share", "proportion", "magnitude", "age":
		return howMany
	case "year", "date", "day", "month", "time":
		return when
	case "person", "actor", "actress", "singer", "politician", "player", "minister", "president", "senator", "author", "celebrity":
		return who
	case "country", "city", "state", "nation", "town", "island", "place", "region", "airport":
		return where
	case "happened", "occurred":
		return happened
	case "caused", "reason":
		return why
	case "is", "are", "was", "were", "'s", "does":
		if next == "does" && (has(w, "stand") || has(w, "mean")) {
			return definition
		}
	}
	if w[at].Norm == "what" && (next == "did" || next == "does" || next == "has" || next == "do" || next == "have") {
		for _, t := range w[at+2:] {
			if speech.Has(t.Stem) {
				return quote
			}
		}
	}
	if w[at].Norm == "what" && (next == "is" || next == "are") && len(w)-at <= 4 {
		return definition
	}
	return what
}

// relative reports whether the word at i is a relative pronoun rather than a question: "men who",
// "the day when". A word after a preposition or at a sentence's start asks.
func relative(w []text.Token, i int) bool {
	if i == 0 || w[i].Text != w[i].Norm {
		return false
	}
	switch w[i].Norm {
	case "who", "when", "where", "whose", "whom":
		return !auxiliaries.Has(norm(w, i+1)) && i > 0
	case "which":
		return auxiliaries.Has(norm(w, i+1))
	}
	return false
}

// isChatter reports whether the words are a greeting, thanks, or about the bot itself.
func isChatter(w []text.Token) bool {
	if len(w) > 8 {
		return false
	}
	greeting, you, matter := false, false, 0
	for _, t := range w {
		switch {
		case greetings.Has(t.Norm):
			greeting = true
		case t.Norm == "you" || t.Norm == "your":
			you = true
		case !smallWords.Has(t.Norm):
			matter++
		}
	}
	return matter == 0 && (greeting || you)
}

// orders are verbs of commands that are given to a machine, and ask nothing of the news.
var orders = lex.Words("en/machine-orders")

var (
	greetings  = lex.Words("en/greetings")
	smallWords = lex.Words("en/small-talk-words")
)

func norm(w []text.Token, i int) string {
	if i < 0 || i >= len(w) {
		return ""
	}
	return w[i].Norm
}

func has(w []text.Token, word string) bool {
	for _, t := range w {
		if t.Norm == word {
			return true
		}
	}
	return false
}

func hasAny(w []text.Token, words wordList) bool {
	for _, t := range w {
		if words.Has(t.Norm) {
			return true
		}
	}
	return false
}
