package ask

import (
	"strings"

	"briefbot/briefing/text"
)

// want is the type of thing that answers a question.
type want int

// The types of answers.
const (
	anything want = iota
	aPerson
	aPlace
	anOrganization
	aName // something with a name: a film, a drink, an operation
	aNumber
	aShare // a percentage
	anAge
	aSum // money
	aTime
	aYear
	aReason
	aDuration // "how long did it last"
)

// Nouns that tell what kind of name is asked for: "which airline" asks for an organization.
var (
	personNouns = stems("person man woman actor actress singer star player president minister philanthropist celebrity politician senator congressman congresswoman " +
		"lawmaker mp author writer founder billionaire model presenter editor rapper coach champion official leader ambassador general commander spokesman " +
		"spokeswoman spokesperson governor mayor judge justice king queen prince princess pope oligarch businessman negotiator mediator envoy diplomat scientist " +
		"chair chairman chairwoman chairperson head deputy secretary sheriff bishop archbishop commissioner treasurer speaker successor predecessor mother father widow " +
		"director ceo executive musician comedian athlete quarterback golfer boxer astronaut suspect victim critic adviser chancellor premier member candidate " +
		"popstar artist broadcaster footballer tycoon chief boss heavyweight designer chef associate aide colleague doctor teacher lawyer relative wife husband son daughter brother sister friend neighbour witness survivor driver pilot captain soldier")
	placeNouns = stems("country nation city state island town region continent borough county park airport village sea river lake mountain province district " +
		"capital territory location place venue planet neighborhood street port")
	countryNouns      = stems("country nation")
	organizationNouns = stems("company airline automaker carmaker retailer team school university agency party chain brand bank club network group charity supermarket " +
		"museum organization firm manufacturer newspaper platform union outlet league publisher broadcaster hospital ministry department committee church studio " +
		"franchise maker producer startup college")
	sumNouns  = stems("amount sum price fee fine salary wage")
	workNouns = stems("show film movie song album book painting series novel game play song single podcast product drink beverage feature app website artwork drug virus " +
		"disease variant law act bill measure operation title word phrase animal species insect fruit food item condiment sport currency weapon missile chemical")
)

// wantOf tells what a question of a kind wants, given the noun that it asks about.
func wantOf(k kind, focus []text.Token, asked []text.Token) want {
	switch k {
	case who:
		return aPerson
	case where:
		return aPlace
	case why:
		return aReason
	case when:
		for _, t := range focus {
			if t.Norm == "year" {
				return aYear
			}
		}
		return aTime
	case howMuch:
		return aSum
	case howMany:
		for _, t := range asked {
			switch t.Norm {
			case "last", "lasted", "take", "took", "until", "stay", "stayed", "remain", "been", "spend", "spent", "serve", "wait", "waited":
				if has(asked, "long") {
					return aDuration
				}
			case "percentage", "percent", "share", "proportion":
				return aShare
			case "old", "age":
				return anAge
			}
		}
		return aNumber
	}
	if k == what || k == definition {
		if called(asked) {
			return aName
		}
		for i, t := range asked {
			if norm(asked, i+1) != "of" && norm(asked, i+1) != "in" && norm(asked, i+1) != "for" {
				continue
			}
			switch t.Norm {
			case "price", "cost", "value", "salary", "budget", "amount", "sum":
				return aSum
			case "rate", "percentage":
				return aShare
			case "population", "number", "length", "height", "depth", "speed", "size", "weight":
				return aNumber
			case "name", "title":
				if personNouns[stemAfter(asked, i+1)] {
					return aPerson
				}
				return aName
			}
		}
	}
	// The last noun of "which former British minister" says what is asked.
	for i := len(focus) - 1; i >= 0; i-- {
		switch s := focus[i].Stem; {
		case sumNouns[s]:
			return aSum
		case personNouns[s]:
			return aPerson
		case placeNouns[s]:
			return aPlace
		case organizationNouns[s]:
			return anOrganization
		case workNouns[s]:
			return aName
		}
	}
	return anything
}

// called reports whether a question ends in asking what something is called.
func called(asked []text.Token) bool {
	n := len(asked)
	return n > 2 && (asked[n-1].Norm == "called" || asked[n-1].Norm == "named" || asked[n-1].Norm == "as" && asked[n-2].Norm == "known")
}

// stemAfter is the stem of the first noun after a preposition: "associate" in "of the former associate".
func stemAfter(words []text.Token, at int) string {
	for i := at + 1; i < len(words) && i <= at+4; i++ {
		if personNouns[words[i].Stem] {
			return words[i].Stem
		}
	}
	return ""
}

// focusOf gives the words between a question word and the verb: "which former British minister".
// For "who is the mayor of Kyiv" they are the words after the verb.
func focusOf(words []text.Token) []text.Token {
	at := asked(words)
	if at < 0 {
		return nil
	}
	i := at + 1
	if n := norm(words, i); (words[at].Norm == "who" || words[at].Norm == "whom") && !auxiliaries[n] {
		return nil // "who won the cup" asks for no cup
	}
	for i < len(words) && (words[at].Norm == "how" && degrees[words[i].Norm] || words[i].Norm == "many" || words[i].Norm == "much" || words[i].Norm == "of" || words[i].Norm == "the" || words[i].Norm == "percentage") {
		i++
	}
	var out []text.Token
	for ; i < len(words) && len(out) < 6; i++ {
		t := words[i]
		if auxiliaries[t.Norm] || prepositions[t.Norm] || asking[t.Norm] || strings.HasSuffix(t.Norm, "ed") {
			break
		}
		out = append(out, t)
	}
	return out
}

// prepositions end a noun phrase.
var prepositions = set("of in on at to for from with by about after before during over under into than as since until against between and or but that")
