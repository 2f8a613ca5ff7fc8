package ask

import (
	"slices"
	"strings"

	"briefbot/briefing/index"
	"briefbot/briefing/text"
)

// Weights of a term's finding by the place where it is found.
const (
	besideWeight  = 0.9
	distantWeight = 0.7 // two sentences away from what somebody said
	countryWeight = 0.9 // the people or the capital for the country
	speakerWeight = 0.9
)

// evidence computes the features of one sentence.
func (r *reading) evidence(h index.Hit) vector {
	var v vector
	d := h.Doc
	s := &d.Sentences[h.Sentence]
	full := d.Article.Text
	n := len(r.terms)
	found := make([]float64, n)
	marks := r.mark(s, found)
	r.dated(&v, d, s)
	for _, i := range r.dateTerms {
		found[i] = max(found[i], v[fTime])
	}
	v[fOwn], v[fMatter] = r.share(found), r.aboutShare(found)
	if r.verb >= 0 {
		v[fDeed] = found[r.verb]
	}

	for _, w := range speakerOf(s) {
		r.note(found, w, speakerWeight)
	}
	for _, i := range []int{h.Sentence - 1, h.Sentence + 1, h.Sentence - 2, h.Sentence + 2} {
		if i >= 0 && i < len(d.Sentences) {
			r.hold(&d.Sentences[i], found, besideWeight)
		}
	}
	r.meant(d, h.Sentence, found)
	beside := r.share(found)
	v[fNext], v[fAbout] = beside-v[fOwn], r.aboutShare(found)
	r.hold(&d.Title, found, besideWeight)
	if k := heading(d, h.Sentence); k >= 0 {
		r.hold(&d.Sentences[k], found, besideWeight)
	}
	headed := r.share(found)
	v[fHead] = headed - beside
	v[fNames] = r.nameShare(found)
	if r.mass > 0 {
		bag := min(1, h.Article/(r.mass*index.Saturation))
		v[fArticle] = max(0, bag-headed)
		v[fRank] = min(1, h.Score/r.mass)
	}
	v[fFocus] = r.focused(s, found)
	for _, t := range r.things(s, full) {
		v[fTyped] = max(v[fTyped], t.sure)
		v[fNear] = max(v[fNear], t.sure*r.around(marks, t))
	}
	switch {
	case r.kind == definition:
		v[fTyped] = when1(r.defined(s))
	case r.want == anything && r.class == nil:
		v[fTyped] = 0.5
	case r.want == anything:
		v[fTyped] = max(v[fTyped], unlisted)
	case r.strict(), r.kind == where, r.kind == why:
		v[fMiss] = when1(v[fTyped] < typedSure)
	}
	v[fPairs] = r.paired(marks)
	if h.Sentence < 6 {
		v[fLead] = 1 - float64(h.Sentence)/6
	}
	words, fresh := 0, 0
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Word {
			words++
			if marks[i] < 0 && !t.Stop && !matterless[t.Norm] {
				fresh++
			}
		}
	}
	v[fNew] = min(1, float64(fresh)/5)
	for k := max(0, h.Sentence-5); k < h.Sentence; k++ {
		if q := &d.Sentences[k]; strings.HasSuffix(full[q.Start:q.End], "?") {
			echo := make([]float64, n)
			r.hold(q, echo, 1)
			v[fEcho] = max(v[fEcho], r.share(echo))
		}
	}
	if v[fEcho] < 0.5 {
		v[fEcho] = 0
	}
	v[fHeading] = when1(s.Heading)
	v[fAsks] = when1(asks(full[s.Start:s.End]))
	v[fShort] = when1(words < 6)
	v[fLong] = when1(words > 45)
	v[fDangling] = when1(s.Dangling)
	v[fSpeaker] = r.spoken(s)
	v[fCue] = r.cued(s)
	if v[fRole] = r.roled(d, h.Sentence); v[fRole] > nameless && r.ownedHere(d, h.Sentence) {
		v[fNames] = max(v[fNames], besideWeight)
	}
	v[fSide] = max(r.otherSide(s), when1(r.contrasted(s)))
	return v
}

// meant notes the name of whom a sentence tells that opens with "she" or "her": the person whom those before it named
// last.
func (r *reading) meant(d *text.Document, i int, found []float64) {
	if tokens := d.Sentences[i].Tokens; len(tokens) == 0 || !personal[tokens[0].Norm] {
		return
	}
	for k := i - 1; k >= 0 && k >= i-ownerReach; k-- {
		for _, n := range d.Sentences[k].Names {
			if n.Kind == text.Person {
				for _, w := range index.KeyStems(n.Key) {
					r.note(found, w, besideWeight)
				}
				return
			}
		}
	}
}

// personal are the pronouns of one person.
var personal = set("he she his her")

// typedSure is how sure it must be that a sentence holds a thing of the asked type for it not to count as missing.
const typedSure = 0.3

// unlisted is how sure it is that a sentence holds a thing of an asked class where it holds none that is
// listed: no list is complete.
const unlisted = 0.3

// strict reports whether an answer must hold a thing of the asked type.
func (r *reading) strict() bool {
	switch r.want {
	case aPerson:
		return r.kind == who || r.named
	case aName:
		return r.named
	case aNumber, aShare, anAge, aSum, aTime, aYear, aDuration:
		return true
	}
	return false
}

// mark notes which terms a sentence holds, and gives for each of its tokens the term that it stands
// for, or -1.
func (r *reading) mark(s *text.Sentence, found []float64) []int {
	marks := make([]int, len(s.Tokens))
	for i := range s.Tokens {
		marks[i] = -1
		if !s.Tokens[i].Word {
			continue
		}
		for _, m := range r.byStem[s.Tokens[i].Stem] {
			found[m.term] = max(found[m.term], m.weight)
			marks[i] = m.term
		}
		for _, w := range index.CountryStems(&s.Tokens[i]) {
			for _, m := range r.byStem[w] {
				found[m.term] = max(found[m.term], countryWeight*m.weight)
				if marks[i] < 0 {
					marks[i] = m.term
				}
			}
		}
	}
	for _, n := range s.Names {
		for _, w := range index.KeyStems(n.Key) {
			for _, m := range r.byStem[w] {
				found[m.term] = max(found[m.term], m.weight)
				for i := range s.Tokens {
					if s.Tokens[i].Start >= n.Start && s.Tokens[i].End <= n.End && marks[i] < 0 {
						marks[i] = m.term
						break
					}
				}
			}
		}
	}
	return marks
}

// hold notes which terms a sentence holds.
func (r *reading) hold(s *text.Sentence, found []float64, weight float64) {
	for i := range s.Tokens {
		if s.Tokens[i].Word {
			r.note(found, s.Tokens[i].Stem, weight)
			for _, w := range index.CountryStems(&s.Tokens[i]) {
				r.note(found, w, countryWeight*weight)
			}
		}
	}
	for _, n := range s.Names {
		for _, w := range index.KeyStems(n.Key) {
			r.note(found, w, weight)
		}
	}
}

func (r *reading) note(found []float64, stem string, weight float64) {
	for _, m := range r.byStem[stem] {
		found[m.term] = max(found[m.term], m.weight*weight)
	}
}

// share is the part of the question's mass that was found.
func (r *reading) share(found []float64) float64 {
	if r.mass == 0 {
		return 0
	}
	sum := 0.0
	for i, f := range found {
		sum += f * r.rarity[i]
	}
	return sum / r.mass
}

// nameShare is the part of the mass of the question's names that was found; 1 where it has none.
func (r *reading) nameShare(found []float64) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if r.terms[i].Name {
			sum += f * r.rarity[i]
			mass += r.rarity[i]
		}
	}
	if mass == 0 {
		return 1
	}
	return sum / mass
}

// aboutShare is the part of the mass of those words that was found which are neither names nor the
// noun that is asked for: what is told of them. It is 1 where the question has none.
func (r *reading) aboutShare(found []float64) float64 {
	sum, mass := 0.0, 0.0
	for i, f := range found {
		if !r.terms[i].Name && !r.focal[i] && !slices.Contains(r.dateTerms, i) {
			sum += f * r.rarity[i]
			mass += r.rarity[i]
		}
	}
	if mass == 0 {
		return 1
	}
	return sum / mass
}

// focused is the share of the asked noun phrase's words that were found; 1 where nothing is asked by name.
func (r *reading) focused(s *text.Sentence, found []float64) float64 {
	n, sum := 0, 0.0
	for _, f := range r.focus {
		for _, m := range r.byStem[f.Stem] {
			n++
			sum += found[m.term]
			break
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// around is the share of the mass that stands within a few words of a thing.
func (r *reading) around(marks []int, t thing) float64 {
	if r.mass == 0 {
		return 0
	}
	sum := 0.0
	var seen [64]bool
	for i := max(0, t.first-near); i < len(marks) && i <= t.last+near; i++ {
		if m := marks[i]; m >= 0 && (i < t.first || i > t.last) && m < len(seen) && !seen[m] {
			seen[m] = true
			sum += r.rarity[m]
		}
	}
	return sum / r.mass
}

// near is how many words around a thing count as beside it.
const near = 8

// paired is the share of the question's neighbouring terms that are neighbours in the sentence too.
func (r *reading) paired(marks []int) float64 {
	if len(r.terms) < 2 {
		return 0
	}
	var seen [64]bool
	last, at := -1, 0
	hits := 0
	for i, m := range marks {
		if m < 0 {
			continue
		}
		if last >= 0 && i-at <= 3 && last != m {
			if k := min(last, m); max(last, m)-k == 1 && k < len(seen) && !seen[k] {
				seen[k] = true
				hits++
			}
		}
		last, at = m, i
	}
	return float64(hits) / float64(len(r.terms)-1)
}

// spoken is 1 when the sentence is said by whom the question names as its speaker, and less when no
// speaker is known but the sentence names him.
func (r *reading) spoken(s *text.Sentence) float64 {
	if len(r.speaker) == 0 {
		return 0
	}
	best := 0.0
	for _, w := range speakerOf(s) {
		for _, k := range r.speaker {
			if r.same(w, k) {
				best = 1
			}
		}
	}
	if best == 0 && s.Speaker == "" {
		held := 0
		for _, k := range r.speaker {
			if slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return t.Word && r.same(t.Stem, k) }) {
				held++
			}
		}
		best = 0.7 * float64(held) / float64(len(r.speaker))
	}
	return best
}

// cued is 1 when the sentence holds words that an answer of the kind has.
func (r *reading) cued(s *text.Sentence) float64 {
	var cues map[string]bool
	switch r.kind {
	case why:
		cues = becauses
	case quote:
		return when1(s.Quoted || s.Speaker != "")
	case definition:
		return when1(r.defined(s))
	case disagree:
		cues = sides
	case yesNo:
		cues = verdicts
	default:
		return 0
	}
	for i := range s.Tokens {
		if cues[s.Tokens[i].Norm] {
			return 1
		}
	}
	return 0
}

// defined reports whether a sentence says what a thing of the question is: "X is a …", "the … (X)".
func (r *reading) defined(s *text.Sentence) bool {
	for _, n := range s.Names {
		if n.Role != "" && r.names(n.Text) {
			return true
		}
	}
	for i := range s.Tokens {
		if len(r.byStem[s.Tokens[i].Stem]) == 0 {
			continue
		}
		if i > 0 && s.Tokens[i-1].Text == "(" {
			return true
		}
		if i+2 < len(s.Tokens) {
			switch verb, next := s.Tokens[i+1].Norm, s.Tokens[i+2].Norm; {
			case verb == "is" || verb == "are" || verb == "was" || verb == "means" || verb == ",":
				if next == "a" || next == "an" || next == "the" || next == "which" || next == "who" || verb == "means" {
					return true
				}
			}
		}
	}
	return false
}

var (
	becauses = set("because due amid after over reason cause caused owing cited citing blamed therefore unable resistance to as")
	sides    = set("but although though however disagree disagrees disagreed denied denies disputed dispute claimed claims estimate estimates while contrary despite rejected contradicted")
	verdicts = set("no not never nobody none nothing neither denied rejected ruled agreed confirmed yes refused won't cannot approved")
)

// heading is the heading above a sentence, or -1.
func heading(d *text.Document, i int) int {
	for k := i - 1; k >= 0 && i-k < 60; k-- {
		if d.Sentences[k].Heading {
			return k
		}
	}
	return -1
}

// speakerOf gives the stems of a sentence's speaker.
func speakerOf(s *text.Sentence) []string {
	if s.Speaker == "" {
		return nil
	}
	out := index.KeyStems(s.SpeakerKey)
	for _, t := range text.Tokens(s.Speaker) {
		if t.Word {
			out = append(out, t.Stem)
		}
	}
	return out
}

// asks reports whether a sentence is a question: a question answers none. A quiz puts its choices under it.
func asks(s string) bool {
	line, _, _ := strings.Cut(s, "\n")
	return strings.HasSuffix(strings.TrimRight(line, " \"”’')"), "?")
}

// when1 is 1 for true.
func when1(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
