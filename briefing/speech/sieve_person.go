package speech

import "briefbot/briefing/text"

// personSieve reads the person, or the one thing, whose name the head of a phrase is.
var personSieve = phraseSieve{"person", []string{
	"Brun spokesman Peter Orlin said it was late. Brun supporters said it was early. => Peter Orlin|Brun supporters",
	"Ana Brun spoke. The baker Brun said the plan would ruin her. => |Ana Brun",
}, readPerson}

func readPerson(p *phraseReading) verdict {
	head := p.last().End()
	from := p.s.Tokens[p.p.From].Start()
	for _, n := range p.names() {
		if n.Start >= head || n.Kind != text.Person && (n.Kind != text.Other || n.End != head || n.Start != from) ||
			possessor(p.s.Tokens, n.End) {
			continue
		}
		if n.End < head {
			if noun(p.last()) {
				continue // "Brun spokesman Peter Orlin", "the Brun campaign"
			}
			if p.c.weight < 3 || !small(after(p.headTokens(), n.End)) {
				return refuse // "Brun held a lead, …"
			}
		}
		p.voice = voice{name: n.Text, key: n.Key, named: true, intro: p.i}
		if q := p.r.PersonOf(n.Key); q != nil && n.Kind == text.Person {
			p.voice = voiceOf(q, p.i)
		}
		return found
	}
	return pass
}
