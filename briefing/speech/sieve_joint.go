package speech

import "briefbot/briefing/text"

// jointSieve reads two who speak together: "Brun and Orlin said".
var jointSieve = phraseSieve{"joint", []string{
	"Ana Brun and Peter Orlin said in a statement that they would part. => Ana Brun and Peter Orlin",
}, readJoint}

func readJoint(p *phraseReading) verdict {
	in := p.names()
	if len(in) < 2 || in[len(in)-1].End != p.last().End() {
		return pass
	}
	first := -1
	for k := range in {
		if in[k].Kind == text.Person {
			first = k
			break
		}
	}
	if first < 0 || first == len(in)-1 || in[len(in)-1].Kind != text.Person || possessor(p.s.Tokens, in[first].End) {
		return pass
	}
	at := p.p.From
	for at < p.head && p.s.Tokens[at].Start() < in[first].End {
		at++
	}
	if t := &p.s.Tokens[at]; t.Norm != "and" {
		return pass
	}
	from := p.p.From
	for p.s.Tokens[from].Is(text.Determiner | text.Preposition) {
		from++
	}
	name := p.text(from, p.head)
	p.voice = voice{name: name, key: p.r.Keys.NameKey(name), named: true, intro: p.i, plural: true}
	return found
}
