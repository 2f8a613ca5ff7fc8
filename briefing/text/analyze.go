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
	r.happenings()
	r.quotations()
	r.headings()
	r.speakers()
	r.dangling()
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

// happenings reads what the sentences deny, plan and suppose, and the events in them. It goes before
// the quotations are marked, so that the words inside them are read like others.
func (r *reading) happenings() {
	marks(r.doc.Title.Tokens)
	r.doc.Title.events()
	for i := range r.doc.Sentences {
		marks(r.doc.Sentences[i].Tokens)
		r.doc.Sentences[i].events()
	}
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
	r := &reading{an: an, doc: &Document{}}
	r.survey(s.Tokens)
	s.Names = an.lowerCaseNames(q, s.Tokens, r.names(q, s.Tokens))
	s.Times = timesIn(s.Tokens, asOf)
	s.Numbers = numbersIn(s.Tokens, s.Times)
	marks(s.Tokens)
	s.events()
	return s
}

// lowerCaseNames adds to names what the gazetteer or the aliases know and the writer gave no capital.
func (an *Analyzer) lowerCaseNames(source string, tokens []Token, names []Name) []Name {
	g := gazetteer()
	var out []Name
	k := 0
	for i := 0; i < len(tokens); {
		for k < len(names) && names[k].End <= tokens[i].Start {
			out = append(out, names[k])
			k++
		}
		t := &tokens[i]
		if k < len(names) && tokens[i].End > names[k].Start || !t.Word || t.Stop || isCapital(t.Text) || t.Is(Month|Role|BodyNoun) &&
			!longNames()[t.Norm] {
			i++
			continue
		}
		n, e := known(g, tokens, i)
		if n == 1 && t.Is(Title|Role|Utterance|AnySay|PeopleNoun|MaleName|FemaleName) && e.kind != Group {
			n = 0 // "may", "apple", "meta": a word like others
		}
		if n == 0 {
			n, e = an.aliasAt(tokens, i)
		}
		if n == 0 {
			i++
			continue
		}
		span := Span{t.Start, tokens[i+n-1].End}
		name := Name{Span: span, Text: source[span.Start:span.End], Key: an.alias(e.key), Kind: e.kind}
		name.locate()
		out = append(out, name)
		i += n
	}
	return append(out, names[k:]...)
}

// aliasAt gives the longest of the user's names that begins at token i.
func (an *Analyzer) aliasAt(tokens []Token, i int) (int, entry) {
	if len(an.known) == 0 {
		return 0, entry{}
	}
	for n := min(4, len(tokens)-i); n > 0; n-- {
		if key := an.rawKey(tokens[i : i+n]); an.known[key] {
			return n, entry{key: key, kind: Other}
		}
	}
	return 0, entry{}
}
