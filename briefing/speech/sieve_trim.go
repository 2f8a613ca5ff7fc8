package speech

import (
	"strings"

	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// trimSieve cuts off a verb that a phrase has taken in, and refuses phrases that can be no subject.
var trimSieve = phraseSieve{"trim", []string{
	"The figures include pledged delegates. The debate promised to be long. => |",
}, readTrim}

func readTrim(p *phraseReading) verdict {
	tokens := p.s.Tokens
	p.cutPast()
	at := tokens[p.c.at].Norm
	bare := plainSay.Has(at) || at == "according" || at == "in"
	told := coreVerbs.Has(at) && clauseBehind(tokens, p.c.at)
	if q := clause.NounPart(tokens, clause.Phrase{From: p.p.From, To: p.head}); q.To < p.head && !bare && !(q.To == p.head-1 && told) {
		if !strings.HasSuffix(tokens[q.To].Norm, "ing") || q.To+1 == p.head {
			return refuse // "The figures include"
		}
		p.p, p.head = q, q.To // "a union representing bakers"
		return pass
	}
	is := noun(p.last()) || p.c.weight >= 3 && clause.SpeakerLike(tokens, clause.Phrase{From: p.p.From, To: p.head}) &&
		!owned(p.headTokens()) // not "Odrin's siege"
	anybody := bare || told || coreVerbs.Has(at) && besideQuotation(tokens, p.c.at)
	if !is && !(anybody && len(p.text(p.p.From, p.p.To)) > 3) || verbless(p.headTokens()) {
		return refuse
	}
	return pass
}

// cutPast cuts the phrase before a past form that it has taken in: "Russia poured cold water on …".
func (p *phraseReading) cutPast() {
	for k := p.p.From + 1; k < p.head && !noun(p.last()); k++ {
		t, before := &p.s.Tokens[k], &p.s.Tokens[k-1]
		if noun(before) && !before.Is(text.Title) && !text.IsCapital(t.Text) && strings.HasSuffix(t.Norm, "ed") && len(t.Norm) > 4 {
			p.p.To, p.head = k, k
			return
		}
	}
}
