package annotate

import (
	"strings"
	"sync"
	"time"

	"briefbot/briefing"
	"briefbot/briefing/clause"
	"briefbot/briefing/names"
	"briefbot/briefing/quantity"
	"briefbot/briefing/speech"
	"briefbot/briefing/text"
	"briefbot/briefing/when"
)

// Analyze reads a. It never fails: what cannot be read is left empty.
func (an *Analyzer) Analyze(a briefing.Article) *text.Document {
	d := &text.Document{Article: a}
	d.Title = text.Sentence{Tokens: text.Tokens(a.Title), Introduced: -1}
	d.Title.End = len(a.Title)
	d.Sentences = cut(a.Text)
	r := names.NewReader(an.keys, d)
	d.Title.Names = r.Names(a.Title, d.Title.Tokens)
	amounts(&d.Title, a.Published.Time)
	for i := range d.Sentences {
		s := &d.Sentences[i]
		s.Names = r.Names(a.Text, s.Tokens)
		names.Mark(s.Tokens, s.Names)
		amounts(s, a.Published.Time)
	}
	r.Meet()
	// The events go before the quotations are marked, so that the words inside them are read like others.
	events(&d.Title)
	for i := range d.Sentences {
		events(&d.Sentences[i])
	}
	headings(d)
	dangling(d, speech.Read(r))
	compact(d)
	return d
}

// compact moves what the sentences hold besides tokens into one stretch of memory of each kind, so that none is wasted.
func compact(d *text.Document) {
	pack(d.Sentences, func(s *text.Sentence) *[]text.Name { return &s.Names })
	pack(d.Sentences, func(s *text.Sentence) *[]text.Number { return &s.Numbers })
	pack(d.Sentences, func(s *text.Sentence) *[]text.Time { return &s.Times })
	pack(d.Sentences, func(s *text.Sentence) *[]text.Speech { return &s.Speech })
	pack(d.Sentences, func(s *text.Sentence) *[]text.Event { return &s.Events })
}

// pack moves one kind of what sentences hold into one stretch of memory.
func pack[T any](sentences []text.Sentence, of func(*text.Sentence) *[]T) {
	total := 0
	for i := range sentences {
		total += len(*of(&sentences[i]))
	}
	all := make([]T, 0, total)
	for i := range sentences {
		part := of(&sentences[i])
		if len(*part) == 0 {
			continue
		}
		from := len(all)
		all = append(all, *part...)
		*part = all[from:len(all):len(all)]
	}
}

// amounts fills the times and numbers of a sentence that is read at a moment.
func amounts(s *text.Sentence, published time.Time) {
	s.Times = when.Times(s.Tokens, published)
	s.Numbers = quantity.Numbers(s.Tokens, s.Times)
}

// events fills what a sentence denies, plans and supposes, and the events in it.
func events(s *text.Sentence) {
	text.MarkPolarity(s.Tokens)
	clause.ReadEvents(s)
}

// cut makes the sentences of a text with their words and paragraphs.
func cut(s string) []text.Sentence {
	spans := text.Sentences(s)
	out := make([]text.Sentence, len(spans))
	buffer := tokenBuffers.Get().(*[]text.Token)
	all := (*buffer)[:0]
	paragraph, last := 0, 0
	for i, span := range spans {
		paragraph += strings.Count(s[last:span.Start], "\n")
		last = span.Start
		x := &out[i]
		x.Introduced = -1
		x.Start, x.End, x.Paragraph = span.Start, span.End, paragraph
		from := len(all)
		all = text.AppendTokens(all, s[span.Start:span.End], span.Start)
		x.Tokens = all[from:] // its length is what counts
	}
	tokens := make([]text.Token, len(all))
	copy(tokens, all)
	for i := range out {
		n := len(out[i].Tokens)
		out[i].Tokens, tokens = tokens[:n:n], tokens[n:]
	}
	clear(all)
	*buffer = all
	tokenBuffers.Put(buffer)
	return out
}

// tokenBuffers hold the tokens of a text until their number is known.
var tokenBuffers = sync.Pool{New: func() any { return new([]text.Token) }}

// AnalyzeQuestion reads a question as one sentence asked at a moment, which "today" and "last week"
// are resolved against. Names are found in small letters too when the gazetteer or the user's
// aliases have them.
func (an *Analyzer) AnalyzeQuestion(q string, asOf time.Time) text.Sentence {
	s := text.Sentence{Tokens: text.Tokens(q), Introduced: -1}
	s.End = len(q)
	r := names.NewReader(an.keys, &text.Document{}, s.Tokens)
	s.Names = r.InQuestion(q, s.Tokens)
	amounts(&s, asOf)
	events(&s)
	return s
}
