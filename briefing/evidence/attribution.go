package evidence

import (
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// settings are the words that may stand between a verb of speech and what is said.
var settings = lex.Words("en/attribution-settings")

// longestAttribution is the most units of a clause that says who speaks.
const longestAttribution = 16

// attribution is the clause that says who speaks, when the frame says it instead: "he said",
// "She told reporters on Monday that", "according to the harbour office".
func (s *source) attribution(a, b int) bool {
	if !s.framed || b-a > longestAttribution || text.QuotationMarks(s.inner(a, b)) > 0 {
		return false
	}
	if s.accordingTo(a, b) {
		return true
	}
	verb := s.onlyVerb(a, b)
	if verb < 0 || !s.placed(a, b) {
		return false
	}
	subject, ok := s.subject(a, verb)
	if !ok {
		return false
	}
	i := verb + 1
	for !subject && i < b && s.speaker[s.units[i].norm] { // "said Name"
		i++
	}
	if !subject && i == verb+1 {
		return false
	}
	return (i == b || s.circumstance(i, b, s.units[verb].norm)) && s.claimFrom(a, b, s.units[verb].norm)
}

// claimFrom reports whether what was said begins with unit b, which follows an attribution from unit a on, if anything
// follows: behind "that", in quotation marks, or as a clause of its own. Not so "She told | the council she would stay",
// "He said | under torture that …" and "He told ministers |, wrongly, that …", where the addressee or how it was said would
// be told as what was said.
func (s *source) claimFrom(a, b int, verb string) bool {
	if s.last[b-1] || !s.first[a] {
		return true
	}
	marks := s.before(b)
	switch n := s.units[b].norm; {
	case s.units[b-1].norm == "that", text.QuotationMarks(marks) > 0, strings.ContainsAny(marks, ":"):
		return true
	case addressing.Has(verb) && s.units[b-1].norm == verb, comma(marks),
		circumstances.Has(n), subordinators.Has(n), openers.Has(n), n == "that", strings.HasSuffix(n, "ly"):
		return false
	}
	for k := b; k < min(len(s.units), b+complementReach) && !s.first[k]; k++ {
		if s.units[k].norm == "that" && !s.quoted[k] {
			return false
		}
	}
	return true
}

// complementReach is how many units behind a verb of speech "that" may open what was said.
const complementReach = 9

var (
	addressing    = lex.Few{"told", "tells"} // the forms of the one neutral verb whose object is who is spoken to
	circumstances = lex.Words("en/prepositions")
)

// accordingTo is "according to" the speaker, at either end of a sentence.
func (s *source) accordingTo(a, b int) bool {
	if b-a < 3 || s.units[a].norm != "according" || s.units[a+1].norm != "to" {
		return false
	}
	for i := a + 2; i < b; i++ {
		if n := s.units[i].norm; !s.speaker[n] && n != "the" && n != "a" && n != "an" {
			return false
		}
	}
	if s.first[a] {
		return b < len(s.units) && comma(s.before(b))
	}
	return comma(s.before(a)) && s.last[b-1]
}

// onlyVerb is the one verb of speech among the units a to b, or -1 where there is none or a second.
func (s *source) onlyVerb(a, b int) int {
	verb := -1
	for i := a; i < b; i++ {
		if neutral.Has(s.units[i].norm) {
			if verb >= 0 {
				return -1
			}
			verb = i
		}
	}
	return verb
}

// subject reports whether nothing but the speaker stands before the verb, and whether he does; ok is
// false where anything else does.
func (s *source) subject(a, verb int) (found, ok bool) {
	if s.introduced(a, verb) {
		return true, true
	}
	for i := a; i < verb; i++ {
		n := s.units[i].norm
		switch {
		case pronouns.Has(n) || s.speaker[n]:
			found = true
		case (n == "the" || n == "a") && i+1 < verb && s.speaker[s.units[i+1].norm]:
		case auxiliaries.Has(n), connectives.Has(n) && s.first[i]:
		default:
			return false, false
		}
	}
	return found, true
}

// placed reports whether the units a to b stand where an attribution does: at either end of a sentence, or
// between marks inside it.
func (s *source) placed(a, b int) bool {
	opens, closes := s.first[a], s.last[b-1]
	if !opens && !strings.ContainsAny(s.before(a), ",—–”\"“") {
		return false
	}
	return opens || closes || s.parenthetic(a, b)
}

// circumstance reports whether the units i to b, which follow the verb, tell when, where and to whom
// something was said, in known harmless words and names, with "that" at their end.
func (s *source) circumstance(i, b int, verb string) bool {
	end := b
	if s.units[b-1].norm == "that" {
		end--
	} else if addressing.Has(verb) && !s.last[b-1] && pronouns.Has(s.units[b].norm) {
		return b > i && s.phrases(i, end, true)
	} else if !s.last[b-1] && !strings.ContainsAny(s.before(b), ",:—–“\"”") {
		return false
	}
	return s.phrases(i, end, addressing.Has(verb))
}

// phrases reports whether the units a to b are days and phrases of one preposition each, in known harmless
// words and names: "in a statement on Monday". An addressee needs none: "told reporters". Without this, "the
// report that …" behind a verb of speech would go, and with it what the claim is about.
func (s *source) phrases(a, b int, addressee bool) bool {
	open, noun := addressee, false
	for k := a; k < b; k++ {
		n := s.units[k].norm
		switch {
		case settingPrepositions.Has(n):
			open, noun = true, false
		case articles.Has(n):
			if !open || noun {
				return false
			}
		case timeWords.Has(n) || clock(n):
			noun = true
		case settings.Has(n) || s.name(k):
			if !open {
				return false
			}
			noun = true
		default:
			return false
		}
	}
	return true
}

var (
	settingPrepositions = lex.Words("en/setting-prepositions")
	articles            = lex.Words("en/possessive-and-article-words")
)

// parenthetic reports whether an attribution in mid-sentence stands between marks as an insertion does,
// with the claim going on behind it: not "In a post, she said he had …", nor "“…,” said Name, 68, who …".
func (s *source) parenthetic(a, b int) bool {
	after := s.before(b)
	switch {
	case text.QuotationMarks(after) > 0:
		return true
	case !strings.ContainsAny(after, ",;:—–") || s.opening(a):
		return false
	case text.QuotationMarks(s.before(a)) > 0:
		n := s.units[b].norm
		return strings.HasSuffix(n, "ing") || bareConnectives.Has(n) && b+1 < len(s.units) && !relative.Has(s.units[b+1].norm)
	}
	return true
}

// introduced reports whether the units a to verb are all of a sentence's subject and end with the
// speaker's name, what stands before it saying only who that is: "Its director, Name,".
func (s *source) introduced(a, verb int) bool {
	name := verb
	for name > a && s.speaker[s.units[name-1].norm] && text.StartsUpper(s.units[name-1].core) {
		name--
	}
	if !s.first[a] || name == verb || name == a || verb-a > 9 || !comma(s.before(name)) || !comma(s.before(verb)) {
		return false
	}
	from := a
	if possessives.Has(s.units[a].norm) {
		from++
	}
	return from < name && s.description(from, name)
}

var possessives = lex.Few{"his", "her", "its", "their"}

var (
	subordinators = lex.Words("en/subordinators")
	openers       = lex.Words("en/clause-openers")
)

// opening reports whether what stands before unit a only opens the sentence ("For those who hate cold
// weather, …"): the claim itself comes after it.
func (s *source) opening(a int) bool {
	first := a - 1
	for first > 0 && !s.first[first] {
		if strings.ContainsAny(s.before(first), ",;:—") {
			return false
		}
		first--
	}
	return s.opens(first)
}

// opens reports whether the sentence part that begins at unit i only opens the sentence.
func (s *source) opens(i int) bool {
	n := s.units[i].norm
	return openers.Has(n) || subordinators.Has(n) || strings.HasSuffix(n, "ing") && len(n) > 5
}
