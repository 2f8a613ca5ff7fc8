package text

import (
	"strings"
	"time"

	"briefbot/briefing"
)

// Analyze reads a. It never fails: what cannot be read is left empty.
func (an *Analyzer) Analyze(a briefing.Article) *Document {
	d := &Document{Article: a}
	r := &reading{an: an, doc: d}
	d.Title = Sentence{Tokens: Tokens(a.Title), Introduced: -1}
	d.Title.End = len(a.Title)
	d.Sentences = cut(a.Text)
	r.survey()
	d.Title.Names = r.names(a.Title, d.Title.Tokens)
	d.Title.Times = timesIn(d.Title.Tokens, a.Published.Time)
	d.Title.Numbers = numbersIn(d.Title.Tokens, d.Title.Times)
	for i := range d.Sentences {
		x := &d.Sentences[i]
		x.Names = r.names(a.Text, x.Tokens)
		x.Times = timesIn(x.Tokens, a.Published.Time)
		x.Numbers = numbersIn(x.Tokens, x.Times)
	}
	r.meet()
	r.quotations()
	r.headings()
	r.speakers()
	r.dangling()
	return d
}

// cut makes the sentences of a text with their words and paragraphs.
func cut(s string) []Sentence {
	spans := Sentences(s)
	out := make([]Sentence, len(spans))
	paragraph, last := 0, 0
	for i, span := range spans {
		paragraph += strings.Count(s[last:span.Start], "\n")
		last = span.Start
		x := &out[i]
		x.Introduced = -1
		x.Start, x.End, x.Paragraph = span.Start, span.End, paragraph
		x.Tokens = Tokens(s[span.Start:span.End])
		for k := range x.Tokens {
			x.Tokens[k].Start += span.Start
			x.Tokens[k].End += span.Start
		}
	}
	return out
}

// AnalyzeQuestion reads a question as one sentence asked at a moment, which "today" and "last week"
// are resolved against. Names are found in small letters too when the gazetteer or the user's
// aliases have them.
func (an *Analyzer) AnalyzeQuestion(q string, asOf time.Time) Sentence {
	s := Sentence{Tokens: Tokens(q), Introduced: -1}
	s.End = len(q)
	r := &reading{an: an, doc: &Document{}}
	r.survey(s.Tokens)
	s.Names = r.names(q, s.Tokens)
	s.Times = timesIn(s.Tokens, asOf)
	s.Numbers = numbersIn(s.Tokens, s.Times)
	return s
}
