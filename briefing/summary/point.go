package summary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/briefing"
	"briefbot/briefing/lex"
	"briefbot/briefing/text"
)

// PointOf makes the Point that a sentence of doc gives: text that a reader understands alone, with
// its speaker, shortened by safe deletions only. Its citation has the number 1. A sentence that leans
// on the one before it is told together with that one, where they have one speaker. ok is false
// when no sound point can be made: the line is a heading, the speaker is not known, or what is
// meant stays open. Every point that is returned passes CheckPoint.
func PointOf(an *text.Analyzer, doc *text.Document, sentence int) (p briefing.Point, cites []briefing.Citation, ok bool) {
	m := maker{an: an}
	if p, cites, ok = m.point(doc, sentence, sentence); ok {
		return p, cites, true
	}
	s, before := &doc.Sentences[sentence], sentence-1
	if before < 0 || s.Heading || doc.Sentences[before].Heading || doc.Sentences[before].SpeakerKey != s.SpeakerKey || s.Paragraph-doc.Sentences[before].Paragraph > 1 {
		return p, nil, false
	}
	return m.point(doc, before, sentence)
}

// shown reports whether a reader of s sees who its speaker is: s names him as who speaks, or he is the
// only person that it names ("Ola Brandt has left the island, he wrote").
func shown(s *text.Sentence) bool {
	if s.SpeakerNamed || s.Speaker == "" {
		return s.SpeakerNamed
	}
	here := false
	for _, n := range s.Names {
		if n.Text == s.Speaker && strings.Contains(n.Text, " ") && n.Kind != text.Organization && n.Kind != text.Place {
			here = true
		} else if n.Key != s.SpeakerKey && n.Kind == text.Person {
			return false
		}
	}
	return here
}

// maker makes points.
type maker struct{ an *text.Analyzer }

// point makes one point of the sentences first to last.
func (m maker) point(d *text.Document, first, last int) (briefing.Point, []briefing.Citation, bool) {
	s := &d.Sentences[first]
	for i := first; i <= last; i++ {
		if line := d.Article.Text[d.Sentences[i].Start:d.Sentences[i].End]; d.Sentences[i].Heading || truncated(line) || halfQuoted(line) {
			return briefing.Point{}, nil, false
		}
	}
	named := s.Speaker == "" || shown(s)
	if s.Speaker == "" && quotation.MatchString(d.Article.Text[s.Start:d.Sentences[last].End]) {
		return briefing.Point{}, nil, false // somebody's words, and nobody knows whose
	}
	for i := first; i <= last; i++ {
		if x := &d.Sentences[i]; x.Speaker == "" && (firstPerson(x.Tokens) || instructs(x.Tokens)) {
			return briefing.Point{}, nil, false
		}
	}
	if last > first && !named {
		return briefing.Point{}, nil, false
	}
	x := briefing.Cite(d.Article, s.Start, d.Sentences[last].End)
	x.N = 1
	c := newCheckerOn(m.an, []briefing.Citation{x}, func(briefing.Citation) (*text.Document, error) { return d, nil })
	try := func(frame, body string) (briefing.Point, bool) {
		body = loose.ReplaceAllString(body, "$1$2")
		p := briefing.Point{Text: frame + body, Frame: frame, Speaker: s.Speaker, Cites: []int{1}}
		return p, body != "" && c.point(p) == nil
	}
	if first == last && surnamed(s, d) {
		if p, ok := m.introduced(d, first, try); ok {
			return p, []briefing.Citation{x}, true
		}
	}
	if named {
		for _, body := range plainBodies(sourceOf(d, first, last, false)) {
			if lean(body) || s.Dangling && strings.HasPrefix(d.Article.Text[s.Start:s.End], body[:min(len(body), 12)]) {
				continue
			}
			if p, ok := try("", body); ok {
				return p, []briefing.Citation{x}, true
			}
		}
	}
	if s.Speaker == "" || last > first || !nameable(s.Speaker) {
		return briefing.Point{}, nil, false
	}
	frame := frameOf(d, s)
	src := sourceOf(d, first, last, true)
	if crowd(src) && !plural(d, s) {
		return briefing.Point{}, nil, false // "they said" is not the one person whom the text named last
	}
	for _, body := range framedBodies(src) {
		if lean(body) || strings.Contains(fold(body), fold(s.Speaker)) || surnameLeft(body, s.Speaker) || leftover.MatchString(body) || attributed(body) || text.PointsBack(text.Tokens(body[:min(len(body), 60)])) {
			continue
		}
		if p, ok := try(frame, body); ok {
			return p, []briefing.Citation{x}, true
		}
	}
	return briefing.Point{}, nil, false
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

// introduced makes the point whose frame gives the fuller name in the place of "Surname said".
func (m maker) introduced(d *text.Document, i int, try func(frame, body string) (briefing.Point, bool)) (briefing.Point, bool) {
	src := sourceOf(d, i, i, true)
	if len(src.attributions()) == 0 {
		return briefing.Point{}, false
	}
	for _, body := range framedBodies(src) {
		if lean(body) || surnameLeft(body, d.Sentences[i].Speaker) {
			continue
		}
		if p, ok := try(frameOf(d, &d.Sentences[i]), body); ok {
			return p, true
		}
	}
	return briefing.Point{}, false
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
			quoted += quotationMarks(body[from:u[i].start])
		} else {
			quoted += quotationMarks(body[:u[i].start])
		}
		if i == 0 || quoted%2 == 1 || !speech.Has(u[i].norm) && !coloured.Has(u[i].norm) {
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

// crowd reports whether a sentence attributes its words to "they".
func crowd(s *source) bool {
	for i, u := range s.units {
		if speech.Has(u.norm) && i > 0 && s.units[i-1].norm == "they" {
			return true
		}
	}
	return false
}

// plural reports whether the speaker of s can be "they".
func plural(d *text.Document, s *text.Sentence) bool {
	for i := range d.Sentences {
		for _, n := range d.Sentences[i].Names {
			if n.Key == s.SpeakerKey {
				return n.Kind != text.Person
			}
		}
	}
	return strings.HasSuffix(s.Speaker, "s")
}

// frameOf is the leading part of a point that names the speaker of s: "Role Name: " where the
// article writes the role before the name, else "Name: ".
func frameOf(d *text.Document, s *text.Sentence) string {
	for i := range d.Sentences {
		for _, n := range d.Sentences[i].Names {
			if n.Key != s.SpeakerKey || n.Role == "" || len(strings.Fields(n.Role)) > 5 || !strings.HasSuffix(s.Speaker, n.Text) {
				continue
			}
			if full := n.Role + " " + s.Speaker; strings.Contains(d.Article.Text, full) {
				return upperFirst(full) + ": "
			}
		}
	}
	return upperFirst(s.Speaker) + ": "
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// nameable reports whether a speaker can stand in a frame: a name or a role, no pronoun.
func nameable(speaker string) bool {
	f := strings.Fields(fold(speaker))
	if len(f) == 2 && f[0] == "the" && strings.HasSuffix(speaker, f[1]) && !sole.Has(f[1]) {
		return false // "the group": one spoken of before
	}
	return len(f) > 0 && len(f) <= 10 && !(len(f) == 1 && leaning.Has(f[0]))
}

// sole are whom "the" alone tells, as there is one of them where the news is from.
var sole = lex.Words("en/unique-offices")

// lean reports whether a text begins with a word that points at something said before it.
func lean(body string) bool {
	u := units(body[:min(len(body), 120)])
	for len(u) > 1 && joining.Has(u[0].norm) {
		u = u[1:] // "But he warned that …"
	}
	if len(u) == 0 {
		return true
	}
	w := u[0].norm
	if i := strings.IndexAny(w, "'"); i > 0 {
		w = w[:i] // "it's", "they're"
	}
	if w == "it" && len(u) > 3 && (u[1].norm == "is" || u[1].norm == "was") && (impersonal.Has(u[2].norm) || u[2].norm == "not" && impersonal.Has(u[3].norm)) {
		return false
	}
	if (w == "this" || w == "these") && len(u) > 1 && spans.Has(u[1].norm) {
		return false
	}
	if leaning.Has(w) {
		return true
	}
	if participle := strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || participles.Has(w); participle {
		for i := 1; i < min(len(u), 14); i++ {
			if strings.Contains(body[u[i-1].end:u[i].start], ",") && (leaning.Has(u[i].norm) || joining.Has(u[i].norm)) {
				return true // "Called lensing, this made …"
			}
		}
	}
	// "If confirmed, it would …", "On Monday, they …": a pronoun before anything that has a name.
	for i := 1; openers.Has(w) && i < min(len(u), 6); i++ {
		if startsUpper(u[i].core) && !weekdays.Has(u[i].norm) || quotationMarks(body[:u[i].start]) > 0 {
			return false
		}
		if n := u[i].norm; pronouns.Has(n) && !(n == "it" && i+2 < len(u) && impersonal.Has(u[i+2].norm)) {
			return true
		}
	}
	return false
}

var (
	// openers begin a clause or phrase that stands before the subject.
	openers = lex.Words("en/clause-openers")
	// participles are those of irregular verbs that often begin a sentence.
	participles = lex.Words("en/irregular-participles")
	// joining are words that a sentence can begin with before those by which it leans on another.
	joining = connectives
	// impersonal are the words after which "it is" points at nothing.
	impersonal = lex.Words("en/impersonal-predicates")
	// spans are stretches of time: "this week" leans on nothing but the date.
	spans = lex.Words("en/calendar-spans")
)

// halfQuoted reports whether a sentence closes a quotation that it does not open: its beginning
// stands elsewhere.
func halfQuoted(s string) bool {
	open := 0
	for _, r := range s {
		switch r {
		case '“', '„', '«':
			open++
		case '”', '»':
			if open--; open < 0 {
				return true
			}
		}
	}
	i := strings.IndexByte(s, '"')
	return i > 0 && s[i-1] != ' ' && s[i-1] != '(' && strings.Count(s, "\"")%2 == 1
}

// truncated reports whether a sentence was cut off at its end, or in the middle of its first word.
func truncated(s string) bool {
	if len(s) > 1 && unicode.IsLower(rune(s[0])) && unicode.IsLower(rune(s[1])) && s[0] < utf8.RuneSelf {
		return true
	}
	s = strings.TrimRight(s, "\"”’') ]")
	return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…")
}
