package speech

import (
	"briefbot/briefing"
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// colonSieve reads "Brun was brief: “No.”": the subject of what stands before a colon and a quotation
// says it.
var colonSieve = voiceSieve{"colon", []string{
	"Ana Brun was brief: “No.” => Ana Brun",
	"Ana Brun read his words: “I am sorry.” => ",
	"It did not surprise the baker Ana Brun: “No,” was all.\nFrom the report: “The bridge is old.” => Ana Brun|the report",
}, readColon}

func readColon(r *state, i int) voice {
	s := &r.Doc.Sentences[i]
	for k := 1; k+1 < len(s.Tokens) && !s.Tokens[k].Quoted(); k++ {
		if k > 1 && s.Tokens[k].Text == ":" && text.OpeningMark(s.Tokens[k+1].Text) {
			return r.beforeColon(i, k)
		}
	}
	return voice{}
}

// beforeColon gives the voice of what stands before the colon at k: the phrase there, or the subject.
func (r *state) beforeColon(i, k int) voice {
	s := &r.Doc.Sentences[i]
	v := voice{}
	if p := clause.Left(s.Tokens, k); !p.Empty() {
		v = r.voiceOfPhrase(i, cue{at: k, who: p, pro: -1, weight: 3})
	}
	if v.person == nil && !s.Tokens[k-1].Is(text.Utterance) {
		p := clause.NounPart(s.Tokens, clause.Head(s.Tokens, clause.Subject(s.Tokens, k)))
		if p.Empty() || !s.Tokens[p.To-1].Is(text.Role|text.PeopleNoun|text.BodyNoun|
			text.Utterance) && !r.speaking(s, p) {
			return voice{}
		}
		v = r.voiceOfPhrase(i, cue{at: k, who: p, pro: -1, weight: 3})
	}
	if his := possessiveBefore(s.Tokens, k); his != "" && v.person != nil && !fits(v.person, his == "her") {
		return voice{} // "Ana Brun read his words: “…”"
	}
	v.stance = briefing.Said
	return v
}

// possessiveBefore gives the his or her of what stands directly before token k: "his words".
func possessiveBefore(tokens []text.Token, k int) string {
	for i := k - 1; i >= max(0, k-3); i-- {
		if n := tokens[i].Norm; n == "his" || n == "her" {
			return n
		}
	}
	return ""
}

// speaking says that the last name in a phrase is a person's or a body's.
func (r *state) speaking(s *text.Sentence, p clause.Phrase) bool {
	for k := len(s.Names) - 1; k >= 0; k-- {
		if n := &s.Names[k]; n.End <= s.Tokens[p.To-1].End() && n.Start >= s.Tokens[p.From].Start() {
			return n.Kind == text.Person || n.Kind == text.Organization
		}
	}
	return false
}
