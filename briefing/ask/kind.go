package ask

import (
	"slices"
	"strings"
	"sync"

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
		if k, ok := openers()["how "+norm(w, at+1)]; ok {
			return k
		}
		return what
	}
	next := norm(w, at+1)
	if k, ok := openers()["what "+norm(w, decides(w, at+1))]; ok {
		return k
	}
	switch {
	case next == "does" && (has(w, "stand") || has(w, "mean")):
		return definition
	case (next == "is" || next == "are") && len(w)-at <= 4:
		return definition
	case w[at].Norm == "what" && auxiliaries.Has(next) && slices.ContainsFunc(w[at+2:],
		func(t text.Token) bool { return speech.Has(t.Stem) }):
		return quote
	}
	return what
}

// decides is the place of the word that decides on the kind of a "what" whose next word stands at i: "caused" in "what
// was it that caused" as in "what caused", "behind" in "what is behind".
func decides(w []text.Token, i int) int {
	switch n := norm(w, i); {
	case (n == "is" || n == "was" || n == "'s") && norm(w, i+1) == "it" && norm(w, i+2) == "that":
		return decides(w, i+3)
	case strings.HasSuffix(n, "ly"):
		return decides(w, i+1)
	case (n == "is" || n == "was" || n == "'s") && norm(w, i+1) == "behind":
		return i + 1
	}
	return i
}

// openers gives the kind of a question by its question word and the word that decides.
var openers = sync.OnceValue(func() map[string]kind {
	kinds := map[string]kind{"amount": howMuch, "event": happened, "number": howMany, "reason": why, "time": when}
	out := map[string]kind{}
	for _, row := range lex.Table("en/question-kinds", 3) {
		for _, w := range strings.Fields(row.Cells[2]) {
			out[row.Cells[0]+" "+w] = kinds[row.Cells[1]]
		}
	}
	return out
})

// written completes the words that are typed without their apostrophe: "whos", "didnt".
func written(question string) string {
	tokens := text.Tokens(question)
	for i := len(tokens) - 1; i >= 0; i-- {
		if whole, ok := contractions()[tokens[i].Norm]; ok {
			question = question[:tokens[i].Start()] + whole + question[tokens[i].End():]
		}
	}
	return question
}

var contractions = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, row := range lex.Table("en/question-contractions", 2) {
		out[row.Cells[0]] = row.Cells[1]
	}
	return out
})

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
