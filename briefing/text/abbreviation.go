package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing/lex"
)

// neverLast are abbreviations that always stand before what they belong to.
var neverLast = lex.Words("en/abbreviations-before-names")

// What German shortens and counts with a point, and names that end in a mark of their own ("Yahoo!").
var (
	germanShort   = lex.Words("de/abbreviations")
	germanOrdinal = lex.Words("de/ordinal-leads")
	germanOpeners = lex.Words("de/sentence-openers")
	markedNames   = lex.Words("mul/marked-names")
	timeOpeners   = lex.Words("en/time-openers")
)

// germanPoint says that the point behind the last word of before belongs to it in German: "12,5 Mio.
// Euro", "am 3. Juni", "z. B. Kaffee". bare is what follows.
func germanPoint(before, bare string) bool {
	last, next := lastWord(before), firstWord(bare)
	w, goesOn := strings.ToLower(last), !germanOpeners.Has(strings.ToLower(next))
	switch {
	case street(w) && bare != "" && isDigit(rune(bare[0])):
		return true // Hauptstr. 5
	case germanShort.Has(w) && last != "St":
		return !IsCapital(next) || goesOn
	case utf8.RuneCountInString(last) == 1 && !IsCapital(last) && !unicode.IsDigit(rune(last[0])):
		return utf8.RuneCountInString(next) <= 2 && strings.HasPrefix(bare[len(next):], ".") // z. B., i. d. R.
	case len(w) <= 2 && unicode.IsDigit(rune(w[0])) && IsCapital(next):
		lead := lastWord(strings.TrimRight(before[:len(before)-len(last)], " "))
		return germanOrdinal.Has(strings.ToLower(lead)) && goesOn
	}
	return false
}

// street says that a word ends in a shortened "Straße".
func street(w string) bool { return len(w) > 3 && strings.HasSuffix(w, "str") }

// onlyTime says that s says nothing but when: "At 7 a.m", "Shortly before 6 p.m", "On Monday at 9 a.m".
func onlyTime(s string) bool {
	words := strings.Fields(s)
	if len(words) > 8 {
		return false
	}
	for _, w := range words[:max(len(words)-1, 0)] {
		w = strings.ToLower(strings.Trim(w, ",“\""))
		c := Lookup(w).class
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsDigit(r) && !timeOpeners.Has(w) && !c.Has(Preposition|Weekday|Month) &&
			w != "before" && w != "after" && w != "and" && w != "the" {
			return false
		}
	}
	return len(words) > 1
}

// abbreviated says that the point at i belongs to a shortened word or a number and does not end the
// sentence that began at start. rest is what follows, bare the same without opening quotation marks
// and brackets, first its first letter.
func abbreviated(s string, start, i int, rest, bare string, first rune) bool {
	said := s[start:i]
	before := lastWord(said)
	if before == "" {
		return false
	}
	w, next := strings.ToLower(before), firstWord(bare)
	opens := opensSentence(rest, bare, next)
	switch {
	case germanPoint(said, bare), versus(before, next), strings.TrimSpace(said) == before && marksList(before):
		return true
	case neverLast.Has(w) && namedOrCounted(next, first):
		return !alsoLast(w) || IsCapital(next) && !opens
	case numbered.Has(w) && (len(before) > 1 || before == w):
		return unicode.IsDigit(first) && beforeNumber(before, w)
	case pointed(before):
		return dottedGoesOn(said, w, next, opens)
	case initial(before):
		return !opens
	}
	return listedGoesOn(before, w, next, first, opens)
}

// versus says that a "v" stands between the parties of a case in court.
func versus(before, next string) bool { return before == "v" && IsCapital(next) }

// pointed says that a word has points inside: "U.S", "a.m".
func pointed(word string) bool {
	return strings.Contains(word, ".") && utf8.RuneCountInString(word) >= 3 && !strings.ContainsAny(word, "0123456789")
}

// initial says that a word is one capital, as of a name: "J".
func initial(word string) bool {
	return utf8.RuneCountInString(word) == 1 && IsCapital(word) && word != "I"
}

// marksList says that a word that stands alone before a point numbers what follows: "A. The report", "3. Stay at home".
func marksList(word string) bool {
	return initial(word) || utf8.RuneCountInString(word) <= 2 && isDigit(rune(word[0]))
}

// namedOrCounted says that what follows begins as a name, a number or a sum does.
func namedOrCounted(next string, first rune) bool {
	return IsCapital(next) || unicode.IsDigit(first) || unicode.Is(unicode.Sc, first)
}

// beforeNumber says that an abbreviation is written as one before a number is: "No. 5", "pp. 3". In small
// letters some are words with which a sentence ends.
func beforeNumber(before, w string) bool {
	return IsCapital(before) || !lex.Few{"art", "fig", "no", "nos", "prop", "sec"}.Has(w)
}

// alsoLast says that an abbreviation that stands before names may end a sentence too: "He lives on Main St.
// He …" is rarer than "St. Peter".
func alsoLast(w string) bool { return w == "st" || w == "mt" || w == "ft" }

// listedGoesOn says that a listed abbreviation goes on with what follows: "Feb. 3", "Corp. of Odrin".
func listedGoesOn(before, w, next string, first rune, opens bool) bool {
	switch c := Lookup(w).class; {
	case c.Has(Month):
		return IsCapital(before) && c.Has(Abbreviation) && unicode.IsDigit(first)
	case c.Has(Abbreviation):
		return IsCapital(before) && !opens || w == "etc" && !IsCapital(next)
	}
	return false
}

var (
	numbered = lex.Words("en/abbreviations-before-numbers")
	zones    = lex.Words("en/time-zones")
)

// opensSentence says that what follows a point has the looks of a new sentence.
func opensSentence(rest, bare, next string) bool {
	return Lookup(next).class.Has(Opener) && IsCapital(next) || len(rest) > len(bare) && !strings.HasPrefix(rest, "(") ||
		neverLast.Has(strings.ToLower(next)) && strings.HasPrefix(bare[len(next):], ".")
}

// addresses are titles that no country has: "in the U.S. Mr. Brun …".
var addresses = lex.Few{"dr", "mr", "mrs", "ms"}

// dottedGoesOn says that the sentence goes on behind an abbreviation with points inside: "U.S. Senate", "5
// a.m. on Monday", but not "at 5 a.m. The …", nor "in the U.S. President …".
func dottedGoesOn(said, w, next string, opens bool) bool {
	if w == "a.m" || w == "p.m" {
		return !IsCapital(next) || Lookup(next).class.Has(Month|Weekday) || zones.Has(strings.ToLower(next)) || onlyTime(said)
	}
	if Lookup(next).Is(Title) && !addresses.Has(strings.ToLower(next)) {
		words := strings.Fields(said)
		n := len(words)
		return n < 3 || words[n-2] != "the" || words[n-3] != "in"
	}
	return !opens
}
