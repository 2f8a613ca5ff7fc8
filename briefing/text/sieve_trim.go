package text

import "strings"

// trimSieve cuts off a verb that a phrase has taken in, and refuses phrases that can be no subject.
var trimSieve = phraseSieve{"trim", []string{
	"The figures include pledged delegates. The debate promised to be long. => |",
}, readTrim}

func readTrim(p *phraseReading) verdict {
	tokens := p.s.Tokens
	p.cutPast()
	at := tokens[p.c.at].Norm
	bare := plainSay.Has(at) || at == "according" || at == "in"
	told := coreVerbs.Has(at) && clause(tokens, p.c.at)
	if q := nounPart(tokens, phrase{p.p.a, p.head}); q.b < p.head && !bare && !(q.b == p.head-1 && told) {
		if !strings.HasSuffix(tokens[q.b].Norm, "ing") || q.b+1 == p.head {
			return refuse // "The figures include"
		}
		p.p, p.head = q, q.b // "a union representing bakers"
		return pass
	}
	is := noun(p.last()) || p.c.weight >= 3 && speakerLike(tokens, phrase{p.p.a, p.head}) && !owned(p.headTokens()) // not "Odrin's siege"
	anybody := bare || told || coreVerbs.Has(at) && besideQuotation(tokens, p.c.at)
	if !is && !(anybody && len(p.text(p.p.a, p.p.b)) > 3) || verbless(p.headTokens()) {
		return refuse
	}
	return pass
}

// cutPast cuts the phrase before a past form that it has taken in: "Russia poured cold water on …".
func (p *phraseReading) cutPast() {
	for k := p.p.a + 1; k < p.head && !noun(p.last()); k++ {
		t, before := &p.s.Tokens[k], &p.s.Tokens[k-1]
		if noun(before) && !before.Is(Title) && !isCapital(t.Text) && strings.HasSuffix(t.Norm, "ed") && len(t.Norm) > 4 {
			p.p.b, p.head = k, k
			return
		}
	}
}
