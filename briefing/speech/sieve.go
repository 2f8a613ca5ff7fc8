package speech

import (
	"briefbot/briefing/clause"
	"briefbot/briefing/text"
)

// Who says a sentence is found by sieves: small named readers of one way of saying it each, tried in
// the order of their table. A sieve finds, or refuses what looks like speech and is none, or lets pass
// what is not its matter. Each stands in a file of its own with examples, which are its test: a text,
// "=>", and the speaker of each of its sentences; without the sieve at least one of them fails.
//
// A verb or another cue goes through cueSieves, and there its subject through subjectSieves; a sentence
// goes through voiceSieves.

// verdict is what a sieve makes of what it is given.
type verdict int

const (
	pass   verdict = iota // not its matter: the next sieve is asked
	found                 // it is read
	refuse                // it is no speech, whatever the next sieves would say
)

// A cueSieve reads one kind of cue, or one kind of subject.
type cueSieve struct {
	name     string
	examples []string
	read     func(c *cueReading) verdict
}

// cueSieves read a token as a cue of speech.
var cueSieves = []cueSieve{
	signatureSieve, accordingSieve, verbSieve, pluralNounSieve, quotedAsSieve, nounSieve, attitudeSieve, participleSieve,
	invertedSieve, auxiliarySieve, sharedVerbSieve, bareNounSieve, behindQuotationSieve, subjectSieve,
}

// subjectSieves read the subject that ends where a verb of saying begins.
var subjectSieves = []cueSieve{
	bracketSieve, pronounSieve, objectSieve, nounPhraseSieve, appositionSieve,
}

// A cueReading is the state while one token is read as a cue.
type cueReading struct {
	tokens   []text.Token
	at       int
	headline bool // the sentence has the capitals of a headline
	cue      cue
	start    int // the first token of the verb with its auxiliaries: a subject ends there
}

// read lets a token go through the sieves of a table.
func (c *cueReading) read(sieves []cueSieve) verdict {
	for i := range sieves {
		if v := sieves[i].read(c); v != pass {
			return v
		}
	}
	return pass
}

// token is the token that is read.
func (c *cueReading) token() *text.Token { return &c.tokens[c.at] }

// find takes a phrase as the speaker.
func (c *cueReading) find(who clause.Phrase) verdict {
	c.cue.who = who
	if who.Empty() {
		return refuse
	}
	return found
}

// cues gives the cues of sentence i outside its quotations, which are read once.
func (r *state) cues(i int) []cue {
	if r.cued[i] == nil {
		r.cued[i] = append(cuesIn(r.Doc.Sentences[i].Tokens), cue{})
	}
	return r.cued[i][:len(r.cued[i])-1]
}

// cuesIn finds the cues of a sentence outside its quotations.
func cuesIn(tokens []text.Token) []cue {
	var out []cue
	c := &cueReading{tokens: tokens, headline: text.TitleCase(tokens)}
	for k := range tokens {
		if !mayCue(&tokens[k]) {
			continue
		}
		c.at, c.start, c.cue = k, k, cue{at: k, pro: -1, stance: text.StanceOf(0)}
		if c.read(cueSieves) == found {
			out = append(out, c.cue)
		}
	}
	return out
}

// mayCue is a first look: most words are no cue of any kind.
func mayCue(t *text.Token) bool {
	return !t.Word || t.Is(text.AnySay|text.AnyThink|text.Saying|text.Thinking|text.Attitude) || t.Norm == "according"
}
