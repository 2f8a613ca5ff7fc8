package speech

import (
	"slices"

	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// quotationSieve gives a sentence that is all quotation the speaker of the one before it.
var quotationSieve = voiceSieve{"quotation", []string{
	"Ana Brun spoke.\n“I am glad,” she said. “Very glad.” => |Ana Brun|Ana Brun",
	"Ana Brun spoke first:\n“We shall not sell.” => Ana Brun|Ana Brun",
	"“We shall walk,” Ana Brun said. “It is far.\n“But we shall walk.” => Ana Brun|Ana Brun|Ana Brun",
}, readQuotation}

// quotationReach is how many sentences back the speaker of a quotation may stand.
const quotationReach = 4

func readQuotation(r *state, i int) voice {
	if !r.quoted(i) || r.tagged(i) || r.another(i) || r.somebody(i) {
		return voice{}
	}
	open := r.marks[i].open // the quotation of i is open from the end of j to here
	for j := i - 1; j >= 0 && j >= i-quotationReach; j-- {
		v := r.voices[j]
		if v.signed {
			return voice{} // the next quotation is another's
		}
		same := r.Doc.Sentences[j].Paragraph == r.Doc.Sentences[i].Paragraph
		if v.name == "" && j == i-1 && (endsWith(&r.Doc.Sentences[j], ":") || same && r.marks[j].in == 0) {
			v = r.subjectOf(j)
		}
		switch {
		case v.name != "" && r.reaches(j, i, open || j == i-1 && r.marks[j].ends):
			return v.inherited(j)
		case v.name != "" || !same || r.marks[j].in == 0:
			return voice{}
		}
		open = open && r.marks[j].open
	}
	return voice{}
}

// reaches says that who speaks in sentence j goes on in the quotation of i. goesOn: it is one quotation.
func (r *state) reaches(j, i int, goesOn bool) bool {
	return goesOn || r.Doc.Sentences[j].Paragraph == r.Doc.Sentences[i].Paragraph || endsWith(&r.Doc.Sentences[j], ":") ||
		r.marks[j].in > 0 && j == i-1
}

// somebody says that a pronoun is the subject of a verb of saying in sentence i: who that is was not
// found, so that it is nobody for the asking.
func (r *state) somebody(i int) bool {
	tokens := r.Doc.Sentences[i].Tokens
	return slices.ContainsFunc(r.cues(i), func(c cue) bool { return c.pro >= 0 && coreVerbs.Has(tokens[c.at].Norm) })
}

// another says that sentence i begins outside its quotation with a name that is the subject of a verb
// of its own: "Odrin Press, which prints it, has the word as “…”". The words are not those of who spoke before.
func (r *state) another(i int) bool {
	s := &r.Doc.Sentences[i]
	if len(s.Names) == 0 || len(s.Tokens) == 0 || s.Tokens[0].Quoted() ||
		s.Names[0].Start > s.Tokens[0].Start() {
		return false
	}
	for k := range s.Tokens {
		if t := &s.Tokens[k]; t.Quoted() {
			return k > 3
		}
	}
	return false
}

// tagged says that a quotation that begins in sentence i is given its speaker where it ends: “One.
// Two. Three,” she said.
func (r *state) tagged(i int) bool {
	if r.marks[i].open {
		return false
	}
	for ; i+1 < len(r.Doc.Sentences) && r.marks[i].ends && r.sameQuotation(i, i+1); i++ {
		if r.marks[i+1].out > 0 && len(r.cues(i+1)) > 0 {
			return true
		}
	}
	return r.tag(i + 1)
}

// tag says that sentence i is nothing but the speaker of the quotation before it: Mrs. Brun asked.
func (r *state) tag(i int) bool {
	if i <= 0 || i >= len(r.Doc.Sentences) {
		return false
	}
	t := r.Doc.Sentences[i].Tokens
	if len(t) > 7 || r.marks[i].in > 0 || r.marks[i-1].ends || r.marks[i-1].in == 0 ||
		r.Doc.Sentences[i].Paragraph != r.Doc.Sentences[i-1].Paragraph {
		return false
	}
	cues := r.cues(i)
	return len(cues) == 1 && coreVerbs.Has(t[cues[0].at].Norm) && cues[0].at >= len(t)-2
}

// subjectOf gives the one person whom a sentence names outside quotations as a voice.
func (r *state) subjectOf(i int) voice {
	s := &r.Doc.Sentences[i]
	var one *names.Person
	for k := range s.Names {
		n := &s.Names[k]
		if n.Kind != text.Person || quotedAt(s.Tokens, n.Start) {
			continue
		}
		p := r.PersonOf(n.Key)
		if p == nil || one != nil && one != p {
			return voice{}
		}
		one = p
	}
	if one == nil {
		return voice{}
	}
	v := voiceOf(one, i)
	v.named = false
	return v
}
