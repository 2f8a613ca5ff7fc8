package speech

import (
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/clause"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// An accusation is often put once and then told on: "In her suit, Fenn accuses Holz of selling rotten fish. Holz
// knew of it in March." The second sentence is Fenn's too. This veto keeps the promise that nobody's claim is told
// as fact: what goes on after an accusation in its paragraph takes its speaker.

// carriedReach is how many sentences an accusation goes on at most.
const carriedReach = 4

var (
	accusingSources = lex.Words("en/accusing-sources")
	hearingBodies   = lex.Words("en/hearing-bodies")
	wrongdoings     = lex.Words("en/wrongdoings")
	proceedings     = lex.Words("en/proceedings")
	authorities     = lex.Words("en/official-roles")

	presentAuxiliaries = lex.Words("en/present-auxiliaries")
	pastAuxiliaries    = lex.Words("en/past-auxiliaries")
)

// carry gives the sentences that go on with an accusation its speaker.
func (r *state) carry() {
	for i := range r.voices {
		v := r.voices[i]
		if v.name == "" {
			v = r.accuser(i)
		} else if !r.accuses(i) {
			continue
		}
		if v.name == "" {
			continue
		}
		v = v.inherited(i)
		v.intro = i
		for j := i + 1; j < len(r.voices) && j <= i+carriedReach && r.Doc.SameParagraph(j) && r.tellsOn(&v, j); j++ {
			r.voices[j] = v
		}
	}
}

// accuser gives who accuses in a sentence without a speaker, which tells of it as a fact: "Two nuns accused him",
// "The rebels claim to have won".
func (r *state) accuser(i int) voice {
	s := &r.Doc.Sentences[i]
	if s.Heading || r.marks[i].in > 0 {
		return voice{}
	}
	for _, e := range s.Events {
		if e.Passive || e.Modality != text.Actual || e.Who.From != 0 || e.Who.From >= e.Who.To || !Accuses(s, &e) {
			continue
		}
		name := r.Doc.Article.Text[s.Tokens[e.Who.From].Start():s.Tokens[e.Who.To-1].End()]
		return voice{name: name, key: r.Keys.NameKey(name), intro: i, stance: briefing.Claimed}
	}
	return voice{}
}

// accuses reports whether the speaker of sentence i accuses somebody, outside quotation marks: by his verb, by what
// he is, before a court, or, where he is no authority, by the wrong that he tells.
func (r *state) accuses(i int) bool {
	s, v := &r.Doc.Sentences[i], &r.voices[i]
	if v.name == "" || s.Heading || r.marks[i].in > 0 || v.stance == briefing.Denied || len(r.heard[i]) == 0 {
		return false
	}
	if v.stance == briefing.Claimed {
		return true
	}
	for _, h := range r.heard[i] {
		if h.voice.key == v.key && (r.accusingCue(s, &h.cue) || accusingPhrase(text.Tokens(v.name))) {
			return true
		}
	}
	return !authority(v) && Wrongs(s)
}

// accusingCue reports whether the words around a cue make it an accusation: "in her suit, Fenn says", "told the court".
func (r *state) accusingCue(s *text.Sentence, c *cue) bool {
	if c.at < 0 || c.at >= len(s.Tokens) {
		return false
	}
	if c.who.To <= c.at && accusingPhrase(s.Tokens[min(c.who.From, c.at):c.at]) {
		return true
	}
	if comma := clause.LastComma(s.Tokens, c.at); !c.final && comma > 0 && comma < 9 && accusingPhrase(s.Tokens[:comma]) {
		return true
	}
	end := min(len(s.Tokens), c.at+6)
	for k := c.at + 1; k < end && s.Tokens[k].Norm != "that"; k++ {
		n := s.Tokens[k].Norm
		if hearingBodies.Has(n) {
			return true
		}
	}
	return s.Tokens[c.at].Lemma() == "testify"
}

// accusingPhrase reports whether a phrase names a party or a paper that accuses.
func accusingPhrase(tokens []text.Token) bool {
	for k := range tokens {
		if accusingSources.Has(tokens[k].Norm) {
			return true
		}
	}
	return false
}

// authority reports whether a voice is one of office, whose report of a wrong stands with other reports.
func authority(v *voice) bool {
	for _, w := range strings.Fields(text.Fold(v.name)) {
		if authorities.Has(w) || strings.HasPrefix(w, "polic") {
			return true
		}
	}
	return v.person != nil && len(v.person.Roles) > 0 && authority(&voice{name: strings.Join(v.person.Roles, " ")})
}

// Wrongs reports whether a sentence tells as a fact that somebody did what nobody does by right.
func Wrongs(s *text.Sentence) bool {
	for _, e := range s.Events {
		actual := !e.Negated && e.Modality == text.Actual && e.Who.From < e.Who.To
		if actual && wrongdoings.Has(s.Tokens[e.Verb].Lemma()) {
			return true
		}
	}
	return false
}

// Accuses reports whether an event of a sentence is that somebody accuses or claims, as its verb says: "accused", "alleged".
func Accuses(s *text.Sentence, e *text.Event) bool {
	return !e.Negated && text.StanceOf(s.Tokens[e.Verb].Class()) == briefing.Claimed
}

// tellsOn reports whether sentence j goes on with what v accuses of: bare, in the past, and not of what came
// of the matter, nor of the accuser or his paper.
func (r *state) tellsOn(v *voice, j int) bool {
	s := &r.Doc.Sentences[j]
	if r.voices[j].name != "" || s.Heading || r.marks[j].in > 0 || len(r.heard[j]) > 0 || r.unresolved(j) || !narrates(s) {
		return false
	}
	own := strings.Fields(text.Fold(v.name))
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if proceedings.Has(t.Lemma()) || proceedings.Has(t.Norm) || proceedings.Has(t.Stem) {
			return false
		}
		if k < 4 && len(own) > 0 && t.Norm == own[len(own)-1] {
			return false
		}
	}
	return true
}

// narrates reports whether the first verb of a sentence is in the past: "knew", "was", "had beaten".
func narrates(s *text.Sentence) bool {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		switch {
		case !t.Word || t.Named():
		case presentAuxiliaries.Has(t.Norm):
			return false
		case pastAuxiliaries.Has(t.Norm):
			return true
		case k > 0 && !text.IsCapital(t.Text) && (t.Can(text.PastForm) || strings.HasSuffix(t.Norm, "ed")):
			return true
		}
	}
	return false
}
