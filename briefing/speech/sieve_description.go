package speech

import "briefbot/briefing/text"

// descriptionSieve takes a phrase as it is written: "a senior official", "people close to the mayor".
var descriptionSieve = phraseSieve{"description", []string{
	"A senior official said the talks had failed. => A senior official",
	"A US official said it was late. The UN official said it was early. => A US official|UN official",
}, readDescription}

func readDescription(p *phraseReading) verdict {
	det, last := p.s.Tokens[p.p.From].Norm, p.last()
	if last.Is(text.Utterance) && p.p.From+1 < p.head && p.s.Tokens[p.p.From+1].Norm == "most" {
		return refuse // "the most telling statement came from Moscow": it is spoken about
	}
	name := p.text(p.p.From, p.p.To)
	if det == "the" && p.first != nil && p.p.To > p.p.From+1 {
		name = p.text(p.p.From+1, p.p.To)
	}
	p.voice = voice{name: name, key: p.r.Keys.NameKey(name), named: true, intro: p.i, plural: last.Is(text.PeopleNoun)}
	if last.Is(text.Role) && (p.first != nil || det != "the") {
		p.r.office, p.r.officeAt = last.Norm, p.i
	}
	if p.first != nil {
		p.r.bodies = append(p.r.bodies, body{name: name, key: p.voice.key, words: content(p.headTokens()), sentence: p.i})
	}
	return found
}

// content gives the folded words that carry matter.
func content(tokens []text.Token) []string {
	words := make([]string, 0, 4)
	for k := range tokens {
		if tokens[k].Word && !tokens[k].Stop {
			words = append(words, tokens[k].Norm)
		}
	}
	return words
}
