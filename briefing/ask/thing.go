package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/lex"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// thing is something in a sentence that is of the asked type.
type thing struct {
	first, last int     // its tokens
	sure        float64 // that it is of the type, in (0,1]
}

// things lists what a sentence holds of the asked type and the question does not name itself.
func (r *reading) things(s *text.Sentence, full string) []thing {
	var out []thing
	add := func(span text.Span, sure float64) {
		if first, last := tokensOf(s, span); first >= 0 && sure > 0 {
			out = append(out, thing{first, last, sure})
		}
	}
	if r.class != nil {
		for i := range s.Tokens {
			if t := &s.Tokens[i]; t.Word && r.class[t.Stem] && len(r.byStem[t.Stem]) == 0 {
				add(t.Span(), 1)
			}
		}
	}
	switch r.want {
	case aPerson, aPlace, anOrganization, aName:
		r.namedThings(s, add)
	case aNumber, aShare, anAge, aSum:
		r.figures(s, full, add)
	case aTime:
		for _, t := range s.Times {
			sure := 1.0
			switch {
			case !r.saying && spokenAt(s, t.Span):
				sure = 0.3
			case r.otherTime(t):
				sure = 0.5
			}
			add(t.Span, sure)
		}
	case aYear:
		for _, t := range s.Tokens {
			if yearLike(t.Norm) {
				add(t.Span(), 1)
			}
		}
	case aReason:
		for _, c := range causes(s) {
			add(s.Tokens[c.at].Span(), reasonSure(c.sort))
		}
	case aDuration:
		for i := 1; i < len(s.Tokens); i++ {
			if t := &s.Tokens[i]; spans.Has(t.Stem) && counted(s.Tokens, i) {
				add(t.Span(), 1)
			}
		}
	}
	return out
}

// figures adds the numbers of a sentence.
func (r *reading) figures(s *text.Sentence, full string, add func(text.Span, float64)) {
	for _, n := range s.Numbers {
		add(n.Span, r.counts(s, n, full))
	}
	if r.want == anAge {
		madeIn(s, add)
	}
}

// madeIn adds the years in which something came to be: "built in 1987", "a ship of 2016" for how old she is.
func madeIn(s *text.Sentence, add func(text.Span, float64)) {
	for i := range s.Tokens {
		if !yearLike(s.Tokens[i].Norm) {
			continue
		}
		for k := max(0, i-madeReach); k < i; k++ {
			if making.Has(s.Tokens[k].Norm) {
				add(s.Tokens[i].Span(), 0.9)
			}
		}
		if norm(s.Tokens, i-1) == "of" {
			add(s.Tokens[i].Span(), 0.5)
		}
	}
}

// madeReach is how many words before a year may tell that something was made in it.
const madeReach = 3

// making are the words for how something came to be.
var making = lex.Words("en/making-verbs")

// namedThings adds the names that are of the asked type.
func (r *reading) namedThings(s *text.Sentence, add func(text.Span, float64)) {
	for _, n := range s.Names {
		if r.names(n.Text) || r.meansAsked(n) {
			continue
		}
		sure := r.sureOf(n)
		if r.want == aPerson && n.Kind == text.Other && relativeWho(s, n.Span) {
			sure = 1
		}
		if first, _ := tokensOf(s, n.Span); r.going && !goal(s.Tokens, first) {
			sure *= noGoal
		}
		add(n.Span, sure)
	}
	if r.want == aPlace {
		r.spots(s, add)
	}
}

// noGoal is what is left of how surely a name tells where somebody goes when nothing before it says that it is the goal.
const noGoal = 0.4

// goal reports whether the name at a place is that of where something moves: "for the island of Merrow", "reached Brana,
// Kostel and Arvik".
func goal(tokens []text.Token, at int) bool {
	for k := at - 1; k >= max(0, at-goalReach); k-- {
		switch t := &tokens[k]; {
		case goals.Has(t.Norm), reaching.Has(t.Lemma()):
			return true
		case t.Text != "," && !t.Word || t.Can(text.PastForm|text.ThirdForm) && t.Text == t.Norm && !t.Stop && !t.Plural():
			return false
		}
	}
	return false
}

// reaching are verbs whose object is where somebody goes.
var reaching = wordSet("enter", "reach", "visit")

// goalReach is how many words before a name may hold what says that it is the goal.
const goalReach = 8

// meansAsked reports whether a name is the shorter one of whom the question names: "Marl" where it asks of "Ines", whom the
// page calls Ines Marl.
func (r *reading) meansAsked(n text.Name) bool {
	if n.Kind != text.Person {
		return false
	}
	short, key, any := wordStems(n.Text), keyStems(n.Key), false
	if len(key) < 2 || !slices.Contains(short, key[len(key)-1]) {
		return false
	}
	for _, w := range key {
		if slices.Contains(short, w) {
			continue
		}
		if any = true; len(r.byStem[w]) == 0 {
			return false
		}
	}
	return any
}

// relativeWho reports whether "who" follows a name: only a person is told of so.
func relativeWho(s *text.Sentence, at text.Span) bool {
	_, last := tokensOf(s, at)
	return last >= 0 && last+2 < len(s.Tokens) && s.Tokens[last+1].Text == "," && s.Tokens[last+2].Norm == "who"
}

// spokenAt reports whether a time only tells when somebody spoke: "the agency said on Monday".
func spokenAt(s *text.Sentence, at text.Span) bool {
	first, _ := tokensOf(s, at)
	for k := first - 1; k >= 0 && k >= first-3; k-- {
		switch t := &s.Tokens[k]; {
		case saidVerbs.Has(t.Norm):
			return true
		case !linkingTime.Has(t.Norm):
			return false
		}
	}
	return false
}

var (
	saidVerbs   = lex.Words("en/time-speech-verbs")
	linkingTime = wordSet("at", "early", "in", "late", "on", "reporters")
)

// spans are stems of the units of time that tell how long something lasts.
var spans = stemsIn("en/duration-units")

// counted reports whether a number, or "a", stands right before the unit at i.
func counted(tokens []text.Token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		n := tokens[k].Norm
		if n != "" && n[0] >= '0' && n[0] <= '9' || smallNumbers.Has(n) {
			return true
		}
	}
	return false
}

var smallNumbers = lex.Words("en/small-numbers")

// spotSure is how sure it is that a phrase such as "to the old depot" tells a place.
const spotSure = 0.4

// spots adds the places that are told without a name: "in a tunnel", "to the old depot".
func (b *bag) spots(s *text.Sentence, add func(text.Span, float64)) {
	for i := 0; i+2 < len(s.Tokens); i++ {
		if !wheres.Has(s.Tokens[i].Norm) || !articles.Has(s.Tokens[i+1].Norm) {
			continue
		}
		t := &s.Tokens[i+2]
		if t.Word && !t.Stop && t.Text == t.Norm && len(b.byStem[t.Stem]) == 0 {
			add(t.Span(), spotSure)
		}
	}
}

var (
	wheres   = lex.Words("en/spot-prepositions")
	articles = wordSet("a", "an", "her", "his", "its", "the", "their")
)

// sureOf is how sure it is that a name is of what is asked for. "Columbia University" is surely a university,
// and of the places only France a country.
func (r *reading) sureOf(n text.Name) float64 {
	for _, t := range text.Tokens(n.Text) {
		for _, f := range r.focus {
			if f.Stem == t.Stem && !prepositions.Has(f.Norm) && len(n.Text) > len(t.Text) &&
				(organizationNouns.Has(f.Stem) || placeNouns.Has(f.Stem) || workNouns.Has(f.Stem)) {
				return 1
			}
		}
	}
	if r.country {
		if _, people := names.Country(n.Text); people {
			return 0.5
		}
		return when1(names.IsCountry(n.Text))
	}
	if r.want == aPerson && n.Kind == text.Other && len(n.Text) > longestInitials && n.Text == strings.ToUpper(n.Text) {
		return 0.1 // the place before a dispatch
	}
	return sureOf(r.want, n.Kind)
}

// longestInitials is how many capitals may be somebody's.
const longestInitials = 4

// sureOf is how sure it is that a name of a kind is of the wanted type.
func sureOf(w want, k text.NameKind) float64 {
	switch {
	case k == text.Other:
		return 0.6
	case w == aPerson && k == text.Person, w == aPlace && k == text.Place, w == anOrganization && k == text.Organization:
		return 1
	case w == aName && k == text.Person:
		return 0.3
	case w == aName:
		return 0.7
	case w == aPlace && k == text.Group:
		return 0.5
	case w == anOrganization && k != text.Group:
		return 0.3
	}
	return 0
}

// names reports whether the question itself holds the words of a name.
func (b *bag) names(name string) bool {
	words := wordStems(name)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return len(b.byStem[w]) == 0 })
}

// counts is how sure it is that a number is of the asked thing.
func (r *reading) counts(s *text.Sentence, n text.Number, full string) float64 {
	written := full[n.Start:n.End]
	switch r.want {
	case aShare:
		if n.Unit == "%" || strings.Contains(written, "%") {
			return 1
		}
		return 0
	case anAge:
		if n.Value < 1 || n.Value > 120 || n.Value != float64(int(n.Value)) {
			return 0
		}
		return aged(s, n.Span, full)
	case aSum:
		if currency(n.Unit) || coins.Has(n.Noun) || coins.Has(text.Stem(n.Unit)) {
			return 1
		}
		if n.Unit == "%" && r.comparing() {
			return 0.9 // "how much more pay"
		}
		if r.comparing() {
			return 0.5 // "by three-quarters of a point"
		}
		if r.kind == howMuch && !r.paying {
			return 0.4 // "how much rain"
		}
		return 0.1
	}
	if strings.Contains(r.question.Text, written) || clocked(s, n.Span) {
		return 0
	}
	return r.countSure(s, n)
}

// comparing reports whether a question asks by how much one thing is more or less than another, or than it was.
func (r *reading) comparing() bool {
	w := r.sentence.Tokens
	if r.kind == howMuch && slices.ContainsFunc(w, func(t text.Token) bool { return changing.Has(t.Lemma()) }) {
		return true
	}
	for i := 0; i+2 < len(w); i++ {
		if w[i].Norm == "how" && w[i+1].Norm == "much" && comparatives.Has(w[i+2].Norm) ||
			(w[i].Norm == "by" || w[i].Norm == "to") && w[i+1].Norm == "how" {
			return true
		}
	}
	return false
}

// changing are the plain forms of verbs of a change by some amount.
var changing = lex.Words("en/change-verbs")

var comparatives = lex.Words("en/amount-comparatives")

// same reports whether two stems stand for one term of the question.
func (b *bag) same(one, two string) bool {
	if one == two {
		return true
	}
	for _, x := range b.byStem[one] {
		for _, y := range b.byStem[two] {
			if x.term == y.term {
				return true
			}
		}
	}
	return false
}

// coins are stems of what money is called.
var coins = stemsIn("en/coins")

// currency reports whether a unit is money.
func currency(unit string) bool {
	return len(unit) == 3 && unit == strings.ToUpper(unit) || unit == "$" || unit == "£" || unit == "€"
}

// aged is how sure it is that a number is an age: "aged 61", "61 years old", "Name, 61,".
func aged(s *text.Sentence, n text.Span, full string) float64 {
	after := strings.ToLower(full[n.End:min(len(full), n.End+12)])
	before := strings.ToLower(full[max(s.Start, n.Start-8):n.Start])
	switch {
	case strings.HasPrefix(after, "-year-old"), strings.HasPrefix(after, " years old"), strings.HasPrefix(after, " year old"):
		return 1
	case strings.HasSuffix(before, "aged "), strings.HasSuffix(before, "age "), strings.HasSuffix(before, "age of "),
		strings.HasSuffix(before, "at "):
		return 1
	case (strings.HasSuffix(before, " is ") || strings.HasSuffix(before, " was ") || strings.HasSuffix(before, "turned ")) &&
		(after == "" || strings.ContainsAny(after[:1], ",.;") || strings.HasPrefix(after, " when ") ||
			strings.HasPrefix(after, " at the time")):
		return 0.9 // "Name, who is 83,"
	case strings.HasSuffix(before, ", ") && (strings.HasPrefix(after, ",") || strings.HasPrefix(after, ".")):
		return 0.9
	}
	return 0
}
