package speech

import (
	"briefbot/briefing"
	"briefbot/briefing/names"
	"briefbot/briefing/text"
)

// A voice is who speaks, as far as it was worked out.
type voice struct {
	name   string
	key    string
	named  bool // by the sentence itself
	intro  int
	person *names.Person
	plural bool
	stance briefing.Stance
	label  bool // named by a label before a colon, as in a transcript
	signed bool // named by a signature behind the quotation
	core   bool // by a verb that says that words were said
}

// voiceOf makes the voice of a person whom sentence i names.
func voiceOf(p *names.Person, i int) voice {
	return voice{name: p.Name, key: p.Key, named: true, intro: i, person: p, stance: briefing.Said}
}

// inherited is the voice that another sentence takes over from sentence i.
func (v voice) inherited(i int) voice {
	if v.named {
		v.intro = i
	}
	v.named = false
	return v
}

// A voiceSieve reads one way in which a text gives a sentence its speaker.
type voiceSieve struct {
	name     string
	examples []string
	read     func(r *state, i int) voice
}

// voiceSieves are asked in reading order, so that each knows who spoke before.
var voiceSieves = []voiceSieve{
	labelSieve, transcriptSieve, attributionSieve, colonSieve, afterColonSieve, quotationSieve,
}

// backwardSieves are asked afterwards, from the last sentence to the first, where nobody was found.
var backwardSieves = []voiceSieve{quotationEndSieve, postSieve}

// Read fills who says what in the article whose names were read. It gives whether a he, she or they
// who was not found says what a sentence holds.
func Read(names *names.Reader) (unresolved func(sentence int) bool) {
	r := &state{Reader: names}
	r.quotations()
	r.speakers()
	return r.unresolved
}

// speakers fills who said each sentence.
func (r *state) speakers() {
	n := len(r.Doc.Sentences)
	r.voices = make([]voice, n)
	r.heard = make([][]heard, n)
	r.cued = make([][]cue, n)
	r.told = map[*names.Person]int{}
	for i := range r.Doc.Sentences {
		s := &r.Doc.Sentences[i]
		s.Quoted = r.quoted(i)
		r.voices[i] = r.voiceBy(voiceSieves, i)
		r.touch(i, &r.voices[i])
	}
	for i := n - 1; i >= 0; i-- {
		if r.voices[i].name == "" {
			r.voices[i] = r.voiceBy(backwardSieves, i)
		}
	}
	r.carry()
	for i := range r.voices {
		r.undecided(i)
		r.speak(i)
	}
}

// voiceBy gives the voice that the first sieve finds for sentence i, or none.
func (r *state) voiceBy(sieves []voiceSieve, i int) voice {
	for k := range sieves {
		if v := sieves[k].read(r, i); v.name != "" {
			return v
		}
	}
	return voice{}
}

// speak enters the voice of sentence i.
func (r *state) speak(i int) {
	s, v := &r.Doc.Sentences[i], &r.voices[i]
	r.speech(i, v)
	if v.name == "" {
		return
	}
	s.Speaker, s.SpeakerKey, s.Stance, s.SpeakerNamed, s.Introduced = v.name, v.key, v.stance, v.named, -1
	if !v.named && v.intro != i {
		s.Introduced = v.intro
	}
}

// quoted says that sentence i is, in the main, inside quotation marks.
func (r *state) quoted(i int) bool { return r.marks[i].in > r.marks[i].out }

// endsWith says that the last token of s is mark.
func endsWith(s *text.Sentence, mark string) bool {
	n := len(s.Tokens)
	return text.At(s.Tokens, n-1).Text == mark
}

// sameQuotation says that sentence j goes on with the quotation of i, or directly after it.
func (r *state) sameQuotation(i, j int) bool {
	a, b := &r.Doc.Sentences[i], &r.Doc.Sentences[j]
	if a.Paragraph != b.Paragraph { // the quotation goes on where the next paragraph opens with a mark again
		return r.marks[i].ends && r.marks[j].open
	}
	return r.marks[i].ends || r.marks[j].in > 0 && len(b.Tokens) > 0 && b.Tokens[0].Quoted()
}

// quotedAt says that the token at a byte offset is inside quotation marks.
func quotedAt(tokens []text.Token, start int) bool {
	for k := range tokens {
		if tokens[k].Start() >= start {
			return tokens[k].Quoted()
		}
	}
	return false
}

// unresolved says that a he, she or they who was not found says what sentence i holds.
func (r *state) unresolved(i int) bool {
	s := &r.Doc.Sentences[i]
	for _, c := range r.cues(i) {
		if c.pro < 0 || !coreVerbs.Has(s.Tokens[c.at].Norm) && s.Tokens[c.at].Norm != "according" {
			continue
		}
		switch s.Tokens[c.pro].Norm {
		case "he", "she", "they", "him", "her", "them":
			return true
		}
	}
	return false
}
