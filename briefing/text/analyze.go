package text

import (
	"strings"
	"sync"
	"time"

	"briefbot/briefing"
)

// Analyze reads a. It never fails: what cannot be read is left empty.
func (an *Analyzer) Analyze(a briefing.Article) *Document {
	d := &Document{Article: a}
	d.Title = Sentence{Tokens: Tokens(a.Title), Introduced: -1}
	d.Title.End = len(a.Title)
	d.Sentences = cut(a.Text)
	r := newReader(an.keys, d)
	an.spans(r, a.Title, &d.Title, a.Published.Time)
	for i := range d.Sentences {
		an.spans(r, a.Text, &d.Sentences[i], a.Published.Time)
	}
	r.meet()
	// The events go before the quotations are marked, so that the words inside them are read like others.
	events(&d.Title)
	for i := range d.Sentences {
		events(&d.Sentences[i])
	}
	headings(d)
	dangling(d, readSpeech(r))
	d.compact()
	return d
}

// compact moves what the sentences hold besides tokens into one stretch of memory of each kind, so that none is wasted.
func (d *Document) compact() {
	pack(d.Sentences, func(s *Sentence) *[]Name { return &s.Names })
	pack(d.Sentences, func(s *Sentence) *[]Number { return &s.Numbers })
	pack(d.Sentences, func(s *Sentence) *[]Time { return &s.Times })
	pack(d.Sentences, func(s *Sentence) *[]Speech { return &s.Speech })
	pack(d.Sentences, func(s *Sentence) *[]Event { return &s.Events })
}

// pack moves one kind of what sentences hold into one stretch of memory.
func pack[T any](sentences []Sentence, of func(*Sentence) *[]T) {
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

// spans fills the names, times and numbers of a sentence of source.
func (an *Analyzer) spans(r *nameReader, source string, s *Sentence, published time.Time) {
	s.Names = r.names(source, s.Tokens)
	s.Times = timesIn(s.Tokens, published)
	s.Numbers = numbersIn(s.Tokens, s.Times)
}

// events fills what a sentence denies, plans and supposes, and the events in it.
func events(s *Sentence) {
	marks(s.Tokens)
	readEvents(s)
}

// cut makes the sentences of a text with their words and paragraphs.
func cut(s string) []Sentence {
	spans := Sentences(s)
	out := make([]Sentence, len(spans))
	buffer := tokenBuffers.Get().(*[]Token)
	all := (*buffer)[:0]
	paragraph, last := 0, 0
	for i, span := range spans {
		paragraph += strings.Count(s[last:span.Start], "\n")
		last = span.Start
		x := &out[i]
		x.Introduced = -1
		x.Start, x.End, x.Paragraph = span.Start, span.End, paragraph
		from := len(all)
		all = appendTokens(all, s[span.Start:span.End])
		for k := from; k < len(all); k++ {
			all[k].Start += span.Start
			all[k].End += span.Start
		}
		x.Tokens = all[from:] // its length is what counts
	}
	tokens := make([]Token, len(all))
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
var tokenBuffers = sync.Pool{New: func() any { return new([]Token) }}

// AnalyzeQuestion reads a question as one sentence asked at a moment, which "today" and "last week"
// are resolved against. Names are found in small letters too when the gazetteer or the user's
// aliases have them.
func (an *Analyzer) AnalyzeQuestion(q string, asOf time.Time) Sentence {
	s := Sentence{Tokens: Tokens(q), Introduced: -1}
	s.End = len(q)
	r := newReader(an.keys, &Document{}, s.Tokens)
	s.Names = r.questionNames(q, s.Tokens)
	s.Times = timesIn(s.Tokens, asOf)
	s.Numbers = numbersIn(s.Tokens, s.Times)
	events(&s)
	return s
}
