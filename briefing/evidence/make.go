package evidence

import (
	"slices"
	"strings"

	"briefbot/briefing"
	"briefbot/briefing/annotate"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// Make makes the Point that a sentence of doc gives: text that a reader understands alone, with its
// speaker, shortened by safe deletions only. Its citation has the number 1. A sentence that leans on the
// one before it is told together with that one, where they have one speaker. ok is false when no sound
// point can be made: the line is a heading, the speaker is not known, or what is meant stays open. Every
// point that is returned passes CheckPoint.
func Make(an *annotate.Analyzer, doc *text.Document, sentence int) (p briefing.Point, cites []briefing.Citation, ok bool) {
	if p, cites, ok = MakeAlone(an, doc, sentence); ok {
		return p, cites, true
	}
	if remarkBehind(doc, sentence) && !played(doc, sentence) && doc.Sentences[sentence+1].SpeakerKey == doc.Sentences[sentence].SpeakerKey {
		return makeOf(an, doc, sentence, sentence+1) // with the remark in brackets behind it
	}
	s, before := &doc.Sentences[sentence], sentence-1
	if before < 0 || s.Heading || doc.Sentences[before].Heading || doc.Sentences[before].SpeakerKey != s.SpeakerKey ||
		s.Paragraph-doc.Sentences[before].Paragraph > 1 {
		return p, nil, false
	}
	return makeOf(an, doc, before, sentence)
}

// MakeAlone is Make of this one sentence.
func MakeAlone(an *annotate.Analyzer, doc *text.Document, sentence int) (briefing.Point, []briefing.Citation, bool) {
	return makeOf(an, doc, sentence, sentence)
}

func makeOf(an *annotate.Analyzer, doc *text.Document, first, last int) (briefing.Point, []briefing.Citation, bool) {
	m := maker{doc: doc, first: first, last: last, s: &doc.Sentences[first]}
	if !m.sound() {
		return briefing.Point{}, nil, false
	}
	m.cite = briefing.Cite(doc.Article, m.s.Start, doc.Sentences[last].End)
	m.cite.N = 1
	m.check = newCheckerOn(an, []briefing.Citation{m.cite}, func(briefing.Citation) (*text.Document, error) { return doc, nil })
	p, ok := m.point()
	if !ok {
		return briefing.Point{}, nil, false
	}
	return p, []briefing.Citation{m.cite}, true
}

// maker makes one point of the sentences first to last of a document, whose speaker is that of s, the
// first one.
type maker struct {
	doc         *text.Document
	first, last int
	s           *text.Sentence
	cite        briefing.Citation
	check       *checker
}

// sound reports whether the sentences are whole, and somebody's whose name is known or the outlet's own.
func (m *maker) sound() bool {
	for i := m.first; i <= m.last; i++ {
		s := &m.doc.Sentences[i]
		line := m.doc.Article.Text[s.Start:s.End]
		if s.Heading || Truncated(line) || halfQuoted(line) || i == m.first && bracketed(line) {
			return false
		}
		if s.Speaker == "" && (firstPerson(s.Tokens) || instructs(s.Tokens)) {
			return false
		}
	}
	if m.s.Speaker == "" && quotation.MatchString(m.doc.Article.Text[m.s.Start:m.doc.Sentences[m.last].End]) {
		return false // somebody's words, and nobody knows whose
	}
	return !Staged(m.doc, m.last) && (m.last == m.first || m.named())
}

// named reports whether no frame is needed.
func (m *maker) named() bool { return m.s.Speaker == "" || shown(m.s) }

// point is the best point that passes the check.
func (m *maker) point() (briefing.Point, bool) {
	if m.first == m.last && surnamed(m.s, m.doc) {
		if p, ok := m.introduced(); ok {
			return p, true
		}
	}
	if m.named() {
		if p, ok := m.plain(); ok {
			return p, true
		}
	}
	return m.framed()
}

// try makes a point of a body behind a frame and checks it.
func (m *maker) try(frame, body string) (briefing.Point, bool) {
	body = loose.ReplaceAllString(body, "$1$2")
	p := briefing.Point{Text: frame + body, Frame: frame, Speaker: m.s.Speaker, Cites: []int{1}}
	return p, body != "" && m.check.point(p) == nil
}

// plain makes a point without a frame.
func (m *maker) plain() (briefing.Point, bool) {
	for _, body := range plainBodies(sourceOf(m.doc, m.first, m.last, false)) {
		if Leans(body) || m.s.Dangling && strings.HasPrefix(m.doc.Article.Text[m.s.Start:m.s.End], body[:min(len(body), 12)]) {
			continue
		}
		if p, ok := m.try("", body); ok {
			return p, true
		}
	}
	return briefing.Point{}, false
}

// framed makes a point of one sentence whose frame names its speaker.
func (m *maker) framed() (briefing.Point, bool) {
	if m.s.Speaker == "" || m.last > m.first || !nameable(m.s.Speaker) {
		return briefing.Point{}, false
	}
	src := sourceOf(m.doc, m.first, m.last, true)
	if crowd(src) && !plural(m.doc, m.s) {
		return briefing.Point{}, false // "they said" is not the one person whom the text named last
	}
	frame := frameOf(m.doc, m.s)
	for _, body := range framedBodies(src) {
		if m.leftOver(body) {
			continue
		}
		if p, ok := m.try(frame, body); ok {
			return p, true
		}
	}
	return briefing.Point{}, false
}

// leftOver reports whether a body reads ill behind a frame: it leans on something, or still says who says it.
func (m *maker) leftOver(body string) bool {
	return Leans(body) || strings.Contains(fold(body), fold(m.s.Speaker)) || surnameLeft(body, m.s.Speaker) || leftover.MatchString(body) ||
		attributed(body) || annotate.PointsBack(text.Tokens(body[:min(len(body), 60)]))
}

// introduced makes the point whose frame gives the fuller name in the place of "Surname said".
func (m *maker) introduced() (briefing.Point, bool) {
	src := sourceOf(m.doc, m.first, m.first, true)
	if len(src.attributions()) == 0 {
		return briefing.Point{}, false
	}
	for _, body := range framedBodies(src) {
		if Leans(body) || surnameLeft(body, m.s.Speaker) {
			continue
		}
		if p, ok := m.try(frameOf(m.doc, m.s), body); ok {
			return p, true
		}
	}
	return briefing.Point{}, false
}

// loose matches a mark with a space before it, as pages leave it behind a link.
var loose = lex.Re(`\s+([,.;])(\s|$)`)

// quotation matches a direct quotation of four words or more: shorter ones are terms and nicknames.
var quotation = lex.Re(`["“„«]\pL[^"“”„«»]*?(?:\s[^\s"“”„«»]+){3,}`)

// leftover matches what deleting "she said that" leaves ungrammatical behind a frame: its second
// "and that", or another "he said".
var leftover = lex.Re(`(?i)\band that\b|^(?:he|she|they) (?:said|says|added|told)\b`)

// surnamed reports whether s names a speaker whom the article knows by a fuller name by a surname only.
func surnamed(s *text.Sentence, d *text.Document) bool {
	u := units(s.Speaker)
	if !s.SpeakerNamed || len(u) < 2 || len(u) > 4 {
		return false
	}
	line, said := units(d.Article.Text[s.Start:s.End]), false
	for _, w := range line {
		if w.norm == u[0].norm {
			return false
		}
		said = said || w.norm == u[len(u)-1].norm
	}
	return said
}

// surnameLeft reports whether a body still says the speaker's surname: "Ola Brandt: Brandt said …".
func surnameLeft(body, speaker string) bool {
	name := units(speaker)
	last := name[len(name)-1].norm
	return len(name) > 1 && slices.ContainsFunc(units(body), func(u unit) bool {
		owner, _, _ := strings.Cut(strings.ReplaceAll(u.norm, "’", "'"), "'")
		return u.norm == last || owner == last
	})
}

// attributed reports whether a body still says, outside quotation marks, that a he, a she or somebody
// known by "the" says it: a frame before that names two speakers for one claim, and they may differ.
func attributed(body string) bool {
	u, quoted := units(body), 0
	for i := range u {
		if from := 0; i > 0 {
			from = u[i-1].end
			quoted += text.QuotationMarks(body[from:u[i].start])
		} else {
			quoted += text.QuotationMarks(body[:u[i].start])
		}
		if i == 0 || quoted%2 == 1 || !speaks(u[i].norm) {
			continue
		}
		before := i - 1
		for before > 0 && auxiliaries.Has(u[before].norm) {
			before--
		}
		if pronouns.Has(u[before].norm) || before > 0 && u[before-1].norm == "the" {
			return true
		}
	}
	return false
}
